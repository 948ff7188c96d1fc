//! Numbers in a text that may be changed where they stand: the arithmetic's own. They are the fields of the controls, with the
//! same values, drafts and messages, in the unit of the text.

use lambda_sim::plan::Plan;
use lambda_sim::setting::{Setting, Value};

use crate::arithmetic::{Arithmetic, Bound, seconds};
use crate::field::{Field, position};
use crate::page::Page;
use crate::phrase::Phrase;
use crate::rule_words;
use crate::words;

/// A number that may be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The field that it is.
    pub field: Field,
    /// As it stands in the text, or as it was typed and could not be taken.
    pub number: String,
    /// What the text writes behind it, up to the next word.
    pub unit: &'static str,
    /// The unit in which a bare number is meant, where it is not the field's own.
    meant: &'static str,
}

impl Spot {
    /// What was typed here, as the field reads it.
    pub fn typed(&self, text: &str) -> String {
        let is_bare = text.trim().parse::<f64>().is_ok();
        if is_bare { format!("{}{}", text.trim(), self.meant) } else { text.to_owned() }
    }
}

impl Page {
    /// What is wrong with what was typed into a field, and what the run has instead.
    pub fn problem(&self, field: &Field) -> Option<Phrase> {
        let language = self.language();
        let draft = self.draft(field)?;
        let rule = rule_words::text(&draft.rule, language);
        let typed = if draft.text.trim().is_empty() { words::empty_field(language) } else { &draft.text };
        Some(match self.value(field) {
            None | Some(Value::Unset) => words::problem_unset(language, typed, rule),
            Some(value) => words::problem(language, typed, rule, field.spoken(value, language)),
        })
    }

    /// Where an arrow key takes the number of a field: a step of its slider up or down, also beyond its ends.
    pub fn arrow_step(&self, field: &Field, is_up: bool) -> Option<f64> {
        let scale = field.scale(&self.ground, &self.scenario);
        let at = position(self.value(field)?).unwrap_or(scale.min);
        let to = if is_up { at + scale.step } else { at - scale.step };
        Some(((to * 1e6).round() / 1e6).max(0.0))
    }

    /// The equation, with its rate and its duration to be changed where they are what a control says.
    pub fn equation(&self, arithmetic: &Arithmetic, plan: &Plan) -> Phrase {
        let function = &plan.function(arithmetic.function).name;
        let equation = arithmetic.equation(plan, self.language());
        if arithmetic.bound.is_rate() {
            return equation; // Its rate is that of all callers, and no duration is in it.
        }
        let rate = self.spot(Field::of_function(Setting::PeakRate, function), |value| {
            let Value::Rate(rate) = value else { return None };
            // Away from the peak the rate follows from the curve; a rate of less than one in ten seconds has another unit.
            let is_peak = is_near(rate.get(), arithmetic.rate) && 0.1 <= rate.get();
            is_peak.then(|| (Field::text(value), "/s", "/s"))
        });
        let duration = self.spot(Field::of_function(Setting::Duration, function), |value| {
            let Value::Span(mean) = value else { return None };
            // Runs that are cut off at the timeout, or hang, take another time than their handler.
            let is_mean = (mean.as_secs_f64() - arithmetic.duration_s).abs() < 0.0006;
            is_mean.then(|| (seconds(arithmetic.duration_s), "", "s"))
        });
        equation.with_spot("rate", rate).with_spot("seconds", duration)
    }

    /// What the bar says under its limit, to be changed where it is a limit that somebody has set.
    pub fn limit_label(&self, arithmetic: &Arithmetic, plan: &Plan) -> Phrase {
        let field = match arithmetic.bound {
            Bound::Account if plan.reserved_total().get() == 0 => Some(Field::of_account(Setting::AccountConcurrency)),
            Bound::Reservation => {
                let function = &plan.function(arithmetic.function).name;
                Some(Field::of_function(Setting::ReservedConcurrency, function))
            }
            Bound::Provisioned => {
                let function = &plan.function(arithmetic.function).name;
                Some(Field::of_function(Setting::ProvisionedConcurrency, function))
            }
            Bound::Account | Bound::RequestRate | Bound::Environments | Bound::ProvisionedRate => None,
        };
        let spot = field.and_then(|field| {
            // A limit that was changed during the run is another than its control shows.
            let is_it = |value| value == Value::Count(u64::from(arithmetic.allowed));
            self.spot(field, |value| is_it(value).then(|| (Field::text(value), "", "")))
        });
        arithmetic.limit_label(plan, self.language()).with_spot("allowed", spot)
    }

    /// A field as a number in a text, if `shown` says how.
    fn spot(
        &self,
        field: Field,
        shown: impl Fn(Value) -> Option<(String, &'static str, &'static str)>,
    ) -> Option<Spot> {
        let (number, unit, meant) = shown(self.value(&field)?)?;
        let number = self.draft(&field).map_or(number, |draft| draft.text.clone());
        Some(Spot { field, number, unit, meant })
    }
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

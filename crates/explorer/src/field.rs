//! A field of the page: a setting of the account or of one function, as slider and as typed number.

use core::time::Duration;

use lambda_sim::check::reservable;
use lambda_sim::problem::Rule;
use lambda_sim::read::read_setting;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Range, Setting, Value};
use lambda_sim::time::Span;
use lambda_sim::tree::Tree;
use lambda_sim::units::Rate;

use crate::language::Language;
use crate::number;
use crate::words;

/// Something that a person can change: a setting, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    /// The setting.
    pub setting: Setting,
    /// The function, for a setting of one.
    pub function: Option<String>,
}

/// The scale of a slider, in the unit of its number field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Left end.
    pub min: f64,
    /// Right end.
    pub max: f64,
    /// Distance of two positions.
    pub step: f64,
    /// Where the shipped value lies: the tick under the track.
    pub default: Option<f64>,
}

impl Field {
    /// A field of the account or the run.
    pub const fn of_account(setting: Setting) -> Self {
        Self { setting, function: None }
    }

    /// A field of one function.
    pub fn of_function(setting: Setting, function: &str) -> Self {
        Self { setting, function: Some(function.to_owned()) }
    }

    /// How a link writes it: `a.ce`, `f.checkout.rc`.
    pub fn key(&self) -> String {
        let key = self.setting.row().key;
        match &self.function {
            Some(function) => format!("f.{function}.{key}"),
            None => key.to_owned(),
        }
    }

    /// Its name for a person.
    pub fn label(&self, language: Language) -> &'static str {
        match self.setting {
            Setting::Seed => words::setting_seed(language),
            Setting::Length => words::setting_length(language),
            Setting::AccountConcurrency => words::setting_account_limit(language),
            Setting::ReservedConcurrency => words::setting_reserved(language),
            Setting::PeakRate => words::setting_peak_rate(language),
            Setting::Duration => words::setting_duration(language),
            Setting::Init => words::setting_init(language),
            Setting::IdleLifetime => words::setting_idle_lifetime(language),
        }
    }

    /// The unit behind the number field; the same in every language.
    pub fn unit(&self) -> &'static str {
        match self.setting.row().range {
            Range::Count { .. } | Range::OptionalCount { .. } => "",
            Range::Span { .. } => "ms",
            Range::Rate { .. } => "/s",
        }
    }

    /// Its value in a scenario.
    pub fn get(&self, scenario: &Scenario) -> Option<Value> {
        self.setting.get(scenario, self.function.as_deref())
    }

    /// Puts a value into a scenario; `false` where there is no such function.
    pub fn set(&self, scenario: &mut Scenario, value: Value) -> bool {
        self.setting.set(scenario, self.function.as_deref(), value)
    }

    /// The scale of its slider: from the shipped value, so that every function has room on both sides.
    pub fn scale(&self, shipped: &Scenario, current: &Scenario) -> Scale {
        let default = self.get(shipped).and_then(position);
        let (min, max) = match self.setting {
            Setting::ReservedConcurrency => {
                (0.0, reservable(current.account.concurrent_executions).get().max(100).into())
            }
            Setting::AccountConcurrency => (100.0, round_up(default.unwrap_or(1_000.0) * 4.0)),
            Setting::PeakRate => (0.0, round_up(default.unwrap_or(100.0).max(1.0) * 1.5)),
            _ => (0.0, round_up(default.unwrap_or(0.0).max(200.0) * 2.5)),
        };
        let step = match self.setting.row().range {
            Range::Count { .. } | Range::OptionalCount { .. } => 10.0,
            _ => step_below(max / 100.0),
        };
        Scale { min, max, step, default }
    }

    /// The value at a position of the slider.
    pub fn value_at(&self, position: f64) -> Value {
        match self.setting.row().range {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates at 0")]
            Range::Count { .. } | Range::OptionalCount { .. } => Value::Count(position.round() as u64),
            Range::Span { .. } => Value::Span(Span::from_secs_f64(position / 1_000.0)),
            Range::Rate { .. } => Value::Rate(Rate::per_second(position).unwrap_or_default()),
        }
    }

    /// What was typed, as a value: with or without unit, with or without commas.
    ///
    /// # Errors
    ///
    /// The rule that it breaks.
    pub fn parse(&self, text: &str) -> Result<Value, Rule> {
        let typed = without_commas(text.trim());
        let is_number = typed.parse::<f64>().is_ok();
        let tree = match self.setting.row().range {
            Range::OptionalCount { .. } if typed.is_empty() => Tree::Null,
            Range::Count { .. } | Range::OptionalCount { .. } => Tree::from_text(&typed),
            Range::Span { .. } if is_number => Tree::Text(format!("{typed}ms")),
            Range::Rate { .. } if is_number => Tree::Text(format!("{typed}/s")),
            // Units may be typed apart from their number.
            _ => Tree::Text(typed.replace(' ', "")),
        };
        read_setting(&tree, self.setting)
    }

    /// A value as its number field shows it, without the unit.
    pub fn text(value: Value) -> String {
        match value {
            Value::Unset => String::new(),
            Value::Count(count) => number::grouped(count),
            Value::Span(span) => number::trimmed(span.as_secs_f64() * 1_000.0, 6),
            Value::Rate(rate) => number::trimmed(rate.get(), 6),
        }
    }

    /// A value with its unit, for sentences and screen readers.
    pub fn spoken(value: Value, language: Language) -> String {
        match value {
            Value::Unset => words::not_set(language).to_owned(),
            Value::Count(count) => number::grouped(count),
            Value::Span(span) => number::duration(Duration::from_nanos(span.as_nanos())),
            Value::Rate(rate) => format!("{}/s", number::trimmed(rate.get(), 6)),
        }
    }
}

/// The text without commas between groups of three digits. Any other comma stays, and is refused: `1,5` is not 15.
pub fn without_commas(text: &str) -> String {
    let mut groups = text.split(',');
    let is_group = |group: &str| {
        let digits = group.bytes().take_while(u8::is_ascii_digit).count();
        digits == 3
    };
    groups.next();
    if groups.all(is_group) { text.replace(',', "") } else { text.to_owned() }
}

/// Where a value lies on its slider, in the unit of the number field; `None` if it is not set.
pub fn position(value: Value) -> Option<f64> {
    match value {
        Value::Unset => None,
        #[expect(clippy::cast_precision_loss, reason = "a position on a slider")]
        Value::Count(count) => Some(count as f64),
        Value::Span(span) => Some(span.as_secs_f64() * 1_000.0),
        Value::Rate(rate) => Some(rate.get()),
    }
}

/// The smallest of 1, 2, 5, 10, 20, 50, ... that is not below `value`.
fn round_up(value: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= value {
        power *= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|digit| digit * power).find(|round| value <= *round).unwrap_or(value)
}

/// The largest of ... 0.1, 0.2, 0.5, 1, 2, 5, 10 ... that is not above `value`.
fn step_below(value: f64) -> f64 {
    let mut power = 0.001;
    while power * 10.0 <= value {
        power *= 10.0;
    }
    [5.0, 2.0, 1.0].into_iter().map(|digit| digit * power).find(|round| *round <= value).unwrap_or(power)
}

//! A field of the page: a setting of the account, of one function or of one caller, as slider and as typed number.

mod label;

use core::time::Duration;

use lambda_sim::check::reservable;
use lambda_sim::intervention::Intervention;
use lambda_sim::problem::Rule;
use lambda_sim::quotas;
use lambda_sim::read::read_setting;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Name, Owner, Range, Setting, UNSET, Value};
use lambda_sim::time::Span;
use lambda_sim::tree::Tree;
use lambda_sim::units::Rate;

use crate::language::Language;
use crate::number;
use crate::words;

const TEN_MILLIS: Span = Span::from_millis(10);

/// Something that a person can change: a setting, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    /// The setting.
    pub setting: Setting,
    /// Whose it is.
    pub owner: Owner,
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
        Self { setting, owner: Owner::Account }
    }

    /// A field of one function.
    pub fn of_function(setting: Setting, function: &str) -> Self {
        Self { setting, owner: Owner::Function(function.to_owned()) }
    }

    /// A field of the caller at this place of the file.
    pub const fn of_caller(setting: Setting, place: usize) -> Self {
        Self { setting, owner: Owner::Caller(place) }
    }

    /// Whether it is of a further version of a function, `checkout:7`, rather than of the function.
    pub fn is_of_version(&self) -> bool {
        matches!(&self.owner, Owner::Function(name) if name.contains(':'))
    }

    /// Whether an intervention changes this field.
    pub fn is_of(&self, change: &Intervention) -> bool {
        (self.setting, &self.owner) == (change.setting, &change.owner)
    }

    /// How a link writes it: `a.ce`, `f.checkout.rc`, `c.0.attempts`.
    pub fn key(&self) -> String {
        let key = self.setting.row().key;
        match &self.owner {
            Owner::Account => key.to_owned(),
            Owner::Function(function) => format!("f.{function}.{key}"),
            Owner::Caller(place) => format!("c.{place}.{key}"),
        }
    }

    /// Its name for a person.
    pub fn label(&self, language: Language) -> &'static str {
        label::label(self.setting, language)
    }

    /// Its name with whose it is: `Mean duration of checkout`.
    pub fn title(&self, language: Language) -> String {
        match (&self.owner, self.setting) {
            (Owner::Function(function), Setting::ReservedConcurrency) => {
                words::reserved_of(language, function).to_string()
            }
            (Owner::Function(function), Setting::ProvisionedConcurrency) => {
                words::provisioned_of(language, function).to_string()
            }
            (Owner::Function(function), _) => words::field_of(language, self.label(language), function).to_string(),
            (Owner::Account | Owner::Caller(_), _) => self.entry(language),
        }
    }

    /// Its name behind whose it is, as lists have it: `checkout: Reserved concurrency`.
    pub fn entry(&self, language: Language) -> String {
        let label = self.label(language);
        match &self.owner {
            Owner::Account => label.to_owned(),
            Owner::Function(name) => format!("{name}: {label}"),
            // Counted from 1, as people do.
            Owner::Caller(place) => format!("{}: {label}", words::caller_number(language, place + 1)),
        }
    }

    /// The unit behind the number field; the same in every language.
    pub fn unit(&self) -> &'static str {
        match (self.setting, self.setting.row().range) {
            (setting, Range::Count { .. } | Range::OptionalCount { .. }) => match setting.row().unit {
                unit @ ("s" | "MB") => unit,
                _ => "",
            },
            (_, Range::Choice { .. } | Range::Destination { .. }) => "",
            (_, Range::Span { .. }) => "ms",
            (_, Range::Rate { .. }) => "/s",
            (_, Range::Fraction | Range::OptionalPart { .. }) => "%",
        }
    }

    /// Whether AWS publishes no number for it, so that its default is an assumption of this model.
    pub fn is_assumption(&self) -> bool {
        let row = self.setting.row();
        let is_bound = row.source == Setting::Length.row().source && self.setting != Setting::IdleLifetime;
        row.source.starts_with("assumption") && !is_bound
    }

    /// Whether it has no number, but values to choose from.
    pub const fn is_choice(&self) -> bool {
        matches!(self.setting.row().range, Range::Choice { .. } | Range::Destination { .. })
    }

    /// The values to choose from, where it is a choice: for a destination also every other function of the scenario.
    pub fn choices(&self, scenario: &Scenario) -> Option<Vec<Value>> {
        let range = self.setting.row().range;
        let (names, has_functions) = match range {
            Range::Choice { names, .. } => (names, false),
            Range::Destination { services } => (services, true),
            _ => return None,
        };
        let functions = scenario.functions.iter().map(|function| function.name.as_str());
        let functions = functions.filter(|name| has_functions && self.owner.function() != Some(*name));
        let functions = functions.filter_map(Name::new).map(Value::Function);
        let names = names.iter().copied().map(Value::Choice);
        Some(range.is_optional().then_some(Value::Unset).into_iter().chain(names).chain(functions).collect())
    }

    /// Its value in a scenario, as it is shown. The mean of a measured law has more digits than anybody measured.
    pub fn get(&self, scenario: &Scenario) -> Option<Value> {
        self.setting.get(scenario, &self.owner).map(Self::shown)
    }

    /// A value as it is shown.
    pub fn shown(value: Value) -> Value {
        match value {
            Value::Span(span) if !span.as_nanos().is_multiple_of(1_000) && TEN_MILLIS <= span => {
                Value::Span(Span::from_millis((span + Span::from_nanos(500_000)).as_nanos() / 1_000_000))
            }
            value => value,
        }
    }

    /// Puts a value into a scenario; `false` where there is no such function.
    pub fn set(&self, scenario: &mut Scenario, value: Value) -> bool {
        self.setting.set(scenario, &self.owner, value)
    }

    /// The scale of its slider: from the shipped value, so that every function has room on both sides.
    pub fn scale(&self, shipped: &Scenario, current: &Scenario) -> Scale {
        let default = self.get(shipped).and_then(position);
        let at_most = |least: f64, times: f64| round_up(default.unwrap_or(0.0).max(least) * times);
        let (min, max) = match (self.setting, self.setting.row().range) {
            (Setting::ReservedConcurrency, _) => {
                let least = quotas::UNRESERVED_MINIMUM.get();
                (0.0, reservable(current.account.concurrent_executions).get().max(least).into())
            }
            (Setting::ProvisionedConcurrency, _) => (0.0, at_most(20.0, 5.0)),
            (Setting::AccountConcurrency, _) => {
                let default = default.unwrap_or(quotas::ACCOUNT_CONCURRENCY.get().into());
                (quotas::UNRESERVED_MINIMUM.get().into(), round_up(default * 4.0))
            }
            (Setting::PeakRate, _) => (0.0, at_most(1.0, 1.5)),
            (
                Setting::MemorySize | Setting::Timeout | Setting::MaximumEventAge | Setting::MaximumRetryAttempts,
                Range::Count { min, max },
            ) => (as_position(min), as_position(max)),
            (_, Range::OptionalPart { min_percent, max_percent }) => (min_percent.into(), max_percent.into()),
            (_, Range::Fraction) => (0.0, 100.0),
            _ => (0.0, at_most(200.0, 2.5)),
        };
        let step = match (self.setting, self.setting.row().range) {
            (Setting::MemorySize, _) => 64.0,
            (Setting::Timeout | Setting::MaximumRetryAttempts, _)
            | (_, Range::Fraction | Range::OptionalPart { .. }) => 1.0,
            (Setting::MaximumEventAge, _) => 60.0,
            (Setting::ProvisionedConcurrency, _) => step_below(max / 100.0),
            (_, Range::Count { .. } | Range::OptionalCount { .. }) => 10.0,
            _ => step_below(max / 100.0),
        };
        Scale { min, max, step, default }
    }

    /// The value at a position of the slider.
    pub fn value_at(&self, position: f64) -> Value {
        match self.setting.row().range {
            // At the left end of its slider stands that there is none.
            Range::OptionalCount { min, .. } if position < as_position(min) => Value::Unset,
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates at 0")]
            Range::Count { .. } | Range::OptionalCount { .. } => Value::Count(position.round() as u64),
            Range::Span { .. } => Value::Span(Span::from_secs_f64(position / 1_000.0)),
            Range::Rate { .. } => Value::Rate(Rate::per_second(position).unwrap_or_default()),
            Range::Fraction | Range::OptionalPart { .. } => Value::Fraction(position / 100.0),
            // A choice has no slider.
            Range::Choice { .. } | Range::Destination { .. } => Value::Unset,
        }
    }

    /// What was typed, as a value: with or without unit, with or without commas.
    ///
    /// # Errors
    ///
    /// The rule that it breaks.
    pub fn parse(&self, text: &str) -> Result<Value, Rule> {
        let typed = without_commas(text.trim());
        // Units may be typed apart from their number.
        let number = typed.strip_suffix(self.unit()).unwrap_or(&typed).trim_end();
        let is_number = number.parse::<f64>().is_ok();
        let is_unset = typed.is_empty() || typed == UNSET;
        let tree = match self.setting.row().range {
            range if is_unset && range.is_optional() => Tree::Null,
            Range::Count { .. } | Range::OptionalCount { .. } => Tree::from_text(number),
            Range::Span { .. } if is_number => Tree::Text(format!("{number}ms")),
            Range::Rate { .. } if is_number => Tree::Text(format!("{number}/s")),
            Range::Fraction | Range::OptionalPart { .. } if is_number => Tree::Text(format!("{number}%")),
            _ => Tree::Text(typed.replace(' ', "")),
        };
        read_setting(&tree, self.setting)
    }

    /// What a link says, as a value. A part of a whole is written there as in a file, from 0 to 1; everything else may be
    /// written as it is typed.
    ///
    /// # Errors
    ///
    /// The rule that it breaks.
    pub fn read(&self, text: &str) -> Result<Value, Rule> {
        match self.setting.row().range {
            Range::Fraction | Range::OptionalPart { .. } => read_setting(&Tree::Text(text.to_owned()), self.setting),
            _ => self.parse(text),
        }
    }

    /// A value as its number field shows it, without the unit.
    pub fn text(value: Value) -> String {
        match value {
            Value::Unset => String::new(),
            Value::Count(count) => number::grouped(count),
            Value::Span(span) => number::trimmed(span.as_secs_f64() * 1_000.0, 6),
            Value::Rate(rate) => number::trimmed(rate.get(), 6),
            Value::Fraction(part) => number::trimmed(part * 100.0, 6),
            Value::Choice(name) => name.to_owned(),
            Value::Function(name) => name.as_str().to_owned(),
        }
    }

    /// A long time as people say it, `6 min` for 360,000 ms; nothing where the number says enough.
    pub fn in_larger_unit(&self, value: Value) -> Option<String> {
        let span = match value {
            Value::Span(span) => span,
            Value::Count(seconds) if self.unit() == "s" => Span::from_secs(seconds),
            _ => return None,
        };
        let said = number::duration(Duration::from_nanos(span.as_nanos()));
        (said.ends_with(" min") || said.ends_with(" h")).then_some(said)
    }

    /// A value with its unit, for sentences and screen readers.
    pub fn spoken(&self, value: Value, language: Language) -> String {
        match value {
            Value::Unset => words::not_set(language).to_owned(),
            Value::Count(count) if self.unit().is_empty() => number::grouped(count),
            Value::Count(count) => format!("{} {}", number::grouped(count), self.unit()),
            Value::Span(span) => number::duration(Duration::from_nanos(span.as_nanos())),
            Value::Rate(_) | Value::Fraction(_) => format!("{}{}", Self::text(value), self.unit()),
            Value::Choice(UNSET) => words::choice_none(language).to_owned(),
            Value::Choice(name) => name.to_owned(),
            Value::Function(name) => name.as_str().to_owned(),
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
        Value::Unset | Value::Choice(_) | Value::Function(_) => None,
        Value::Count(count) => Some(as_position(count)),
        Value::Span(span) => Some(span.as_secs_f64() * 1_000.0),
        Value::Rate(rate) => Some(rate.get()),
        Value::Fraction(part) => Some(part * 100.0),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a position on a slider")]
fn as_position(count: u64) -> f64 {
    count as f64
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

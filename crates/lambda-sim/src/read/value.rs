//! One value of the table of settings.

use crate::destination::{NoDestination, Service};
use crate::problem::{Expected, Rule};
use crate::setting::{Name, Range, Setting, UNSET, Value};
use crate::time::Span;
use crate::tree::Tree;
use crate::units::Rate;

/// Reads one value as this setting has it, for a link or a field: its type and its range.
///
/// # Errors
///
/// The rule that the value breaks.
pub fn read_setting(tree: &Tree, setting: Setting) -> Result<Value, Rule> {
    let value = match (setting.row().range, tree) {
        (range, tree) if range.is_optional() && is_unset(tree) => Value::Unset,
        // AWS's word for "no limit".
        (Range::OptionalCount { .. }, Tree::Integer(-1)) if setting.is_unlimited_at_minus_one() => Value::Unset,
        (Range::Count { min, max } | Range::OptionalCount { min, max }, Tree::Integer(count)) => {
            Value::Count(u64::try_from(*count).map_err(|_| setting.refuse(Rule::OutOfRange { min, max }, false))?)
        }
        // Beyond what a file's reader holds as a whole number.
        (Range::Count { min, max } | Range::OptionalCount { min, max }, Tree::Number(count))
            if TWO_TO_63 <= count.abs() =>
        {
            return Err(setting.refuse(Rule::OutOfRange { min, max }, 0.0 < *count));
        }
        (Range::Count { .. } | Range::OptionalCount { .. }, _) => return Err(Rule::Expected(Expected::Integer)),
        (Range::Span { .. }, Tree::Text(text)) => Value::Span(Span::parse(text).ok_or(Rule::Expected(Expected::Span))?),
        (Range::Span { .. }, _) => return Err(Rule::Expected(Expected::Span)),
        (Range::Rate { .. }, Tree::Text(text)) => Value::Rate(Rate::parse(text).ok_or(Rule::Expected(Expected::Rate))?),
        (Range::Rate { .. }, _) => return Err(Rule::Expected(Expected::Rate)),
        (Range::Fraction | Range::OptionalPart { .. }, tree) => {
            Value::Fraction(fraction(tree).ok_or(Rule::Expected(Expected::Fraction))?)
        }
        (Range::Choice { names, .. }, Tree::Text(text)) => {
            let known = names.iter().copied().find(|name| name == text);
            let refused = match setting {
                Setting::StreamOnFailure => Rule::NoDestination(NoDestination::OfStream),
                _ => Rule::OneOf(names),
            };
            Value::Choice(known.ok_or(refused)?)
        }
        (Range::Destination { .. }, Tree::Text(text)) => match Service::named(text) {
            Some(service) => Value::Choice(service.name()),
            None => Value::Function(Name::new(text).ok_or(Rule::NoDestination(NoDestination::NoName))?),
        },
        // What AWS has as true or false.
        (Range::Choice { names, .. }, Tree::Bool(value)) => {
            let name = if *value { "true" } else { "false" };
            let known = names.iter().copied().find(|known| *known == name);
            Value::Choice(known.ok_or(Rule::Expected(Expected::Text))?)
        }
        (Range::Choice { .. } | Range::Destination { .. }, _) => return Err(Rule::Expected(Expected::Text)),
    };
    match setting.broken_by(value) {
        Some(rule) => Err(rule),
        None => Ok(value),
    }
}

/// Whether it says that something is not set.
pub(super) fn is_unset(tree: &Tree) -> bool {
    matches!(tree, Tree::Null) || matches!(tree, Tree::Text(text) if text == UNSET)
}

const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

/// A part of a whole: a number, or a text such as `0.05` or `5%`.
#[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "a part of a whole is a float")]
pub(super) fn fraction(tree: &Tree) -> Option<f64> {
    let part = match tree {
        Tree::Integer(number) => *number as f64,
        Tree::Number(number) => *number,
        Tree::Text(text) => {
            let text = text.trim();
            match text.strip_suffix('%') {
                Some(percent) => decimal(percent.trim_end())? / 100.0,
                None => decimal(text)?,
            }
        }
        _ => return None,
    };
    // `+ 0.0` turns a negative zero into zero.
    part.is_finite().then_some(part + 0.0)
}

/// A number of digits, with no words such as `inf` in it.
fn decimal(text: &str) -> Option<f64> {
    if text.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '-') { text.parse().ok() } else { None }
}

//! The rules of a law: every length of time in the range of its setting, and the shape in order.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::law::{Law, SIGMA_MAX, SIGMA_RANGE};
use crate::problem::{Problem, Rule};
use crate::setting::{Setting, Value};
use crate::time::Span;

/// Every parameter of a law keeps the range of the setting.
pub(super) fn check(path: &str, setting: Setting, law: &Law, problems: &mut Vec<Problem>) {
    let mut parameter = |key: &str, span: Span| {
        if let Some(rule) = setting.row().range.broken_by(Value::Span(span)) {
            problems.push(Problem { path: format!("{path}.{key}"), value: span.to_string(), rule });
        }
    };
    match law {
        Law::Constant(value) => parameter("value", *value),
        Law::Exponential { mean } => parameter("mean", *mean),
        Law::LogNormal { mean, sigma } => {
            parameter("mean", *mean);
            check_sigma(path, *sigma, problems);
        }
        Law::Uniform { from, to } => {
            parameter("from", *from);
            parameter("to", *to);
            if to < from {
                let value = to.to_string();
                problems.push(Problem { path: format!("{path}.to"), value, rule: Rule::EmptyInterval });
            }
        }
        Law::Values(values) => {
            values.iter().enumerate().for_each(|(place, value)| parameter(&format!("values[{place}]"), *value));
            check_not_empty(&format!("{path}.values"), values.len(), problems);
        }
        Law::Points(points) => {
            let spans = points.iter().map(|(_, value)| *value).enumerate();
            spans.for_each(|(place, value)| parameter(&format!("quantiles[{place}][1]"), value));
            check_points(&format!("{path}.quantiles"), points, problems);
        }
        Law::Measured(_) | Law::Dated(_) => {}
    }
}

fn check_sigma(path: &str, sigma: f64, problems: &mut Vec<Problem>) {
    if !(0.0..=SIGMA_MAX).contains(&sigma) {
        problems.push(Problem { path: format!("{path}.sigma"), value: format!("{sigma:?}"), rule: SIGMA_RANGE });
    }
}

fn check_not_empty(path: &str, count: usize, problems: &mut Vec<Problem>) {
    if count == 0 {
        problems.push(Problem { path: path.to_string(), value: "a list of 0".to_string(), rule: Rule::Empty });
    }
}

/// Parts from 0 to 1 that rise, with values that do not fall.
fn check_points(path: &str, points: &[(f64, Span)], problems: &mut Vec<Problem>) {
    check_not_empty(path, points.len(), problems);
    for (place, (part, value)) in points.iter().enumerate() {
        if !(0.0..=1.0).contains(part) {
            let rule = Rule::FractionOutOfRange;
            problems.push(Problem { path: format!("{path}[{place}][0]"), value: part.to_string(), rule });
        } else if let Some((earlier_part, earlier)) = place.checked_sub(1).map(|before| points[before]) {
            let rule = Rule::QuantilesInOrder;
            if *part <= earlier_part {
                let path = format!("{path}[{place}][0]");
                problems.push(Problem { path, value: part.to_string(), rule });
            } else if *value < earlier {
                let path = format!("{path}[{place}][1]");
                problems.push(Problem { path, value: value.to_string(), rule });
            }
        }
    }
}

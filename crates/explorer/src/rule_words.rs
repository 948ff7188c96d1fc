//! The rules that a value can break, in the words of the page.

use lambda_sim::problem::{Expected, Rule};

use crate::language::Language;
use crate::number::grouped;
use crate::words;

/// A rule as a sentence.
pub fn text(rule: &Rule, language: Language) -> String {
    match rule {
        Rule::Expected(expected) => self::expected(*expected, language).to_owned(),
        Rule::OutOfRange { min, max } => words::rule_out_of_range(language, grouped(*min), grouped(*max)).to_string(),
        Rule::SpanOutOfRange { min, max } => words::rule_out_of_range(language, min, max).to_string(),
        Rule::RateTooHigh { max } => words::rule_rate_too_high(language, grouped(*max)).to_string(),
        Rule::TooManyRequests { max } => words::rule_too_many_requests(language, grouped(*max)).to_string(),
        Rule::TooMuchReserved { reserved, limit, reservable } => {
            let (reserved, limit) = (grouped(*reserved), grouped(u64::from(*limit)));
            words::rule_too_much_reserved(language, limit, grouped(u64::from(*reservable)), reserved).to_string()
        }
        // Only files can break the other rules, and files are the command's business. Should one come up after all,
        // its English is better than silence.
        Rule::Missing
        | Rule::UnknownKey { .. }
        | Rule::DuplicateKey
        | Rule::OneOf(_)
        | Rule::EmptyInterval
        | Rule::UnknownFunction { .. }
        | Rule::FunctionName
        | Rule::RateOrAt
        | Rule::PointsInOrder
        | Rule::Empty => rule.to_string(),
    }
}

fn expected(expected: Expected, language: Language) -> &'static str {
    match expected {
        Expected::Span => words::rule_expected_span(language),
        Expected::Rate => words::rule_expected_rate(language),
        _ => words::rule_expected_integer(language),
    }
}

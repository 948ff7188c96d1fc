//! The rules that a value can break, in the words of the page.

use core::time::Duration;

use lambda_sim::life::NoSnapStart;
use lambda_sim::problem::{Expected, Rule};
use lambda_sim::quotas::UNRESERVED_MINIMUM;
use lambda_sim::time::Span;

use crate::language::Language;
use crate::number::{duration, grouped};
use crate::words;

/// A rule as a sentence. Of the types, fields and links ask only for lengths of time, rates, parts and whole numbers.
pub fn text(rule: &Rule, language: Language) -> String {
    match rule {
        Rule::Expected(expected) => self::expected(*expected, language).to_owned(),
        Rule::OutOfRange { min, max } => words::rule_out_of_range(language, grouped(*min), grouped(*max)).to_string(),
        Rule::SpanOutOfRange { min, max } => words::rule_out_of_range(language, spoken(*min), spoken(*max)).to_string(),
        Rule::Refused { rule, .. } => text(rule, language),
        Rule::RateTooHigh { max } => words::rule_rate_too_high(language, grouped(*max)).to_string(),
        Rule::TooManyRequests { max } => words::rule_too_many_requests(language, grouped(*max)).to_string(),
        Rule::TooMuchReserved { reserved, limit, reservable } => {
            let [limit, reservable, reserved] = [(*limit).into(), (*reservable).into(), *reserved].map(grouped);
            words::rule_too_much_reserved(language, limit, reservable, UNRESERVED_MINIMUM.get(), reserved).to_string()
        }
        Rule::MoreProvisionedThanReserved { provisioned, reserved } => {
            let (provisioned, reserved) = (grouped(*provisioned), grouped(u64::from(*reserved)));
            words::rule_more_provisioned(language, provisioned, reserved).to_string()
        }
        Rule::BatchWithoutWindow { max } => {
            words::rule_batch_without_window(language, grouped((*max).into())).to_string()
        }
        Rule::BatchOfFifo { max } => words::rule_batch_of_fifo(language, grouped((*max).into())).to_string(),
        Rule::WindowOfFifo => words::rule_window_of_fifo(language).to_owned(),
        Rule::VisibleTooSoon { timeout } => words::rule_visible_too_soon(language, spoken(*timeout)).to_string(),
        Rule::TooManyEvents { max } => words::rule_too_many_events(language, grouped(*max)).to_string(),
        Rule::PointsInOrder => words::rule_points_in_order(language).to_owned(),
        Rule::Empty => words::rule_no_line(language).to_owned(),
        Rule::FractionOutOfRange => words::rule_fraction_out_of_range(language).to_owned(),
        Rule::PartOutOfRange { min_percent, max_percent } => {
            words::rule_part_out_of_range(language, u32::from(*min_percent), u32::from(*max_percent)).to_string()
        }
        Rule::NoScalableTarget => words::rule_no_scalable_target(language).to_owned(),
        Rule::NothingRegistered => words::rule_nothing_registered(language).to_owned(),
        Rule::NoPolicy => words::rule_no_policy(language).to_owned(),
        Rule::QuotaNotRaised { now } => words::rule_quota_not_raised(language, grouped(*now)).to_string(),
        Rule::MinAboveMax { max } => words::rule_min_above_max(language, grouped(u64::from(*max))).to_string(),
        Rule::MoreThanAll => words::rule_more_than_all(language).to_owned(),
        Rule::NotInTheRun { length } => words::rule_not_in_the_run(language, spoken(*length)).to_string(),
        Rule::CannotChange => words::rule_cannot_change(language).to_owned(),
        Rule::NotAfter { at } => words::rule_not_after(language, spoken(*at)).to_string(),
        Rule::NoEnd => words::rule_no_end(language).to_owned(),
        Rule::NoCurve => words::rule_no_curve(language).to_owned(),
        Rule::NoSnapStart(why) => match why {
            NoSnapStart::Runtime => words::rule_snap_start_runtime(language),
            NoSnapStart::Image => words::rule_snap_start_image(language),
            NoSnapStart::Provisioned => words::rule_snap_start_provisioned(language),
            NoSnapStart::NotMeasured => words::rule_snap_start_not_measured(language),
        }
        .to_owned(),
        Rule::NotMeasured => words::rule_not_measured(language).to_owned(),
        Rule::NoDestination(_) => words::rule_no_destination(language).to_owned(),
        Rule::OneOf(names) => words::rule_one_of(language, names.join(", ")).to_string(),
        // Only files can break the other rules, and files are the command's business. Should one come up after all,
        // its English is better than silence.
        Rule::Missing
        | Rule::UnknownKey { .. }
        | Rule::DuplicateKey
        | Rule::OneKeyOf(_)
        | Rule::QuantilesInOrder
        | Rule::NoRetries
        | Rule::OnlyVia { .. }
        | Rule::UnknownCaller { .. }
        | Rule::EmptyInterval
        | Rule::UnknownFunction { .. }
        | Rule::UnknownVersion { .. }
        | Rule::VersionName
        | Rule::UrlOfVersion
        | Rule::ProvisionedLatest
        | Rule::FunctionName
        | Rule::RateOrAt => rule.to_string(),
    }
}

fn expected(expected: Expected, language: Language) -> &'static str {
    match expected {
        Expected::Span => words::rule_expected_span(language),
        Expected::Rate => words::rule_expected_rate(language),
        Expected::Point => words::rule_expected_point(language),
        Expected::Burst => words::rule_expected_burst(language),
        Expected::Fraction => words::rule_expected_fraction(language),
        Expected::Integer
        | Expected::Number
        | Expected::Quantile
        | Expected::Map
        | Expected::List
        | Expected::Text
        | Expected::Law => words::rule_expected_integer(language),
    }
}

/// A length of time as the page writes it elsewhere.
fn spoken(span: Span) -> String {
    duration(Duration::from_nanos(span.as_nanos()))
}

//! Fields: what is typed, what is shown, and the scale of the slider.

use std::collections::BTreeSet;

use explorer::field::Field;
use explorer::language::Language;
use explorer::shipped::Shipped;
use lambda_sim::law::Law;
use lambda_sim::problem::{Expected, Rule};
use lambda_sim::scenario::{Caller, Function, Scenario, Traffic};
use lambda_sim::setting::{Owner, Scope, Setting, TABLE, Value};
use lambda_sim::time::Span;
use lambda_sim::units::Rate;

fn duration() -> Field {
    Field::of_function(Setting::Duration, "checkout")
}

#[test]
fn numbers_are_taken_with_and_without_unit_and_commas() {
    let span = |millis| Ok(Value::Span(Span::from_millis(millis)));
    for (typed, expected) in [("800", span(800)), ("1,200", span(1_200)), ("1.5s", span(1_500)), ("2 m", span(120_000))]
    {
        assert_eq!(duration().parse(typed), expected, "{typed}");
    }
    let rate = Field::of_function(Setting::PeakRate, "checkout");
    let per_second = |rate| Ok(Value::Rate(Rate::per_second(rate).unwrap()));
    assert_eq!(rate.parse("4,000"), per_second(4_000.0));
    assert_eq!(rate.parse("90 /min"), per_second(1.5));
    let reserved = Field::of_function(Setting::ReservedConcurrency, "checkout");
    assert_eq!(reserved.parse(" 600 "), Ok(Value::Count(600)));
    assert_eq!(reserved.parse(""), Ok(Value::Unset));
}

#[test]
fn nonsense_names_what_was_expected() {
    assert_eq!(duration().parse("soon"), Err(Rule::Expected(Expected::Span)));
    assert_eq!(duration().parse("-3"), Err(Rule::Expected(Expected::Span)));
    let limit = Field::of_account(Setting::AccountConcurrency);
    assert_eq!(limit.parse("1.5"), Err(Rule::Expected(Expected::Integer)));
    assert_eq!(limit.parse("0"), Err(Rule::OutOfRange { min: 1, max: 1_000_000 }));
}

#[test]
fn what_a_new_setting_is_typed_as() {
    let field = |setting| Field::of_function(setting, "checkout");
    for typed in ["5", "5%", "5 %", "5.0"] {
        assert_eq!(field(Setting::ErrorRate).parse(typed), Ok(Value::Fraction(0.05)), "{typed}");
    }
    assert_eq!(field(Setting::ErrorRate).parse("101"), Err(Rule::FractionOutOfRange));
    assert_eq!(field(Setting::Timeout).parse("30 s"), Ok(Value::Count(30)));
    assert_eq!(field(Setting::MemorySize).parse("1,024 MB"), Ok(Value::Count(1_024)));
    assert_eq!(field(Setting::Runtime).parse("java21"), Ok(Value::Choice("java21")));
    for unset in ["", "none"] {
        assert_eq!(field(Setting::Runtime).parse(unset), Ok(Value::Unset));
        assert_eq!(field(Setting::ReservedConcurrency).parse(unset), Ok(Value::Unset));
    }
    assert_eq!(field(Setting::DeadLetterQueue).parse("none"), Ok(Value::Choice("none")));
}

#[test]
fn values_are_spoken_with_their_units_in_both_languages() {
    let spoken = |setting, value, language| Field::of_function(setting, "checkout").spoken(value, language);
    let table = [
        (Setting::ErrorRate, Value::Fraction(0.05), ["5%"; 2]),
        (Setting::Timeout, Value::Count(30), ["30 s"; 2]),
        (Setting::MemorySize, Value::Count(1_024), ["1,024 MB"; 2]),
        (Setting::ReservedConcurrency, Value::Count(600), ["600"; 2]),
        (Setting::ReservedConcurrency, Value::Unset, ["not set", "설정 안 됨"]),
        (Setting::DeadLetterQueue, Value::Choice("none"), ["none", "없음"]),
        (Setting::Runtime, Value::Choice("java21"), ["java21"; 2]),
    ];
    for (setting, value, expected) in table {
        assert_eq!(Language::ALL.map(|language| spoken(setting, value, language)), expected);
    }
}

#[test]
fn every_setting_has_a_name_of_its_own_in_each_language() {
    for language in Language::ALL {
        let names: BTreeSet<&str> =
            TABLE.iter().map(|row| Field::of_function(row.setting, "checkout").label(language)).collect();
        assert_eq!(names.len(), TABLE.len());
    }
}

#[test]
fn a_measured_law_is_shown_in_whole_milliseconds() {
    let scenario = Shipped::ColdMorning.scenario();
    let init = Field::of_function(Setting::Init, "reports").get(&scenario).expect("java21 is measured");
    assert_eq!(Field::text(init), "259");
}

#[test]
fn what_a_field_shows_can_be_typed_back() {
    for shipped in Shipped::ALL {
        let scenario = shipped.scenario();
        for row in TABLE {
            for function in &scenario.functions {
                let field = match row.scope {
                    Scope::Function => Field::of_function(row.setting, &function.name),
                    Scope::Caller(_) => Field::of_caller(row.setting, 0),
                    _ => Field::of_account(row.setting),
                };
                if let Some(value) = field.get(&scenario) {
                    assert_eq!(field.parse(&Field::text(value)), Ok(value), "{}", field.key());
                }
            }
        }
    }
}

#[test]
fn a_slider_has_room_on_both_sides_of_the_shipped_value() {
    let scenario = Shipped::Promotion.scenario();
    for setting in [Setting::PeakRate, Setting::Duration, Setting::Init] {
        for function in &scenario.functions {
            let field = Field::of_function(setting, &function.name);
            let scale = field.scale(&scenario, &scenario);
            let default = scale.default.expect("shipped functions have a rate");
            assert!(scale.min < default && default * 1.2 < scale.max, "{}: {scale:?}", field.key());
            assert!(20.0 <= (scale.max - scale.min) / scale.step, "{}: {scale:?}", field.key());
        }
    }
}

#[test]
fn the_defaults_of_the_table_are_those_of_a_scenario_that_says_nothing() {
    let mut scenario = Scenario::default();
    scenario.functions.push(Function::new("quiet", Law::Constant(Span::ZERO)));
    for row in TABLE {
        let Some(default) = row.default else { continue };
        let owner = match row.scope {
            Scope::Caller(vias) => {
                scenario.callers = vec![Caller::new("quiet", vias[0], Traffic::At(Vec::new()))];
                Owner::Caller(0)
            }
            _ => Owner::Function("quiet"),
        };
        assert_eq!(row.setting.get(&scenario, owner), Some(default), "{}", row.key);
        assert_eq!(row.range.broken_by(default), None, "{}", row.key);
    }
}

#[test]
fn a_comma_that_groups_nothing_is_refused() {
    for typed in ["1,5", "1,50", "12,3456", ",5", "1,,000"] {
        assert_eq!(duration().parse(typed), Err(Rule::Expected(Expected::Span)), "{typed}");
    }
}

#[test]
fn long_times_are_said_in_a_larger_unit_as_well() {
    let scenario = Shipped::Promotion.scenario();
    let said = |field: &Field| field.in_larger_unit(field.get(&scenario).expect("a value"));
    let of_function = |setting| Field::of_function(setting, "thumbnails");
    assert_eq!(said(&Field::of_account(Setting::Length)).as_deref(), Some("6 min"));
    assert_eq!(said(&of_function(Setting::MaximumEventAge)).as_deref(), Some("6 h"));
    assert_eq!(said(&of_function(Setting::Duration)), None);
    assert_eq!(said(&of_function(Setting::PeakRate)), None);
}

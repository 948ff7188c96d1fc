//! The table of settings: ranges that end exactly where they say, values that come back as they were set.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::autoscaling::Autoscaling;
use lambda_sim::law::Law;
use lambda_sim::problem::Rule;
use lambda_sim::read::read_setting;
use lambda_sim::runtime::Runtime;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Name, Owner, Range, Scope, Setting, TABLE, UNSET, Value};
use lambda_sim::time::Span;
use lambda_sim::tree::Tree;
use lambda_sim::units::{Concurrency, Rate};
use lambda_sim::via::Via;

use crate::scenario_builder::{
    FunctionBuilder, constant, empirical, exponential, log_normal, plan_of, quantiles, rate, scenario, span, uniform,
};

/// A scenario in which every setting has a place.
fn every_setting() -> Scenario {
    let laws = |f: FunctionBuilder| {
        f.duration("1s").setup("1s").init("1s").first_run("1s").idle_lifetime("1m").scaled(0, 1_000_000, None)
    };
    let account = scenario().function("orders", laws).even("orders", "10/s");
    Via::ALL.into_iter().fold(account, |account, via| account.at("orders", "1s").via(via)).build()
}

/// Who has a setting there: of callers the first on a way that has it, behind the one with the curve.
fn owner_of(setting: Setting) -> Owner<&'static str> {
    match setting.row().scope {
        Scope::Run | Scope::Account => Owner::Account,
        Scope::Function => Owner::Function("orders"),
        Scope::Caller(vias) => {
            Owner::Caller(1 + Via::ALL.into_iter().position(|via| vias.contains(&via)).expect("some caller has it"))
        }
    }
}

fn text(text: &str) -> Tree {
    Tree::Text(text.to_owned())
}

/// Values at both ends of a range and just outside, as a link writes them: those accepted, those refused.
fn ends(range: Range) -> (Vec<Tree>, Vec<Tree>) {
    let nano = Span::from_nanos(1);
    match range {
        Range::Count { min, max } | Range::OptionalCount { min, max } => {
            let ends = [i128::from(min), i128::from(min) + 1, i128::from(max) - 1, i128::from(max)];
            let outside = [i128::MIN, -1, i128::from(min) - 1, i128::from(max) + 1, i128::MAX];
            (ends.map(Tree::Integer).into(), outside.map(Tree::Integer).into())
        }
        Range::Span { min, max } => {
            let mut outside = vec![text(&(max + nano).to_string()), text(&Span::from_nanos(u64::MAX).to_string())];
            if Span::ZERO < min {
                outside.push(text(&Span::from_nanos(min.as_nanos() - 1).to_string()));
                outside.push(text("0s"));
            }
            let ends = [min, min + nano, Span::from_nanos(max.as_nanos() - 1), max];
            (ends.map(|span| text(&span.to_string())).into(), outside)
        }
        Range::Rate { max } => {
            let ends = ["0/s".to_owned(), "1e-300/s".to_owned(), format!("{}/s", max - 1), format!("{max}/s")];
            let outside = [format!("{max}.0001/s"), format!("{}/s", max + 1), "1e300/s".to_owned()];
            (ends.iter().map(|end| text(end)).collect(), outside.iter().map(|end| text(end)).collect())
        }
        Range::Fraction => {
            let numbers = [Tree::Integer(0), Tree::Integer(1), Tree::Number(0.5), Tree::Number(f64::MIN_POSITIVE)];
            let texts = ["0", "0.05", "1", "1.0", "0%", "5%", "2.5 %", "100%"].map(text);
            let outside = [Tree::Integer(-1), Tree::Integer(2), Tree::Number(-1e-9), Tree::Number(1.000_000_1)];
            let outside_texts = ["-0.1", "1.5", "101%", "-1%"].map(text);
            (numbers.into_iter().chain(texts).collect(), outside.into_iter().chain(outside_texts).collect())
        }
        Range::OptionalPart { min_percent: 10, max_percent: 90 } => {
            let inside =
                [text("0.1"), text("0.9"), text("10%"), text("90%"), Tree::Number(0.7), Tree::Null, text(UNSET)];
            let outside =
                [text("0.09"), text("0.91"), text("9%"), Tree::Integer(0), Tree::Integer(1), Tree::Integer(70)];
            (inside.into(), outside.into())
        }
        Range::OptionalPart { .. } => unreachable!("no such row"),
        Range::Choice { names, is_optional } => {
            let nothing = if is_optional { vec![Tree::Null, text(UNSET)] } else { Vec::new() };
            let outside = [String::new(), "none of these".to_owned(), names[0].to_uppercase() + "x"];
            let accepted = names.iter().map(|name| text(name)).chain(nothing).collect();
            (accepted, outside.iter().map(|name| text(name)).collect())
        }
        Range::Destination { services } => {
            let accepted = services.iter().chain([&UNSET]).map(|name| text(name));
            (accepted.collect(), [text(&"x".repeat(65))].into())
        }
    }
}

#[test]
fn values_are_accepted_up_to_both_ends_of_the_range_and_no_further() {
    for row in TABLE {
        let (accepted, refused) = ends(row.range);
        for tree in accepted {
            assert!(read_setting(&tree, row.setting).is_ok(), "{:?} takes {tree}", row.setting);
        }
        for tree in refused {
            if row.setting.is_unlimited_at_minus_one() && tree == Tree::Integer(-1) {
                assert_eq!(read_setting(&tree, row.setting), Ok(Value::Unset), "AWS's word for no limit");
                continue;
            }
            let rule = match read_setting(&tree, row.setting).expect_err("outside the range") {
                Rule::Refused { rule, .. } => *rule,
                ours => ours,
            };
            let is_range = match row.range {
                Range::Count { .. } | Range::OptionalCount { .. } => matches!(rule, Rule::OutOfRange { .. }),
                Range::Span { .. } => matches!(rule, Rule::SpanOutOfRange { .. }),
                Range::Rate { .. } => matches!(rule, Rule::RateTooHigh { .. }),
                Range::Fraction => matches!(rule, Rule::FractionOutOfRange),
                Range::OptionalPart { .. } => matches!(rule, Rule::PartOutOfRange { .. }),
                Range::Choice { .. } => matches!(rule, Rule::OneOf(_) | Rule::NoDestination(_)),
                Range::Destination { .. } => matches!(rule, Rule::NoDestination(_)),
            };
            assert!(is_range, "{:?} refuses {tree} for its range, not because it {rule}", row.setting);
        }
    }
}

#[test]
fn an_accepted_value_makes_a_scenario_that_runs() {
    for row in TABLE {
        let (accepted, _) = ends(row.range);
        for tree in accepted {
            let value = read_setting(&tree, row.setting).expect("inside the range");
            let mut scenario = every_setting();
            if row.setting == Setting::ReservedConcurrency {
                scenario.account.concurrent_executions = Concurrency::new(1_000_000);
            }
            // A large batch needs a window.
            if row.setting == Setting::QueueBatchSize {
                Setting::BatchingWindow.set(&mut scenario, owner_of(row.setting), Value::Count(1));
            }
            // Messages stay invisible at least as long as a run can take.
            if row.setting == Setting::Timeout {
                let visibility = Setting::VisibilityTimeout;
                visibility.set(&mut scenario, owner_of(visibility), Value::Count(900));
            }
            if row.setting == Setting::SnapStart {
                scenario.functions[0].runtime = Runtime::named("java17");
                scenario.functions[0].provisioned_concurrent_executions = None;
                scenario.functions[0].scaling = Autoscaling::default();
            }
            assert!(row.setting.set(&mut scenario, owner_of(row.setting), value));
            let problems = scenario.check().err().unwrap_or_default();
            // Of a million at most 999,900 can be reserved: that rule is not a range.
            let is_broken = problems.iter().any(|problem| !matches!(problem.rule, Rule::TooMuchReserved { .. }));
            assert!(!is_broken, "{:?} = {tree}: {problems:?}", row.setting);
        }
    }
}

#[test]
fn a_refused_value_put_into_a_scenario_is_one_problem_of_that_setting() {
    for row in TABLE {
        let outside = match row.range {
            Range::Count { max: u64::MAX, .. } => continue,
            Range::Count { max, .. } | Range::OptionalCount { max, .. } => Value::Count(max + 1),
            Range::Span { max, .. } => Value::Span(max + Span::from_nanos(1)),
            Range::Rate { max } => Value::Rate(rate(&format!("{}/s", max + 1))),
            Range::Fraction => Value::Fraction(1.000_000_1),
            Range::OptionalPart { .. } => Value::Fraction(0.95),
            Range::Destination { .. } => Value::Function(Name::new("nobody").expect("a short name")),
            Range::Choice { .. } => {
                let mut scenario = every_setting();
                let other = Value::Choice("none of these");
                assert!(!row.setting.set(&mut scenario, owner_of(row.setting), other), "a name that nothing has");
                assert_eq!(scenario, every_setting());
                continue;
            }
        };
        let mut scenario = every_setting();
        assert!(row.setting.set(&mut scenario, owner_of(row.setting), outside));
        let problems = scenario.check().expect_err("the value is outside its range");
        assert!(problems[0].path.contains(row.file_key), "{:?}: {problems:?}", row.setting);
    }
}

#[test]
fn a_value_of_another_type_is_refused_by_its_type() {
    let wrong = [Tree::Bool(true), Tree::List(Vec::new()), Tree::Map(Vec::new()), Tree::Number(f64::NAN), text("many")];
    for row in TABLE {
        // A text is what a choice is; another one breaks its range.
        let is_choice = matches!(row.range, Range::Choice { .. } | Range::Destination { .. });
        let is_switch = matches!(row.range, Range::Choice { names: ["false", "true"], .. });
        let is_other = |tree: &&Tree| match tree {
            Tree::Text(_) => !is_choice,
            Tree::Bool(_) => !is_switch,
            _ => true,
        };
        for tree in wrong.iter().filter(is_other) {
            let rule = read_setting(tree, row.setting).expect_err("another type");
            assert!(matches!(rule, Rule::Expected(_)), "{:?} = {tree}: {rule}", row.setting);
        }
        let is_read = read_setting(&Tree::Null, row.setting).is_ok();
        assert_eq!(is_read, row.range.is_optional(), "{:?}", row.setting);
    }
}

/// Some values of a setting, none of them special.
fn values(setting: Setting) -> Vec<Value> {
    let spans = ["1ms", "100ms", "999999999ns", "1s", "7s", "9.999999999s"].map(|text| Value::Span(span(text)));
    let counts = [1, 2, 99, 100, 128, 12_345, 1_000_000];
    let counts = |min, max| counts.into_iter().filter(move |count| (min..=max).contains(count)).map(Value::Count);
    let rates = ["0/s", "0.1/s", "1/s", "7/min", "99.9/s", "1000000/s"].map(|text| Value::Rate(rate(text)));
    match setting.row().range {
        Range::Count { min, max } => counts(min, max).chain([Value::Count(min), Value::Count(max)]).collect(),
        Range::OptionalCount { min, max } => counts(min, max).chain([Value::Unset, Value::Count(0)]).collect(),
        Range::Span { .. } => spans.into(),
        Range::Rate { .. } => rates.into(),
        Range::Fraction => [0.0, 1.0, 0.05, 1e-9, 1.0 / 3.0].map(Value::Fraction).into(),
        Range::OptionalPart { .. } => vec![Value::Fraction(0.1), Value::Fraction(0.7), Value::Unset],
        Range::Choice { names, is_optional } => {
            let nothing = is_optional.then_some(Value::Unset);
            names.iter().map(|name| Value::Choice(name)).chain(nothing).collect()
        }
        Range::Destination { .. } => vec![Value::Choice("sqs"), Value::Choice("sns"), Value::Unset],
    }
}

#[test]
fn what_is_set_is_what_is_read_back() {
    for row in TABLE {
        for value in values(row.setting) {
            let mut scenario = every_setting();
            assert!(row.setting.set(&mut scenario, owner_of(row.setting), value), "{:?} = {value}", row.setting);
            assert_eq!(row.setting.get(&scenario, owner_of(row.setting)), Some(value), "{:?}", row.setting);
        }
    }
}

/// Laws whose mean can be set to the nanosecond.
fn laws() -> [Law; 7] {
    [
        constant("3s"),
        exponential("3s"),
        uniform("2s", "4s"),
        uniform("1ns", "2s"),
        uniform("5m", "7m"),
        log_normal("3s", 0.0),
        log_normal("3s", 2.0),
    ]
}

/// A law keeps its shape, and its mean is the very value that was set.
#[test]
fn the_mean_of_every_law_is_what_was_set() {
    for law in laws() {
        for setting in [Setting::Duration, Setting::Setup, Setting::Init, Setting::FirstRun, Setting::IdleLifetime] {
            for value in values(setting) {
                let mut scenario = every_setting();
                let function = &mut scenario.functions[0];
                function.duration = law.clone();
                (function.setup, function.init, function.first_run) =
                    (Some(law.clone()), Some(law.clone()), Some(law.clone()));
                function.idle_lifetime = law.clone();
                assert!(setting.set(&mut scenario, Some("orders"), value));
                assert_eq!(setting.get(&scenario, Some("orders")), Some(value), "{setting:?} of {law:?}");
                let shape = std::mem::discriminant(&scenario.functions[0].duration);
                assert_eq!(shape, std::mem::discriminant(&law), "{setting:?} of {law:?}");
            }
        }
    }
}

#[test]
fn setting_what_is_set_already_changes_nothing() {
    for law in laws() {
        let mut scenario = every_setting();
        scenario.functions[0].duration = law.clone();
        let before = scenario.clone();
        for row in TABLE {
            let value = row.setting.get(&scenario, owner_of(row.setting)).expect("every setting has a value");
            assert!(row.setting.set(&mut scenario, owner_of(row.setting), value));
            assert_eq!(scenario, before, "{:?} of {law:?}", row.setting);
        }
    }
}

/// What is as measured is then given as measured: another file, but the very same plan.
#[test]
fn setting_what_is_measured_already_changes_no_plan() {
    let laws = [empirical(&["1s", "2s", "1s"]), quantiles(&[(0.3, "7ms"), (0.9, "11ms")])];
    for runtime in ["nodejs22.x", "java21", "dotnet8"] {
        for law in laws.clone() {
            let measured = |f: FunctionBuilder| f.runtime(runtime).memory(700).duration(law.clone()).idle_lifetime(law);
            let mut scenario = scenario().function("orders", measured).even("orders", "10/s").build();
            let before = plan_of(&scenario);
            for row in TABLE.iter().filter(|row| row.scope.vias().is_empty()) {
                let value = row.setting.get(&scenario, owner_of(row.setting)).expect("every setting has a value");
                assert!(row.setting.set(&mut scenario, owner_of(row.setting), value));
                assert_eq!(plan_of(&scenario), before, "{:?}", row.setting);
            }
        }
    }
}

#[test]
fn setting_one_thing_leaves_all_others_as_they_were() {
    for row in TABLE {
        let mut scenario = every_setting();
        assert!(row.setting.set(&mut scenario, owner_of(row.setting), values(row.setting)[1]));
        // A month chooses the law, and so its mean; a retry mode brings as many attempts as it has.
        let brings = [(Setting::IdleLifetimePreset, Setting::IdleLifetime), (Setting::RetryMode, Setting::MaxAttempts)];
        let is_left = |other: Setting| other != row.setting && !brings.contains(&(row.setting, other));
        for other in TABLE.iter().filter(|other| is_left(other.setting)) {
            let (now, before) = (other.setting.get(&scenario, owner_of(other.setting)), every_setting());
            assert_eq!(now, other.setting.get(&before, owner_of(other.setting)), "{:?}", row.setting);
        }
    }
}

#[test]
fn a_setting_of_an_unknown_function_or_of_another_type_changes_nothing() {
    for row in TABLE {
        let mut scenario = every_setting();
        if row.scope == Scope::Function {
            assert_eq!(row.setting.get(&scenario, Some("other")), None);
            assert_eq!(row.setting.get(&scenario, None), None);
            assert!(!row.setting.set(&mut scenario, Some("other"), values(row.setting)[0]));
        }
        if let Scope::Caller(vias) = row.scope {
            let others = Via::ALL.into_iter().enumerate().filter(|(_, via)| !vias.contains(via));
            let others = others.map(|(place, _)| 1 + place).chain([1 + Via::ALL.len(), usize::MAX]);
            for other in others.map(Owner::Caller).chain([Owner::Account, Owner::Function("orders")]) {
                assert_eq!(row.setting.get(&scenario, other), None, "{:?} of {other:?}", row.setting);
                assert!(!row.setting.set(&mut scenario, other, values(row.setting)[0]));
            }
        }
        let other_type = match row.range {
            Range::Rate { .. } => Value::Count(1),
            _ => Value::Rate(Rate::ZERO),
        };
        assert!(!row.setting.set(&mut scenario, owner_of(row.setting), other_type), "{:?}", row.setting);
        assert_eq!(scenario, every_setting());
    }
}

#[test]
fn the_peak_rate_stretches_the_whole_curve() {
    let curve = [("0s", "10/s"), ("5s", "40/s"), ("9s", "20/s")];
    let mut scenario = scenario().function("orders", |f| f).poisson_curve("orders", &curve).build();
    assert_eq!(Setting::PeakRate.get(&scenario, Some("orders")), Some(Value::Rate(rate("40/s"))));
    assert!(Setting::PeakRate.set(&mut scenario, Some("orders"), Value::Rate(rate("80/s"))));
    let stretched = [("0s", "20/s"), ("5s", "80/s"), ("9s", "40/s")];
    let expected =
        crate::scenario_builder::scenario().function("orders", |f| f).poisson_curve("orders", &stretched).build();
    assert_eq!(scenario, expected);
}

#[test]
fn a_function_with_exact_instants_only_has_no_peak_rate() {
    let mut scenario = scenario().function("orders", |f| f).at("orders", "0s x 10").build();
    let before = scenario.clone();
    assert_eq!(Setting::PeakRate.get(&scenario, Some("orders")), None);
    assert!(!Setting::PeakRate.set(&mut scenario, Some("orders"), Value::Rate(rate("1/s"))));
    assert_eq!(scenario, before);
}

#[test]
fn keys_of_links_are_unique_and_every_range_has_a_source() {
    for (place, row) in TABLE.iter().enumerate() {
        // Callers on one way know a key once, and traffic has keys of its own there.
        let is_same = |other: Scope| match row.scope {
            Scope::Caller(vias) => vias.iter().any(|via| other.is_of_caller(*via)),
            scope => scope == other,
        };
        let twice = TABLE[..place].iter().any(|other| other.key == row.key && is_same(other.scope));
        assert!(!twice, "{} stands twice", row.key);
        let is_traffic = ["rate", "at", "process"].contains(&row.key);
        assert!(!is_traffic || row.scope.vias().is_empty(), "{} is a key of traffic", row.key);
        let has_source =
            row.source.starts_with("https://docs.aws.amazon.com/") || row.source.starts_with("assumption: ");
        assert!(has_source, "{}: {}", row.key, row.source);
    }
}

/// What a plan expects, for axes and estimates.
#[test]
fn the_expected_rate_of_a_plan_follows_the_curves_as_far_as_the_run_goes() {
    let two = scenario().length("10s").function("orders", |f| f);
    let two =
        two.poisson_curve("orders", &[("0s", "0/s"), ("20s", "100/s")]).even("orders", "5/s").at("orders", "1s x 9");
    let plan = two.plan();
    let orders = plan.function_ids().next().expect("one function");
    let at = |text: &str| plan.rate_at(orders, span(text).after_start()).to_string();
    assert_eq!([at("0s"), at("2s"), at("5s")], ["5/s", "15/s", "30/s"]);
    let peak = plan.peak_rate(orders).get();
    assert!(
        (54.9..=55.0).contains(&peak),
        "the curve goes on after the run, its highest rate there does not count: {peak}"
    );
}

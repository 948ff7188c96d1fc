//! What is changed while a run goes on changes what comes after it, and nothing before.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::change::Change;
use lambda_sim::intervention::Intervention;
use lambda_sim::problem::Rule;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Owner, Setting, Value};
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;
use lambda_sim::units::Rate;

use super::random_scenarios::{few_rows, random_scenario, seeds};
use crate::changes::{Changes, changes_of};
use crate::scenario_builder::{plan_of, scenario, span};

fn values() -> [(Setting, Value); 9] {
    [
        (Setting::ReservedConcurrency, Value::Count(7)),
        (Setting::ReservedConcurrency, Value::Unset),
        (Setting::AccountConcurrency, Value::Count(150)),
        (Setting::Duration, Value::Span(Span::from_millis(70))),
        (Setting::Init, Value::Span(Span::from_millis(30))),
        (Setting::Timeout, Value::Count(1)),
        (Setting::ErrorRate, Value::Fraction(0.1)),
        (Setting::MaximumEventAge, Value::Count(60)),
        (Setting::PeakRate, Value::Rate(Rate::per_second(33.0).expect("not negative"))),
    ]
}

/// A random scenario with room for reservations, and the same with one setting changed at an instant, where that is possible.
fn changed(seed: u64, at: Span) -> Option<(Scenario, Scenario)> {
    let mut scenario = random_scenario(seed);
    let units = scenario.account.concurrent_executions.get();
    assert!(Setting::AccountConcurrency.set(&mut scenario, None, Value::Count(u64::from(units) + 100)));
    let values = values();
    let (setting, value) = values[usize::try_from(seed).expect("a small seed") % values.len()];
    let owner = (setting != Setting::AccountConcurrency).then(|| scenario.functions[0].name.clone()).into();
    let mut changed = scenario.clone();
    changed.interventions.push(Intervention { at, until: None, owner, setting, value });
    changed.check().is_ok().then_some((scenario, changed))
}

fn without_interventions(changes: Changes) -> Changes {
    changes.into_iter().filter(|(_, change)| !matches!(change, Change::Intervention { .. })).collect()
}

/// All changes but the intervention itself are held against each other, and all series.
#[test]
fn an_intervention_at_the_start_is_the_setting_itself() {
    let mut compared = 0;
    for seed in seeds() {
        let Some((mut plain, changed)) = changed(seed, Span::ZERO) else { continue };
        let Intervention { owner, setting, value, .. } = changed.interventions[0].clone();
        assert!(setting.set(&mut plain, &owner, value));
        let [plain, changed] = [plain, changed].map(|scenario| plan_of(&scenario));
        assert_eq!(without_interventions(changes_of(&changed)), changes_of(&plain), "seed {seed}, {setting:?}");
        let series = [plain, changed].map(|plan| {
            let period = few_rows(plan.length());
            Run::of(plan, period).series().clone()
        });
        assert_eq!(series[0], series[1], "seed {seed}, {setting:?}");
        compared += 1;
    }
    assert!(40 <= compared, "{compared}");
}

#[test]
fn before_an_intervention_the_run_is_the_same_as_without_it() {
    let (mut compared, mut differ) = (0, 0);
    for seed in seeds() {
        let at = Span::from_nanos(random_scenario(seed).length.as_nanos() / 3 + seed);
        let Some((plain, changed)) = changed(seed, at) else { continue };
        let all = [plain, changed].map(|scenario| without_interventions(changes_of(&plan_of(&scenario))));
        let before = [&all[0], &all[1]].map(|all| all.iter().take_while(|(when, _)| *when < at.after_start()));
        let [plain, changed] = before.map(Iterator::collect::<Vec<_>>);
        assert_eq!(plain, changed, "seed {seed}");
        compared += 1;
        differ += u32::from(all[0] != all[1]);
    }
    assert!(40 <= compared && 25 <= differ, "{compared} compared, {differ} differ afterwards");
}

#[test]
fn a_plan_says_what_holds_at_an_instant() {
    let mut scenario = scenario().limit(1_000).length("60s").function("a", |f| f.reserved(50)).build();
    let mut at = |at: &str, setting, value| {
        let owner = (setting != Setting::AccountConcurrency).then(|| "a".to_owned()).into();
        scenario.interventions.push(Intervention { at: span(at), until: None, owner, setting, value });
    };
    at("30s", Setting::ReservedConcurrency, Value::Unset);
    at("10s", Setting::ReservedConcurrency, Value::Count(60));
    at("10s", Setting::AccountConcurrency, Value::Count(2_000));
    let plan = plan_of(&scenario);
    let limits = |at: &str| {
        let plan = plan.in_force(span(at).after_start());
        (plan.account_limit().get(), plan.reserved_total().get())
    };
    assert_eq!(
        ["0s", "9.999999999s", "10s", "29s", "30s", "59s"].map(limits),
        [(1_000, 50), (1_000, 50), (2_000, 60), (2_000, 60), (2_000, 0), (2_000, 0)]
    );
    let instants: Vec<Instant> = plan.interventions().map(|intervention| intervention.at).collect();
    assert_eq!(instants, ["10s", "10s", "30s"].map(|at| span(at).after_start()));
}

/// Requests in flight move with their function, and nothing that runs is cut.
#[test]
fn a_reservation_takes_along_what_is_in_flight_and_gives_it_back() {
    let mut scenario = scenario().limit(200).length("60s");
    scenario = scenario.function("a", |f| f.duration("50s")).at("a", "0s x 80");
    let mut scenario = scenario.build();
    for (at, value) in [("10s", Value::Count(40)), ("20s", Value::Unset)] {
        let owner = Owner::Function("a".to_owned());
        scenario.interventions.push(Intervention {
            at: span(at),
            until: None,
            owner,
            setting: Setting::ReservedConcurrency,
            value,
        });
    }
    let run = Run::of(plan_of(&scenario), span("1s"));
    let unreserved = |at: &str| run.frame_at(span(at).after_start()).unreserved.get();
    assert_eq!(["9s", "10s", "19s", "20s", "49s", "55s"].map(unreserved), [80, 0, 0, 80, 80, 0]);
    let rows = &run.series().account.rows;
    let levels =
        [9, 10, 15, 20].map(|row: usize| (rows[row].concurrency.max, rows[row].unreserved.max, rows[row].claimed));
    assert_eq!(levels, [(80, 80, 80), (80, 0, 40), (80, 0, 40), (80, 80, 80)]);
}

/// What held for no time was never claimed.
#[test]
fn a_reservation_that_is_given_up_at_once_is_not_claimed() {
    let mut scenario = scenario().limit(200).length("10s").function("a", |f| f.reserved(90)).at("a", "2s x 3").build();
    scenario.interventions.push(Intervention {
        at: span("0s"),
        until: None,
        owner: Owner::Function("a".to_owned()),
        setting: Setting::ReservedConcurrency,
        value: Value::Count(7),
    });
    let rows = Run::of(plan_of(&scenario), span("1s")).series().account.rows.clone();
    assert_eq!([rows[0].claimed, rows[5].claimed], [7, 7]);
}

#[test]
fn what_cannot_be_is_refused_at_its_place() {
    let mut scenario = scenario().limit(1_000).length("60s").function("a", |f| f.reserved(800)).function("b", |f| f);
    scenario = scenario.at("a", "0s");
    let mut scenario = scenario.build();
    let mut add = |at: &str, function: &str, setting, value| {
        let owner = Owner::Function(function.to_owned());
        scenario.interventions.push(Intervention { at: span(at), until: None, owner, setting, value });
    };
    add("60s", "a", Setting::Timeout, Value::Count(3));
    add("1s", "c", Setting::Timeout, Value::Count(3));
    add("1s", "a", Setting::Timeout, Value::Count(901));
    add("1s", "a", Setting::PeakRate, Value::Rate(Rate::ZERO));
    add("1s", "a", Setting::PackageType, Value::Choice("Image"));
    // Before it the reservation of 100 leaves enough.
    add("30s", "a", Setting::ReservedConcurrency, Value::Count(801));
    add("20s", "b", Setting::ReservedConcurrency, Value::Count(100));
    add("10s", "a", Setting::ErrorRate, Value::Fraction(1.0));
    add("11s", "a", Setting::TimeoutRate, Value::Fraction(0.5));
    let problems = scenario.check().expect_err("much is wrong");
    let mut found: Vec<_> = problems.into_iter().map(|problem| (problem.path, problem.rule)).collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let range = Rule::OutOfRange { min: 1, max: 900 };
    let expected = [
        ("interventions[0].at", Rule::NotInTheRun { length: span("60s") }),
        ("interventions[1].function", Rule::UnknownFunction { nearest: Some("a".to_owned()) }),
        ("interventions[2]", Rule::Refused { rule: range.into(), exception: "ValidationException" }),
        ("interventions[3]", Rule::NoCurve),
        ("interventions[4]", Rule::CannotChange),
        ("interventions[5]", Rule::TooMuchReserved { reserved: 901, limit: 1_000, reservable: 900 }),
        ("interventions[8]", Rule::MoreThanAll),
    ];
    assert_eq!(found, expected.map(|(path, rule)| (path.to_owned(), rule)));
}

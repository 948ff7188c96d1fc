//! Destinations that somebody changes while a run goes on: where the record of an event goes is decided as the event ends.
//!
//! <https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html>.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::change::Change;
use lambda_sim::destination::Sent;
use lambda_sim::metrics::RecordCounts;
use lambda_sim::problem::Rule;
use lambda_sim::setting::{Name, Setting, Value};
use lambda_sim::via::Via;

use super::counts;
use crate::changes::changes_of;
use crate::scenario_builder::{ScenarioBuilder, scenario, span};

fn function(name: &str) -> Value {
    Value::Function(Name::new(name).expect("a short name"))
}

/// An event a minute for `orders`, which runs for a second.
fn orders(instants: &str) -> ScenarioBuilder {
    let quick = |account: ScenarioBuilder, name: &str| account.function(name, |f| f.queue("33ms", 0.0).duration("1s"));
    let account = ["orders", "audit", "billing"].into_iter().fold(scenario().length("10m"), quick);
    account.at("orders", instants).via(Via::Event)
}

/// Where records of `orders` were sent, in the order of sending.
fn sent(of: ScenarioBuilder) -> Vec<String> {
    let plan = of.plan();
    let to = |to| match to {
        Sent::Service(service) => service.name().to_owned(),
        Sent::Function { function, event: Some(event) } => format!("{} {}", plan.function(function).name, event.0),
        Sent::Function { event: None, .. } => "nobody".to_owned(),
    };
    let told = changes_of(&plan).into_iter().filter_map(|(at, change)| match change {
        Change::Recorded { to: sent, .. } => Some(format!("{at} {}", to(sent))),
        _ => None,
    });
    told.collect()
}

#[test]
fn a_function_becomes_a_destination_another_takes_its_place_and_none_is_left() {
    let orders = orders("0s, 1m, 2m, 3m, 4m")
        .set("30s", "orders", Setting::OnSuccess, function("audit"))
        .set("90s", "orders", Setting::OnSuccess, function("billing"))
        .set("150s", "orders", Setting::OnSuccess, Value::Choice("sqs"))
        .set("210s", "orders", Setting::OnSuccess, Value::Unset);
    assert_eq!(sent(orders.clone()), ["1m1.033s audit 1", "2m1.033s billing 1", "3m1.033s sqs"]);
    let run = orders.run();
    let done = |function: usize| run.series().functions[function].total.events.done;
    assert_eq!([done(0), done(1), done(2)], [5, 1, 1]);
}

/// What holds as the event ends decides, not what held as it came; of an event that was sent there before, nothing changes.
#[test]
fn the_destination_as_an_event_ends_takes_its_record() {
    let orders = orders("0s").set("1s", "orders", Setting::OnSuccess, function("audit"));
    assert_eq!(sent(orders.set("1034ms", "orders", Setting::OnSuccess, function("billing"))), ["1.033s audit 1"]);
}

/// Until then it is the one at the start again.
#[test]
fn a_destination_holds_until_its_change_ends() {
    let mut scenario = orders("0s, 1m, 2m").set("30s", "orders", Setting::OnSuccess, function("audit")).build();
    scenario.functions[0].destinations.on_success = Some(lambda_sim::destination::Destination::named("billing"));
    scenario.interventions[0].until = Some(span("90s"));
    let plan = crate::scenario_builder::plan_of(&scenario);
    let records = changes_of(&plan).into_iter().filter_map(|(_, change)| match change {
        Change::Recorded { to: Sent::Function { function, .. }, .. } => Some(plan.function(function).name.clone()),
        _ => None,
    });
    assert_eq!(records.collect::<Vec<_>>(), ["billing", "audit", "billing"]);
}

/// A loop that somebody makes is stopped like any other: 16 events each, and the 17th is dropped.
#[test]
fn a_loop_that_is_made_during_the_run_is_stopped() {
    let orders = orders("0s, 1m").set("30s", "orders", Setting::OnSuccess, function("audit")).set(
        "30s",
        "audit",
        Setting::OnSuccess,
        function("orders"),
    );
    let run = orders.run();
    let stopped = RecordCounts { on_success: 32, loops_stopped: 1, ..RecordCounts::default() };
    assert_eq!(counts(&run), stopped);
    assert_eq!(run.series().functions[1].total.events.done, 16);
}

/// Each change leads to one function more, or back: what can come of an event counts as if all held throughout.
#[test]
fn the_bound_of_a_run_knows_destinations_of_later() {
    let bound = |later: &[(&str, &str)]| {
        let names = (1..10).map(|place| format!("f{place}"));
        let account =
            names.fold(scenario().length("1000s"), |account, name| account.function(&name, |f| f.event_age("60s")));
        let account = account.even("f1", "20000/s").via(Via::Event);
        let account = later.iter().zip(1..).fold(account, |account, ((from, to), second)| {
            account.set(&format!("{second}s"), from, Setting::OnFailure, function(to))
        });
        let problems = account.build().check().err().unwrap_or_default();
        problems.into_iter().map(|problem| problem.rule).collect::<Vec<_>>()
    };
    let line = [
        ("f1", "f2"),
        ("f2", "f3"),
        ("f3", "f4"),
        ("f4", "f5"),
        ("f5", "f6"),
        ("f6", "f7"),
        ("f7", "f8"),
        ("f8", "f9"),
    ];
    assert_eq!(bound(&line[..7]), []);
    assert_eq!(bound(&line), [Rule::TooManyEvents { max: 10_000_000 }]);
    assert_eq!(bound(&[("f1", "f2"), ("f1", "f3"), ("f2", "f1")]), [Rule::TooManyEvents { max: 10_000_000 }]);
}

//! Requests that somebody sends by hand: they come, and change nothing else.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use lambda_sim::admission::Start;
use lambda_sim::change::Change;
use lambda_sim::invoke::{InvocationType, Invoke};
use lambda_sim::problem::Problem;
use lambda_sim::scenario::Scenario;
use lambda_sim::time::Instant;
use lambda_sim::timeline::Run;
use lambda_sim::tree::Tree;

use crate::changes::changes_of;
use crate::invocations::{Invocation, invocations};
use crate::scenario_builder::{log_normal, plan_of, scenario, span, uniform};

/// 2^52: below it are the numbers of all others.
const BY_HAND: u64 = 4_503_599_627_370_496;

fn busy() -> Scenario {
    let account = scenario().length("60s").function("a", |f| {
        let f = f.duration(log_normal("300ms", 0.8)).init(log_normal("400ms", 0.5)).first_run(log_normal("90ms", 0.5));
        f.idle_lifetime(uniform("3s", "9s")).errors(0.2).version("7", None)
    });
    account.poisson("a", "20/s").build()
}

fn sent(at: &str, count: u32, invocation_type: InvocationType) -> Invoke {
    Invoke { count, invocation_type, ..Invoke::new(span(at), "a") }
}

fn runs(scenario: &Scenario) -> Vec<Invocation> {
    invocations(&changes_of(&plan_of(scenario)))
}

/// Sent to a version of its own, which shares no environment with the others: their runs are the same to the nanosecond.
#[test]
fn a_request_by_hand_moves_no_other_draw_and_no_other_number() {
    let before = runs(&busy());
    let mut scenario = busy();
    for invocation_type in [InvocationType::RequestResponse, InvocationType::Event] {
        scenario.invokes.push(Invoke { qualifier: Some("7".to_owned()), ..sent("12s", 3, invocation_type) });
    }
    let (by_hand, others): (Vec<_>, Vec<_>) = runs(&scenario).into_iter().partition(|run| BY_HAND < run.request);
    let told = |runs: &[Invocation]| {
        let each = runs.iter().map(|run| (run.request, run.attempt, run.admitted, run.invoked, run.ended, run.outcome));
        each.collect::<Vec<_>>()
    };
    assert!(800 < others.len(), "{} invocations", others.len());
    assert_eq!(told(&before), told(&others));
    let mut numbers: Vec<u64> = by_hand.iter().map(|run| run.request - BY_HAND).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    assert!(by_hand.iter().all(|run| span("12s").after_start() <= run.admitted));
}

#[test]
fn it_is_counted_and_answered_like_any_other() {
    let mut scenario = scenario().limit(2).function("a", |f| f.duration("1s").init("100ms")).build();
    scenario.invokes.push(sent("2s", 3, InvocationType::RequestResponse));
    let run = Run::of(plan_of(&scenario), span("1s"));
    let row = &run.series().functions[0].rows[2];
    assert_eq!((row.requests, row.invocations, row.cold_starts, row.throttled()), (3, 2, 2, 1));
    let status: Vec<_> = run.series().answers[0].status.clone().into_iter().collect();
    assert_eq!(status, [(200, 2), (429, 1)]);
    assert_eq!(run.frame_at(span("5s").after_start()).functions[0].tally.requests(), 3);
}

#[test]
fn as_an_event_it_goes_through_the_queue() {
    let mut scenario = scenario().function("a", |f| f.duration("1s").queue("33ms", 0.0)).build();
    scenario.invokes.push(sent("2s", 1, InvocationType::Event));
    let changes = changes_of(&plan_of(&scenario));
    let at = |wanted: fn(&Change) -> bool| changes.iter().find(|(_, change)| wanted(change)).map(|(at, _)| *at);
    assert_eq!(at(|change| matches!(change, Change::EventReceived { .. })), Some(span("2s").after_start()));
    let started = at(|change| matches!(change, Change::Started { start: Start::Cold, .. }));
    assert_eq!(started, Some(span("2033ms").after_start()));
}

/// It stands behind the callers of the file.
#[test]
fn at_one_instant_it_comes_after_the_requests_of_the_file() {
    let mut scenario = scenario().limit(1).function("a", |f| f.duration("1s")).at("a", "2s").build();
    scenario.invokes.push(sent("2s", 1, InvocationType::RequestResponse));
    let changes = changes_of(&plan_of(&scenario));
    let refused: Vec<_> = changes.iter().filter(|(_, change)| matches!(change, Change::Throttled { .. })).collect();
    let [(at, Change::Throttled { attempt, .. })] = refused[..] else { panic!("{refused:?}") };
    assert_eq!((*at, attempt.request.by_hand()), (Instant::START + span("2s"), Some(1)));
}

const START: &str =
    "version: 1\nlength: 5m\nfunctions: { a: { duration: 1s, versions: { \"7\": {} } } }\ninterventions:\n";

fn read(entries: &str) -> Result<Vec<Invoke>, Vec<Problem>> {
    let tree: Tree = serde_saphyr::from_str(&format!("{START}{entries}")).expect("the file is YAML");
    let (scenario, plan) = Scenario::read(&tree)?;
    drop(Run::of(Arc::new(plan), span("1s")));
    Ok(scenario.invokes)
}

#[test]
fn it_is_read_from_a_file() {
    let read = read(
        "  - { at: 12s, Invoke: { function: a } }
  - { at: 10s, Invoke: { function: a, Qualifier: 7, count: 5, InvocationType: Event } }
",
    );
    let second = Invoke { qualifier: Some("7".to_owned()), ..sent("10s", 5, InvocationType::Event) };
    assert_eq!(read.expect("a good file"), [sent("12s", 1, InvocationType::RequestResponse), second]);
}

#[test]
fn its_mistakes_are_told_where_they_stand() {
    let problems = read(
        "  - { at: 12s, Invoke: { function: b } }
  - { at: 10s, until: 20s, Invoke: { function: a } }
  - { at: 10s, Invoke: { function: a, Qualifier: 8 } }
  - { at: 10s, Invoke: { function: a, count: 0 } }
  - { at: 10s, Invoke: { function: a, InvocationType: DryRun } }
  - { at: 5m, Invoke: { function: a } }
  - { at: 5s, Invoke: { count: 1 } }
",
    )
    .expect_err("seven mistakes");
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expected = [
        "interventions[1].until is \"20s\": a request is sent at one instant and has no end",
        "interventions[4].Invoke.InvocationType is \"DryRun\": must be RequestResponse or Event",
        "interventions[6].Invoke.function is nothing: must be given",
        "interventions[0].Invoke.function is \"b\": there is no such function; did you mean a?",
        "interventions[2].Invoke.Qualifier is \"8\": the function has no such version",
        "interventions[3].Invoke.count is 0: must be from 1 to 1000000",
        "interventions[5].at is 5m: must come before the end of the run, at 5m",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}");
    }
}

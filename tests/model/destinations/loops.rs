//! Records that come back to a function which has sent them: Lambda stops the chain after about sixteen.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::change::{Change, Drop, Then};
use lambda_sim::metrics::{EventCounts, RecordCounts};
use lambda_sim::problem::Rule;
use lambda_sim::scenario::DeadLetterQueue;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use super::counts;
use crate::changes::changes_of;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, scenario};

/// `ping` and `pong` send each other their records; one event begins.
fn ping_pong(with: fn(FunctionBuilder) -> FunctionBuilder) -> ScenarioBuilder {
    let account = scenario().length("1h").function("ping", |f| with(f.queue("33ms", 0.0)).on_success("pong"));
    let account = account.function("pong", |f| with(f.queue("33ms", 0.0)).on_success("ping"));
    account.at("ping", "0s").via(Via::Event)
}

fn events(run: &Run, function: usize) -> EventCounts {
    EventCounts { age_at_attempt: Span::ZERO, ..run.series().functions[function].total.events }
}

#[test]
fn a_function_handles_sixteen_events_of_a_chain_and_drops_the_next() {
    let run = ping_pong(|f| f).run();
    let sixteen = EventCounts { received: 16, done: 16, ..EventCounts::default() };
    assert_eq!(events(&run, 0), EventCounts { received: 17, dropped: 1, dead_lettered: 1, ..sixteen });
    assert_eq!(events(&run, 1), sixteen);
    assert_eq!(counts(&run), RecordCounts { on_success: 32, loops_stopped: 1, ..RecordCounts::default() });
}

/// Each chain counts for itself.
#[test]
fn two_chains_are_stopped_apart() {
    let run = ping_pong(|f| f).at("pong", "1s x 2").via(Via::Event).run();
    assert_eq!((events(&run, 0).done, events(&run, 1).done), (48, 48));
    assert_eq!(counts(&run).loops_stopped, 3);
}

#[test]
fn an_event_that_is_stopped_has_a_record_on_failure() {
    let account = ping_pong(|f| f.on_failure("sqs").dead_letter_queue(DeadLetterQueue::None));
    let dropped = changes_of(&account.clone().plan()).into_iter().filter_map(|(_, change)| match change {
        Change::EventReceived { then: Then::Dropped { cause, dead_lettered }, .. } => Some((cause, dead_lettered)),
        _ => None,
    });
    assert_eq!(dropped.collect::<Vec<_>>(), [(Drop::RecursiveInvocation, false)]);
    let stopped = RecordCounts { on_success: 32, on_failure: 1, loops_stopped: 1, ..RecordCounts::default() };
    assert_eq!(counts(&account.run()), stopped);
}

/// Both are switched off and name each other: all of it happens at one instant. `pong` has had its sixteen as well, so the record of
/// what `ping` drops the last goes to nobody.
#[test]
fn a_loop_that_takes_no_time_ends_all_the_same() {
    let account = scenario().function("ping", |f| f.reserved(0).on_failure("pong"));
    let account = account.function("pong", |f| f.reserved(0).on_failure("ping"));
    let run = account.at("ping", "0s").via(Via::Event).run();
    assert_eq!(counts(&run), RecordCounts { on_failure: 32, failed: 1, loops_stopped: 1, ..RecordCounts::default() });
    assert_eq!((events(&run, 0).received, events(&run, 1).received), (17, 16));
}

/// An event counts with all that can come of it.
#[test]
fn the_bound_of_a_run_knows_what_can_come_of_an_event() {
    let chain = |count: u32, last: &str| {
        let line = (1..count).fold(scenario().length("1000s"), |account, place| {
            account.function(&format!("f{place}"), |f| f.event_age("60s").on_success(&format!("f{}", place + 1)))
        });
        let end = line.function(&format!("f{count}"), |f| f.event_age("60s").on_success(last));
        end.even("f1", "20000/s").via(Via::Event).build().check().err()
    };
    let rules = |problems: Option<Vec<lambda_sim::problem::Problem>>| -> Vec<Rule> {
        problems.into_iter().flatten().map(|problem| problem.rule).collect()
    };
    assert_eq!(rules(chain(8, "sqs")), []);
    assert_eq!(rules(chain(9, "sqs")), [Rule::TooManyEvents { max: 10_000_000 }]);
    assert_eq!(rules(chain(2, "f1")), [Rule::TooManyEvents { max: 10_000_000 }]);
}

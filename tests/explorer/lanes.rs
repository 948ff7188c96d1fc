//! Lanes where there are many functions: those with something to tell stay, and one line sums up the others.

use std::sync::Arc;

use explorer::stage::{Lane, ROWS_MAX, Rows, lanes};
use lambda_sim::law::Law;
use lambda_sim::scenario::{Burst, Caller, Function, Scenario, Traffic};
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;
use lambda_sim::via::Via;

/// How many requests come to each function in every one of ten seconds. `d` and `f` get more than is
/// reserved for them.
const REQUESTS: [(&str, Via, u32); 10] = [
    ("a", Via::Invoke, 1),
    ("b", Via::Invoke, 2),
    ("c", Via::Invoke, 30),
    ("d", Via::Invoke, 3),
    ("e", Via::Sns, 20),
    ("f", Via::Invoke, 4),
    ("g", Via::Invoke, 5),
    ("h", Via::S3, 6),
    ("i", Via::Invoke, 7),
    ("j", Via::Invoke, 8),
];

fn run() -> Run {
    let mut scenario = Scenario { length: Span::from_secs(12), ..Scenario::default() };
    for (name, via, count) in REQUESTS {
        let mut function = Function::new(name, Law::Constant(Span::from_millis(500)));
        let reserved = [("d", 1), ("f", 3)].into_iter().find(|(reserving, _)| *reserving == name);
        function.reserved_concurrent_executions = reserved.map(|(_, reserved)| Concurrency::new(reserved));
        scenario.functions.push(function);
        let bursts = (1..=10).map(|second| Burst { at: Span::from_secs(second), count }).collect();
        scenario.callers.push(Caller::new(name, via, Traffic::At(bursts)));
    }
    Run::of(Arc::new(scenario.check().expect("a good scenario")), Span::from_secs(1))
}

fn rows(run: &Run, at: Span, selected: usize, is_open: bool) -> Rows {
    Rows::of(&run.frame_at(at.after_start()), run.plan(), Some(run), selected, is_open)
}

fn names(run: &Run, rows: &Rows) -> String {
    rows.lanes.iter().map(|lane| run.plan().function(lane.function).name.as_str()).collect()
}

#[test]
fn the_selected_function_and_those_with_most_to_tell_keep_their_lanes() {
    let run = run();
    let at = Span::from_millis(5_200);
    // First those that are throttled, then those with most requests; the one with events stands last.
    assert_eq!(names(&run, &rows(&run, at, 3, false)), "cdfje");
    assert_eq!(names(&run, &rows(&run, at, 0, false)), "acdfe");
    let shown = rows(&run, at, 0, false);
    assert_eq!((shown.count(), shown.rest.map(|rest| (rest.place, rest.functions))), (ROWS_MAX, Some((4, 5))));
}

#[test]
fn playing_folds_and_unfolds_nothing() {
    let run = run();
    for tenth in 0..120 {
        assert_eq!(names(&run, &rows(&run, Span::from_millis(tenth * 100), 0, false)), "acdfe");
    }
}

#[test]
fn opened_all_lanes_stand_under_the_line_and_those_with_a_queue_last() {
    let run = run();
    let shown = rows(&run, Span::from_millis(5_200), 0, true);
    assert_eq!((names(&run, &shown).as_str(), shown.rest.map(|rest| rest.place)), ("acdfbgijeh", Some(4)));
}

#[test]
fn the_line_of_the_others_sums_up_their_lanes() {
    let run = run();
    for at in [Span::ZERO, Span::from_millis(1_100), Span::from_millis(5_200), Span::from_secs(12)] {
        // Before there is a run nothing is known of its throttles, and `f` is folded.
        for known in [Some(&run), None] {
            let frame = run.frame_at(at.after_start());
            let shown = Rows::of(&frame, run.plan(), known, 9, false);
            let rest = shown.rest.expect("ten functions are too many");
            let is_folded = |lane: &Lane| shown.lanes.iter().all(|kept| kept.function != lane.function);
            let folded: Vec<Lane> = lanes(&frame, run.plan()).into_iter().filter(is_folded).collect();
            let sum = |count: fn(&Lane) -> u32| folded.iter().map(count).sum::<u32>();
            assert_eq!((rest.functions, rest.recent), (folded.len(), sum(Lane::recent)));
            assert_eq!(rest.refused(), sum(Lane::refused));
            let in_flight = folded.iter().map(|lane| frame.function(lane.function).phases.in_flight().get());
            assert_eq!((rest.in_flight, rest.rate), (in_flight.sum(), None));
        }
    }
}

#[test]
fn six_functions_are_not_too_many() {
    let plan = explorer::shipped::Shipped::Promotion.scenario().check().expect("a good scenario");
    let run = Run::of(Arc::new(plan), Span::from_secs(1));
    let shown = rows(&run, Span::from_secs(90), 0, false);
    assert_eq!((shown.lanes.len(), shown.rest), (4, None));
}

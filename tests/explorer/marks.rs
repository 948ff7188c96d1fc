//! Marks stand where the thing happens, to the nanosecond.

use std::sync::Arc;

use explorer::marks::{self, MarkKind};
use explorer::shipped::Shipped;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

fn run(shipped: Shipped) -> Run {
    Run::of(Arc::new(shipped.scenario().check().expect("a good scenario")), Span::from_secs(1))
}

fn throttles(run: &Run, at: Instant) -> u64 {
    run.frame_at(at).functions.iter().map(|function| function.tally.throttles()).sum()
}

#[test]
fn the_first_and_the_last_throttle_of_the_promotion_are_marked_exactly() {
    let run = run(Shipped::Promotion);
    let nanosecond = Span::from_nanos(1);
    let [first, last] = marks::of(&run)[..] else { panic!("two marks") };
    assert_eq!((first.kind, last.kind), (MarkKind::FirstThrottle, MarkKind::LastThrottle));
    assert_eq!(throttles(&run, first.at - nanosecond), 0);
    assert!(0 < throttles(&run, first.at));
    let all = run.series().account.total.throttled();
    assert!(throttles(&run, last.at - nanosecond) < all);
    assert_eq!(throttles(&run, last.at), all);
}

#[test]
fn a_run_without_throttles_marks_its_first_cold_start() {
    let run = run(Shipped::TenRequests);
    let [mark] = marks::of(&run)[..] else { panic!("one mark") };
    assert_eq!((mark.kind, mark.at), (MarkKind::FirstColdStart, Instant::START));
    assert_eq!(mark.time(), "0:00");
}

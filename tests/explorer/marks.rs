//! Marks stand where the thing happens, to the nanosecond.

use explorer::marks::{self, Mark, MarkKind};
use explorer::shipped::Shipped;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

use crate::session::run;

fn throttles(run: &Run, at: Instant) -> u64 {
    run.frame_at(at).functions.iter().map(|function| function.tally.throttles()).sum()
}

fn kinds(marks: &[Mark]) -> Vec<MarkKind> {
    marks.iter().map(|mark| mark.kind).collect()
}

#[test]
fn the_first_and_the_last_throttle_of_the_promotion_are_marked_exactly() {
    let run = run(Shipped::Promotion);
    let nanosecond = Span::from_nanos(1);
    let marks = marks::of(run);
    let of = |kind| marks.iter().find(|mark| mark.kind == kind).expect("a mark");
    let (first, last) = (of(MarkKind::FirstThrottle), of(MarkKind::LastThrottle));
    assert_eq!(throttles(run, first.at - nanosecond), 0);
    assert!(0 < throttles(run, first.at));
    let all = run.series().account.total.throttled();
    assert!(throttles(run, last.at - nanosecond) < all);
    assert_eq!(throttles(run, last.at), all);
}

#[test]
fn the_queue_of_the_promotion_has_drained_where_its_mark_says() {
    let run = run(Shipped::Promotion);
    let marks = marks::of(run);
    let drained = marks.last().expect("marks");
    assert_eq!(drained.kind, MarkKind::QueueDrained);
    let waiting = |at| run.frame_at(at).functions.iter().map(|function| function.throttled_events).sum::<u32>();
    assert_eq!(waiting(drained.at - Span::from_nanos(1)), 1);
    assert_eq!(waiting(drained.at), 0);
}

#[test]
fn marks_are_in_the_order_of_time_and_none_is_there_twice() {
    assert_eq!(
        kinds(&marks::of(run(Shipped::Promotion))),
        [MarkKind::FirstColdStart, MarkKind::FirstThrottle, MarkKind::LastThrottle, MarkKind::QueueDrained]
    );
    for shipped in Shipped::ALL {
        let marks = marks::of(run(shipped));
        assert!(marks.is_sorted_by_key(|mark| mark.at), "{}", shipped.id());
    }
    // One request is throttled twice: the file too many.
    assert_eq!(kinds(&marks::of(run(Shipped::Uploads1001))).len(), 4);
}

#[test]
fn a_run_without_throttles_marks_its_first_cold_start() {
    let run = run(Shipped::TenRequests);
    let [mark] = &marks::of(run)[..] else { panic!("one mark") };
    assert_eq!((mark.kind, mark.at), (MarkKind::FirstColdStart, Instant::START));
    assert_eq!(mark.time(), "0:00");
}

//! How much there was, and for how long: concurrency, environments, backlog and its age, recounted from the changes.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeSet;
use std::sync::Arc;

use lambda_sim::admission::Start;
use lambda_sim::change::{Change, Then};
use lambda_sim::id::FunctionId;
use lambda_sim::metrics::{Level, Row};
use lambda_sim::plan::Plan;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

use super::random_scenarios::{few_rows, random_scenario, seeds};
use crate::changes::{Changes, changes_of, function_of};
use crate::scenario_builder::plan_of;

/// What changes count for a level: those of a function, or of all.
type Counted<'p> = &'p dyn Fn(&Change) -> i32;

fn is_event(plan: &Plan, change: &Change) -> bool {
    match change {
        Change::EventReceived { .. } | Change::EventExpired { .. } => true,
        Change::Started { attempt, .. }
        | Change::Throttled { attempt, .. }
        | Change::InvocationEnded { attempt, .. } => plan.callers()[attempt.caller.index()].via.is_asynchronous(),
        Change::InitEnded { .. }
        | Change::Shutdown { .. }
        | Change::Provisioned { .. }
        | Change::Initialized { .. }
        | Change::Recorded { .. }
        | Change::Scaled { .. }
        | Change::TurnedAway { .. }
        | Change::TimeLimit { .. }
        | Change::Polled { .. }
        | Change::Authorizing { .. }
        | Change::Authorized { .. }
        | Change::Intervention { .. } => false,
    }
}

fn in_flight(change: &Change) -> i32 {
    match change {
        Change::Started { .. } => 1,
        Change::InvocationEnded { .. } => -1,
        _ => 0,
    }
}

fn environments(change: &Change) -> i32 {
    match change {
        Change::Started { start: Start::Cold, .. } => 1,
        Change::Shutdown { .. } => -1,
        _ => 0,
    }
}

fn goes_back(then: &Then) -> bool {
    matches!(then, Then::Waits { .. } | Then::Expires { .. })
}

/// A throttled event that waits again has not left the queue.
fn backlog(plan: &Plan, change: &Change) -> i32 {
    if !is_event(plan, change) {
        return 0;
    }
    match change {
        Change::EventReceived { then, .. } | Change::InvocationEnded { then, .. } => i32::from(goes_back(then)),
        Change::Throttled { then, .. } => i32::from(goes_back(then)) - 1,
        Change::Started { .. } | Change::EventExpired { .. } => -1,
        Change::InitEnded { .. }
        | Change::Shutdown { .. }
        | Change::Provisioned { .. }
        | Change::Initialized { .. }
        | Change::Recorded { .. }
        | Change::Scaled { .. }
        | Change::TurnedAway { .. }
        | Change::TimeLimit { .. }
        | Change::Polled { .. }
        | Change::Authorizing { .. }
        | Change::Authorized { .. }
        | Change::Intervention { .. } => 0,
    }
}

/// A level in a period: its maximum, and level times time [ns]. A level counts if it held for some time, or was risen to.
fn recounted(changes: &Changes, counted: Counted, from: Instant, to: Instant) -> (u32, u128) {
    let (mut level, mut since, mut max, mut area) = (0_u32, from, 0, 0);
    for (at, change) in changes.iter().take_while(|(at, _)| *at < to) {
        let step = counted(change);
        if step == 0 {
            continue;
        }
        if since < *at {
            max = max.max(level);
            area += u128::from(level) * u128::from(at.since(since).as_nanos());
            since = *at;
        }
        level = level.checked_add_signed(step).expect("a level is not negative");
        if 0 < step && from <= *at {
            max = max.max(level);
        }
    }
    (max.max(level), area + u128::from(level) * u128::from(to.since(since).as_nanos()))
}

fn check(level: &Level, recounted: (u32, u128), length: Span, what: &str) {
    let (max, area) = recounted;
    assert_eq!(level.max, max, "{what}");
    #[expect(clippy::cast_precision_loss, reason = "a mean is a summary")]
    let mean = area as f64 / length.as_nanos() as f64;
    assert!((level.mean(length) - mean).abs() <= 1e-9 * mean, "{what}: mean {} or {mean}", level.mean(length));
}

/// The event that a change is about, and whether it waits then.
fn event(plan: &Plan, at: Instant, change: &Change) -> Option<((Instant, FunctionId, u64), bool)> {
    let (received, request, waits) = match change {
        _ if !is_event(plan, change) => return None,
        Change::EventReceived { request, then, .. } => (at, request, goes_back(then)),
        Change::Throttled { attempt, then, .. } | Change::InvocationEnded { attempt, then, .. } => {
            (attempt.received, &attempt.request, goes_back(then))
        }
        Change::Started { attempt, .. } | Change::EventExpired { attempt, .. } => {
            (attempt.received, &attempt.request, false)
        }
        Change::InitEnded { .. }
        | Change::Shutdown { .. }
        | Change::Provisioned { .. }
        | Change::Initialized { .. }
        | Change::Recorded { .. }
        | Change::Scaled { .. }
        | Change::TurnedAway { .. }
        | Change::TimeLimit { .. }
        | Change::Polled { .. }
        | Change::Authorizing { .. }
        | Change::Authorized { .. }
        | Change::Intervention { .. } => return None,
    };
    Some(((received, function_of(change), request.0), waits))
}

/// The greatest age of the oldest waiting event in a period: at the end of each stretch between two changes, and when an event
/// begins to wait.
fn oldest_age(plan: &Plan, changes: &Changes, function: Option<FunctionId>, from: Instant, to: Instant) -> Span {
    let mut waiting = BTreeSet::new();
    let (mut since, mut oldest) = (from, Span::ZERO);
    let changes = changes.iter().filter(|(_, change)| function.is_none_or(|function| function_of(change) == function));
    let events = changes.filter_map(|(at, change)| Some((*at, event(plan, *at, change)?)));
    for (at, (event, waits)) in events.take_while(|(at, _)| *at < to) {
        if since < at {
            since = at;
            oldest = oldest.max(age(&waiting, at));
        }
        if waits {
            waiting.insert(event);
        } else {
            waiting.remove(&event);
        }
        if waits && from <= at {
            oldest = oldest.max(age(&waiting, at));
        }
    }
    oldest.max(age(&waiting, to))
}

fn age(waiting: &BTreeSet<(Instant, FunctionId, u64)>, at: Instant) -> Span {
    waiting.first().map_or(Span::ZERO, |(received, ..)| at.since(*received))
}

fn check_row(
    plan: &Plan,
    changes: &Changes,
    function: Option<FunctionId>,
    row: &Row,
    period: (Instant, Instant),
    what: &str,
) {
    let (from, to) = period;
    let length = to.since(from);
    let of = |change: &Change| i32::from(function.is_none_or(|function| function_of(change) == function));
    let level = |counted: Counted| recounted(changes, &|change: &Change| of(change) * counted(change), from, to);
    check(&row.concurrency, level(&in_flight), length, &format!("{what}: concurrency"));
    check(&row.environments, level(&environments), length, &format!("{what}: environments"));
    check(&row.backlog, level(&|change| backlog(plan, change)), length, &format!("{what}: backlog"));
    // Of the account alone.
    let is_unreserved =
        |change: &Change| i32::from(function.is_none() && plan.function(function_of(change)).reserved.is_none());
    let unreserved = level(&|change| is_unreserved(change) * in_flight(change));
    check(&row.unreserved, unreserved, length, &format!("{what}: unreserved"));
    assert_eq!(row.oldest_age, oldest_age(plan, changes, function, from, to), "{what}: the oldest waiting event");
}

/// What leaves in the nanosecond in which a period begins is not in it.
#[test]
fn a_row_in_which_no_event_waits_has_no_oldest_one() {
    for (delay, period) in [("1s", "1s"), ("1s", "500ms"), ("2s", "1s")] {
        let one = crate::scenario_builder::scenario().length("4s").function("orders", |f| f.queue(delay, 0.0));
        let run = one.at("orders", "0s, 500ms").via(lambda_sim::via::Via::Event).run_by(period);
        for row in &run.series().account.rows {
            assert_eq!(row.backlog.max == 0, row.oldest_age == Span::ZERO, "delay {delay}, period {period}: {row:?}");
        }
    }
}

#[test]
fn levels_are_as_high_for_as_long_as_the_changes_tell() {
    for seed in seeds().take(40) {
        let plan = plan_of(&random_scenario(seed));
        let changes = changes_of(&plan);
        let run = Run::of(Arc::clone(&plan), few_rows(plan.length()));
        let series = run.series();
        let functions = plan.function_ids().zip(&series.functions).map(|(id, of)| (Some(id), of));
        for (function, of) in functions.chain([(None, &series.account)]) {
            for (place, row) in of.rows.iter().enumerate() {
                let from = series.start(place);
                let what = format!("seed {seed}, row {place}, function {function:?}");
                check_row(&plan, &changes, function, row, (from, from + series.row_length(place)), &what);
            }
            let whole = (Instant::START, plan.end());
            check_row(&plan, &changes, function, &of.total, whole, &format!("seed {seed}, total of {function:?}"));
            let counted: i32 = changes
                .iter()
                .filter(|(_, change)| function.is_none_or(|function| function_of(change) == function))
                .map(|(_, change)| backlog(&plan, change))
                .sum();
            assert_eq!(i32::try_from(of.waiting_at_end), Ok(counted), "seed {seed}: events that wait at the end");
        }
    }
}

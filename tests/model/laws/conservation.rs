//! No request is lost and none is counted twice, at any instant.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use lambda_sim::admission::Start;
use lambda_sim::change::Change;
use lambda_sim::frame::FunctionFrame;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

use super::ledger::{Ledger, Place, Sent};
use super::random_scenarios::{all_seeds, any_instant, few_rows, random_scenario};
use crate::changes::{Changes, changes_of, function_of};
use crate::dice::Dice;
use crate::scenario_builder::plan_of;

/// Numbered without a gap; tried when it was said, and so often; given up for the reason that is given; never lost.
#[test]
fn every_request_goes_its_way_step_by_step_and_nothing_that_is_due_is_left_undone() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut ledger = Ledger::new(&plan);
        for (at, change) in changes_of(&plan) {
            ledger.write(at, &change);
        }
        ledger.close();
    }
}

/// The changes to one function up to an instant.
fn before(changes: &Changes, until: Instant, function: usize) -> impl Iterator<Item = (Instant, &Change)> {
    let before = changes.iter().take_while(move |(at, _)| *at <= until);
    before.filter(move |(_, change)| function_of(change).index() == function).map(|(at, change)| (*at, change))
}

fn check_requests(frame: &FunctionFrame, ledger: &Ledger, function: usize, what: &str) {
    let tally = &frame.tally;
    let in_flight = u64::from(frame.phases.in_flight().get());
    let (events, retries) = (u64::from(frame.waiting_events), u64::from(frame.waiting_retries));
    let is_over = |sent: &Sent| matches!(sent.place, Place::Answered | Place::Done | Place::Dropped(_));
    let for_nobody = ledger.count(function, |sent| sent.place == Place::RunsForNobody);
    let at_the_api = ledger.count(function, |sent| sent.place == Place::AtTheApi);
    assert_eq!(u64::from(frame.waiting_authorizer), at_the_api, "{what}: waiting for an authorizer");
    assert_eq!(u64::from(frame.too_late), for_nobody, "{what}: in flight for nobody");
    assert_eq!(tally.requests(), ledger.count(function, |_| true), "{what}");
    assert_eq!(tally.requests(), ledger.count(function, is_over) + events + retries + in_flight + at_the_api, "{what}");
    let answered = ledger.count(function, |sent| sent.place == Place::Answered);
    let runs = |is_event| ledger.count(function, |sent| sent.is_event == is_event && sent.place == Place::Runs);
    let counted = tally.events();
    let synchronous = tally.requests() - counted.received;
    assert_eq!(
        synchronous,
        answered + for_nobody + at_the_api + retries + runs(false),
        "{what}: answered, waiting and in flight"
    );
    let kept = counted.done + counted.dropped + events + runs(true);
    assert_eq!(counted.received, kept, "{what}: events done, dropped, waiting and in flight");
    let ends = [Place::Done, Place::Dropped(true), Place::Dropped(false)];
    let [done, taken, lost] = ends.map(|end| ledger.count(function, |sent| sent.place == end));
    let said = (counted.done, counted.dropped, counted.dead_lettered);
    assert_eq!(said, (done, taken + lost, taken), "{what}");
    let throttled = ledger.count(function, |sent| sent.is_event && sent.waits() && sent.is_throttled);
    let failed = ledger.count(function, |sent| sent.is_event && sent.waits() && !sent.is_throttled && 0 < sent.runs);
    assert_eq!((frame.throttled_events.into(), frame.failed_events.into()), (throttled, failed), "{what}");
    let waiting = ledger.requests(function).filter(|sent| sent.is_event && sent.waits());
    assert_eq!(frame.oldest_event, waiting.map(|sent| sent.received).min(), "{what}: the oldest waiting event");
}

fn check_attempts<'c>(frame: &FunctionFrame, changes: impl Iterator<Item = (Instant, &'c Change)>, what: &str) {
    let (mut fates, mut cold, mut errors) = (Vec::new(), 0, 0);
    let (mut last_throttle, mut last_error) = (None, None);
    for (at, change) in changes {
        match change {
            Change::Started { start, .. } => {
                fates.push(false);
                cold += u64::from(*start == Start::Cold);
            }
            Change::Throttled { throttle, .. } => {
                fates.push(true);
                last_throttle = Some((at, *throttle));
            }
            Change::InvocationEnded { outcome, .. } if outcome.is_error() => {
                errors += 1;
                last_error = Some(at);
            }
            _ => {}
        }
    }
    let tally = &frame.tally;
    let throttles = fates.iter().filter(|throttled| **throttled).count() as u64;
    let invocations = fates.len() as u64 - throttles;
    assert_eq!(tally.attempts(), fates.len() as u64, "{what}: attempts = invocations + throttles");
    assert_eq!((tally.invocations(), tally.throttles()), (invocations, throttles), "{what}");
    assert_eq!((tally.cold_starts(), tally.errors()), (cold, errors), "{what}");
    assert_eq!((tally.last_throttle(), tally.last_error()), (last_throttle, last_error), "{what}");
    let last = &fates[fates.len().saturating_sub(100)..];
    let recent = (last.len(), last.iter().filter(|throttled| **throttled).count());
    assert_eq!((tally.recent() as usize, tally.recent_throttles() as usize), recent, "{what}: of the last hundred");
}

/// Some random instants, some at which something happens, and some at which events have been throttled that had waited for long,
/// most of them because they had failed.
fn instants(seed: u64, changes: &Changes, length: Span) -> Vec<Instant> {
    let mut dice = Dice::new(seed);
    let mut instants: Vec<Instant> = (0..8).map(|_| any_instant(&mut dice, length)).collect();
    let some =
        |of: &[Instant]| -> Vec<Instant> { (0..4).filter_map(|part| of.get(of.len() * part / 4).copied()).collect() };
    let all: Vec<Instant> = changes.iter().map(|(at, _)| *at).collect();
    instants.extend(some(&all));
    let late = changes.iter().filter(|(at, change)| match change {
        Change::Throttled { attempt, .. } => Span::from_secs(60) <= at.since(attempt.received),
        _ => false,
    });
    let late: Vec<Instant> = late.map(|(at, _)| *at).collect();
    instants.extend(some(&late));
    instants.sort();
    instants
}

#[test]
fn a_frame_counts_every_request_once_and_every_attempt_once() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let changes = changes_of(&plan);
        let run = Run::of(Arc::clone(&plan), few_rows(plan.length()));
        let instants = instants(seed, &changes, plan.length());
        let mut ledger = Ledger::new(&plan);
        let mut written = 0;
        for until in instants {
            for (at, change) in changes[written..].iter().take_while(|(at, _)| *at <= until) {
                ledger.write(*at, change);
                written += 1;
            }
            let frame = run.frame_at(until);
            for (function, of_function) in frame.functions.iter().enumerate() {
                let what = format!("seed {seed}, {until}, function {function}");
                check_requests(of_function, &ledger, function, &what);
                check_attempts(of_function, before(&changes, until, function), &what);
            }
        }
    }
}

/// Without waits of both kinds, drops and errors these laws would say little.
#[test]
fn the_scenarios_of_these_laws_let_requests_wait_fail_and_be_dropped() {
    let mut found = [0; 5];
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let run = Run::of(Arc::clone(&plan), plan.length());
        let mut dice = Dice::new(seed);
        let frames: Vec<_> = (0..8).map(|_| run.frame_at(any_instant(&mut dice, plan.length()))).collect();
        let is_somewhere = |of: fn(&FunctionFrame) -> u64| {
            u32::from(frames.iter().flat_map(|frame| &frame.functions).any(|function| 0 < of(function)))
        };
        found[0] += is_somewhere(|f| f.waiting_events.into());
        found[1] += is_somewhere(|f| f.waiting_retries.into());
        found[2] += is_somewhere(|f| f.tally.events().done);
        found[3] += is_somewhere(|f| f.tally.events().dropped);
        found[4] += is_somewhere(|f| f.tally.errors());
    }
    let what = "events waiting, retries waiting, events done, events dropped, errors";
    assert!(found.iter().all(|scenarios| 12 <= *scenarios), "{what}: {found:?} scenarios");
}

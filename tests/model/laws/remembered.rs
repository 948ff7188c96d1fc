//! What a frame remembers of the last attempts and says of the waits in the queue, counted anew from the changes.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeMap;
use std::sync::Arc;

use lambda_sim::admission::Limit;
use lambda_sim::change::{Attempt, Change, Then};
use lambda_sim::frame::{FunctionFrame, RECENT, Wait};
use lambda_sim::plan::Plan;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

use super::random_scenarios::{few_rows, random_scenario, seeds};
use crate::changes::function_of;
use crate::scenario_builder::plan_of;

/// An event in the queue.
#[derive(Clone, Copy, Debug, Default)]
struct Event {
    throttled_in_a_row: u32,
    has_failed: bool,
    /// Whether it waits for an attempt or, being too old by then, only until its time is over; `None` while it is elsewhere.
    will_be_tried: Option<bool>,
}

impl Event {
    fn wait(self) -> Option<Wait> {
        let wait = match self.throttled_in_a_row {
            0 if self.has_failed => Wait::Minutes,
            0 => Wait::First,
            1 => Wait::OneSecond,
            2 => Wait::TwoSeconds,
            3 => Wait::FourSeconds,
            4 => Wait::EightSeconds,
            5 => Wait::SixteenSeconds,
            6 => Wait::ThirtyTwoSeconds,
            _ => Wait::Minutes,
        };
        self.will_be_tried.map(|will_be_tried| if will_be_tried { wait } else { Wait::Expiry })
    }
}

/// One function, told by the changes alone.
#[derive(Clone, Debug, Default)]
struct Told {
    /// The limit that refused each attempt; `None` where it was admitted.
    attempts: Vec<Option<Limit>>,
    events: BTreeMap<u64, Event>,
}

impl Told {
    fn change(&mut self, plan: &Plan, change: &Change) {
        match change {
            Change::EventReceived { request, then, .. } => self.event(request.0).put(then),
            Change::Started { attempt, .. } => {
                self.attempts.push(None);
                self.of(plan, attempt, |event| (event.throttled_in_a_row, event.will_be_tried) = (0, None));
            }
            Change::Throttled { attempt, throttle, then, .. } => {
                self.attempts.push(Some(throttle.limit));
                self.of(plan, attempt, |event| {
                    event.throttled_in_a_row += 1;
                    event.put(then);
                });
            }
            Change::InvocationEnded { attempt, outcome, then, .. } => self.of(plan, attempt, |event| {
                event.has_failed |= outcome.is_error();
                event.put(then);
            }),
            Change::EventExpired { attempt, then, .. } => self.of(plan, attempt, |event| event.put(then)),
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
            | Change::Intervention { .. } => {}
        }
    }

    fn event(&mut self, request: u64) -> &mut Event {
        self.events.entry(request).or_default()
    }

    fn of(&mut self, plan: &Plan, attempt: &Attempt, then: impl FnOnce(&mut Event)) {
        if plan.callers()[attempt.caller.index()].via.is_asynchronous() {
            then(self.event(attempt.request.0));
        }
    }

    fn recent(&self) -> &[Option<Limit>] {
        &self.attempts[self.attempts.len().saturating_sub(RECENT as usize)..]
    }

    fn count(&self, wait: Wait) -> u32 {
        u32::try_from(self.events.values().filter(|event| event.wait() == Some(wait)).count()).expect("a few events")
    }
}

impl Event {
    fn put(&mut self, then: &Then) {
        self.will_be_tried = match then {
            Then::Waits { .. } => Some(true),
            Then::Expires { .. } => Some(false),
            Then::Answered { .. }
            | Then::TooLate
            | Then::Done
            | Then::Deleted { .. }
            | Then::Returns { .. }
            | Then::Dropped { .. } => None,
        };
    }
}

#[track_caller]
fn check(frame: &FunctionFrame, told: &Told, what: &str) {
    for limit in Limit::ALL {
        let stopped = told.recent().iter().filter(|by| **by == Some(limit)).count();
        assert_eq!(frame.tally.recent_stopped_by(limit) as usize, stopped, "{what}, {limit:?}");
    }
    let by_limits: u32 = Limit::ALL.map(|limit| frame.tally.recent_stopped_by(limit)).iter().sum();
    assert_eq!(by_limits, frame.tally.recent_throttles(), "{what}");
    assert_eq!(frame.waits.counts(), Wait::ALL.map(|wait| told.count(wait)), "{what}");
    assert_eq!(frame.waits.total(), frame.waiting_events, "{what}");
}

#[test]
fn a_frame_knows_which_limits_stopped_the_last_attempts_and_which_waits_the_events_are_in() {
    let mut seen = [0; Wait::ALL.len()];
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut told = vec![Told::default(); plan.functions().len()];
        let mut simulation = Simulation::new(Arc::clone(&plan));
        for part in 1..=20 {
            let at = Instant::from_nanos(plan.length().as_nanos() / 20 * part);
            let mut watch = |_: Instant, change: &Change| told[function_of(change).index()].change(&plan, change);
            simulation.run_to(at, &mut watch);
            for (frame, told) in simulation.frame().functions.iter().zip(&told) {
                check(frame, told, &format!("seed {seed}, {at}"));
                seen.iter_mut().zip(frame.waits.counts()).for_each(|(sum, count)| *sum += count);
            }
        }
    }
    assert!(seen.iter().all(|count| 0 < *count), "every wait occurs: {seen:?}");
}

#[test]
fn the_nominal_waits_double_from_one_second() {
    let nominal: Vec<Option<Span>> = Wait::ALL.iter().map(|wait| wait.nominal()).collect();
    let seconds = |seconds| Some(Span::from_secs(seconds));
    let doubled = [1, 2, 4, 8, 16, 32].map(seconds);
    assert_eq!(nominal, [&[None], doubled.as_slice(), &[None, None]].concat());
}

/// An event that waits after an attempt makes the queue full; the queue is drained when none is left.
#[test]
fn the_queue_is_drained_when_the_last_event_that_had_been_tried_has_left_it() {
    let mut drained_runs = 0;
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut told = vec![Told::default(); plan.functions().len()];
        let mut tried_before = false;
        let mut drained = None;
        Simulation::new(Arc::clone(&plan)).run_to(plan.end(), &mut |at: Instant, change: &Change| {
            told[function_of(change).index()].change(&plan, change);
            let waits_again =
                |event: &Event| event.wait().is_some() && (event.has_failed || 0 < event.throttled_in_a_row);
            let any = told.iter().any(|told| told.events.values().any(waits_again));
            match (tried_before, any) {
                (_, true) => drained = None,
                (true, false) => drained = Some(at),
                (false, false) => {}
            }
            tried_before = any;
        });
        drained_runs += u32::from(drained.is_some());
        let run = Run::of(Arc::clone(&plan), few_rows(plan.length()));
        assert_eq!(run.series().landmarks.queue_drained, drained, "seed {seed}");
    }
    assert!(0 < drained_runs, "some queue is drained");
}

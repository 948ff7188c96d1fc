//! The queue of events.

use lambda_sim::change::{Change, Drop, Then};
use lambda_sim::random::Throw;
use lambda_sim::scenario::DeadLetterQueue;
use lambda_sim::time::{Instant, Span};

use super::{MINUTE, Model, Request, SECOND, What};
use crate::reference::mistakes::Mistake;

impl Model<'_> {
    /// The event waits for its next attempt, or until it is too old. Where its run has outlasted its age, it is so already.
    pub(super) fn keep_event(&mut self, request: usize, until: u64) -> Then {
        let end_of_age = self.end_of_age(request);
        if end_of_age < self.now {
            return self.dropped(request, Drop::EventAgeExceeded);
        }
        let comes_too_late = match self.mistake {
            Some(Mistake::AttemptAtTheMaximumAgeIsTooLate) => end_of_age <= until,
            Some(Mistake::AgeIsCheckedAtTheNextAttempt) => false,
            _ => end_of_age < until,
        };
        if comes_too_late {
            self.schedule(end_of_age, What::TooOld { request });
            Then::Expires { at: Instant::from_nanos(end_of_age) }
        } else {
            self.schedule(until, What::NextAttempt { request });
            Then::Waits { until: Instant::from_nanos(until) }
        }
    }

    fn end_of_age(&self, request: usize) -> u64 {
        let Request { received, attempted, .. } = self.requests[request];
        let from = if self.gets_wrong(Mistake::AgeFromTheLastAttempt) { attempted } else { received };
        from + self.settings(request).asynchronous.maximum_event_age.as_nanos()
    }

    pub(super) fn is_too_old(&self, request: usize) -> bool {
        self.is_event(request) && self.end_of_age(request) < self.now
    }

    pub(super) fn too_old(&mut self, request: usize) {
        let attempt = self.name_attempt(request);
        let Request { function, attempts, mut runs, .. } = self.requests[request];
        if self.gets_wrong(Mistake::ThrottlesCountAsRuns) {
            runs = u8::try_from(attempts).expect("a few attempts");
        }
        let then = self.dropped(request, Drop::EventAgeExceeded);
        self.tell(Change::EventExpired { function: self.ids[function], attempt, runs, then });
        self.step_is_over(request, then);
    }

    pub(super) fn dropped(&self, request: usize, cause: Drop) -> Then {
        let has_queue = self.settings(request).asynchronous.dead_letter_queue != DeadLetterQueue::None;
        let dead_lettered = match (self.mistake, cause) {
            (Some(Mistake::DeadLetterQueueIsAlwaysThere), _) => true,
            (Some(Mistake::OldEventsAreNotDeadLettered), Drop::EventAgeExceeded)
            | (Some(Mistake::SwitchedOffEventsAreNotDeadLettered), Drop::ReservedConcurrencyZero) => false,
            _ => has_queue,
        };
        Then::Dropped { cause, dead_lettered }
    }

    /// 1 s, doubled with each throttled attempt in a row, and at most 5 min.
    pub(super) fn throttle_wait(&self, request: usize) -> u64 {
        let mut wait = SECOND;
        for _ in 1..self.requests[request].throttled_in_a_row {
            if self.gets_wrong(Mistake::ThrottleWaitsAreNotDoubled) {
                break;
            }
            if self.gets_wrong(Mistake::ThrottleWaitsEndAt256Seconds) && wait == 256 * SECOND {
                break;
            }
            wait *= 2;
            if 5 * MINUTE < wait && !self.gets_wrong(Mistake::ThrottleWaitsAreNotCapped) {
                wait = 5 * MINUTE;
            }
        }
        wait
    }

    /// A wait in the queue is a little longer than nominal.
    pub(super) fn with_jitter(&self, request: usize, nominal: u64) -> u64 {
        let jitter = self.settings(request).asynchronous.retry_jitter;
        let part = jitter * self.die(request, Throw::Wait);
        let longer = Span::from_secs_f64(Span::from_nanos(nominal).as_secs_f64() * part).as_nanos();
        match self.mistake {
            Some(Mistake::JitterIsForgotten) => nominal,
            Some(Mistake::JitterMakesWaitsShorter) => nominal - longer,
            _ => nominal + longer,
        }
    }
}

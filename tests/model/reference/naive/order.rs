//! Time and order.

use lambda_sim::change::Change;
use lambda_sim::time::Instant;

use super::{Model, Timer, What};
use crate::reference::mistakes::Mistake;

impl Model<'_> {
    pub(super) fn gets_wrong(&self, mistake: Mistake) -> bool {
        self.mistake == Some(mistake)
    }

    pub(super) fn schedule(&mut self, at: u64, what: What) {
        let last_first = self.gets_wrong(Mistake::LastScheduledFirst);
        let place = if last_first { u64::MAX - self.scheduled } else { self.scheduled };
        // Between what somebody changes and what ends.
        let is_alarm = matches!(what, What::Alarms { .. });
        self.timers.push(Timer { at, class: 2 * self.class(what) + u32::from(is_alarm), place, what });
        self.scheduled += 1;
    }

    /// What somebody changes comes first, then what ends, then what expires, then what has waited, then what arrives.
    fn class(&self, what: What) -> u32 {
        match (what, self.mistake) {
            (What::Intervention { .. } | What::InterventionEnds { .. }, Some(Mistake::InterventionsComeLast))
            | (What::Alarms { .. }, Some(Mistake::AlarmsComeLast))
            | (What::Authorized { .. }, Some(Mistake::AllowedAreTriedAfterArrivals))
            | (What::Received { .. }, Some(Mistake::RecordsAreReceivedAfterArrivals))
            | (What::Allocated { .. }, Some(Mistake::AllocationsComeAfterArrivals)) => 7,
            (What::Intervention { .. } | What::InterventionEnds { .. } | What::Alarms { .. }, _)
            | (
                What::TimeLimit { .. },
                Some(Mistake::TimeLimitsComeBeforeCompletions | Mistake::AnswersAtTheLimitAreTooLate),
            )
            | (What::Arrival { .. }, Some(Mistake::ArrivalsBeforeCompletions))
            | (What::Expiry { .. }, Some(Mistake::ExpiriesBeforeCompletions))
            | (What::NextAttempt { .. } | What::TooOld { .. }, Some(Mistake::WhatHasWaitedBeforeCompletions)) => 0,
            (What::InitDone { .. } | What::HandlerDone { .. } | What::Allocated { .. }, _) => 1,
            (What::Arrival { .. }, Some(Mistake::ArrivalsBeforeExpiries))
            | (What::NextAttempt { .. } | What::TooOld { .. }, Some(Mistake::WhatHasWaitedBeforeExpiries)) => 2,
            (What::Expiry { .. }, _) => 3,
            (What::Arrival { .. }, Some(Mistake::ArrivalsBeforeWhatHasWaited))
            | (What::NextAttempt { .. }, Some(Mistake::AttemptsBeforeEventsThatAreTooOld)) => 4,
            (
                What::Authorized { .. }
                | What::Received { .. }
                | What::NextAttempt { .. }
                | What::TooOld { .. }
                | What::TimeLimit { .. }
                | What::Due { .. },
                _,
            ) => 5,
            (What::Arrival { .. }, _) => 6,
        }
    }

    /// The timer that comes first, by instant, then by class, then by when it was scheduled; none from the end on.
    pub(super) fn take_next_timer(&mut self) -> Option<Timer> {
        let (mut first, mut first_place) = (self.timers.first()?, 0);
        for (place, timer) in self.timers.iter().enumerate() {
            if timer.comes_before(first) {
                (first, first_place) = (timer, place);
            }
        }
        let timer = self.timers.remove(first_place);
        let end = self.scenario.length.as_nanos();
        let is_over = if self.gets_wrong(Mistake::EndIsPartOfTheRun) { end < timer.at } else { end <= timer.at };
        if is_over { None } else { Some(timer) }
    }

    pub(super) fn tell(&mut self, change: Change) {
        self.changes.push((Instant::from_nanos(self.now), change));
    }
}

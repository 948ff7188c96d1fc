//! How a run of the handler ends, and how long it takes.

use super::PlannedFunction;
use crate::law::Law;
use crate::random::Throw;
use crate::request::Request;
use crate::time::Span;
use crate::via::Outcome;

impl PlannedFunction {
    /// How a run of the handler ends and how long it takes: cut off at the timeout, or hanging until then by chance.
    #[expect(clippy::float_arithmetic, reason = "a part of all runs")]
    pub(crate) fn run_of(&self, request: &Request, handler: Span) -> (Span, Outcome) {
        let handler = handler + self.dependency.delay;
        if self.timeout < handler {
            return (self.timeout, Outcome::TimedOut);
        }
        let failing = self.error_rate + self.timeout_rate;
        let ending = failing + self.crash_rate;
        if ending <= 0.0 {
            return (handler, self.outcome_of_dependency(request));
        }
        match self.dice.unit(request.id, request.attempts, Throw::Outcome) {
            unit if unit < self.error_rate => (handler, Outcome::Error),
            unit if unit < failing => (self.timeout, Outcome::TimedOut),
            unit if unit < ending => (handler, Outcome::Crashed),
            _ => (handler, self.outcome_of_dependency(request)),
        }
    }

    /// What a run takes on top of the handler's duration in an environment that was reset: INIT once more, and what a first run
    /// takes, both its own.
    #[cold]
    pub(crate) fn after_reset(&self, request: &Request) -> Span {
        let drawn = |law: &Law, throw| law.thrown(self.dice, request.id, request.attempts, throw);
        drawn(&self.init, Throw::Init) + drawn(&self.first_run, Throw::FirstRun)
    }

    /// How a run ends that does not fail by itself: with a die of its own, so that an incident leaves all other outcomes as they are.
    fn outcome_of_dependency(&self, request: &Request) -> Outcome {
        let part = self.dependency.error_rate;
        if 0.0 < part && self.dice.unit(request.id, request.attempts, Throw::Dependency) < part {
            return Outcome::Error;
        }
        Outcome::Success
    }
}

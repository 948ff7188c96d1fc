//! Environments.

use lambda_sim::admission::Start;
use lambda_sim::change::Change;
use lambda_sim::id::EnvironmentId;
use lambda_sim::random::Throw;
use lambda_sim::time::Instant;
use lambda_sim::via::Outcome;

use super::draws::Drawn;
use super::{Environment, Model, NextRun, Phase, Request, What, constant};
use crate::reference::mistakes::Mistake;

impl Model<'_> {
    /// The idle environment of its version on demand that is used next.
    pub(super) fn idle_environment(&self, request: usize) -> Option<usize> {
        let serves_any = self.gets_wrong(Mistake::EnvironmentsServeEveryVersion);
        let Request { version, .. } = self.requests[request];
        self.used_next(request, |environment| {
            !environment.is_provisioned && (environment.version == version || serves_any)
        })
    }

    pub(super) fn most_recently_used(&self, function: usize, is_right: impl Fn(&Environment) -> bool) -> Option<usize> {
        let environments = &self.functions[function].environments;
        let mut best: Option<usize> = None;
        for (place, environment) in environments.iter().enumerate() {
            if environment.phase != Phase::Idle || !is_right(environment) {
                continue;
            }
            let is_better = match (best, self.mistake) {
                (None, _) => true,
                (Some(best), Some(Mistake::LeastRecentlyUsedFirst)) => {
                    environment.idle_since < environments[best].idle_since
                }
                (Some(best), Some(Mistake::NewestFirst)) => environments[best].number < environment.number,
                (Some(best), _) => environments[best].idle_since < environment.idle_since,
            };
            if is_better {
                best = Some(place);
            }
        }
        best
    }

    /// An environment that is there serves the request at once.
    pub(super) fn start_warm(&mut self, request: usize, place: usize, start: Start) {
        let function = self.requests[request].function;
        if self.gets_wrong(Mistake::WarmStartsTakeTokens) {
            self.take_token(function);
        }
        let was_unreserved = self.reserved(function).is_none();
        let environment = &mut self.functions[function].environments[place];
        environment.phase = Phase::Invoke;
        environment.request = request;
        environment.start = start;
        environment.admitted = self.now;
        environment.was_unreserved = was_unreserved;
        let number = environment.number;
        self.run_handler(function, place);
        self.tell(Change::Started {
            environment: self.name(function, number),
            attempt: self.name_attempt(request),
            start,
            is_spillover: start == Start::Warm && self.is_spillover(request),
        });
        self.sample(request);
    }

    /// The request waits for set-up and INIT.
    pub(super) fn start_cold(&mut self, request: usize) {
        let Request { function, .. } = self.requests[request];
        self.take_token(function);
        let drawn = self.draw_on_demand(request);
        let init = self.init_on_demand(function, drawn);
        let number = self.make_on_demand(request, init.again, drawn);
        if self.is_initialized_ahead(request) {
            self.tell(Change::Initialized { environment: self.name(function, number) });
            let place = self.functions[function].environments.len() - 1;
            return self.start_warm(request, place, Start::Warm);
        }
        let mut length = init.takes;
        if self.gets_wrong(Mistake::FirstRunIsPartOfInit) {
            length += drawn.first_run;
        }
        self.schedule(self.now + length, What::InitDone { function, environment: number });
        self.limit_time(request, (function, number), self.now, self.now + length);
        self.tell(Change::Started {
            environment: self.name(function, number),
            attempt: self.name_attempt(request),
            start: Start::Cold,
            is_spillover: self.is_spillover(request),
        });
        self.sample(request);
    }

    /// A new environment that is in INIT for this request. Returns its number.
    fn make_on_demand(&mut self, request: usize, init_again: u64, drawn: Drawn) -> u64 {
        let Request { function, version, .. } = self.requests[request];
        self.functions[function].created += 1;
        let number = self.functions[function].created;
        let was_unreserved = self.reserved(function).is_none();
        let maximum_age = self.maximum_age(drawn.maximum_age);
        self.functions[function].environments.push(Environment {
            number,
            version,
            is_provisioned: false,
            created: self.now,
            phase: Phase::Init,
            request,
            next_run: NextRun::First,
            start: Start::Cold,
            admitted: self.now,
            was_unreserved,
            init_again,
            repeated: 0,
            first_run: drawn.first_run,
            idle_lifetime: drawn.idle_lifetime,
            maximum_age,
            idle_periods: 0,
            idle_since: 0,
        });
        number
    }

    pub(super) fn init_done(&mut self, function: usize, number: u64) {
        let Some(place) = self.place(function, number) else {
            assert!(self.gets_wrong(Mistake::ApisCutWhatRuns), "an environment in INIT is there");
            return;
        };
        self.functions[function].environments[place].phase = Phase::Invoke;
        if self.gets_wrong(Mistake::AgeCountsFromTheEndOfInit) {
            self.functions[function].environments[place].created = self.now;
        }
        if self.gets_wrong(Mistake::AdmittedWhenInitEnded) {
            self.functions[function].environments[place].admitted = self.now;
        }
        self.run_handler(function, place);
        self.tell(Change::InitEnded { environment: self.name(function, number) });
    }

    /// INVOKE begins.
    fn run_handler(&mut self, function: usize, place: usize) {
        let environment = &mut self.functions[function].environments[place];
        let Environment { number, request, next_run, init_again, first_run, repeated, admitted, .. } = *environment;
        environment.next_run = NextRun::Further;
        let settings = self.settings(request);
        let mut duration = constant(Some(&settings.duration), 0);
        if self.gets_wrong(Mistake::DurationsAreThoseOfTheArrival) {
            duration = self.requests[request].duration;
        }
        duration += self.for_each_message(request);
        let delay = settings.dependency.delay.as_nanos();
        let on_top = match (next_run, self.mistake) {
            (NextRun::AfterReset, Some(Mistake::ResetsGoByTheLawsOfTheReset)) => repeated,
            (NextRun::AfterReset, _) => self.repeated(request),
            (_, Some(Mistake::FirstRunIsForgotten | Mistake::FirstRunIsPartOfInit)) => 0,
            (NextRun::Further, Some(Mistake::EveryRunIsAFirstRun)) | (NextRun::First, _) => init_again + first_run,
            (NextRun::Further, _) => 0,
        };
        let (outcome, length) = if self.gets_wrong(Mistake::DelaysAreNotCut) {
            let (outcome, length) = self.outcome(request, duration + on_top);
            (outcome, length + delay)
        } else if self.gets_wrong(Mistake::DelaysAreForgotten)
            || self.gets_wrong(Mistake::FirstRunsWaitForNothing) && next_run != NextRun::Further
        {
            self.outcome(request, duration + on_top)
        } else if self.gets_wrong(Mistake::FirstRunIsNotCut) {
            let (outcome, length) = self.outcome(request, duration + delay);
            (outcome, length + on_top)
        } else {
            self.outcome(request, duration + on_top + delay)
        };
        self.schedule(self.now + length, What::HandlerDone { function, environment: number, outcome });
        self.limit_time(request, (function, number), admitted, self.now + length);
    }

    /// How a handler ends that would run for so long, and how long it runs.
    fn outcome(&self, request: usize, handler: u64) -> (Outcome, u64) {
        let settings = self.settings(request);
        let timeout = settings.timeout.as_nanos();
        let die = self.die(request, Throw::Outcome);
        let is_cut = match self.mistake {
            Some(Mistake::LongRunsAreNotCut) => false,
            Some(Mistake::ExactlyTheTimeoutIsCut) => timeout <= handler,
            Some(Mistake::ErrorsComeBeforeTheCut) => timeout < handler && settings.error_rate <= die,
            _ => timeout < handler,
        };
        let hangs_below = match self.mistake {
            Some(Mistake::ErrorsHideTimeouts) => settings.timeout_rate,
            _ => settings.error_rate + settings.timeout_rate,
        };
        let crashes_below = match self.mistake {
            Some(Mistake::CrashesAreOfTheRest) => hangs_below + (1.0 - hangs_below) * settings.crash_rate,
            _ => hangs_below + settings.crash_rate,
        };
        if is_cut {
            (Outcome::TimedOut, timeout)
        } else if die < settings.error_rate {
            match self.mistake {
                Some(Mistake::ErrorsTakeTheWholeTimeout) => (Outcome::Error, timeout),
                Some(Mistake::ErrorsReturnAtOnce) => (Outcome::Error, 0),
                _ => (Outcome::Error, handler),
            }
        } else if die < hangs_below {
            match self.mistake {
                Some(Mistake::HangingRunsTakeTheirDuration) => (Outcome::TimedOut, handler),
                _ => (Outcome::TimedOut, timeout),
            }
        } else if die < crashes_below {
            match self.mistake {
                Some(Mistake::CrashesTakeTheWholeTimeout) => (Outcome::Crashed, timeout),
                Some(Mistake::CrashesTakeNoTime) => (Outcome::Crashed, 0),
                _ => (Outcome::Crashed, handler),
            }
        } else if self.is_batch(request) && self.has_poison(request) || self.is_failed_by_a_dependency(request, die) {
            (Outcome::Error, handler)
        } else {
            (Outcome::Success, handler)
        }
    }

    /// Of the runs that would have succeeded. It has a die of its own.
    fn is_failed_by_a_dependency(&self, request: usize, outcome: f64) -> bool {
        let settings = self.settings(request);
        let fails = settings.error_rate + settings.timeout_rate + settings.crash_rate;
        let part = settings.dependency.error_rate;
        match self.mistake {
            Some(Mistake::DependenciesFailNobody) => false,
            Some(Mistake::DependenciesThrowTheDieOfTheOutcome) => outcome < part,
            Some(Mistake::DependenciesFailAPartOfAllRuns) => outcome < fails + part,
            _ => self.die(request, Throw::Dependency) < part,
        }
    }

    pub(super) fn handler_done(&mut self, function: usize, number: u64, outcome: Outcome) {
        let Some(place) = self.place(function, number) else {
            let may_be_gone = [Mistake::ExpiresWhileBusy, Mistake::LettingGoCutsWhatRuns, Mistake::ApisCutWhatRuns];
            assert!(may_be_gone.iter().any(|mistake| self.gets_wrong(*mistake)), "a busy environment is there");
            return;
        };
        self.idled += 1;
        let repeated = self.repeated(self.functions[function].environments[place].request);
        let environment = &mut self.functions[function].environments[place];
        assert_eq!(environment.phase, Phase::Invoke, "a handler returns in INVOKE");
        environment.phase = Phase::Idle;
        environment.idle_periods += 1;
        environment.idle_since = self.idled;
        let is_reset = match self.mistake {
            Some(Mistake::TimeoutsResetNothing) => false,
            Some(Mistake::ErrorsReset) => outcome != Outcome::Success,
            Some(Mistake::CrashesResetNothing) => outcome == Outcome::TimedOut,
            _ => matches!(outcome, Outcome::TimedOut | Outcome::Crashed),
        };
        if is_reset {
            environment.next_run = NextRun::AfterReset;
            environment.repeated = repeated;
        }
        let Environment { version, is_provisioned, request, start, admitted, .. } = *environment;
        self.schedule_expiry(function, place);
        let attempt = self.name_attempt(request);
        let then = self.after_run(request, admitted, outcome);
        self.tell(Change::InvocationEnded {
            environment: self.name(function, number),
            attempt,
            start,
            admitted: Instant::from_nanos(admitted),
            outcome,
            then,
        });
        let record_first = self.gets_wrong(Mistake::RecordsAreSentBeforeShutdown);
        if record_first {
            self.step_is_over(request, then);
        }
        if self.gets_wrong(Mistake::WhatHasToGoIsReplaced) {
            self.end_if_too_old(function, number);
        }
        if is_provisioned && !self.gets_wrong(Mistake::BusyOnesAreNotLetGo) {
            self.let_requests_come_back();
            self.let_go(function, version);
        }
        self.end_if_too_old(function, number);
        if self.is_batch(request) {
            self.after_batch_ran(request, outcome, then);
        }
        self.authorizer_returned(request, outcome);
        if !record_first {
            self.step_is_over(request, then);
        }
    }

    /// Only if the environment is still in the idle period that this timer was set for.
    pub(super) fn expiry(&mut self, function: usize, number: u64, idle_period: u64) {
        let Some(place) = self.place(function, number) else { return };
        let environment = self.functions[function].environments[place];
        let is_stale = environment.phase != Phase::Idle || environment.idle_periods != idle_period;
        if is_stale && !self.gets_wrong(Mistake::ExpiresWhileBusy) {
            return;
        }
        self.end_environment(function, place);
    }

    pub(super) fn place(&self, function: usize, number: u64) -> Option<usize> {
        self.functions[function].environments.iter().position(|environment| environment.number == number)
    }

    pub(super) fn name(&self, function: usize, number: u64) -> EnvironmentId {
        EnvironmentId { function: self.ids[function], number }
    }
}

//! The naive model: the same rules once more, written to be read beside AWS's text and for nothing else.
//!
//! One timer at a time from a list that is searched from end to end; integer nanoseconds; an expiry timer for every idle
//! period, ignored where it has become stale; numbers in flight counted anew for every attempt. No randomness but the dice that
//! belong to an attempt, which both models share: laws are constant, arrivals are exact instants or even along whole seconds
//! of whole rates. Provisioned concurrency is ready all at once, so that it needs one timer for each time it is asked for.
//!
//! It can be told to make a mistake, so that tests can show that the comparison would find it.

use lambda_sim::admission::{Limit, Reason, Start, Throttle};
use lambda_sim::change::{Attempt, Change, Drop, Then};
use lambda_sim::id::{CallerId, EnvironmentId, FunctionId, RequestId, VersionId};
use lambda_sim::intervention::Intervention;
use lambda_sim::law::Law;
use lambda_sim::random::{Dice, Throw};
use lambda_sim::scenario::{self, Caller, DeadLetterQueue, Point, Process, Scenario, Traffic};
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::{Instant, Span};
use lambda_sim::units::Concurrency;
use lambda_sim::via::{Outcome, Via};

use super::mistakes::Mistake;
use crate::changes::Changes;

const SECOND: u64 = 1_000_000_000;
const MINUTE: u64 = 60 * SECOND;

/// A token comes back every 10 ms, up to 1,000.
const TOKEN: u64 = SECOND / 100;
const FULL: u64 = 1_000 * TOKEN;

/// The version that callers use who name none. Of others nobody asks for more or less during a run.
const LIVE: usize = 0;

/// Requests are counted in thousand millionths, so that what comes back in a nanosecond is a whole number.
const REQUEST: u64 = SECOND;

#[derive(Clone, Copy, Debug)]
enum What {
    Intervention { place: usize },
    InitDone { function: usize, environment: u64 },
    Allocated { function: usize, asked: u64 },
    HandlerDone { function: usize, environment: u64, outcome: Outcome },
    Expiry { function: usize, environment: u64, idle_period: u64 },
    NextAttempt { request: usize },
    TooOld { request: usize },
    Arrival { caller: usize },
}

#[derive(Clone, Copy, Debug)]
struct Timer {
    at: u64,
    /// Of timers at one instant the lower class comes first.
    class: u32,
    /// Of timers of one class the lower place comes first: how many timers had been scheduled before.
    place: u64,
    what: What,
}

impl Timer {
    fn comes_before(&self, other: &Self) -> bool {
        if self.at != other.at {
            self.at < other.at
        } else if self.class != other.class {
            self.class < other.class
        } else {
            self.place < other.place
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Init,
    Invoke,
    Idle,
}

#[derive(Clone, Copy, Debug)]
struct Environment {
    number: u64,
    /// It runs the code of this version and serves no other.
    version: usize,
    is_provisioned: bool,
    created: u64,
    phase: Phase,
    /// The request that it serves, or served last; any before its first one.
    request: usize,
    has_run: bool,
    start: Start,
    /// When that was admitted.
    admitted: u64,
    /// Whether its function had no reservation then.
    was_unreserved: bool,
    /// What its first run takes on top, and how long it is kept while idle: both are the environment's own.
    first_run: u64,
    idle_lifetime: u64,
    /// How often it has become idle.
    idle_periods: u64,
    /// How often any had become idle until it did: larger is later, also within one instant.
    idle_since: u64,
}

#[derive(Clone, Debug)]
struct Function {
    requests: u64,
    created: u64,
    environments: Vec<Environment>,
    /// The bucket of the scaling rate: full at the start, counted in nanoseconds of dripping, and when it was counted last.
    tokens: u64,
    counted: u64,
    /// The bucket of its own request rate.
    requests_lately: Lately,
    /// What is provisioned of each version, the live one first.
    versions: Vec<Provision>,
}

/// Provisioned concurrency of one version.
#[derive(Clone, Copy, Debug, Default)]
struct Provision {
    /// What is asked for.
    requested: u32,
    /// What of it can be used.
    ready: u32,
    /// How often it was asked for: what was asked for before the last time never comes.
    asked: u64,
    /// When what is asked for comes, if it is not there.
    comes: u64,
    /// The bucket of its request rate.
    requests_lately: Lately,
}

/// Synchronous requests that were let in and have not come back yet, in thousand millionths, and when they were counted last.
#[derive(Clone, Copy, Debug, Default)]
struct Lately {
    spent: i128,
    counted: u64,
}

impl Lately {
    /// What has come back since it was counted last. A rate of none forgets: what comes after it begins with a full bucket.
    fn come_back(&mut self, now: u64, allowed: u32, mistake: Option<Mistake>) {
        let back = i128::from(now - self.counted) * i128::from(allowed);
        self.spent = match mistake {
            Some(Mistake::UnusedRequestsPileUp) => self.spent - back,
            Some(Mistake::RequestsComeBackEverySecond) if self.counted / SECOND == now / SECOND => self.spent,
            Some(Mistake::RequestsComeBackEverySecond) => 0,
            Some(Mistake::RatesOfNoneRemember) => (self.spent - back).max(0),
            _ if allowed == 0 => 0,
            _ => (self.spent - back).max(0),
        };
        self.counted = now;
    }

    /// Whether one more can be let in. What has come back is counted in.
    fn has_room(&self, allowed: u32, mistake: Option<Mistake>) -> bool {
        let most = i128::from(allowed) * i128::from(REQUEST);
        match mistake {
            Some(Mistake::RequestRateAllowsOneTooMany) => self.spent <= most,
            Some(Mistake::PartOfARequestIsEnough) => self.spent < most,
            _ => self.spent + i128::from(REQUEST) <= most,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Request {
    function: usize,
    version: usize,
    caller: usize,
    number: u64,
    received: u64,
    /// How long its handler would have run when it arrived.
    duration: u64,
    /// Attempts so far.
    attempts: u16,
    /// When the last one was.
    attempted: u64,
    /// Throttled attempts since the last run.
    throttled_in_a_row: u32,
    /// Runs so far.
    runs: u8,
}

struct Model<'s> {
    /// As it is now.
    scenario: Scenario,
    ids: &'s [FunctionId],
    mistake: Option<Mistake>,
    now: u64,
    timers: Vec<Timer>,
    scheduled: u64,
    /// How often an environment has become idle.
    idled: u64,
    /// The instants at which each caller's requests arrive, the next one last.
    arrivals: Vec<Vec<u64>>,
    functions: Vec<Function>,
    /// The request rate that functions without a reservation share.
    unreserved_lately: Lately,
    requests: Vec<Request>,
    changes: Changes,
}

/// Everything that happens in a run of this scenario, by the naive rules with at most one mistake.
pub(super) fn run(scenario: &Scenario, ids: &[FunctionId], mistake: Option<Mistake>) -> Changes {
    let mut arrivals: Vec<Vec<u64>> = Vec::new();
    for place in 0..scenario.callers.len() {
        let mut instants = instants(&traffic(scenario, place), scenario.length.as_nanos());
        instants.reverse();
        arrivals.push(instants);
    }
    let function = |function: &scenario::Function| Function {
        requests: 0,
        created: 0,
        environments: Vec::new(),
        tokens: FULL,
        counted: 0,
        requests_lately: Lately::default(),
        versions: vec![Provision::default(); 1 + function.versions.len()],
    };
    let mut model = Model {
        scenario: scenario.clone(),
        ids,
        mistake,
        now: 0,
        timers: Vec::new(),
        scheduled: 0,
        idled: 0,
        arrivals,
        functions: scenario.functions.iter().map(function).collect(),
        unreserved_lately: Lately::default(),
        requests: Vec::new(),
        changes: Vec::new(),
    };
    model.provision_at_the_start();
    let mut places: Vec<usize> = (0..scenario.interventions.len()).collect();
    places.sort_by_key(|place| scenario.interventions[*place].at);
    for place in places {
        model.schedule(scenario.interventions[place].at.as_nanos(), What::Intervention { place });
    }
    for caller in 0..scenario.callers.len() {
        model.schedule_arrival(caller);
    }
    while let Some(timer) = model.take_next_timer() {
        model.now = timer.at;
        match timer.what {
            What::Intervention { place } => model.intervene(&scenario.interventions[place]),
            What::InitDone { function, environment } => model.init_done(function, environment),
            What::Allocated { function, asked } => model.allocated(function, asked),
            What::HandlerDone { function, environment, outcome } => model.handler_done(function, environment, outcome),
            What::Expiry { function, environment, idle_period } => model.expiry(function, environment, idle_period),
            What::NextAttempt { request } => model.attempt(request),
            What::TooOld { request } => model.too_old(request),
            What::Arrival { caller } => model.arrival(caller),
        }
    }
    model.changes
}

/// Time and order.
impl Model<'_> {
    fn gets_wrong(&self, mistake: Mistake) -> bool {
        self.mistake == Some(mistake)
    }

    fn schedule(&mut self, at: u64, what: What) {
        let last_first = self.gets_wrong(Mistake::LastScheduledFirst);
        let place = if last_first { u64::MAX - self.scheduled } else { self.scheduled };
        self.timers.push(Timer { at, class: self.class(what), place, what });
        self.scheduled += 1;
    }

    /// What somebody changes comes first, then what ends, then what expires, then what has waited, then what arrives.
    fn class(&self, what: What) -> u32 {
        match (what, self.mistake) {
            (What::Intervention { .. }, Some(Mistake::InterventionsComeLast))
            | (What::Allocated { .. }, Some(Mistake::AllocationsComeAfterArrivals)) => 7,
            (What::Intervention { .. }, _)
            | (What::Arrival { .. }, Some(Mistake::ArrivalsBeforeCompletions))
            | (What::Expiry { .. }, Some(Mistake::ExpiriesBeforeCompletions))
            | (What::NextAttempt { .. } | What::TooOld { .. }, Some(Mistake::WhatHasWaitedBeforeCompletions)) => 0,
            (What::InitDone { .. } | What::HandlerDone { .. } | What::Allocated { .. }, _) => 1,
            (What::Arrival { .. }, Some(Mistake::ArrivalsBeforeExpiries))
            | (What::NextAttempt { .. } | What::TooOld { .. }, Some(Mistake::WhatHasWaitedBeforeExpiries)) => 2,
            (What::Expiry { .. }, _) => 3,
            (What::Arrival { .. }, Some(Mistake::ArrivalsBeforeWhatHasWaited))
            | (What::NextAttempt { .. }, Some(Mistake::AttemptsBeforeEventsThatAreTooOld)) => 4,
            (What::NextAttempt { .. } | What::TooOld { .. }, _) => 5,
            (What::Arrival { .. }, _) => 6,
        }
    }

    /// The timer that comes first, by instant, then by class, then by when it was scheduled; none from the end on.
    fn take_next_timer(&mut self) -> Option<Timer> {
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

    fn tell(&mut self, change: Change) {
        self.changes.push((Instant::from_nanos(self.now), change));
    }
}

/// What somebody changes.
impl Model<'_> {
    fn intervene(&mut self, intervention: &Intervention) {
        self.let_requests_come_back();
        let had: Vec<bool> = (0..self.functions.len()).map(|function| self.reserved(function).is_some()).collect();
        let Intervention { function, setting, value, .. } = intervention;
        assert!(setting.set(&mut self.scenario, function.as_deref(), *value), "a checked intervention is possible");
        for (function, had) in had.into_iter().enumerate() {
            let starts_anew = self.gets_wrong(Mistake::InterventionsFillTheRequestRate);
            if starts_anew || had != self.reserved(function).is_some() {
                self.functions[function].requests_lately = Lately { spent: 0, counted: self.now };
            }
        }
        let place = self.scenario.functions.iter().position(|known| Some(&known.name) == function.as_ref());
        let function = place.map(|place| self.ids[place]);
        self.tell(Change::Intervention { function, setting: *setting, value: *value });
        if let (Some(place), Setting::ProvisionedConcurrency) = (place, setting) {
            self.ask_for_provisioned(place);
        }
    }

    /// What was let in comes back at the old rates until now.
    fn let_requests_come_back(&mut self) {
        for function in 0..self.functions.len() {
            let allowed = self.requests_a_second(function);
            self.lately(function, allowed);
            for version in &mut self.functions[function].versions {
                version.requests_lately.come_back(self.now, 10 * version.ready, self.mistake);
            }
        }
        let allowed = 10 * self.unreserved();
        self.unreserved_lately.come_back(self.now, allowed, self.mistake);
    }
}

/// Requests and their attempts.
impl Model<'_> {
    fn schedule_arrival(&mut self, caller: usize) {
        if let Some(at) = self.arrivals[caller].pop() {
            self.schedule(at, What::Arrival { caller });
        }
    }

    /// A request arrives. A synchronous one is tried at once, an event goes into the queue.
    fn arrival(&mut self, caller: usize) {
        let name = &self.scenario.callers[caller].function;
        let function = self.scenario.functions.iter().position(|f| f.name == *name).expect("a checked scenario");
        self.functions[function].requests += 1;
        let request = self.requests.len();
        self.requests.push(Request {
            function,
            version: self.version(caller, function),
            caller,
            number: self.functions[function].requests,
            received: self.now,
            duration: constant(Some(&self.scenario.functions[function].duration), 0),
            attempts: 0,
            attempted: self.now,
            throttled_in_a_row: 0,
            runs: 0,
        });
        if self.is_event(request) {
            self.receive_event(request);
        } else {
            self.attempt(request);
        }
        self.schedule_arrival(caller);
    }

    /// The caller has its 202, whatever comes. Where the reservation is 0, the event is dropped at once.
    fn receive_event(&mut self, request: usize) {
        let Request { function, caller, number, .. } = self.requests[request];
        let delay = self.settings(request).asynchronous.delay;
        let is_switched_off = self.reserved(function) == Some(0);
        let then = if is_switched_off && !self.gets_wrong(Mistake::SwitchedOffFunctionsThrottleEvents) {
            self.dropped(request, Drop::ReservedConcurrencyZero)
        } else if self.gets_wrong(Mistake::AsyncDelayIsForgotten) {
            self.keep_event(request, self.now)
        } else if self.gets_wrong(Mistake::AsyncDelayHasJitter) {
            self.keep_event(request, self.now + self.with_jitter(request, delay.as_nanos()))
        } else {
            self.keep_event(request, self.now + delay.as_nanos())
        };
        self.tell(Change::EventReceived {
            function: self.ids[function],
            request: RequestId(number),
            caller: caller_id(caller),
            then,
        });
    }

    /// An attempt: provisioned concurrency of its version serves it, if it can. If not, it is refused if synchronous requests come
    /// too fast, or if the concurrency limit has no room; then an idle environment serves it; or else a new one, if the scaling
    /// rate has room for it.
    fn attempt(&mut self, request: usize) {
        if self.gets_wrong(Mistake::AgeIsCheckedAtTheNextAttempt) && self.is_too_old(request) {
            return self.too_old(request);
        }
        self.requests[request].attempts += 1;
        self.requests[request].attempted = self.now;
        let function = self.requests[request].function;
        let by_request_rate = self.throttle_by_request_rate(request);
        let by_concurrency = self.throttle_by_concurrency(function);
        let by_concurrency = match (by_request_rate, by_concurrency) {
            (Some(_), Some(throttle)) if self.gets_wrong(Mistake::RequestRateComesAfterConcurrency) => Some(throttle),
            (Some(throttle), _) => Some(throttle),
            (None, throttle) => throttle,
        };
        let provisioned = self.provisioned_environment(request);
        let idle = self.idle_environment(request);
        let by_scaling_rate = self.throttle_by_scaling_rate(function);
        let comes_too_late = match self.mistake {
            Some(Mistake::ProvisionedComesAfterTheRequestRate) => by_request_rate.is_some(),
            Some(Mistake::ProvisionedComesAfterConcurrency) => by_concurrency.is_some(),
            Some(Mistake::ProvisionedComesAfterIdleEnvironments) => by_concurrency.is_none() && idle.is_some(),
            _ => false,
        };
        if let Some(place) = provisioned
            && !comes_too_late
        {
            return self.start_provisioned(request, place);
        }
        let throttle = match (by_concurrency, idle, by_scaling_rate) {
            (Some(_), _, Some(throttle)) if self.gets_wrong(Mistake::ScalingRateComesBeforeConcurrency) => {
                Some(throttle)
            }
            (Some(throttle), _, _) => Some(throttle),
            (None, Some(_), Some(throttle)) if self.gets_wrong(Mistake::ScalingRateComesBeforeIdleEnvironments) => {
                Some(throttle)
            }
            (None, Some(_), _) => None,
            (None, None, by_scaling_rate) => by_scaling_rate,
        };
        if throttle.is_none() || self.gets_wrong(Mistake::ThrottledRequestsUseUpTheRate) {
            self.count_against_the_rate(request);
        }
        match (throttle, idle) {
            (Some(throttle), _) => self.throttled(request, throttle),
            (None, Some(place)) => self.start_warm(request, place, Start::Warm),
            (None, None) => self.start_cold(request),
        }
    }

    /// What becomes of a throttled request: its caller tries again or has its answer; an event goes back into the queue.
    fn throttled(&mut self, request: usize, throttle: Throttle) {
        let function = self.requests[request].function;
        if self.gets_wrong(Mistake::ThrottledAttemptsTakeTokens) {
            self.take_token(function);
        }
        let attempt = self.name_attempt(request);
        let then = if self.is_event(request) {
            self.requests[request].throttled_in_a_row += 1;
            if self.gets_wrong(Mistake::ThrottledEventsAreDropped) {
                self.dropped(request, Drop::RetriesExhausted)
            } else {
                let wait = self.with_jitter(request, self.throttle_wait(request));
                self.keep_event(request, self.now + wait)
            }
        } else if self.has_attempts_left(request) {
            self.retry_later(request)
        } else {
            let status = self.status_of_throttle(request);
            self.answered(request, status)
        };
        self.tell(Change::Throttled { function: self.ids[function], attempt, throttle, then });
    }

    /// What becomes of a request that has run: the caller has its answer; an event is done, tried again or given up.
    fn after_run(&mut self, request: usize, admitted: u64, outcome: Outcome) -> Then {
        if !self.is_event(request) {
            let retries_errors = self.gets_wrong(Mistake::SdkRetriesFunctionErrors);
            if outcome != Outcome::Success && retries_errors && self.has_attempts_left(request) {
                return self.retry_later(request);
            }
            let status = self.status_of_run(request, outcome);
            return self.answered(request, status);
        }
        self.requests[request].runs += 1;
        if !self.gets_wrong(Mistake::ThrottlesStayInARowAfterARun) {
            self.requests[request].throttled_in_a_row = 0;
        }
        if self.gets_wrong(Mistake::RunsAreCutAtTheMaximumAge) && self.is_too_old(request) {
            return self.dropped(request, Drop::EventAgeExceeded);
        }
        if outcome == Outcome::Success {
            return Then::Done;
        }
        let retries = u64::from(self.settings(request).asynchronous.maximum_retry_attempts);
        let runs = match self.mistake {
            Some(Mistake::ThrottlesCountAsRetries) => u64::from(self.requests[request].attempts),
            Some(Mistake::OneRetryTooFew) => u64::from(self.requests[request].runs) + 1,
            Some(Mistake::OneRetryTooMany) => u64::from(self.requests[request].runs) - 1,
            _ => u64::from(self.requests[request].runs),
        };
        if retries < runs {
            return self.dropped(request, Drop::RetriesExhausted);
        }
        let is_first = self.requests[request].runs == 1 || self.gets_wrong(Mistake::ErrorWaitsAreOneMinute);
        let wait = self.with_jitter(request, if is_first { MINUTE } else { 2 * MINUTE });
        let from = if self.gets_wrong(Mistake::ErrorWaitsFromTheStartOfTheRun) { admitted } else { self.now };
        self.keep_event(request, (from + wait).max(self.now))
    }

    fn is_event(&self, request: usize) -> bool {
        match self.via(request) {
            Via::Event | Via::S3 | Via::Sns | Via::EventBridge => true,
            Via::Invoke | Via::Sdk | Via::Cli | Via::FunctionUrl | Via::ApiGateway | Via::Alb => false,
        }
    }

    fn via(&self, request: usize) -> Via {
        self.scenario.callers[self.requests[request].caller].via
    }

    fn settings(&self, request: usize) -> &scenario::Function {
        &self.scenario.functions[self.requests[request].function]
    }

    fn name_attempt(&self, request: usize) -> Attempt {
        let Request { caller, number, attempts, received, .. } = self.requests[request];
        Attempt {
            request: RequestId(number),
            caller: caller_id(caller),
            number: attempts,
            received: Instant::from_nanos(received),
        }
    }

    /// A number from 0 to 1 that belongs to the last attempt of this request.
    fn die(&self, request: usize, throw: Throw) -> f64 {
        let Request { number, attempts, .. } = self.requests[request];
        let attempt = match (throw, self.mistake) {
            (Throw::Wait, Some(Mistake::DiceOfTheNextAttempt)) => attempts + 1,
            (Throw::Outcome, Some(Mistake::EveryAttemptHasTheSameOutcome)) => 1,
            _ => attempts,
        };
        Dice::new(self.scenario.seed, &self.settings(request).name).unit(RequestId(number), attempt, throw)
    }
}

/// Callers: what their users see, and the retries of an SDK.
impl Model<'_> {
    fn answered(&self, request: usize, status: u16) -> Then {
        let Request { received, attempted, .. } = self.requests[request];
        let from = if self.gets_wrong(Mistake::ResponseTimeOfTheLastAttempt) { attempted } else { received };
        Then::Answered { status, response_time: Span::from_nanos(self.now - from) }
    }

    fn status_of_throttle(&self, request: usize) -> u16 {
        if self.gets_wrong(Mistake::ThrottlesAreAlways429) {
            return 429;
        }
        match self.via(request) {
            Via::Invoke | Via::Sdk | Via::Cli | Via::FunctionUrl => 429,
            Via::ApiGateway => 500,
            Via::Alb => 502,
            Via::Event | Via::S3 | Via::Sns | Via::EventBridge => panic!("the caller of an event has its 202 already"),
        }
    }

    fn status_of_run(&self, request: usize, outcome: Outcome) -> u16 {
        if outcome == Outcome::Success || self.gets_wrong(Mistake::FunctionErrorsAreAlways200) {
            return 200;
        }
        match self.via(request) {
            Via::Invoke | Via::Sdk | Via::Cli => 200, // with `X-Amz-Function-Error`
            Via::FunctionUrl | Via::ApiGateway | Via::Alb => 502,
            Via::Event | Via::S3 | Via::Sns | Via::EventBridge => panic!("the caller of an event has its 202 already"),
        }
    }

    fn has_attempts_left(&self, request: usize) -> bool {
        let max_attempts = self.scenario.callers[self.requests[request].caller].max_attempts;
        let max_attempts = match (self.via(request), self.mistake) {
            (Via::Cli, Some(Mistake::CliDoesNotRetry)) => 1,
            (Via::Sdk | Via::Cli, Some(Mistake::SdkTriesOnceMore)) => max_attempts + 1,
            (Via::Sdk | Via::Cli, Some(Mistake::SdkTriesThreeTimes)) => 3,
            (Via::Sdk | Via::Cli, _) => max_attempts,
            _ => 1,
        };
        self.requests[request].attempts < max_attempts
    }

    /// Before retry k a random part of 1 s, doubled k - 1 times, and at most 20 s.
    fn retry_later(&mut self, request: usize) -> Then {
        let mut longest = SECOND;
        for _ in 1..self.requests[request].attempts {
            if !self.gets_wrong(Mistake::SdkWaitsAreNotDoubled) {
                longest *= 2;
            }
        }
        if 20 * SECOND < longest && !self.gets_wrong(Mistake::SdkWaitsAreNotCapped) {
            longest = 20 * SECOND;
        }
        let part = if self.gets_wrong(Mistake::SdkWaitsAreNotRandom) { 1.0 } else { self.die(request, Throw::Wait) };
        let wait = Span::from_secs_f64(Span::from_nanos(longest).as_secs_f64() * part);
        let until = self.now + wait.as_nanos();
        self.schedule(until, What::NextAttempt { request });
        Then::Waits { until: Instant::from_nanos(until) }
    }
}

/// The queue of events.
impl Model<'_> {
    /// The event waits for its next attempt, or until it is too old. Where its run has outlasted its age, it is so already.
    fn keep_event(&mut self, request: usize, until: u64) -> Then {
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

    fn is_too_old(&self, request: usize) -> bool {
        self.is_event(request) && self.end_of_age(request) < self.now
    }

    fn too_old(&mut self, request: usize) {
        let attempt = self.name_attempt(request);
        let Request { function, attempts, mut runs, .. } = self.requests[request];
        if self.gets_wrong(Mistake::ThrottlesCountAsRuns) {
            runs = u8::try_from(attempts).expect("a few attempts");
        }
        let then = self.dropped(request, Drop::EventAgeExceeded);
        self.tell(Change::EventExpired { function: self.ids[function], attempt, runs, then });
    }

    fn dropped(&self, request: usize, cause: Drop) -> Then {
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
    fn throttle_wait(&self, request: usize) -> u64 {
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
    fn with_jitter(&self, request: usize, nominal: u64) -> u64 {
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

/// The limits.
impl Model<'_> {
    /// The concurrency limit that has no room for one more request to this function.
    ///
    /// A function with reserved concurrency has its own limit and no other; all others share what is left.
    fn throttle_by_concurrency(&self, function: usize) -> Option<Throttle> {
        let mut reserved = self.reserved(function);
        if self.gets_wrong(Mistake::ReservationOfZeroIsNone) && reserved == Some(0) {
            reserved = None;
        }
        let (limit, used, allowed) = match reserved {
            Some(reserved) => (Limit::Reserved, self.in_flight(function), self.rest_of(function, reserved)),
            None => (Limit::Account, self.unreserved_in_flight(), self.unreserved()),
        };
        let has_room = if self.gets_wrong(Mistake::AdmitsOneTooMany) { used <= allowed } else { used < allowed };
        if has_room {
            return None;
        }
        let uses_the_rest = self.gets_wrong(Mistake::ReservedFunctionsUseTheUnreservedToo);
        if uses_the_rest && self.unreserved_in_flight() < self.unreserved() {
            return None;
        }
        Some(Throttle { limit, used, allowed, reason: self.reason(function) })
    }

    /// Ten synchronous requests a second for each one in flight that the concurrency limit allows: a bucket of so many, full at the
    /// start, into which they come back evenly. A function that is switched off is throttled by its reservation.
    fn throttle_by_request_rate(&mut self, request: usize) -> Option<Throttle> {
        if self.gets_wrong(Mistake::RequestRateIsForgotten) || !self.is_held_to_the_rate(request) {
            return None;
        }
        let function = self.requests[request].function;
        let allowed = self.requests_a_second(function);
        if allowed == 0 && !self.gets_wrong(Mistake::SwitchedOffFunctionsHaveARequestRate) {
            return None;
        }
        let mistake = self.mistake;
        let lately = *self.lately(function, allowed);
        let has_room = lately.has_room(allowed, mistake);
        if has_room {
            return None;
        }
        let reason = match self.reserved(function) {
            _ if self.gets_wrong(Mistake::ReasonOfTheRequestRateIsThatOfConcurrency) => self.reason(function),
            Some(_) => Reason::ReservedFunctionInvocationRateLimitExceeded,
            None => Reason::FunctionInvocationRateLimitExceeded,
        };
        // What has come back in part has not come back.
        let used = u32::try_from((lately.spent + i128::from(REQUEST - 1)) / i128::from(REQUEST)).expect("not negative");
        Some(Throttle { limit: Limit::RequestRate, used, allowed, reason })
    }

    fn is_held_to_the_rate(&self, request: usize) -> bool {
        !self.is_event(request) || self.gets_wrong(Mistake::EventsAreHeldToTheRequestRate)
    }

    fn requests_a_second(&self, function: usize) -> u32 {
        let units = match (self.reserved(function), self.mistake) {
            (Some(_), Some(Mistake::ReservedFunctionsUseTheRateOfTheOthers)) => self.unreserved(),
            (Some(reserved), Some(Mistake::RequestRateIsThatOfTheWholeReservation)) => reserved,
            (Some(reserved), _) => self.rest_of(function, reserved),
            (None, Some(Mistake::RequestRateIsThatOfTheWholeAccount)) => {
                self.scenario.account.concurrent_executions.get()
            }
            (None, _) => self.unreserved(),
        };
        10 * units
    }

    /// What was let in lately under the limit that a function meets, less what has come back since it was counted last.
    fn lately(&mut self, function: usize, allowed: u32) -> &mut Lately {
        let (now, mistake) = (self.now, self.mistake);
        let has_its_own = match (self.reserved(function), mistake) {
            (Some(_), Some(Mistake::ReservedFunctionsUseTheRateOfTheOthers)) => false,
            (_, Some(Mistake::EveryFunctionHasARateOfItsOwn)) => true,
            (reserved, _) => reserved.is_some(),
        };
        let lately =
            if has_its_own { &mut self.functions[function].requests_lately } else { &mut self.unreserved_lately };
        lately.come_back(now, allowed, mistake);
        lately
    }

    fn count_against_the_rate(&mut self, request: usize) {
        if self.is_held_to_the_rate(request) {
            let function = self.requests[request].function;
            let allowed = self.requests_a_second(function);
            self.lately(function, allowed).spent += i128::from(REQUEST);
        }
    }

    /// At most 1,000 new environments in 10 s for each function: a bucket of 1,000 tokens into which one drips every 10 ms.
    fn throttle_by_scaling_rate(&mut self, function: usize) -> Option<Throttle> {
        let bucket = self.fill_bucket(function);
        let least = if self.gets_wrong(Mistake::PartOfATokenIsEnough) { 1 } else { TOKEN };
        let has_room = match self.mistake {
            Some(Mistake::ScalingRateIsForgotten) => true,
            Some(Mistake::ScalingRateAllowsOneTooMany) => least <= self.functions[bucket].tokens + TOKEN,
            _ => least <= self.functions[bucket].tokens,
        };
        if has_room {
            return None;
        }
        let mut reason = self.reason(function);
        if self.gets_wrong(Mistake::ReasonOfTheScalingRateIsTheAccounts) {
            reason = Reason::ConcurrentInvocationLimitExceeded;
        }
        Some(Throttle { limit: Limit::ScalingRate, used: 1_000, allowed: 1_000, reason })
    }

    /// Lets the tokens drip that have come since the bucket was looked at last. Whose bucket it is.
    fn fill_bucket(&mut self, function: usize) -> usize {
        let bucket = if self.gets_wrong(Mistake::ScalingRateIsSharedByAllFunctions) { 0 } else { function };
        let Function { tokens, counted, .. } = &mut self.functions[bucket];
        let filled = *tokens + (self.now - *counted);
        let has_new_step = *counted / (10 * SECOND) < self.now / (10 * SECOND);
        *tokens = match self.mistake {
            Some(Mistake::TokensPileUp) => filled,
            Some(Mistake::TokensComeBackEveryTenSeconds) => {
                if has_new_step {
                    FULL
                } else {
                    *tokens
                }
            }
            _ => filled.min(FULL),
        };
        *counted = self.now;
        bucket
    }

    fn take_token(&mut self, function: usize) {
        let bucket = self.fill_bucket(function);
        let tokens = &mut self.functions[bucket].tokens;
        *tokens = tokens.saturating_sub(TOKEN);
    }

    /// What AWS says in its 429.
    fn reason(&self, function: usize) -> Reason {
        match self.reserved(function) {
            Some(_) if !self.gets_wrong(Mistake::ReasonIsAlwaysTheAccounts) => {
                Reason::ReservedFunctionConcurrentInvocationLimitExceeded
            }
            _ => Reason::ConcurrentInvocationLimitExceeded,
        }
    }

    fn reserved(&self, function: usize) -> Option<u32> {
        self.scenario.functions[function].reserved_concurrent_executions.map(Concurrency::get)
    }

    /// What of a reservation is not provisioned.
    fn rest_of(&self, function: usize, reserved: u32) -> u32 {
        match self.mistake {
            Some(Mistake::ProvisionedIsNotTakenFromTheReservation) => reserved,
            _ => reserved - self.provisioned(function),
        }
    }

    /// What is provisioned of all versions of a function, ready or not.
    fn provisioned(&self, function: usize) -> u32 {
        let mut sum = 0;
        for (place, version) in self.functions[function].versions.iter().enumerate() {
            sum += match self.mistake {
                Some(Mistake::ProvisionedIsTakenOnceItIsReady) => version.ready,
                Some(Mistake::OnlyTheLiveVersionTakes) if place != 0 => 0,
                _ => version.requested,
            };
        }
        sum
    }

    /// Requests on demand in flight: not those that provisioned concurrency serves.
    ///
    /// A request is in flight from its admission until its handler returns: during set-up and INIT as well.
    fn in_flight(&self, function: usize) -> u32 {
        let mut count = 0;
        for environment in &self.functions[function].environments {
            let is_in_flight = match environment.phase {
                Phase::Init => !self.gets_wrong(Mistake::InitIsNotInFlight),
                Phase::Invoke => true,
                Phase::Idle => false,
            };
            let is_on_demand = !environment.is_provisioned || self.gets_wrong(Mistake::ProvisionedCountsAsOnDemand);
            if is_in_flight && is_on_demand {
                count += 1;
            }
        }
        count
    }

    fn unreserved_in_flight(&self) -> u32 {
        let mut sum = 0;
        if self.gets_wrong(Mistake::WhatIsInFlightDoesNotMove) {
            let environments = self.functions.iter().flat_map(|function| &function.environments);
            let is_counted = |it: &&Environment| it.phase != Phase::Idle && it.was_unreserved && !it.is_provisioned;
            return u32::try_from(environments.filter(is_counted).count()).expect("a few");
        }
        for function in 0..self.functions.len() {
            if self.reserved(function).is_none() {
                sum += self.in_flight(function);
            }
        }
        sum
    }

    /// What functions without a reservation share.
    fn unreserved(&self) -> u32 {
        let mut units = self.scenario.account.concurrent_executions.get();
        for function in 0..self.functions.len() {
            units -= match (self.reserved(function), self.mistake) {
                (Some(_), Some(Mistake::ReservationIsNotTakenFromTheAccount))
                | (None, Some(Mistake::ProvisionedIsNotTakenFromTheAccount)) => 0,
                (Some(reserved), Some(Mistake::ProvisionedIsTakenFromBoth)) => {
                    (reserved + self.provisioned(function)).min(units)
                }
                (Some(reserved), _) => reserved,
                (None, _) => self.provisioned(function),
            };
        }
        units
    }
}

/// Environments.
impl Model<'_> {
    /// The idle environment of its version on demand that was used most recently.
    fn idle_environment(&self, request: usize) -> Option<usize> {
        let serves_any = self.gets_wrong(Mistake::EnvironmentsServeEveryVersion);
        let Request { version, .. } = self.requests[request];
        self.most_recently_used(self.requests[request].function, |environment| {
            !environment.is_provisioned && (environment.version == version || serves_any)
        })
    }

    fn most_recently_used(&self, function: usize, is_right: impl Fn(&Environment) -> bool) -> Option<usize> {
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
    fn start_warm(&mut self, request: usize, place: usize, start: Start) {
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
    }

    /// The request waits for set-up and INIT.
    fn start_cold(&mut self, request: usize) {
        let Request { function, version, .. } = self.requests[request];
        self.take_token(function);
        self.functions[function].created += 1;
        let number = self.functions[function].created;
        let was_unreserved = self.reserved(function).is_none();
        self.functions[function].environments.push(Environment {
            number,
            version,
            is_provisioned: false,
            created: self.now,
            phase: Phase::Init,
            request,
            has_run: false,
            start: Start::Cold,
            admitted: self.now,
            was_unreserved,
            first_run: constant(self.scenario.functions[function].first_run.as_ref(), 0),
            idle_lifetime: constant(Some(&self.scenario.functions[function].idle_lifetime), 0),
            idle_periods: 0,
            idle_since: 0,
        });
        let settings = &self.scenario.functions[function];
        let mut length = constant(settings.init.as_ref(), 145 * SECOND / 1_000);
        if !self.gets_wrong(Mistake::SetupIsForgotten) {
            length += constant(settings.setup.as_ref(), 0);
        }
        if self.gets_wrong(Mistake::FirstRunIsPartOfInit) {
            length += constant(settings.first_run.as_ref(), 0);
        }
        self.schedule(self.now + length, What::InitDone { function, environment: number });
        self.tell(Change::Started {
            environment: self.name(function, number),
            attempt: self.name_attempt(request),
            start: Start::Cold,
            is_spillover: self.is_spillover(request),
        });
    }

    fn init_done(&mut self, function: usize, number: u64) {
        let place = self.place(function, number).expect("an environment in INIT is there");
        self.functions[function].environments[place].phase = Phase::Invoke;
        if self.gets_wrong(Mistake::AdmittedWhenInitEnded) {
            self.functions[function].environments[place].admitted = self.now;
        }
        self.run_handler(function, place);
        self.tell(Change::InitEnded { environment: self.name(function, number) });
    }

    /// INVOKE begins.
    fn run_handler(&mut self, function: usize, place: usize) {
        let environment = &mut self.functions[function].environments[place];
        let Environment { number, request, has_run, first_run, .. } = *environment;
        environment.has_run = true;
        let settings = self.settings(request);
        let mut duration = constant(Some(&settings.duration), 0);
        if self.gets_wrong(Mistake::DurationsAreThoseOfTheArrival) {
            duration = self.requests[request].duration;
        }
        let on_top = match (has_run, self.mistake) {
            (_, Some(Mistake::FirstRunIsForgotten | Mistake::FirstRunIsPartOfInit)) => 0,
            (true, Some(Mistake::EveryRunIsAFirstRun)) | (false, _) => first_run,
            (true, _) => 0,
        };
        let (outcome, length) = if self.gets_wrong(Mistake::FirstRunIsNotCut) {
            let (outcome, length) = self.outcome(request, duration);
            (outcome, length + on_top)
        } else {
            self.outcome(request, duration + on_top)
        };
        self.schedule(self.now + length, What::HandlerDone { function, environment: number, outcome });
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
        } else {
            (Outcome::Success, handler)
        }
    }

    fn handler_done(&mut self, function: usize, number: u64, outcome: Outcome) {
        let Some(place) = self.place(function, number) else {
            let may_be_gone = [Mistake::ExpiresWhileBusy, Mistake::LettingGoCutsWhatRuns];
            assert!(may_be_gone.iter().any(|mistake| self.gets_wrong(*mistake)), "a busy environment is there");
            return;
        };
        self.idled += 1;
        let environment = &mut self.functions[function].environments[place];
        assert_eq!(environment.phase, Phase::Invoke, "a handler returns in INVOKE");
        environment.phase = Phase::Idle;
        environment.idle_periods += 1;
        environment.idle_since = self.idled;
        let Environment { version, is_provisioned, request, start, admitted, created, .. } = *environment;
        let Environment { idle_periods, idle_lifetime: lifetime, .. } = *environment;
        if !is_provisioned || self.gets_wrong(Mistake::ProvisionedExpires) {
            let from = if self.gets_wrong(Mistake::ExpiresFromCreation) { created } else { self.now };
            let at = self.now.max(from + lifetime);
            self.schedule(at, What::Expiry { function, environment: number, idle_period: idle_periods });
        }
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
        if is_provisioned && !self.gets_wrong(Mistake::BusyOnesAreNotLetGo) {
            self.let_go(function, version);
        }
    }

    /// Only if the environment is still in the idle period that this timer was set for.
    fn expiry(&mut self, function: usize, number: u64, idle_period: u64) {
        let Some(place) = self.place(function, number) else { return };
        let environment = self.functions[function].environments[place];
        let is_stale = environment.phase != Phase::Idle || environment.idle_periods != idle_period;
        if is_stale && !self.gets_wrong(Mistake::ExpiresWhileBusy) {
            return;
        }
        self.functions[function].environments.remove(place);
        self.tell(Change::Shutdown { environment: self.name(function, number) });
    }

    fn place(&self, function: usize, number: u64) -> Option<usize> {
        self.functions[function].environments.iter().position(|environment| environment.number == number)
    }

    fn name(&self, function: usize, number: u64) -> EnvironmentId {
        EnvironmentId { function: self.ids[function], number }
    }
}

/// Provisioned concurrency.
impl Model<'_> {
    /// The version that a caller asks for, the live one where it names none.
    fn version(&self, caller: usize, function: usize) -> usize {
        let versions = &self.scenario.functions[function].versions;
        let named = self.scenario.callers[caller].qualifier.as_deref();
        if self.gets_wrong(Mistake::QualifiersAreForgotten) {
            return LIVE;
        }
        match versions.iter().position(|version| Some(version.name.as_str()) == named) {
            Some(place) => place + 1,
            None => LIVE,
        }
    }

    /// What the scenario sets is ready when the run begins.
    fn provision_at_the_start(&mut self) {
        for (function, settings) in self.scenario.functions.clone().into_iter().enumerate() {
            let further = settings.versions.iter().map(|version| version.provisioned_concurrent_executions);
            for (version, count) in [settings.provisioned_concurrent_executions].into_iter().chain(further).enumerate()
            {
                let count = count.map_or(0, Concurrency::get);
                let provision = &mut self.functions[function].versions[version];
                (provision.requested, provision.ready) = (count, count);
                self.make_ready(function, version, count);
            }
        }
    }

    /// Environments that have done INIT. The one made last counts as the one used last.
    fn make_ready(&mut self, function: usize, version: usize, count: u32) {
        for _ in 0..count {
            self.idled += 1;
            self.functions[function].created += 1;
            let number = self.functions[function].created;
            let environment = Environment {
                number,
                version,
                is_provisioned: true,
                created: self.now,
                phase: Phase::Idle,
                request: 0,
                has_run: self.gets_wrong(Mistake::ProvisionedHasRunBefore),
                start: Start::Provisioned,
                admitted: self.now,
                was_unreserved: false,
                first_run: constant(self.scenario.functions[function].first_run.as_ref(), 0),
                idle_lifetime: constant(Some(&self.scenario.functions[function].idle_lifetime), 0),
                idle_periods: 0,
                idle_since: self.idled,
            };
            self.functions[function].environments.push(environment);
        }
    }

    /// Somebody asks for more or less of the live version. What of it is there goes on serving; the rest comes later, all at once.
    fn ask_for_provisioned(&mut self, function: usize) {
        let settings = &self.scenario.functions[function];
        let requested = settings.provisioned_concurrent_executions.map_or(0, Concurrency::get);
        let preparation = settings.preparation.as_nanos();
        let init = constant(settings.setup.as_ref(), 0) + constant(settings.init.as_ref(), 145 * SECOND / 1_000);
        let provision = &mut self.functions[function].versions[LIVE];
        // What is asked for already is on its way, or there.
        if requested == provision.requested {
            return;
        }
        let was_in_progress = provision.ready < provision.requested;
        provision.asked += 1;
        provision.requested = requested;
        provision.ready = provision.ready.min(requested);
        if self.mistake == Some(Mistake::WhatWasReadyWaitsForTheRest) && provision.ready < requested {
            provision.ready = 0;
        }
        let missing = requested - provision.ready;
        let mut comes = self.now + preparation + u64::from(missing) * TOKEN + init;
        match self.mistake {
            Some(Mistake::PreparationIsForgotten) => comes -= preparation,
            Some(Mistake::ProvisionedComesAtOnce) => comes -= u64::from(missing) * TOKEN,
            Some(Mistake::ProvisionedIsReadyWithTheFirst) => comes -= u64::from(missing.saturating_sub(1)) * TOKEN,
            Some(Mistake::ProvisionedNeedsNoInit) => comes -= init,
            Some(Mistake::LaterRequestsDoNotBeginAnew) if was_in_progress => comes = provision.comes.max(self.now),
            _ => {}
        }
        provision.comes = comes;
        let asked = provision.asked;
        self.tell_provisioned(function, 0);
        if !self.gets_wrong(Mistake::IdleOnesAreNotLetGo) {
            self.let_go(function, LIVE);
        }
        if 0 < missing {
            self.schedule(comes, What::Allocated { function, asked });
        }
    }

    /// What was asked for last has come ready: as many environments as are missing now.
    fn allocated(&mut self, function: usize, asked: u64) {
        let is_last = self.functions[function].versions[LIVE].asked == asked;
        if !is_last && !self.gets_wrong(Mistake::EarlierRequestsComeToo) {
            return;
        }
        self.let_requests_come_back();
        let count = self.count_provisioned(function, LIVE);
        let provision = &mut self.functions[function].versions[LIVE];
        if self.mistake == Some(Mistake::AllocationsFillTheRate) {
            provision.requests_lately = Lately { spent: 0, counted: self.now };
        }
        let missing = match self.mistake {
            Some(Mistake::WhatIsToGoDoesNotCount) => provision.requested - provision.ready,
            Some(Mistake::AllocationsMakeAllAnew) => provision.requested,
            _ => provision.requested.saturating_sub(count),
        };
        provision.ready = provision.requested;
        self.make_ready(function, LIVE, missing);
        self.tell_provisioned(function, missing);
    }

    fn count_provisioned(&self, function: usize, version: usize) -> u32 {
        let environments = self.functions[function].environments.iter();
        let provisioned = environments.filter(|it| it.is_provisioned && it.version == version);
        u32::try_from(provisioned.count()).expect("a few")
    }

    /// Those that are more than what is ready go, if they are idle, the most recently used first.
    fn let_go(&mut self, function: usize, version: usize) {
        while self.functions[function].versions[version].ready < self.count_provisioned(function, version) {
            let is_right = |it: &Environment| it.is_provisioned && it.version == version;
            let environments = &self.functions[function].environments;
            let idle = environments.iter().enumerate().filter(|(_, it)| is_right(it) && it.phase == Phase::Idle);
            let oldest = || idle.min_by_key(|(_, it)| it.idle_since).map(|(place, _)| place);
            let busy = || environments.iter().position(is_right);
            let place = match self.mistake {
                Some(Mistake::OldestIsLetGoFirst) => oldest(),
                Some(Mistake::LettingGoCutsWhatRuns) => self.most_recently_used(function, is_right).or_else(busy),
                _ => self.most_recently_used(function, is_right),
            };
            let Some(place) = place else { return };
            let number = self.functions[function].environments.remove(place).number;
            self.tell(Change::Shutdown { environment: self.name(function, number) });
        }
    }

    fn tell_provisioned(&mut self, function: usize, new: u32) {
        let Provision { requested, ready, .. } = self.functions[function].versions[LIVE];
        self.tell(Change::Provisioned {
            function: self.ids[function],
            version: VersionId::LIVE,
            requested: Concurrency::new(requested),
            available: Concurrency::new(ready),
            new,
        });
    }

    /// A provisioned environment of its version that is free, if synchronous requests do not come too fast for it.
    fn provisioned_environment(&mut self, request: usize) -> Option<usize> {
        let Request { function, version, .. } = self.requests[request];
        let serves_any = self.gets_wrong(Mistake::ProvisionedServesEveryVersion);
        let is_right = |it: &Environment| it.is_provisioned && (it.version == version || serves_any);
        let place = self.most_recently_used(function, is_right)?;
        if self.is_held_to_the_provisioned_rate(request) {
            let (now, mistake) = (self.now, self.mistake);
            let provision = &mut self.functions[function].versions[version];
            provision.requests_lately.come_back(now, 10 * provision.ready, mistake);
            let units = match mistake {
                Some(Mistake::ProvisionedRateIsThatOfWhatIsAskedFor) => provision.requested,
                _ => provision.ready,
            };
            if !provision.requests_lately.has_room(10 * units, mistake) {
                return None;
            }
        }
        Some(place)
    }

    fn is_held_to_the_provisioned_rate(&self, request: usize) -> bool {
        match self.mistake {
            Some(Mistake::ProvisionedRateIsForgotten) => false,
            Some(Mistake::EventsAreHeldToTheProvisionedRate) => true,
            _ => !self.is_event(request),
        }
    }

    fn start_provisioned(&mut self, request: usize, place: usize) {
        let Request { function, version, .. } = self.requests[request];
        if self.is_held_to_the_provisioned_rate(request) {
            let lately = &mut self.functions[function].versions[version].requests_lately;
            lately.spent += i128::from(REQUEST);
        }
        if self.gets_wrong(Mistake::ProvisionedUsesUpTheOtherRate) {
            self.count_against_the_rate(request);
        }
        self.start_warm(request, place, Start::Provisioned);
    }

    /// Whether something is provisioned and ready for its version, where it has to go elsewhere.
    fn is_spillover(&self, request: usize) -> bool {
        let Request { function, version, .. } = self.requests[request];
        let Provision { requested, ready, .. } = self.functions[function].versions[version];
        if self.gets_wrong(Mistake::SpillsOverBeforeItIsReady) { 0 < requested } else { 0 < ready }
    }
}

fn caller_id(caller: usize) -> CallerId {
    CallerId(u32::try_from(caller).expect("a few callers"))
}

/// The only value of a law that is given, in nanoseconds.
fn constant(law: Option<&Law>, otherwise: u64) -> u64 {
    match law {
        None => otherwise,
        Some(Law::Constant(value)) => value.as_nanos(),
        Some(other) => panic!("the naive model knows constant laws only, not {other:?}"),
    }
}

/// The traffic of one caller with all that will be changed: a new peak makes a step in the first curve of its function.
fn traffic(scenario: &Scenario, place: usize) -> Traffic {
    let caller = &scenario.callers[place];
    let is_curve = |caller: &Caller| matches!(caller.traffic, Traffic::Curve { .. });
    let earlier = scenario.callers[..place].iter().filter(|earlier| earlier.function == caller.function);
    let Traffic::Curve { process, mut points } = caller.traffic.clone() else { return caller.traffic.clone() };
    if earlier.filter(|earlier| is_curve(earlier)).count() != 0 {
        return caller.traffic.clone();
    }
    let mut interventions: Vec<&Intervention> = scenario.interventions.iter().collect();
    interventions.sort_by_key(|intervention| intervention.at);
    for Intervention { at, function, value, .. } in interventions {
        if let Value::Rate(rate) = *value
            && function.as_ref() == Some(&caller.function)
        {
            let before = points[points.len() - 1].rate;
            assert!(points[points.len() - 1].at <= *at, "the naive model changes flat curves only");
            points.extend([before, rate].map(|rate| Point { at: *at, rate }));
        }
    }
    Traffic::Curve { process, points }
}

/// When the requests of one caller arrive, in order.
fn instants(traffic: &Traffic, end: u64) -> Vec<u64> {
    let mut instants = Vec::new();
    match traffic {
        Traffic::At(bursts) => {
            for burst in bursts {
                for _ in 0..burst.count {
                    instants.push(burst.at.as_nanos());
                }
            }
            instants.sort_unstable();
        }
        Traffic::Curve { process, points } => {
            assert_eq!(*process, Process::Even, "the naive model knows even arrivals only");
            let (first, last) = (points[0], points[points.len() - 1]);
            instants.extend(even_piece(0, first.at.as_nanos(), first));
            for pair in points.windows(2) {
                let (from, to) = (pair[0].at.as_nanos(), pair[1].at.as_nanos());
                let is_flat = pair[0].rate.get().total_cmp(&pair[1].rate.get()).is_eq();
                assert!(from == to || is_flat, "the naive model knows no ramps");
                instants.extend(even_piece(from, to, pair[0]));
            }
            let rest = end.saturating_sub(last.at.as_nanos()).div_ceil(SECOND) * SECOND;
            instants.extend(even_piece(last.at.as_nanos(), last.at.as_nanos() + rest, last));
        }
    }
    instants
}

/// The requests of a flat piece of whole seconds: the first at its beginning, none at its end.
fn even_piece(from: u64, to: u64, point: Point) -> Vec<u64> {
    let rate = point.rate.to_string();
    let rate: u64 = rate.trim_end_matches("/s").parse().expect("the naive model knows whole rates only");
    assert!(from.is_multiple_of(SECOND) && to.is_multiple_of(SECOND), "the naive model knows whole seconds only");
    let count = (to - from) / SECOND * rate;
    let nearest = |k: u64| from + (2 * k * SECOND + rate) / (2 * rate);
    (0..count).map(nearest).collect()
}

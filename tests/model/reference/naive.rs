//! The naive model: the same rules once more, written to be read beside AWS's text and for nothing else.
//!
//! One timer at a time from a list that is searched from end to end; integer nanoseconds; an expiry timer for every idle
//! period, ignored where it has become stale; numbers in flight counted anew for every request. No randomness: laws are
//! constant, arrivals are exact instants or even along whole seconds of whole rates.
//!
//! It can be told to make a mistake, so that tests can show that the comparison would find it.

use lambda_sim::admission::{Limit, Throttle};
use lambda_sim::change::Change;
use lambda_sim::id::{EnvironmentId, FunctionId, RequestId};
use lambda_sim::law::Law;
use lambda_sim::scenario::{Point, Process, Scenario, Traffic};
use lambda_sim::time::Instant;
use lambda_sim::units::Concurrency;

use crate::changes::Changes;

/// A rule of Lambda, or of this model, got wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mistake {
    AdmitsOneTooMany,
    InitIsNotInFlight,
    ReservationIsNotTakenFromTheAccount,
    ReservedFunctionsUseTheUnreservedToo,
    ReservationOfZeroIsNone,
    LeastRecentlyUsedFirst,
    NewestFirst,
    ExpiresFromCreation,
    ExpiresWhileBusy,
    ArrivalsBeforeCompletions,
    ExpiriesBeforeCompletions,
    ArrivalsBeforeExpiries,
    LastScheduledFirst,
    EndIsPartOfTheRun,
}

impl Mistake {
    pub(super) const ALL: [Self; 14] = [
        Self::AdmitsOneTooMany,
        Self::InitIsNotInFlight,
        Self::ReservationIsNotTakenFromTheAccount,
        Self::ReservedFunctionsUseTheUnreservedToo,
        Self::ReservationOfZeroIsNone,
        Self::LeastRecentlyUsedFirst,
        Self::NewestFirst,
        Self::ExpiresFromCreation,
        Self::ExpiresWhileBusy,
        Self::ArrivalsBeforeCompletions,
        Self::ExpiriesBeforeCompletions,
        Self::ArrivalsBeforeExpiries,
        Self::LastScheduledFirst,
        Self::EndIsPartOfTheRun,
    ];
}

const SECOND: u64 = 1_000_000_000;

#[derive(Clone, Copy, Debug)]
enum What {
    InitDone { function: usize, environment: u64 },
    HandlerDone { function: usize, environment: u64 },
    Expiry { function: usize, environment: u64, idle_period: u64 },
    Arrival { caller: usize },
}

#[derive(Clone, Copy, Debug)]
struct Timer {
    at: u64,
    /// How many timers had been scheduled before.
    scheduled: u64,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Init { request: u64 },
    Invoke { request: u64 },
    Idle,
}

#[derive(Clone, Copy, Debug)]
struct Environment {
    number: u64,
    created: u64,
    phase: Phase,
    /// How often it has become idle.
    idle_periods: u64,
    /// How many timers had been scheduled when it became idle: larger is later, also within one instant.
    idle_since: u64,
}

#[derive(Clone, Debug, Default)]
struct Function {
    requests: u64,
    created: u64,
    environments: Vec<Environment>,
}

struct Model<'s> {
    scenario: &'s Scenario,
    ids: &'s [FunctionId],
    mistake: Option<Mistake>,
    now: u64,
    timers: Vec<Timer>,
    scheduled: u64,
    /// The instants at which each caller's requests arrive, the next one last.
    arrivals: Vec<Vec<u64>>,
    functions: Vec<Function>,
    changes: Changes,
}

/// Everything that happens in a run of this scenario, by the naive rules with at most one mistake.
pub(super) fn run(scenario: &Scenario, ids: &[FunctionId], mistake: Option<Mistake>) -> Changes {
    let mut arrivals: Vec<Vec<u64>> = Vec::new();
    for caller in &scenario.callers {
        let mut instants = instants(&caller.traffic, scenario.length.as_nanos());
        instants.reverse();
        arrivals.push(instants);
    }
    let mut model = Model {
        scenario,
        ids,
        mistake,
        now: 0,
        timers: Vec::new(),
        scheduled: 0,
        arrivals,
        functions: vec![Function::default(); scenario.functions.len()],
        changes: Vec::new(),
    };
    for caller in 0..scenario.callers.len() {
        model.schedule_arrival(caller);
    }
    while let Some(timer) = model.take_next_timer() {
        model.now = timer.at;
        match timer.what {
            What::InitDone { function, environment } => model.init_done(function, environment),
            What::HandlerDone { function, environment } => model.handler_done(function, environment),
            What::Expiry { function, environment, idle_period } => model.expiry(function, environment, idle_period),
            What::Arrival { caller } => model.arrival(caller),
        }
    }
    model.changes
}

impl Model<'_> {
    fn schedule(&mut self, at: u64, what: What) {
        self.timers.push(Timer { at, scheduled: self.scheduled, what });
        self.scheduled += 1;
    }

    /// The timer that comes first, by instant, then by class, then by when it was scheduled; none from the end on.
    fn take_next_timer(&mut self) -> Option<Timer> {
        let mut first: Option<usize> = None;
        for place in 0..self.timers.len() {
            let is_first = match first {
                None => true,
                Some(other) => self.comes_before(&self.timers[place], &self.timers[other]),
            };
            if is_first {
                first = Some(place);
            }
        }
        let timer = self.timers.remove(first?);
        let end = self.scenario.length.as_nanos();
        let is_over = if self.mistake == Some(Mistake::EndIsPartOfTheRun) { end < timer.at } else { end <= timer.at };
        if is_over { None } else { Some(timer) }
    }

    fn comes_before(&self, one: &Timer, other: &Timer) -> bool {
        let (class, other_class) = (self.class(one.what), self.class(other.what));
        if one.at != other.at {
            one.at < other.at
        } else if class != other_class {
            class < other_class
        } else if self.mistake == Some(Mistake::LastScheduledFirst) {
            other.scheduled < one.scheduled
        } else {
            one.scheduled < other.scheduled
        }
    }

    /// What ends comes first, then what expires, then what arrives.
    fn class(&self, what: What) -> u32 {
        let (ends, expires, arrives) = match self.mistake {
            Some(Mistake::ArrivalsBeforeCompletions) => (2, 3, 1),
            Some(Mistake::ExpiriesBeforeCompletions) => (2, 1, 3),
            Some(Mistake::ArrivalsBeforeExpiries) => (1, 3, 2),
            _ => (1, 2, 3),
        };
        match what {
            What::InitDone { .. } | What::HandlerDone { .. } => ends,
            What::Expiry { .. } => expires,
            What::Arrival { .. } => arrives,
        }
    }

    fn schedule_arrival(&mut self, caller: usize) {
        if let Some(at) = self.arrivals[caller].pop() {
            self.schedule(at, What::Arrival { caller });
        }
    }

    /// A request arrives: refused if its limit has no room; otherwise in an idle environment, or in a new one.
    fn arrival(&mut self, caller: usize) {
        let name = &self.scenario.callers[caller].function;
        let function = self.scenario.functions.iter().position(|f| f.name == *name).expect("a checked scenario");
        self.functions[function].requests += 1;
        let request = self.functions[function].requests;
        match self.throttle(function) {
            Some(throttle) => {
                self.tell(Change::Throttled { function: self.ids[function], request: RequestId(request), throttle });
            }
            None => match self.idle_environment(function) {
                Some(place) => self.start_warm(function, place, request),
                None => self.start_cold(function, request),
            },
        }
        self.schedule_arrival(caller);
    }

    /// The limit that has no room for one more request to this function.
    ///
    /// A function with reserved concurrency has its own limit and no other; all others share what is left.
    fn throttle(&self, function: usize) -> Option<Throttle> {
        let mut reserved = self.reserved(function);
        if self.mistake == Some(Mistake::ReservationOfZeroIsNone) && reserved == Some(0) {
            reserved = None;
        }
        let (limit, used, allowed) = match reserved {
            Some(reserved) => (Limit::Reserved, self.in_flight(function), reserved),
            None => (Limit::Account, self.unreserved_in_flight(), self.unreserved()),
        };
        let has_room = if self.mistake == Some(Mistake::AdmitsOneTooMany) { used <= allowed } else { used < allowed };
        if has_room {
            return None;
        }
        let has_other_room = self.unreserved_in_flight() < self.unreserved();
        if self.mistake == Some(Mistake::ReservedFunctionsUseTheUnreservedToo) && has_other_room {
            return None;
        }
        Some(Throttle { limit, used: Concurrency::new(used), allowed: Concurrency::new(allowed) })
    }

    fn reserved(&self, function: usize) -> Option<u32> {
        self.scenario.functions[function].reserved_concurrent_executions.map(Concurrency::get)
    }

    /// A request is in flight from its arrival until its handler returns: during INIT as well.
    fn in_flight(&self, function: usize) -> u32 {
        let mut count = 0;
        for environment in &self.functions[function].environments {
            let is_in_flight = match environment.phase {
                Phase::Init { .. } => self.mistake != Some(Mistake::InitIsNotInFlight),
                Phase::Invoke { .. } => true,
                Phase::Idle => false,
            };
            if is_in_flight {
                count += 1;
            }
        }
        count
    }

    fn unreserved_in_flight(&self) -> u32 {
        let mut sum = 0;
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
        if self.mistake != Some(Mistake::ReservationIsNotTakenFromTheAccount) {
            for function in 0..self.functions.len() {
                units -= self.reserved(function).unwrap_or(0);
            }
        }
        units
    }

    /// The idle environment that was used most recently.
    fn idle_environment(&self, function: usize) -> Option<usize> {
        let environments = &self.functions[function].environments;
        let mut best: Option<usize> = None;
        for (place, environment) in environments.iter().enumerate() {
            if environment.phase != Phase::Idle {
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

    fn start_warm(&mut self, function: usize, place: usize, request: u64) {
        let environment = &mut self.functions[function].environments[place];
        environment.phase = Phase::Invoke { request };
        let number = environment.number;
        let duration = constant(self.scenario.functions[function].duration);
        self.schedule(self.now + duration, What::HandlerDone { function, environment: number });
        self.tell(Change::WarmStart { environment: self.name(function, number), request: RequestId(request) });
    }

    fn start_cold(&mut self, function: usize, request: u64) {
        self.functions[function].created += 1;
        let number = self.functions[function].created;
        self.functions[function].environments.push(Environment {
            number,
            created: self.now,
            phase: Phase::Init { request },
            idle_periods: 0,
            idle_since: 0,
        });
        let init = constant(self.scenario.functions[function].init);
        self.schedule(self.now + init, What::InitDone { function, environment: number });
        self.tell(Change::ColdStart { environment: self.name(function, number), request: RequestId(request) });
    }

    fn init_done(&mut self, function: usize, number: u64) {
        let place = self.place(function, number).expect("an environment in INIT is there");
        let environment = &mut self.functions[function].environments[place];
        let Phase::Init { request } = environment.phase else { panic!("INIT ends in INIT") };
        environment.phase = Phase::Invoke { request };
        let duration = constant(self.scenario.functions[function].duration);
        self.schedule(self.now + duration, What::HandlerDone { function, environment: number });
        self.tell(Change::InitEnded { environment: self.name(function, number) });
    }

    fn handler_done(&mut self, function: usize, number: u64) {
        let Some(place) = self.place(function, number) else {
            assert_eq!(self.mistake, Some(Mistake::ExpiresWhileBusy), "a busy environment is there");
            return;
        };
        let lifetime = constant(self.scenario.functions[function].idle_lifetime);
        let scheduled = self.scheduled;
        let environment = &mut self.functions[function].environments[place];
        let Phase::Invoke { request } = environment.phase else { panic!("a handler returns in INVOKE") };
        environment.phase = Phase::Idle;
        environment.idle_periods += 1;
        environment.idle_since = scheduled;
        let idle_period = environment.idle_periods;
        let from = if self.mistake == Some(Mistake::ExpiresFromCreation) { environment.created } else { self.now };
        let at = self.now.max(from + lifetime);
        self.schedule(at, What::Expiry { function, environment: number, idle_period });
        self.tell(Change::InvocationEnded { environment: self.name(function, number), request: RequestId(request) });
    }

    /// Only if the environment is still in the idle period that this timer was set for.
    fn expiry(&mut self, function: usize, number: u64, idle_period: u64) {
        let Some(place) = self.place(function, number) else { return };
        let environment = self.functions[function].environments[place];
        let is_stale = environment.phase != Phase::Idle || environment.idle_periods != idle_period;
        if is_stale && self.mistake != Some(Mistake::ExpiresWhileBusy) {
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

    fn tell(&mut self, change: Change) {
        self.changes.push((Instant::from_nanos(self.now), change));
    }
}

fn constant(law: Law) -> u64 {
    match law {
        Law::Constant(value) => value.as_nanos(),
        other => panic!("the naive model knows constant laws only, not {other:?}"),
    }
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

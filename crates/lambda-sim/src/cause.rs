//! Why it is as it is at one instant: the cause, chosen from the frame, and an English sentence for the command. The page words
//! it by variant.
//!
//! One cause is named at a time, the most pressing one: who is throttled now, then whom the throttles have left waiting, then
//! errors, then cold starts, then what is over.

mod limits;
mod polling;
mod provisioned;
mod updated;
mod words;

use crate::admission::{Limit, Throttle};
use crate::frame::{Frame, Tally};
use crate::gateway::Refusal;
use crate::id::FunctionId;
use crate::plan::Plan;
use crate::pool::Phases;
use crate::quotas::{BURST_INTERVAL, BURST_REFILL, SCALING_ENVIRONMENTS, SCALING_INTERVAL};
use crate::time::Span;
use crate::units::Concurrency;
use crate::via::Via;

pub use limits::{RequestUse, is_quota_empty, request_rate, room};
pub use polling::{blocked, fullest, waiting};

use limits::in_use;

/// A throttle is what happens "now" for this long after it.
pub const NOW: Span = Span::from_secs(1);

/// A function error is what happens "now" for this long after it: errors are rarer than throttles, and a function that fails
/// now and then fails all the time.
pub const FAILING: Span = Span::from_secs(10);

/// How many environments a second a function gets once its scaling rate is used up.
pub const SCALING_PER_SECOND: u64 = SCALING_ENVIRONMENTS as u64 / SCALING_INTERVAL.whole_secs();

/// How many environments a minute a Region got before November 2023 once its burst was used up.
pub const BURST_PER_MINUTE: u64 = BURST_REFILL as u64 * 60 / BURST_INTERVAL.whole_secs();

/// Why things are as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// When no request comes in the whole run.
    NothingComes,
    /// When no request has arrived yet.
    NoRequests,
    /// When every request has found room, and no environment is in INIT.
    Calm,
    /// When nothing is in flight, but events have been accepted and wait for their first attempt.
    Accepted {
        /// The function with the most such events.
        function: FunctionId,
    },
    /// When nothing is in flight, and environments stand idle.
    Idle,
    /// When the last idle environment is gone.
    AllShutDown,
    /// When nobody is throttled, but new environments are in INIT.
    ColdStarts {
        /// The function with the most environments in INIT.
        function: FunctionId,
    },
    /// When new environments are in INIT because an update has taken the ones of before away.
    Updated {
        /// The function with the most environments in INIT.
        function: FunctionId,
    },
    /// When requests spill over because all provisioned environments of their function are busy.
    SpillOver {
        /// The function from which most have spilled over.
        function: FunctionId,
    },
    /// When requests spill over because they come faster than ten a second for each provisioned environment.
    SpillOverRate {
        /// The function from which most have spilled over.
        function: FunctionId,
    },
    /// When provisioned concurrency has been asked for and is not ready yet.
    Allocating {
        /// The function that waits for most.
        function: FunctionId,
    },
    /// When all that came lately to a function started in its provisioned environments.
    Ready {
        /// The function with most such requests.
        function: FunctionId,
    },
    /// When messages wait in the queue of a function, because every poller of its mapping has a batch, or because the mapping is disabled.
    Polling {
        /// The function with the most such messages in one queue.
        function: FunctionId,
    },
    /// When a batch of a stream has failed, and nothing behind it in its lane is read before it is done.
    Blocked {
        /// The function with the most such lanes.
        function: FunctionId,
    },
    /// When nobody is throttled any more, but somebody was.
    Recovered,
    /// When one function holds most of the account, nothing is reserved, and others are throttled with it.
    AccountHeldByOne {
        /// The function that holds most.
        function: FunctionId,
    },
    /// When the only function of the account is at the account's limit.
    AccountHeldAlone {
        /// The function.
        function: FunctionId,
    },
    /// When the only function of the account is at the account's limit, and its events wait for room.
    QueueAtAccount {
        /// The function.
        function: FunctionId,
    },
    /// When the account is full and no function holds most of it.
    AccountShared,
    /// When what the reservations leave is exhausted, most of it held by one function.
    UnreservedHeld {
        /// The function that holds most of it.
        function: FunctionId,
    },
    /// When a function is throttled at its own reservation.
    Reservation {
        /// The function.
        function: FunctionId,
    },
    /// When a function is at its own reservation, and its events wait for room.
    QueueAtReservation {
        /// The function.
        function: FunctionId,
    },
    /// When a function's reservation is 0.
    SwitchedOff {
        /// The function.
        function: FunctionId,
    },
    /// When a function's reservation is 0, so that its events are given up as they come.
    EventsDropped {
        /// The function.
        function: FunctionId,
    },
    /// When a function has had as many new environments as it may for now.
    ScalingRate {
        /// The function.
        function: FunctionId,
    },
    /// When synchronous requests come faster than ten a second for each one in flight that their limit allows.
    RequestRate {
        /// The function that comes fastest to it.
        function: FunctionId,
    },
    /// When API Gateway turns requests away itself.
    TurnedAway {
        /// The function that they were meant for.
        function: FunctionId,
        /// Why.
        refusal: Refusal,
    },
    /// When requests run on although their API has answered their clients already.
    TooLate {
        /// The function with the most such requests.
        function: FunctionId,
    },
    /// When nobody is throttled, but events still wait for an attempt because they were.
    Backlog {
        /// The function with the most such events.
        function: FunctionId,
    },
    /// When nobody is throttled, but SDKs still wait to send throttled requests again.
    Retrying {
        /// The function with the most such requests.
        function: FunctionId,
    },
    /// When a function's handler raises errors.
    Failing {
        /// The function with the most errors.
        function: FunctionId,
    },
    /// When a function's handler is cut off at its timeout.
    TimingOut {
        /// The function with the most errors.
        function: FunctionId,
    },
    /// When events wait for an attempt because they have failed.
    WaitingAfterErrors {
        /// The function with the most such events.
        function: FunctionId,
    },
    /// When nothing is left of a trouble but events that were given up.
    GivenUp {
        /// The function that has lost most.
        function: FunctionId,
    },
}

impl Cause {
    /// The cause at the instant of a frame.
    pub fn of(frame: &Frame, plan: &Plan) -> Self {
        let tallies = || frame.functions.iter().map(|function| &function.tally);
        if tallies().all(|tally| tally.requests() == 0) {
            let none = if plan.expected_requests() == 0 { Self::NothingComes } else { Self::NoRequests };
            return Self::of_polling(frame, plan).unwrap_or(none);
        }
        let trouble = Self::of_throttles(frame, plan)
            .or_else(|| Self::of_gateways(frame, plan))
            .or_else(|| Self::of_waiting_and_errors(frame, plan));
        if let Some(trouble) = trouble {
            return trouble;
        }
        if let Some(cause) = Self::of_polling(frame, plan).or_else(|| Self::of_spillover(frame, plan)) {
            return cause;
        }
        let most = |count: &dyn Fn(FunctionId) -> u64| most(plan, count);
        if let Some(function) = most(&|id| frame.function(id).too_late.into()) {
            return Self::TooLate { function };
        }
        if let Some(cause) = Self::of_init(frame, plan) {
            return cause;
        }
        if let Some(function) = most(&|id| frame.function(id).tally.events().dropped) {
            return Self::GivenUp { function };
        }
        Self::of_calm(frame, plan)
    }

    /// Nothing is wrong: what is there?
    fn of_calm(frame: &Frame, plan: &Plan) -> Self {
        let all = |count: fn(Phases) -> Concurrency| {
            frame.functions.iter().fold(Concurrency::ZERO, |sum, function| sum + count(function.phases))
        };
        let is_still = all(Phases::in_flight) == Concurrency::ZERO;
        if is_still && let Some(function) = most(plan, &|id| frame.function(id).waiting_events.into()) {
            return Self::Accepted { function };
        }
        let any = |count: fn(&Tally) -> u64| frame.functions.iter().any(|function| 0 < count(&function.tally));
        if all(Phases::environments) == Concurrency::ZERO && any(Tally::invocations) {
            return Self::AllShutDown;
        }
        match is_still {
            _ if any(Tally::throttles) => Self::Recovered,
            true => Self::Idle,
            false => Self::of_ready(frame, plan).unwrap_or(Self::Calm),
        }
    }

    fn of_throttles(frame: &Frame, plan: &Plan) -> Option<Self> {
        let throttled_by = |id: FunctionId| throttling(frame, plan, id);
        if plan.function_ids().any(|id| throttled_by(id) == Some(Limit::Account)) {
            return Some(Self::of_account(frame, plan));
        }
        let function = most(plan, &|id| match throttled_by(id) {
            // A throttle of now may already lie behind the last attempts.
            Some(_) => frame.function(id).tally.recent_throttles().max(1).into(),
            None => 0,
        })?;
        match throttled_by(function) {
            Some(Limit::ScalingRate) => return Some(Self::ScalingRate { function }),
            Some(Limit::RequestRate) => return Some(Self::RequestRate { function: busiest(frame, plan, function) }),
            _ => {}
        }
        let reserved = plan.function(function).reserved;
        Some(if reserved == Some(Concurrency::ZERO) {
            Self::SwitchedOff { function }
        } else if is_asynchronous(plan, function) {
            Self::QueueAtReservation { function }
        } else {
            Self::Reservation { function }
        })
    }

    /// Lambda throttles nobody: whom does API Gateway turn away?
    fn of_gateways(frame: &Frame, plan: &Plan) -> Option<Self> {
        let refused = plan.function_ids().filter_map(|id| Some((frame.function(id).tally.last_refusal()?, id)));
        let ((at, refusal), function) = refused.max_by_key(|((at, _), _)| *at)?;
        (frame.at.since(at) < NOW).then_some(Self::TurnedAway { function, refusal })
    }

    /// The unreserved part of the account is exhausted: by whom?
    fn of_account(frame: &Frame, plan: &Plan) -> Self {
        let unreserved = plan.function_ids().filter(|id| plan.function(*id).reserved.is_none());
        let held = |id: &FunctionId| frame.function(*id).on_demand.get();
        let Some(function) = unreserved.max_by_key(held) else {
            return Self::AccountShared;
        };
        if frame.unreserved_limit < plan.account_limit() {
            return Self::UnreservedHeld { function };
        }
        match held(&function) * 2 {
            _ if plan.functions().len() == 1 && is_asynchronous(plan, function) => Self::QueueAtAccount { function },
            _ if plan.functions().len() == 1 => Self::AccountHeldAlone { function },
            twice if frame.unreserved_limit.get() < twice => Self::AccountHeldByOne { function },
            _ => Self::AccountShared,
        }
    }

    /// Nobody is throttled: who waits, and who fails?
    fn of_waiting_and_errors(frame: &Frame, plan: &Plan) -> Option<Self> {
        let most = |count: &dyn Fn(FunctionId) -> u64| most(plan, count);
        let tally = |id| &frame.function(id).tally;
        let is_off = |id| plan.function(id).reserved == Some(Concurrency::ZERO);
        if let Some(function) = most(&|id| if is_off(id) { tally(id).events().dropped } else { 0 }) {
            return Some(Self::EventsDropped { function });
        }
        if let Some(function) = most(&|id| frame.function(id).throttled_events.into()) {
            return Some(Self::Backlog { function });
        }
        if let Some(blocked) = Self::of_blocked(frame, plan) {
            return Some(blocked);
        }
        if let Some(function) = most(&|id| if is_failing(frame, id) { tally(id).errors() } else { 0 }) {
            // Where no error is raised and no process ends, every one is a timeout.
            let planned = plan.function(function);
            let is_error = 0.0 < planned.error_rate || 0.0 < planned.crash_rate;
            return Some(if is_error { Self::Failing { function } } else { Self::TimingOut { function } });
        }
        if let Some(function) = most(&|id| frame.function(id).failed_events.into()) {
            return Some(Self::WaitingAfterErrors { function });
        }
        most(&|id| frame.function(id).waiting_retries.into()).map(|function| Self::Retrying { function })
    }
}

/// The limit that throttles a function now, if one does.
pub fn throttling(frame: &Frame, plan: &Plan, function: FunctionId) -> Option<Limit> {
    let state = frame.function(function);
    let (at, throttle) = state.tally.last_throttle()?;
    // Events that were throttled have all been tried again.
    let is_over = is_asynchronous(plan, function) && state.throttled_events == 0;
    if NOW <= frame.at.since(at) || is_over {
        return None;
    }
    let limit = throttle.limit;
    if stands(frame, plan, function, throttle) {
        return is_nearly_full(frame, plan, function, limit).then_some(limit);
    }
    // Somebody has changed it since: what the function meets now throttles only once it is full.
    let own = if plan.function(function).reserved.is_some() { Limit::Reserved } else { Limit::Account };
    let is_full = |limit: &Limit| {
        let (used, allowed) = in_use(frame, plan, function, *limit);
        allowed <= used
    };
    let mut met = [Limit::RequestRate, own].into_iter().filter(|met| *met == own || *met == limit);
    met.find(is_full)
}

/// Whether what throttled a function is still a limit that it meets, as high as it was then.
fn stands(frame: &Frame, plan: &Plan, function: FunctionId, throttle: Throttle) -> bool {
    let is_own = plan.function(function).reserved.is_some();
    let is_met = match throttle.limit {
        Limit::Account => !is_own,
        Limit::Reserved => is_own,
        Limit::ScalingRate | Limit::RequestRate => true,
    };
    is_met && in_use(frame, plan, function, throttle.limit).1 == throttle.allowed
}

/// Whether what throttled a function's requests is still in use, all but a tenth of it. Just after a request has ended there
/// is room for one, and the next one takes it; when all have ended, nobody is throttled any more.
fn is_nearly_full(frame: &Frame, plan: &Plan, function: FunctionId, limit: Limit) -> bool {
    let (used, allowed) = in_use(frame, plan, function, limit);
    u64::from(allowed) * 9 <= u64::from(used) * 10
}

/// The ways on which requests reach a function, each once, in the order of the scenario.
pub fn ways(plan: &Plan, function: FunctionId) -> impl Iterator<Item = Via> {
    let of_function = plan.callers().iter().enumerate().filter(move |(_, caller)| caller.function == function);
    let is_new = move |place: usize, via: Via| {
        !plan.callers()[..place].iter().any(|earlier| earlier.function == function && earlier.via == via)
    };
    of_function.filter(move |(place, caller)| is_new(*place, caller.via)).map(|(_, caller)| caller.via)
}

/// Whether every caller of a function is asynchronous, so that nobody gets its throttles.
pub fn is_asynchronous(plan: &Plan, function: FunctionId) -> bool {
    let mut ways = ways(plan, function).peekable();
    ways.peek().is_some() && ways.all(Via::is_asynchronous)
}

/// Of the functions that share a request rate with this one, the one that has used most of it lately.
fn busiest(frame: &Frame, plan: &Plan, function: FunctionId) -> FunctionId {
    let shares = |id: FunctionId| plan.function(id).reserved.is_none();
    if !shares(function) {
        return function;
    }
    most(plan, &|id| if shares(id) { frame.function(id).lately.count(frame.at).into() } else { 0 }).unwrap_or(function)
}

/// Whether a function's last error is fresh.
fn is_failing(frame: &Frame, function: FunctionId) -> bool {
    frame.function(function).tally.last_error().is_some_and(|at| frame.at.since(at) < FAILING)
}

/// The function of which there is most, if there is any at all; of equal ones the last.
fn most(plan: &Plan, count: &dyn Fn(FunctionId) -> u64) -> Option<FunctionId> {
    let counts = plan.function_ids().map(|id| (count(id), id)).filter(|(count, _)| 0 < *count);
    counts.max_by_key(|(count, _)| *count).map(|(_, id)| id)
}

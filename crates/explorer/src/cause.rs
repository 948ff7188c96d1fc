//! Why it is as it is at the cursor: the cause, chosen from the frame, and the sentence that says it.

use lambda_sim::admission::Limit;
use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::time::Span;
use lambda_sim::units::Concurrency;

use crate::language::Language;
use crate::number::{clock, grouped, tenths};
use crate::phrase::Phrase;
use crate::words;

/// A throttle is what happens "now" for this long after it.
pub const NOW: Span = Span::from_secs(1);

/// Why things are as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// When no request comes in the whole run.
    NothingComes,
    /// When no request has arrived yet.
    NoRequests,
    /// When every request finds room, and no environment is in INIT.
    Calm,
    /// When nobody is throttled, but new environments are in INIT.
    ColdStarts {
        /// The function with the most environments in INIT.
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
    /// When a function's reservation is 0.
    SwitchedOff {
        /// The function.
        function: FunctionId,
    },
}

impl Cause {
    /// The cause at the instant of a frame.
    pub fn of(frame: &Frame, plan: &Plan) -> Self {
        if let Some(throttled) = Self::of_throttles(frame, plan) {
            return throttled;
        }
        let tallies = || frame.functions.iter().map(|function| &function.tally);
        if tallies().all(|tally| tally.requests() == 0) {
            return if plan.expected_requests() == 0 { Self::NothingComes } else { Self::NoRequests };
        }
        let in_init = |id: &FunctionId| frame.function(*id).phases.init;
        if let Some(function) = plan.function_ids().max_by_key(in_init).filter(|id| 0 < in_init(id).get()) {
            return Self::ColdStarts { function };
        }
        if tallies().any(|tally| 0 < tally.throttles()) { Self::Recovered } else { Self::Calm }
    }

    fn of_throttles(frame: &Frame, plan: &Plan) -> Option<Self> {
        let throttled_by = |id: FunctionId| throttling(frame, plan, id);
        let by = |limit| plan.function_ids().filter(move |id| throttled_by(*id) == Some(limit));
        if by(Limit::Account).next().is_some() {
            return Some(Self::of_account(frame, plan));
        }
        let function = by(Limit::Reserved).max_by_key(|id| frame.function(*id).tally.recent_throttles())?;
        let reserved = plan.function(function).reserved.map_or(0, Concurrency::get);
        Some(if reserved == 0 { Self::SwitchedOff { function } } else { Self::Reservation { function } })
    }

    /// The unreserved part of the account is exhausted: by whom?
    fn of_account(frame: &Frame, plan: &Plan) -> Self {
        let unreserved = plan.function_ids().filter(|id| plan.function(*id).reserved.is_none());
        let held = |id: &FunctionId| frame.function(*id).phases.in_flight().get();
        let Some(function) = unreserved.max_by_key(held) else {
            return Self::AccountShared;
        };
        if 0 < plan.reserved_total().get() {
            return Self::UnreservedHeld { function };
        }
        match held(&function) * 2 {
            _ if plan.functions().len() == 1 => Self::AccountHeldAlone { function },
            twice if plan.unreserved().get() < twice => Self::AccountHeldByOne { function },
            _ => Self::AccountShared,
        }
    }

    /// The cause in one sentence or two: the title of the picture.
    pub fn sentence(self, frame: &Frame, plan: &Plan, language: Language) -> Phrase {
        let count = |count: u32| grouped(u64::from(count));
        let limit = count(plan.account_limit().get());
        let in_flight = frame.in_flight().get();
        let name = |id: FunctionId| plan.function(id).name.as_str();
        let held = |id: FunctionId| count(frame.function(id).phases.in_flight().get());
        match self {
            Self::NothingComes => words::why_nothing_comes(language).into(),
            Self::NoRequests => words::why_no_requests(language).into(),
            Self::Calm => words::why_calm(language, u64::from(in_flight), limit),
            Self::ColdStarts { function } => {
                let init = frame.function(function).phases.init.get();
                words::why_cold_starts(language, u64::from(init), name(function))
            }
            Self::Recovered => {
                let last = frame.functions.iter().filter_map(|function| function.tally.last_throttle());
                let last = last.map(|(at, _)| at).max().unwrap_or(frame.at);
                words::why_recovered(language, u64::from(in_flight), clock(tenths(last.as_secs_f64())), limit)
            }
            Self::AccountHeldByOne { function } => {
                words::why_account_held_by_one(language, name(function), held(function), limit)
            }
            Self::AccountHeldAlone { function } => {
                words::why_account_held_alone(language, name(function), held(function), limit)
            }
            Self::AccountShared => words::why_account_shared(language, count(in_flight), limit),
            Self::UnreservedHeld { function } => {
                let (reserved, left) = (count(plan.reserved_total().get()), count(plan.unreserved().get()));
                words::why_unreserved_held(language, reserved, limit, name(function), held(function), left)
            }
            Self::Reservation { function } => {
                let reserved = plan.function(function).reserved.unwrap_or_default();
                let free = plan.account_limit().saturating_sub(frame.in_flight());
                words::why_reservation(
                    language,
                    name(function),
                    held(function),
                    count(reserved.get()),
                    count(free.get()),
                )
            }
            Self::SwitchedOff { function } => words::why_switched_off(language, name(function)),
        }
    }
}

/// The limit that throttles a function now, if one does.
pub fn throttling(frame: &Frame, plan: &Plan, function: FunctionId) -> Option<Limit> {
    let (at, throttle) = frame.function(function).tally.last_throttle()?;
    let is_now = frame.at.since(at) < NOW && is_nearly_full(frame, plan, function);
    is_now.then_some(throttle.limit)
}

/// Whether what throttled a function's requests is still in use, all but a tenth of it. Just after a request has ended there
/// is room for one, and the next one takes it; when all have ended, nobody is throttled any more.
fn is_nearly_full(frame: &Frame, plan: &Plan, function: FunctionId) -> bool {
    let (used, allowed) = match plan.function(function).reserved {
        Some(reserved) => (frame.function(function).phases.in_flight(), reserved),
        None => (frame.unreserved, plan.unreserved()),
    };
    u64::from(allowed.get()) * 9 <= u64::from(used.get()) * 10
}

//! A plan: a checked scenario, laid out for running. After this nothing can fail.

use alloc::string::String;
use alloc::vec::Vec;

use crate::admission::Limit;
use crate::arrivals::Pattern;
use crate::id::FunctionId;
use crate::law::Law;
use crate::scenario::{Function, Scenario};
use crate::time::{Instant, Span};
use crate::units::{Concurrency, Rate};

/// A scenario that breaks no rule. Made only by [`Scenario::check`](crate::scenario::Scenario::check).
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    seed: u64,
    length: Span,
    account_limit: Concurrency,
    reserved_total: Concurrency,
    functions: Vec<PlannedFunction>,
    callers: Vec<PlannedCaller>,
}

/// A function of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedFunction {
    /// Its name.
    pub name: String,
    /// Reserved concurrency, if set.
    pub reserved: Option<Concurrency>,
    /// How long the handler runs.
    pub duration: Law,
    /// How long INIT takes.
    pub init: Law,
    /// How long an environment is kept while idle.
    pub idle_lifetime: Law,
}

/// A caller of a plan.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedCaller {
    pub(crate) function: FunctionId,
    /// Which of the function's callers this is, counted from 0: each has a stream of its own.
    pub(crate) ordinal: u64,
    pub(crate) pattern: Pattern,
}

impl Plan {
    /// Lays out a scenario that has been checked.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let functions: Vec<_> = scenario.functions.iter().map(planned).collect();
        let reserved = functions.iter().filter_map(|function| function.reserved);
        let mut callers: Vec<PlannedCaller> = Vec::with_capacity(scenario.callers.len());
        for caller in &scenario.callers {
            let place = functions.iter().position(|function| function.name == caller.function);
            let place = place.expect("a checked caller names a function of the scenario");
            let function =
                FunctionId::new(u16::try_from(place).expect("a checked scenario has at most 1,000 functions"));
            callers.push(PlannedCaller {
                function,
                ordinal: callers.iter().filter(|earlier| earlier.function == function).count() as u64,
                pattern: Pattern::new(&caller.traffic, scenario.length),
            });
        }
        Self {
            seed: scenario.seed,
            length: scenario.length,
            account_limit: scenario.account.concurrent_executions,
            reserved_total: reserved.fold(Concurrency::ZERO, |sum, reserved| sum + reserved),
            functions,
            callers,
        }
    }

    /// The seed of the random numbers.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The instant at which the run ends; what is due then or later does not happen.
    pub fn end(&self) -> Instant {
        self.length.after_start()
    }

    /// How long the run lasts.
    pub fn length(&self) -> Span {
        self.length
    }

    /// The account's concurrency quota.
    pub fn account_limit(&self) -> Concurrency {
        self.account_limit
    }

    /// Sum of all reservations.
    pub fn reserved_total(&self) -> Concurrency {
        self.reserved_total
    }

    /// What the functions without a reservation share: the account's quota less all reservations.
    pub fn unreserved(&self) -> Concurrency {
        self.account_limit.saturating_sub(self.reserved_total)
    }

    /// The functions, in the order of the scenario.
    pub fn functions(&self) -> &[PlannedFunction] {
        &self.functions
    }

    /// The ids of the functions, in the order of the scenario.
    pub fn function_ids(&self) -> impl Iterator<Item = FunctionId> + use<> {
        (0..self.functions.len())
            .map(|place| FunctionId::new(u16::try_from(place).expect("a checked scenario has at most 1,000 functions")))
    }

    /// The function of this id.
    pub fn function(&self, id: FunctionId) -> &PlannedFunction {
        &self.functions[id.index()]
    }

    pub(crate) fn callers(&self) -> &[PlannedCaller] {
        &self.callers
    }

    /// How many requests are expected over the whole run.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, and it is an estimate"
    )]
    pub fn expected_requests(&self) -> u64 {
        self.callers.iter().map(|caller| caller.pattern.expected(self.end())).sum::<f64>() as u64
    }

    /// The rate at which requests to this function are expected at an instant, over all its rate curves.
    pub fn rate_at(&self, function: FunctionId, at: Instant) -> Rate {
        let of_function = self.callers.iter().filter(|caller| caller.function == function);
        let sum = of_function.map(|caller| caller.pattern.rate_at(at)).sum();
        Rate::per_second(sum).unwrap_or_default()
    }

    /// The limit that can throttle this function: its reservation, if it has one, and otherwise the account's.
    pub fn limit_of(&self, function: FunctionId) -> Limit {
        if self.function(function).reserved.is_some() { Limit::Reserved } else { Limit::Account }
    }

    /// Whether requests to this function come along a rate curve; otherwise they come at exact instants, or not at all.
    pub fn has_curve(&self, function: FunctionId) -> bool {
        let mut of_function = self.callers.iter().filter(|caller| caller.function == function);
        of_function.any(|caller| matches!(caller.pattern, Pattern::Curve { .. }))
    }

    /// The highest of a function's expected rates over the whole run, at the corners of its curves.
    pub fn peak_rate(&self, function: FunctionId) -> Rate {
        let of_function = self.callers.iter().filter(|caller| caller.function == function);
        let corners = of_function.flat_map(|caller| caller.pattern.corners());
        let last = self.end() - Span::from_nanos(1);
        let rates = corners.map(|at| self.rate_at(function, at.min(last)).get());
        Rate::per_second(rates.fold(0.0, f64::max)).unwrap_or_default()
    }
}

fn planned(function: &Function) -> PlannedFunction {
    PlannedFunction {
        name: function.name.clone(),
        reserved: function.reserved_concurrent_executions,
        duration: function.duration,
        init: function.init,
        idle_lifetime: function.idle_lifetime,
    }
}

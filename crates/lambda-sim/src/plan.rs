//! A plan: a checked scenario, laid out for running. After this nothing can fail.

mod authorizers;
mod bounds;
mod caller;
mod destinations;
mod layout;
mod life;
mod outcome;
mod updates;

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::admission::Limit;
use crate::arrivals::Pattern;
use crate::autoscaling::Autoscaling;
use crate::destination::PlannedDestinations;
use crate::id::{CallerId, FunctionId, VersionId};
use crate::intervention::{Intervention, PlannedIntervention, Turn, Unfolding};
use crate::law::Law;
use crate::life::PlannedLife;
use crate::random::Dice;
use crate::runtime::Architecture;
use crate::scaling::ScalingRule;
use crate::scenario::{Asynchronous, Dependency, Scenario};
use crate::setting::{Owner, Setting, unqualified};
use crate::time::{Instant, Span};
use crate::token_bucket::Refill;
use crate::units::{Concurrency, Rate};

pub use caller::{PlannedCaller, PlannedGateway};

use layout::{planned, planned_callers, redraw, with_settings_of};

/// A scenario that breaks no rule. Made only by [`Scenario::check`](crate::scenario::Scenario::check).
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    seed: u64,
    length: Span,
    account_limit: Concurrency,
    scaling_rate: ScalingRule,
    reserved_total: Concurrency,
    api_gateway: Refill,
    functions: Vec<PlannedFunction>,
    /// With the settings that hold now, and every curve as it will have been drawn over the whole run.
    callers: Arc<[PlannedCaller]>,
    /// What is changed while the run goes on, in order of time.
    later: Vec<Later>,
}

/// An intervention, and the plan that holds from then on.
#[derive(Clone, Debug, PartialEq)]
struct Later {
    intervention: PlannedIntervention,
    plan: Arc<Plan>,
    /// The functions that are updated once it holds, of the last one of an instant: those whose revision is another one then.
    updated: Vec<FunctionId>,
}

/// A function of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedFunction {
    /// Its name.
    pub name: String,
    /// Reserved concurrency, if set.
    pub reserved: Option<Concurrency>,
    /// Its versions; the first is the live one, which callers without a qualifier use.
    pub versions: Vec<PlannedVersion>,
    /// How long Lambda prepares before it makes provisioned environments.
    pub preparation: Span,
    /// How what is provisioned for the live version is scaled by itself.
    pub scaling: Autoscaling,
    /// Memory in MB.
    pub memory_size: u32,
    /// The processor.
    pub architecture: Architecture,
    /// How long the handler runs.
    pub duration: Law,
    /// How long it may run.
    pub timeout: Span,
    /// The part of the runs that raise an error.
    pub error_rate: f64,
    /// The part of the runs that hang until the timeout.
    pub timeout_rate: f64,
    /// The part of the runs whose process ends.
    pub crash_rate: f64,
    /// What the handler depends on.
    pub dependency: Dependency,
    /// How long an environment takes before INIT.
    pub setup: Law,
    /// How long INIT takes.
    pub init: Law,
    /// How much longer the first run of the handler takes.
    pub first_run: Law,
    /// How long an environment is kept while idle.
    pub idle_lifetime: Law,
    /// How its environments live besides.
    pub life: PlannedLife,
    /// What happens to events.
    pub asynchronous: Asynchronous,
    /// Where records of them go.
    pub destinations: PlannedDestinations,
    /// The dice of its outcomes and waits.
    pub(crate) dice: Dice,
}

/// A version of a function of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedVersion {
    /// Its number or alias.
    pub name: String,
    /// Its provisioned concurrency; zero where none is set.
    pub provisioned: Concurrency,
}

impl Plan {
    /// Lays out a scenario that has been checked.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let turns = scenario.turns();
        let mut callers = planned_callers(scenario);
        let mut unfolding = Unfolding::of(scenario);
        for turn in &turns {
            unfolding.turn(*turn);
            let intervention = &scenario.interventions[turn.place];
            if intervention.setting == Setting::PeakRate {
                redraw(&mut callers, &unfolding.now, intervention.owner.function(), turn.at);
            }
        }
        let mut callers: Arc<[_]> = callers.into();
        let mut plan = Self::in_force_with(scenario, &callers);
        let mut unfolding = Unfolding::of(scenario);
        let mut before = unfolding.now.clone();
        for (place, turn) in turns.iter().enumerate() {
            let later = plan.turned(&mut unfolding, *turn, &mut callers);
            plan.later.extend(later);
            if turns.get(place + 1).is_none_or(|next| next.at != turn.at) {
                plan.update(&before, &unfolding.now);
                before.clone_from(&unfolding.now);
            }
        }
        plan
    }

    /// What an intervention, or its end, makes of the scenario; `None` for an end that changes nothing, because another one holds.
    fn turned(&self, unfolding: &mut Unfolding<'_>, turn: Turn, callers: &mut Arc<[PlannedCaller]>) -> Option<Later> {
        let before = unfolding.now.clone();
        unfolding.turn(turn);
        if turn.is_end && unfolding.now == before {
            return None;
        }
        let Intervention { at, owner, setting, value, .. } = unfolding.told(turn);
        if let Some(place) = owner.caller() {
            *callers = with_settings_of(callers, place, &unfolding.now.callers[place]);
        }
        let (function, caller) = self.concerned(&owner);
        let intervention = PlannedIntervention {
            at: at.after_start(),
            place: turn.place,
            is_end: turn.is_end,
            function,
            version: function.map_or(VersionId::LIVE, |function| self.version_of(function, &owner)),
            caller,
            setting,
            before: setting.get(&before, &owner),
            value,
        };
        let plan = Arc::new(Self::in_force_with(&unfolding.now, callers));
        Some(Later { intervention, plan, updated: Vec::new() })
    }

    /// The function, and the caller of it, whose setting is changed.
    fn concerned(&self, owner: &Owner) -> (Option<FunctionId>, Option<CallerId>) {
        match owner {
            Owner::Account => (None, None),
            Owner::Function(name) => {
                let (name, _) = unqualified(name);
                (self.function_ids().find(|id| self.function(*id).name == name), None)
            }
            Owner::Caller(place) => {
                let caller = CallerId(u32::try_from(*place).expect("a scenario has fewer than 2^32 callers"));
                (Some(self.callers[*place].function), Some(caller))
            }
        }
    }

    /// The version that is named behind a function; the live one where none is.
    fn version_of(&self, function: FunctionId, owner: &Owner) -> VersionId {
        let named = owner.function().and_then(|name| unqualified(name).1);
        let versions = (0..).map(VersionId::new).zip(&self.function(function).versions);
        let mut found = versions.filter(|(_, version)| Some(version.name.as_str()) == named);
        found.next().map_or(VersionId::LIVE, |(version, _)| version)
    }

    /// The plan of a scenario as it stands, without what is changed later.
    fn in_force_with(scenario: &Scenario, callers: &Arc<[PlannedCaller]>) -> Self {
        let reserved = scenario.functions.iter().filter_map(|function| function.reserved_concurrent_executions);
        let reserved_total = reserved.fold(Concurrency::ZERO, |sum, reserved| sum + reserved);
        let account_limit = scenario.account.concurrent_executions;
        let functions = scenario.functions.iter().map(|function| PlannedFunction {
            destinations: destinations::planned(scenario, function, callers),
            ..planned(function, scenario.seed)
        });
        Self {
            seed: scenario.seed,
            length: scenario.length,
            account_limit,
            scaling_rate: scenario.account.scaling_rate,
            reserved_total,
            api_gateway: scenario.account.api_gateway,
            functions: functions.collect(),
            callers: Arc::clone(callers),
            later: Vec::new(),
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

    /// How fast environments may be created.
    pub fn scaling_rate(&self) -> ScalingRule {
        self.scaling_rate
    }

    /// Sum of all reservations.
    pub fn reserved_total(&self) -> Concurrency {
        self.reserved_total
    }

    /// API Gateway's own limit, over all APIs.
    pub fn api_gateway(&self) -> Refill {
        self.api_gateway
    }

    /// What the functions without a reservation share: the account's quota less all reservations and what is provisioned without one.
    pub fn unreserved(&self) -> Concurrency {
        let without = self.functions.iter().filter(|function| function.reserved.is_none());
        let provisioned = without.fold(Concurrency::ZERO, |sum, function| sum.saturating_add(function.provisioned()));
        self.account_limit.saturating_sub(self.reserved_total).saturating_sub(provisioned)
    }

    /// What is left for requests to a function on demand: of its reservation, if it has one, and otherwise of what all others share.
    pub fn on_demand(&self, function: FunctionId) -> Concurrency {
        let planned = self.function(function);
        planned.reserved.map_or_else(|| self.unreserved(), |reserved| reserved.saturating_sub(planned.provisioned()))
    }

    /// The plan that holds at this instant: this one, changed by all interventions up to and including then.
    pub fn in_force(&self, at: Instant) -> &Self {
        let before = self.later.partition_point(|later| later.intervention.at <= at);
        before.checked_sub(1).map_or(self, |last| &self.later[last].plan)
    }

    /// What is changed while the run goes on, in order of time.
    pub fn interventions(&self) -> impl Iterator<Item = &PlannedIntervention> {
        self.later.iter().map(|later| &later.intervention)
    }

    /// The intervention in this place, and the plan that holds from then on.
    pub(crate) fn later(&self, place: usize) -> (PlannedIntervention, &Arc<Self>) {
        let Later { intervention, plan, .. } = &self.later[place];
        (*intervention, plan)
    }

    /// The plans that hold one after the other.
    fn all(&self) -> impl Iterator<Item = &Self> {
        core::iter::once(self).chain(self.later.iter().map(|later| &*later.plan))
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

    /// How many of the callers the scenario names.
    pub(crate) fn named_callers(&self) -> usize {
        self.callers.iter().position(|caller| !caller.via.is_named()).unwrap_or(self.callers.len())
    }

    /// The callers, in the order of the scenario; after them API Gateway for each API that has an authorizer, which it
    /// invokes, and Lambda for each function that is a destination.
    pub fn callers(&self) -> &[PlannedCaller] {
        &self.callers
    }

    /// The rate at which requests to this function are expected at an instant, over all its rate curves.
    pub fn rate_at(&self, function: FunctionId, at: Instant) -> Rate {
        self.rate_of(at, |caller| caller.function == function)
    }

    /// The same of its synchronous callers alone, who are held to the request rate; batches apart, which come as fast as pollers do.
    pub fn synchronous_rate_at(&self, function: FunctionId, at: Instant) -> Rate {
        self.rate_of(at, |caller| {
            caller.function == function && !caller.via.is_asynchronous() && !caller.via.is_polled()
        })
    }

    fn rate_of(&self, at: Instant, is_wanted: impl Fn(&PlannedCaller) -> bool) -> Rate {
        let wanted = self.callers.iter().filter(|caller| is_wanted(caller));
        Rate::per_second(wanted.map(|caller| caller.pattern.rate_at(at)).sum()).unwrap_or_default()
    }

    /// The concurrency limit of this function: its reservation, if it has one, and otherwise the account's.
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

impl PlannedFunction {
    /// What is provisioned of all its versions together.
    pub fn provisioned(&self) -> Concurrency {
        self.versions.iter().fold(Concurrency::ZERO, |sum, version| sum.saturating_add(version.provisioned))
    }
}

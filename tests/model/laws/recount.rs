//! Versions, provisioned environments and what they leave of the limits, counted from the changes alone.

use std::collections::BTreeMap;

use lambda_sim::admission::Start;
use lambda_sim::change::{Attempt, Change};
use lambda_sim::plan::Plan;
use lambda_sim::time::Instant;
use lambda_sim::units::Concurrency;

use crate::changes::function_of;

/// An environment that is there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Environment {
    pub(super) version: usize,
    pub(super) is_provisioned: bool,
    pub(super) is_busy: bool,
}

/// What is provisioned of a version.
#[derive(Clone, Debug, Default)]
pub(super) struct Version {
    pub(super) requested: u32,
    pub(super) ready: u32,
    /// When it was counted last, and how many requests its rate has let back in until then, in thousand millionths.
    counted: Instant,
    back: u128,
    /// The same at each synchronous request that it has served since something is ready.
    served: Vec<u128>,
}

impl Version {
    fn back(&self, at: Instant) -> u128 {
        self.back + u128::from(at.since(self.counted).as_nanos()) * u128::from(10 * self.ready)
    }

    /// Whether one more may come: of all stretches of time until now none has had more than one second's worth and what has come back.
    fn may_enter(&self, at: Instant) -> bool {
        const REQUEST: u128 = 1_000_000_000;
        let (most, back) = (u128::from(10 * self.ready) * REQUEST, self.back(at));
        let mut served = self.served.iter().enumerate();
        served.all(|(place, from)| {
            let with_new_one = (self.served.len() - place + 1) as u128;
            with_new_one * REQUEST <= most + (back - from)
        })
    }

    fn set_ready(&mut self, at: Instant, ready: u32) {
        (self.back, self.counted) = (self.back(at), at);
        self.ready = ready;
        if ready == 0 {
            self.served.clear();
        }
    }
}

/// All functions of a run.
#[derive(Debug)]
pub(super) struct Recount<'p> {
    plan: &'p Plan,
    pub(super) environments: Vec<BTreeMap<u64, Environment>>,
    pub(super) versions: Vec<Vec<Version>>,
    created: Vec<u64>,
}

impl<'p> Recount<'p> {
    /// At the start of the run all that is set is ready.
    pub(super) fn new(plan: &'p Plan) -> Self {
        let count = plan.functions().len();
        let mut new =
            Self { plan, environments: vec![BTreeMap::new(); count], versions: Vec::new(), created: vec![0; count] };
        for (function, planned) in plan.functions().iter().enumerate() {
            new.versions.push(vec![Version::default(); planned.versions.len()]);
            for (version, planned) in planned.versions.iter().enumerate() {
                let units = planned.provisioned.get();
                (new.versions[function][version].requested, new.versions[function][version].ready) = (units, units);
                new.make_ready(function, version, units);
            }
        }
        new
    }

    fn make_ready(&mut self, function: usize, version: usize, count: u32) {
        for _ in 0..count {
            self.created[function] += 1;
            let environment = Environment { version, is_provisioned: true, is_busy: false };
            self.environments[function].insert(self.created[function], environment);
        }
    }

    pub(super) fn version(&self, attempt: &Attempt) -> usize {
        self.plan.callers()[attempt.caller.index()].version.index()
    }

    fn is_event(&self, attempt: &Attempt) -> bool {
        self.plan.callers()[attempt.caller.index()].via.is_asynchronous()
    }

    pub(super) fn count(&mut self, at: Instant, change: &Change) {
        match change {
            Change::Started { environment, attempt, start, .. } => {
                let (function, version) = (environment.function.index(), self.version(attempt));
                if *start == Start::Cold {
                    self.created[function] += 1;
                    assert_eq!(environment.number, self.created[function], "{at}: numbered as they are made: {change}");
                    let new = Environment { version, is_provisioned: false, is_busy: true };
                    self.environments[function].insert(environment.number, new);
                    return;
                }
                let found = self.environments[function].get_mut(&environment.number);
                let found = found.unwrap_or_else(|| panic!("{at}: no such environment: {change}"));
                assert!(!found.is_busy, "{at}: one request at a time: {change}");
                found.is_busy = true;
                let is_event = self.is_event(attempt);
                if *start == Start::Provisioned && !is_event {
                    let version = &mut self.versions[function][version];
                    let back = version.back(at);
                    version.served.push(back);
                }
            }
            Change::InvocationEnded { environment, .. } => {
                let found = self.environments[environment.function.index()].get_mut(&environment.number);
                found.expect("it has served a request").is_busy = false;
            }
            Change::Shutdown { environment } => {
                let gone = self.environments[environment.function.index()].remove(&environment.number);
                assert!(gone.is_some_and(|gone| !gone.is_busy), "{at}: nothing that runs is cut: {change}");
            }
            Change::Provisioned { version, requested, available, new, .. } => {
                let (function, place) = (function_of(change).index(), version.index());
                self.make_ready(function, place, *new);
                let version = &mut self.versions[function][place];
                version.requested = requested.get();
                version.set_ready(at, available.get());
            }
            _ => {}
        }
    }

    /// Environments of a function of this kind.
    pub(super) fn many(&self, function: usize, is_right: impl Fn(&Environment) -> bool) -> u32 {
        let environments = self.environments[function].values().filter(|environment| is_right(environment));
        u32::try_from(environments.count()).expect("a few thousand")
    }

    pub(super) fn on_demand(&self, function: usize) -> u32 {
        self.many(function, |environment| environment.is_busy && !environment.is_provisioned)
    }

    /// What the versions of a function take out of the limits: what is asked for, or what is there, where some of it has to go.
    fn taken(&self, function: usize) -> u32 {
        let there = |place: usize| self.many(function, |it| it.is_provisioned && it.version == place);
        let versions = self.versions[function].iter().enumerate();
        versions.map(|(place, version)| version.requested.max(there(place))).sum()
    }

    pub(super) fn reserved(&self, function: usize) -> Option<u32> {
        self.plan.functions()[function].reserved.map(Concurrency::get)
    }

    /// What the functions without a reservation have in flight on demand.
    pub(super) fn unreserved(&self) -> u32 {
        let functions = (0..self.versions.len()).filter(|function| self.reserved(*function).is_none());
        functions.map(|function| self.on_demand(function)).sum()
    }

    /// All reservations, and what is provisioned without one.
    pub(super) fn claims(&self) -> u32 {
        let functions = 0..self.versions.len();
        functions.map(|function| self.reserved(function).unwrap_or_else(|| self.taken(function))).sum()
    }

    /// The concurrency limit that a function meets on demand: how much is in use, and how much is left for that.
    pub(super) fn concurrency(&self, function: usize) -> (u32, u32) {
        match self.reserved(function) {
            Some(reserved) => (self.on_demand(function), reserved.saturating_sub(self.taken(function))),
            None => (self.unreserved(), self.plan.account_limit().get() - self.claims()),
        }
    }

    /// Whether provisioned concurrency can serve an attempt: an environment of its version is free, and its rate has room.
    pub(super) fn can_serve(&self, at: Instant, function: usize, attempt: &Attempt) -> bool {
        let version = self.version(attempt);
        let is_free = |it: &Environment| it.is_provisioned && it.version == version && !it.is_busy;
        let is_one_free = self.environments[function].values().any(is_free);
        is_one_free && (self.is_event(attempt) || self.versions[function][version].may_enter(at))
    }
}

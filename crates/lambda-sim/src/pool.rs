//! The environments of one function: which are in INIT, in INVOKE or idle, and which is used next.
//!
//! AWS does not say which idle environment is reused. Measurements of 2020 fit "most recently used first", an assumption here that
//! a scenario can change.

use alloc::vec::Vec;

use crate::admission::Start;
use crate::agenda::Ticket;
use crate::environment::{Environment, Invocation, Kind, OnTop, Phase, Supply};
use crate::id::VersionId;
use crate::life::ReuseOrder;
use crate::random::Draw;
use crate::request::{Client, Request};
use crate::time::{Instant, Span};
use crate::units::Concurrency;

/// Where an environment is stored. Slots of environments that are gone are used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slot(u32);

/// How many environments of a function are in each phase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Phases {
    /// In INIT. Each already counts as a request in flight.
    pub init: Concurrency,
    /// In INVOKE.
    pub invoke: Concurrency,
    /// Idle and warm. These are not concurrency: concurrency counts requests, not environments.
    pub idle: Concurrency,
}

impl Phases {
    /// Requests in flight: each holds one environment, in INIT or in INVOKE.
    pub fn in_flight(self) -> Concurrency {
        self.init + self.invoke
    }

    /// All environments.
    pub fn environments(self) -> Concurrency {
        self.init + self.invoke + self.idle
    }
}

/// How long things take in an environment, drawn at its creation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spans {
    /// How much longer its first run takes, with INIT where that is done once more.
    pub(crate) first_run: Span,
    /// How long it is kept while idle; [`FOR_EVER`] where it is provisioned.
    pub(crate) idle_lifetime: Span,
    /// When it reaches its maximum age, or [`NEVER`].
    pub(crate) ends_at: Instant,
}

/// Longer than any run.
pub(crate) const FOR_EVER: Span = Span::from_nanos(u64::MAX);
/// After every run.
pub(crate) const NEVER: Instant = Instant::from_nanos(u64::MAX);

/// What an expiry timer found.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expiry {
    /// The environment was idle for its lifetime, or has reached its maximum age: it is gone.
    Gone { number: u64, kind: Kind },
    /// It has been used meanwhile and is due later, or later at the same instant.
    Later { at: Instant, ticket: Ticket },
    /// It is in use, so that a new timer starts when it is idle again; or it was let go before.
    InUse,
}

/// The environments of one function.
#[derive(Clone, Debug)]
pub(crate) struct Pool {
    environments: Vec<Environment>,
    free: Vec<Slot>,
    /// The idle environments by version.
    shelves: Vec<Shelf>,
    created: u64,
    phases: Phases,
}

/// The idle environments of one version: those on demand, and the provisioned ones.
#[derive(Clone, Debug, Default)]
struct Shelf([Idle; 2]);

/// A list of idle environments by last use.
#[derive(Clone, Copy, Debug, Default)]
struct Idle {
    most_recent: Option<Slot>,
    least_recent: Option<Slot>,
    count: Concurrency,
}

impl Pool {
    /// Of a function with so many versions.
    pub(crate) fn new(versions: usize) -> Self {
        Self {
            environments: Vec::new(),
            free: Vec::new(),
            shelves: alloc::vec![Shelf::default(); versions],
            created: 0,
            phases: Phases::default(),
        }
    }

    pub(crate) fn phases(&self) -> Phases {
        self.phases
    }

    /// How many environments of this kind are idle.
    pub(crate) fn idle(&self, kind: Kind) -> Concurrency {
        self.shelves[kind.version.index()].0[kind.supply as usize].count
    }

    fn idle_mut(&mut self, kind: Kind) -> &mut Idle {
        &mut self.shelves[kind.version.index()].0[kind.supply as usize]
    }

    pub(crate) fn number(&self, slot: Slot) -> u64 {
        self.environments[slot.0 as usize].number
    }

    /// Creates an environment of a version, which begins INIT for `request`.
    pub(crate) fn start_init(
        &mut self,
        request: Request,
        (since, billed_from): (Instant, Instant),
        spans: Spans,
    ) -> Slot {
        let kind = Kind { version: request.version, supply: Supply::OnDemand };
        self.phases.init += Concurrency::ONE;
        self.create(kind, Phase::Init { request, since, billed_from }, spans)
    }

    /// Puts an environment that Lambda has made ready before any request needs it to the idle ones: one that is provisioned, or that
    /// was initialised ahead of need. Returns it, and the instant for an expiry timer, if it needs one.
    pub(crate) fn make_ready(
        &mut self,
        kind: Kind,
        spans: Spans,
        now: Instant,
        ticket: Ticket,
    ) -> (Slot, Option<Instant>) {
        let slot = self.create(kind, Phase::Shutdown, spans);
        (slot, self.rest(slot, now, ticket))
    }

    fn create(&mut self, kind: Kind, phase: Phase, Spans { first_run, idle_lifetime, ends_at }: Spans) -> Slot {
        self.created += 1;
        let on_top = OnTop::First(first_run);
        let environment =
            Environment { number: self.created, kind, phase, idle_lifetime, ends_at, on_top, expiry: None };
        if let Some(slot) = self.free.pop() {
            self.environments[slot.0 as usize] = environment;
            slot
        } else {
            self.environments.push(environment);
            Slot(u32::try_from(self.environments.len() - 1).expect("limits are below 2^32, so are environments"))
        }
    }

    /// The request that an environment in INIT was created for, since when, and from when on it is billed.
    pub(crate) fn in_init(&self, slot: Slot) -> (Request, Instant, Instant) {
        match self.environments[slot.0 as usize].phase {
            Phase::Init { request, since, billed_from } => (request, since, billed_from),
            _ => unreachable!("only an environment in INIT finishes INIT"),
        }
    }

    /// Nobody waits any longer for what an environment does. Returns the request as it was, and how it was started.
    pub(crate) fn give_up(&mut self, slot: Slot) -> (Request, Start) {
        let (request, start) = match &mut self.environments[slot.0 as usize].phase {
            Phase::Init { request, .. } => (request, Start::Cold),
            Phase::Invoke(Invocation { request, start, .. }) => (request, *start),
            _ => unreachable!("an environment is busy longer than its client waits"),
        };
        let before = *request;
        request.client = Client::IsAnswered;
        (before, start)
    }

    /// What the run that begins now takes on top of the handler's duration; the one after it takes nothing.
    pub(crate) fn take_on_top(&mut self, slot: Slot) -> OnTop {
        core::mem::replace(&mut self.environments[slot.0 as usize].on_top, OnTop::Nothing)
    }

    /// A run there was cut off, or its process has ended: the next one begins with INIT.
    pub(crate) fn reset(&mut self, slot: Slot) {
        self.environments[slot.0 as usize].on_top = OnTop::Reset;
    }

    /// INIT is done, INVOKE begins.
    pub(crate) fn finish_init(&mut self, slot: Slot, invocation: Invocation) {
        self.environments[slot.0 as usize].phase = Phase::Invoke(invocation);
        self.phases.init -= Concurrency::ONE;
        self.phases.invoke += Concurrency::ONE;
    }

    /// The idle environment of this kind that is used next, if there is one: the most recently used.
    pub(crate) fn next_idle(&self, kind: Kind) -> Option<Slot> {
        self.shelves[kind.version.index()].0[kind.supply as usize].most_recent
    }

    /// The idle environment of this kind that another order chooses, if there is one; `draw` where chance does.
    #[cold]
    pub(crate) fn next_idle_by(&self, order: ReuseOrder, kind: Kind, draw: impl FnOnce() -> Draw) -> Option<Slot> {
        let idle = &self.shelves[kind.version.index()].0[kind.supply as usize];
        match order {
            ReuseOrder::MostRecentlyUsed => idle.most_recent,
            ReuseOrder::LeastRecentlyUsed => idle.least_recent,
            ReuseOrder::Random => {
                let count = usize::try_from(idle.count.get()).unwrap_or(usize::MAX).max(1);
                let steps = draw().below(count);
                // From the nearer end.
                if steps <= count / 2 {
                    (0..steps).fold(idle.most_recent, |slot, _| self.neighbours(slot?).1)
                } else {
                    (steps + 1..count).fold(idle.least_recent, |slot, _| self.neighbours(slot?).0)
                }
            }
        }
    }

    /// The idle environments that were used next after this one, and last before it.
    fn neighbours(&self, slot: Slot) -> (Option<Slot>, Option<Slot>) {
        match self.environments[slot.0 as usize].phase {
            Phase::Idle { newer, older, .. } => (newer, older),
            _ => (None, None),
        }
    }

    /// Whether an environment has reached its maximum age.
    pub(crate) fn is_over(&self, slot: Slot, now: Instant) -> bool {
        self.environments[slot.0 as usize].ends_at <= now
    }

    /// No environment of a version that is busy now serves anybody after this: it ends as if it had reached its maximum age. Returns how
    /// many of them are on demand.
    #[cold]
    pub(crate) fn retire(&mut self, version: VersionId, now: Instant) -> u32 {
        let is_busy = |phase: Phase| matches!(phase, Phase::Init { .. } | Phase::Invoke(_));
        let busy = |one: &&mut Environment| one.kind.version == version && is_busy(one.phase);
        let mut on_demand = 0;
        for environment in self.environments.iter_mut().filter(busy) {
            environment.ends_at = environment.ends_at.min(now);
            on_demand += u32::from(environment.kind.supply == Supply::OnDemand);
        }
        on_demand
    }

    /// How many environments were ever made.
    pub(crate) fn created(&self) -> u64 {
        self.created
    }

    /// Puts an idle environment to work.
    pub(crate) fn start_idle(&mut self, slot: Slot, invocation: Invocation) {
        self.unlink(slot);
        self.environments[slot.0 as usize].phase = Phase::Invoke(invocation);
        self.phases.invoke += Concurrency::ONE;
    }

    /// What an environment has run: the handler has returned.
    pub(crate) fn finish_invoke(&mut self, slot: Slot) -> (Invocation, Kind) {
        let environment = &mut self.environments[slot.0 as usize];
        let Phase::Invoke(invocation) = environment.phase else {
            unreachable!("only an environment in INVOKE finishes INVOKE")
        };
        self.phases.invoke -= Concurrency::ONE;
        (invocation, environment.kind)
    }

    /// The environment is idle from now on. Returns the instant for an expiry timer, where none is pending.
    pub(crate) fn rest(&mut self, slot: Slot, now: Instant, ticket: Ticket) -> Option<Instant> {
        let environment = &mut self.environments[slot.0 as usize];
        let kind = environment.kind;
        let idle = &mut self.shelves[kind.version.index()].0[kind.supply as usize];
        let older = idle.most_recent.replace(slot);
        idle.least_recent = idle.least_recent.or(Some(slot));
        idle.count += Concurrency::ONE;
        self.phases.idle += Concurrency::ONE;
        environment.phase = Phase::Idle { since: now, ticket, newer: None, older };
        let expires = Some(environment.expires(now)).filter(|at| environment.expiry.is_none() && *at != NEVER);
        if expires.is_some() {
            environment.expiry = Some(ticket);
        }
        if let Some(older) = older {
            self.set_newer(older, Some(slot));
        }
        expires
    }

    /// The expiry timer of an environment is due.
    pub(crate) fn expire(&mut self, slot: Slot) -> Expiry {
        let environment = &mut self.environments[slot.0 as usize];
        let Phase::Idle { since, ticket, .. } = environment.phase else {
            environment.expiry = None;
            if let Phase::Shutdown = environment.phase {
                self.free.push(slot);
            }
            return Expiry::InUse;
        };
        if environment.expiry != Some(ticket) {
            environment.expiry = Some(ticket);
            return Expiry::Later { at: environment.expires(since), ticket };
        }
        let kind = environment.kind;
        environment.expiry = None;
        self.unlink(slot);
        Expiry::Gone { number: self.shut_down(slot), kind }
    }

    /// Ends an environment that nobody uses and that stands in no list. Returns its number. While an expiry timer is still pending its
    /// slot is not used again: the timer would end the next one there.
    pub(crate) fn shut_down(&mut self, slot: Slot) -> u64 {
        let environment = &mut self.environments[slot.0 as usize];
        environment.phase = Phase::Shutdown;
        if environment.expiry.is_none() {
            self.free.push(slot);
        }
        environment.number
    }

    /// Takes an idle environment out of the list of idle ones.
    pub(crate) fn unlink(&mut self, slot: Slot) {
        let Environment { phase: Phase::Idle { newer, older, .. }, kind, .. } = self.environments[slot.0 as usize]
        else {
            unreachable!("only an idle environment stands in the list of idle ones")
        };
        match newer {
            Some(newer) => self.set_older(newer, older),
            None => self.idle_mut(kind).most_recent = older,
        }
        match older {
            Some(older) => self.set_newer(older, newer),
            None => self.idle_mut(kind).least_recent = newer,
        }
        self.idle_mut(kind).count -= Concurrency::ONE;
        self.phases.idle -= Concurrency::ONE;
    }

    fn set_newer(&mut self, slot: Slot, neighbour: Option<Slot>) {
        if let Phase::Idle { newer, .. } = &mut self.environments[slot.0 as usize].phase {
            *newer = neighbour;
        }
    }

    fn set_older(&mut self, slot: Slot, neighbour: Option<Slot>) {
        if let Phase::Idle { older, .. } = &mut self.environments[slot.0 as usize].phase {
            *older = neighbour;
        }
    }

    /// Bytes held by the environments.
    pub(crate) fn bytes(&self) -> usize {
        self.environments.len() * size_of::<Environment>() + self.free.len() * size_of::<Slot>()
    }
}

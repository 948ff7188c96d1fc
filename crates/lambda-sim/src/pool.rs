//! The environments of one function: which are in INIT, in INVOKE or idle, and which is used next.
//!
//! AWS does not say which idle environment is reused. Measurements of 2020 fit "most recently used first", an assumption here.

use alloc::vec::Vec;

use crate::agenda::Ticket;
use crate::environment::{Environment, Invocation, Phase};
use crate::request::Request;
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

/// What an expiry timer found.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expiry {
    /// The environment was idle for its lifetime: it is gone.
    Gone { number: u64 },
    /// It has been used meanwhile and is due later, or later at the same instant.
    Later { at: Instant, ticket: Ticket },
    /// It is in use; a new timer starts when it is idle again.
    InUse,
}

/// The environments of one function.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool {
    environments: Vec<Environment>,
    free: Vec<Slot>,
    most_recent: Option<Slot>,
    created: u64,
    phases: Phases,
}

impl Pool {
    pub(crate) fn phases(&self) -> Phases {
        self.phases
    }

    pub(crate) fn number(&self, slot: Slot) -> u64 {
        self.environments[slot.0 as usize].number
    }

    /// Creates an environment, which begins INIT for `request`.
    pub(crate) fn start_init(
        &mut self,
        request: Request,
        (since, billed_from): (Instant, Instant),
        first_run: Span,
        idle_lifetime: Span,
    ) -> Slot {
        self.created += 1;
        let environment = Environment {
            number: self.created,
            phase: Phase::Init { request, since, billed_from, first_run },
            idle_lifetime,
            expiry: None,
        };
        self.phases.init += Concurrency::ONE;
        if let Some(slot) = self.free.pop() {
            self.environments[slot.0 as usize] = environment;
            slot
        } else {
            self.environments.push(environment);
            Slot(u32::try_from(self.environments.len() - 1).expect("limits are below 2^32, so are environments"))
        }
    }

    /// The request that an environment in INIT was created for, since when, from when on it is billed, and how much longer its
    /// first run takes.
    pub(crate) fn in_init(&self, slot: Slot) -> (Request, Instant, Instant, Span) {
        match self.environments[slot.0 as usize].phase {
            Phase::Init { request, since, billed_from, first_run } => (request, since, billed_from, first_run),
            _ => unreachable!("only an environment in INIT finishes INIT"),
        }
    }

    /// INIT is done, INVOKE begins.
    pub(crate) fn finish_init(&mut self, slot: Slot, invocation: Invocation) {
        self.environments[slot.0 as usize].phase = Phase::Invoke(invocation);
        self.phases.init -= Concurrency::ONE;
        self.phases.invoke += Concurrency::ONE;
    }

    /// Puts the most recently used idle environment to work; there is one.
    pub(crate) fn start_warm(&mut self, invocation: Invocation) -> Slot {
        let slot = self.most_recent.expect("a warm start is admitted only where an environment is idle");
        self.unlink(slot);
        self.environments[slot.0 as usize].phase = Phase::Invoke(invocation);
        self.phases.invoke += Concurrency::ONE;
        slot
    }

    /// The handler has returned: the environment is idle. Returns what it has run and, where no expiry timer is pending,
    /// the instant for one.
    pub(crate) fn finish_invoke(&mut self, slot: Slot, now: Instant, ticket: Ticket) -> (Invocation, Option<Instant>) {
        let older = self.most_recent;
        let environment = &mut self.environments[slot.0 as usize];
        let Phase::Invoke(invocation) = environment.phase else {
            unreachable!("only an environment in INVOKE finishes INVOKE")
        };
        environment.phase = Phase::Idle { since: now, ticket, newer: None, older };
        let timer = environment.expiry.is_none();
        environment.expiry.get_or_insert(ticket);
        let expires = now + environment.idle_lifetime;
        if let Some(older) = older {
            self.set_newer(older, Some(slot));
        }
        self.most_recent = Some(slot);
        self.phases.invoke -= Concurrency::ONE;
        self.phases.idle += Concurrency::ONE;
        (invocation, timer.then_some(expires))
    }

    /// The expiry timer of an environment is due.
    pub(crate) fn expire(&mut self, slot: Slot) -> Expiry {
        let environment = &mut self.environments[slot.0 as usize];
        let Phase::Idle { since, ticket, .. } = environment.phase else {
            environment.expiry = None;
            return Expiry::InUse;
        };
        if environment.expiry != Some(ticket) {
            environment.expiry = Some(ticket);
            return Expiry::Later { at: since + environment.idle_lifetime, ticket };
        }
        let number = environment.number;
        self.unlink(slot);
        self.environments[slot.0 as usize].phase = Phase::Shutdown;
        self.free.push(slot);
        Expiry::Gone { number }
    }

    /// Takes an idle environment out of the list of idle ones.
    fn unlink(&mut self, slot: Slot) {
        let Phase::Idle { newer, older, .. } = self.environments[slot.0 as usize].phase else {
            unreachable!("only an idle environment stands in the list of idle ones")
        };
        match newer {
            Some(newer) => self.set_older(newer, older),
            None => self.most_recent = older,
        }
        if let Some(older) = older {
            self.set_newer(older, newer);
        }
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

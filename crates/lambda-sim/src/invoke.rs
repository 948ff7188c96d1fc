//! Requests that somebody sends by hand while a run goes on: AWS's `Invoke`, once or several times at one instant.
//!
//! Each has a number and random numbers of its own, so that it leaves those of all others as they are.

use alloc::string::String;

use crate::scenario::{Burst, Caller, Traffic};
use crate::time::Span;
use crate::via::Via;

/// Requests sent at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoke {
    /// Since the start of the run.
    pub at: Span,
    /// Name of the function.
    pub function: String,
    /// The version or alias; `None` = the one that is live.
    pub qualifier: Option<String>,
    /// How many.
    pub count: u32,
    /// Whether somebody waits for the answer.
    pub invocation_type: InvocationType,
}

/// AWS's `InvocationType`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InvocationType {
    /// Synchronously: the answer is waited for.
    #[default]
    RequestResponse,
    /// Asynchronously: an event, which Lambda takes into its queue.
    Event,
}

impl InvocationType {
    /// Their names in a file, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["RequestResponse", "Event"];
    pub(crate) const ALL: [Self; 2] = [Self::RequestResponse, Self::Event];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The way on which such requests come.
    pub const fn via(self) -> Via {
        match self {
            Self::RequestResponse => Via::Invoke,
            Self::Event => Via::Event,
        }
    }
}

impl Invoke {
    /// One request to the live version, whose answer is waited for.
    pub fn new(at: Span, function: impl Into<String>) -> Self {
        let invocation_type = InvocationType::default();
        Self { at, function: function.into(), qualifier: None, count: 1, invocation_type }
    }

    pub(crate) fn burst(&self) -> Burst {
        Burst { at: self.at, count: self.count }
    }

    /// Who sends them: a caller of its own.
    pub(crate) fn caller(&self) -> Caller {
        let traffic = Traffic::At([self.burst()].into());
        let caller = Caller::new(self.function.clone(), self.invocation_type.via(), traffic);
        Caller { qualifier: self.qualifier.clone(), ..caller }
    }
}

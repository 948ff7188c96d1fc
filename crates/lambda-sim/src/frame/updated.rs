//! What an update of a function has taken away.

use crate::time::{Instant, Span};

/// The last update of a function's configuration or code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Updated {
    /// When.
    pub at: Instant,
    /// Environments on demand that it took away: idle ones at once, busy ones when they returned.
    pub gone: u32,
    /// Environments that the function had ever had then, or, in a frame, has had since.
    pub(crate) created: u64,
}

impl Updated {
    /// The same once the function has had so many environments.
    pub(crate) fn since(self, created: u64) -> Self {
        Self { created: created - self.created, ..self }
    }

    /// Whether an environment made now takes the place of one that went, which would be there still: kept idle for so long at most.
    pub(crate) fn is_felt(&self, now: Instant, idle_lifetime: Span) -> bool {
        self.created <= self.gone.into() && now.since(self.at) < idle_lifetime
    }
}

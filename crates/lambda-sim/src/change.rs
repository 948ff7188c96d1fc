//! Everything that can happen in a run, as data.

use core::fmt;

use crate::admission::Throttle;
use crate::id::{EnvironmentId, FunctionId, RequestId};
use crate::time::Instant;

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// When a request was admitted and found a warm environment: INVOKE begins.
    WarmStart {
        /// The environment that serves it.
        environment: EnvironmentId,
        /// The request.
        request: RequestId,
    },
    /// When a request was admitted and no environment was idle: a new one begins INIT, and the request waits for it.
    ColdStart {
        /// The new environment.
        environment: EnvironmentId,
        /// The request.
        request: RequestId,
    },
    /// When a request was refused with 429.
    Throttled {
        /// The function it was sent to.
        function: FunctionId,
        /// The request.
        request: RequestId,
        /// Which limit refused it.
        throttle: Throttle,
    },
    /// When INIT has ended and INVOKE begins in the same environment.
    InitEnded {
        /// The environment.
        environment: EnvironmentId,
    },
    /// When a handler has returned and its environment is idle.
    InvocationEnded {
        /// The environment.
        environment: EnvironmentId,
        /// The request it has served.
        request: RequestId,
    },
    /// When an environment was idle for its lifetime and is gone.
    Shutdown {
        /// The environment.
        environment: EnvironmentId,
    },
}

impl Change {
    /// The function that it happened to.
    pub const fn function(&self) -> FunctionId {
        match *self {
            Self::Throttled { function, .. } => function,
            Self::WarmStart { environment, .. }
            | Self::ColdStart { environment, .. }
            | Self::InitEnded { environment }
            | Self::InvocationEnded { environment, .. }
            | Self::Shutdown { environment } => environment.function,
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WarmStart { environment, request } => write!(f, "{request} reuses {environment} (warm)"),
            Self::ColdStart { environment, request } => write!(f, "{request} starts {environment} (cold): INIT"),
            Self::Throttled { request, throttle, .. } => write!(f, "{request} {throttle}"),
            Self::InitEnded { environment } => write!(f, "{environment}: INIT ended, INVOKE"),
            Self::InvocationEnded { environment, request } => write!(f, "{request} done, {environment} idle"),
            Self::Shutdown { environment } => write!(f, "{environment}: SHUTDOWN"),
        }
    }
}

/// Somebody who is told of every change, in order. `()` does not listen and costs nothing.
pub trait Watch {
    /// A change happened.
    fn change(&mut self, at: Instant, change: &Change);
}

impl Watch for () {
    fn change(&mut self, _: Instant, _: &Change) {}
}

impl<F: FnMut(Instant, &Change)> Watch for F {
    fn change(&mut self, at: Instant, change: &Change) {
        self(at, change);
    }
}

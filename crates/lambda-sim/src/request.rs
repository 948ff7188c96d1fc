//! A request on its way: what it carries from its arrival until nobody waits for it any more.

use crate::id::{CallerId, RequestId};
use crate::random::Draw;
use crate::time::Instant;

/// One request, in whichever attempt it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request {
    pub(crate) id: RequestId,
    pub(crate) caller: CallerId,
    /// Whether it is an asynchronous event.
    pub(crate) is_event: bool,
    /// When its caller sent it first.
    pub(crate) received: Instant,
    /// How long its handler runs, before any timeout: drawn with its arrival, the same in every attempt, and made into a
    /// length of time by the law that holds when it runs.
    pub(crate) handler: Draw,
    /// Attempts so far, the present one included.
    pub(crate) attempts: u16,
    /// Throttled attempts since it last ran.
    pub(crate) throttles: u16,
    /// Runs that ended with a function error.
    pub(crate) errors: u8,
}

impl Request {
    pub(crate) fn new(id: RequestId, caller: CallerId, is_event: bool, received: Instant, handler: Draw) -> Self {
        Self { id, caller, is_event, received, handler, attempts: 0, throttles: 0, errors: 0 }
    }
}

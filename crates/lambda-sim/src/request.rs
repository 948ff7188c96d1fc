//! A request on its way: what it carries from its arrival until nobody waits for it any more.

use crate::id::{CallerId, RequestId, VersionId};
use crate::random::Draw;
use crate::time::Instant;

/// One request, in whichever attempt it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request {
    pub(crate) id: RequestId,
    pub(crate) caller: CallerId,
    /// The version of the function that it is for.
    pub(crate) version: VersionId,
    /// Whether it is an asynchronous event.
    pub(crate) is_event: bool,
    /// Who waits for it, if it is none; of an event, whether it is a record of another one.
    pub(crate) client: Client,
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

/// Who waits for the answer to a synchronous request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Client {
    /// Somebody who waits as long as it takes.
    Waits,
    /// An API, which waits as long as its integration may take.
    IsLimited,
    /// An API that asks its authorizer, and waits as long as it may.
    Asks,
    /// Nobody any more: the API has answered in its stead.
    IsAnswered,
    /// An event source mapping, to which its end is handed back: it is a batch.
    Mapping,
    /// Nobody: it is an event that has come from a destination.
    Record,
}

impl Client {
    /// Whether it does not wait as long as it takes.
    pub(crate) const fn is_limited(self) -> bool {
        matches!(self, Self::IsLimited | Self::Asks)
    }
}

/// Who sends requests, to which version, and whether as events.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sender {
    pub(crate) caller: CallerId,
    pub(crate) version: VersionId,
    pub(crate) is_event: bool,
    pub(crate) client: Client,
}

impl Request {
    pub(crate) fn new(id: RequestId, from: Sender, received: Instant, handler: Draw) -> Self {
        let Sender { caller, version, is_event, client } = from;
        Self { id, caller, version, is_event, client, received, handler, attempts: 0, throttles: 0, errors: 0 }
    }
}

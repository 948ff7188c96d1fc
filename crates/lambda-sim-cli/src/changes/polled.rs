//! What happens at sources that are polled.

use lambda_sim::change::Polled;
use lambda_sim::id::CallerId;
use lambda_sim::source::{Returned, SourceFrame};
use serde_json::{Value, json};

pub(super) fn name(what: Polled) -> &'static str {
    match what {
        Polled::Sent => "MessageSent",
        Polled::Read { .. } => "BatchRead",
        Polled::Deleted { .. } => "BatchDeleted",
        Polled::Returned(_) => "BatchReturned",
        Polled::Scaled { .. } => "PollersScaled",
        Polled::Discarded { .. } => "RecordsDiscarded",
        Polled::Paused { .. } => "BatchPaused",
    }
}

/// What happened, and what is there now.
pub(super) fn of(caller: CallerId, what: Polled, now: SourceFrame) -> Value {
    let SourceFrame { visible, in_flight, pollers, .. } = now;
    let mut fields =
        json!({ "caller": caller.index(), "visible": visible, "in_flight": in_flight, "pollers": pollers });
    match what {
        Polled::Sent | Polled::Scaled { .. } => {}
        Polled::Read { request, messages }
        | Polled::Deleted { request, messages }
        | Polled::Paused { request, messages } => {
            fields["request"] = request.0.into();
            fields["messages"] = messages.into();
        }
        Polled::Discarded { records } => fields["messages"] = records.into(),
        Polled::Returned(Returned { visible, dead_lettered }) => {
            fields["returned"] = visible.into();
            fields["dead_lettered"] = dead_lettered.into();
        }
    }
    fields
}

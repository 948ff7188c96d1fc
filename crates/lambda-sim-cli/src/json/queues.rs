//! What was in queues that are polled.

use lambda_sim::metrics::SourceCounts;
use lambda_sim::time::Span;
use serde_json::{Value, json};

/// CloudWatch's metrics of SQS, then ours.
pub(super) fn of(total: &SourceCounts, length: Span) -> Value {
    json!({
        "NumberOfMessagesSent": total.sent,
        "NumberOfMessagesReceived": total.received,
        "NumberOfMessagesDeleted": total.deleted,
        "ApproximateNumberOfMessagesVisible": total.visible.max,
        "ApproximateNumberOfMessagesNotVisible": total.in_flight.max,
        "ApproximateAgeOfOldestMessage": total.oldest_age.as_secs_f64(),
        "mean_visible": total.visible.mean(length),
        "IteratorAge": crate::cloudwatch::millis(total.iterator_age),
        "discarded": total.discarded,
        "returned": total.returned,
        "dead_lettered": total.dead_lettered,
        "pollers": total.pollers,
    })
}

//! CloudWatch's units.

use lambda_sim::time::Span;

/// Whole milliseconds, as CloudWatch has durations and ages.
pub(crate) fn millis(span: Span) -> u64 {
    span.as_nanos() / 1_000_000
}

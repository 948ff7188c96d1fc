//! Lengths of time for people.

use lambda_sim::time::Span;

/// A length of time in three digits or a few more: `81.2ms`, `145ms`, `1.50s`, `3600s`; exact where that is shorter.
pub(crate) fn short(span: Span) -> String {
    let exact = span.to_string();
    let seconds = span.as_secs_f64();
    let (value, unit) = if seconds < 1.0 { (seconds * 1e3, "ms") } else { (seconds, "s") };
    let decimals = match value {
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    let rounded = format!("{value:.decimals$}{unit}");
    if exact.len() <= rounded.len() { exact } else { rounded }
}

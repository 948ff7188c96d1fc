//! All cases, by what they are checked against.

mod autoscaling;
mod cold_starts;
mod cost;
mod events;
mod exact;
mod guide;
mod history;
mod limits;
mod provisioned;
mod queues;
mod sources;

use crate::case::Case;

/// Numbers between O1 and O37 that stand for no example: the list of AWS's examples that they come from does not use them.
pub const UNUSED_NUMBERS: [u32; 6] = [7, 10, 16, 25, 28, 36];

/// All cases, in the order of the report.
pub fn all() -> Vec<Case> {
    let exact = [
        guide::CASES,
        limits::CASES,
        history::CASES,
        provisioned::CASES,
        autoscaling::CASES,
        exact::CASES,
        events::CASES,
        sources::CASES,
        cost::CASES,
    ];
    let estimated = [queues::CASES, cold_starts::CASES];
    exact.into_iter().chain(estimated).flatten().copied().collect()
}

/// A count of a case; none comes near the largest.
fn count(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

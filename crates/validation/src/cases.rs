//! All cases, by what they are checked against.

mod cold_starts;
mod cost;
mod events;
mod exact;
mod guide;
mod limits;
mod queues;

use crate::case::Case;

/// All cases, in the order of the report.
pub fn all() -> Vec<Case> {
    [guide::CASES, limits::CASES, exact::CASES, events::CASES, cost::CASES, queues::CASES, cold_starts::CASES].concat()
}

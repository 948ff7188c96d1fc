//! Marks on the time line: where something begins or ends.

use lambda_sim::metrics::Row;
use lambda_sim::time::Instant;
use lambda_sim::timeline::Run;

use crate::language::Language;
use crate::words;

/// Something worth jumping to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The first period with a throttle.
    FirstThrottle,
    /// The last period with a throttle.
    LastThrottle,
    /// The first period with a cold start.
    FirstColdStart,
}

/// A mark: what, and the start of the period in which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What is marked.
    pub kind: MarkKind,
    /// The start of its period.
    pub at: Instant,
}

impl MarkKind {
    /// Its name.
    pub fn label(self, language: Language) -> &'static str {
        match self {
            Self::FirstThrottle => words::mark_first_throttle(language),
            Self::LastThrottle => words::mark_last_throttle(language),
            Self::FirstColdStart => words::mark_first_cold_start(language),
        }
    }
}

/// The marks of a run: the throttles where there are any, otherwise the first cold start.
pub fn of(run: &Run) -> Vec<Mark> {
    let series = run.series();
    let rows = &series.account.rows;
    let mark = |kind, row: Option<usize>| row.map(|row| Mark { kind, at: series.start(row) });
    let throttled = |row: &Row| 0 < row.throttled();
    let first = mark(MarkKind::FirstThrottle, rows.iter().position(throttled));
    let last = mark(MarkKind::LastThrottle, rows.iter().rposition(throttled));
    let cold = mark(MarkKind::FirstColdStart, rows.iter().position(|row| 0 < row.cold_starts));
    match (first, last) {
        (Some(first), Some(last)) if first.at < last.at => [first, last].into(),
        (Some(first), _) => [first].into(),
        _ => cold.into_iter().collect(),
    }
}

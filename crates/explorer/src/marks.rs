//! Marks on the time line: where something begins or ends.

use lambda_sim::time::Instant;
use lambda_sim::timeline::Run;

use crate::language::Language;
use crate::number::{clock, tenths};
use crate::words;

/// Something worth jumping to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The first throttle.
    FirstThrottle,
    /// The last throttle.
    LastThrottle,
    /// The first cold start.
    FirstColdStart,
}

/// A mark: what, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What is marked.
    pub kind: MarkKind,
    /// The instant itself.
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
    let landmarks = &run.series().landmarks;
    let mark = |kind, at: Option<Instant>| at.map(|at| Mark { kind, at });
    let first = mark(MarkKind::FirstThrottle, landmarks.first_throttle);
    let last = mark(MarkKind::LastThrottle, landmarks.last_throttle);
    let cold = mark(MarkKind::FirstColdStart, landmarks.first_cold_start);
    match (first, last) {
        (Some(first), Some(last)) if first.at < last.at => [first, last].into(),
        (Some(first), _) => [first].into(),
        _ => cold.into_iter().collect(),
    }
}

impl Mark {
    /// Its time as it stands beside its name: in tenths of a second, which is enough to find it.
    pub fn time(&self) -> String {
        clock(tenths(self.at.as_secs_f64()))
    }
}

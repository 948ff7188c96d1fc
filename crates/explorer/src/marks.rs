//! Marks on the time line: where something begins or ends.

pub mod flags;

use lambda_sim::time::Instant;
use lambda_sim::timeline::Run;

use crate::language::Language;
use crate::number::{clock, tenths};
use crate::words;

/// Something worth jumping to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Somebody changed a setting.
    Intervention,
    /// The first throttle.
    FirstThrottle,
    /// The last throttle.
    LastThrottle,
    /// The last event that waited after a throttle or an error has left the queue.
    QueueDrained,
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
            Self::Intervention => words::mark_intervention(language),
            Self::FirstThrottle => words::mark_first_throttle(language),
            Self::LastThrottle => words::mark_last_throttle(language),
            Self::QueueDrained => words::mark_queue_drained(language),
            Self::FirstColdStart => words::mark_first_cold_start(language),
        }
    }

    /// Where there is no room for all names, the lower ones keep theirs.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Intervention => 0,
            Self::FirstThrottle => 1,
            Self::LastThrottle => 2,
            Self::QueueDrained => 3,
            Self::FirstColdStart => 4,
        }
    }
}

/// The marks of a run, in the order of time.
pub fn of(run: &Run) -> Vec<Mark> {
    let landmarks = &run.series().landmarks;
    let last = landmarks.last_throttle.filter(|last| landmarks.first_throttle != Some(*last));
    let marks = [
        (MarkKind::FirstThrottle, landmarks.first_throttle),
        (MarkKind::LastThrottle, last),
        (MarkKind::QueueDrained, landmarks.queue_drained),
        (MarkKind::FirstColdStart, landmarks.first_cold_start),
    ];
    let mut marks: Vec<Mark> = marks.into_iter().filter_map(|(kind, at)| Some(Mark { kind, at: at? })).collect();
    let interventions = run.plan().interventions().map(|change| Mark { kind: MarkKind::Intervention, at: change.at });
    marks.extend(interventions);
    marks.sort_by_key(|mark| mark.at);
    // Several changes at one instant are one mark.
    marks.dedup();
    marks
}

impl Mark {
    /// Its name and its time.
    pub fn text(&self, language: Language) -> String {
        format!("{} {}", self.kind.label(language), self.time())
    }

    /// Its time as it stands beside its name: in tenths of a second, which is enough to find it.
    pub fn time(&self) -> String {
        clock(tenths(self.at.as_secs_f64()))
    }
}

//! Marks on the time line: where something begins or ends.

pub mod flags;

use lambda_sim::time::Instant;
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;

use crate::language::Language;
use crate::later::Changed;
use crate::number::{clock, grouped, tenths};
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
    /// Application Auto Scaling changed what is provisioned.
    Scaled,
    /// The first cold start.
    FirstColdStart,
}

/// A mark: what, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What is marked.
    pub kind: MarkKind,
    /// The instant itself.
    pub at: Instant,
    /// What somebody changed then, where that is what is marked.
    pub changes: Vec<Changed>,
    /// Of what is provisioned, from what to what.
    pub scaled: Option<(Concurrency, Concurrency)>,
}

impl MarkKind {
    /// What it is called; of a change, only that it is one.
    pub fn label(self, language: Language) -> &'static str {
        match self {
            Self::Intervention => words::mark_intervention(language),
            Self::FirstThrottle => words::mark_first_throttle(language),
            Self::LastThrottle => words::mark_last_throttle(language),
            Self::QueueDrained => words::mark_queue_drained(language),
            Self::Scaled => words::mark_scaled(language),
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
            Self::Scaled => 4,
            Self::FirstColdStart => 5,
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
    let mark =
        |(kind, at): (MarkKind, Option<Instant>)| Some(Mark { kind, at: at?, changes: Vec::new(), scaled: None });
    let mut marks: Vec<Mark> = marks.into_iter().filter_map(mark).collect();
    let changes: Vec<Changed> = Changed::of(run.plan()).collect();
    // Several changes at one instant are one mark.
    let changes = changes.chunk_by(|one, next| one.at == next.at);
    marks.extend(changes.map(|changes| Mark {
        kind: MarkKind::Intervention,
        at: changes[0].at,
        changes: changes.to_vec(),
        scaled: None,
    }));
    marks.extend(run.series().scalings.iter().map(|scaling| Mark {
        kind: MarkKind::Scaled,
        at: scaling.at,
        changes: Vec::new(),
        scaled: Some((scaling.from, scaling.to)),
    }));
    marks.sort_by_key(|mark| mark.at);
    marks
}

impl Mark {
    /// Its name: of a change, what is changed.
    pub fn label(&self, language: Language) -> String {
        if let Some((from, to)) = self.scaled {
            let [from, to] = [from, to].map(|count| grouped(u64::from(count.get())));
            return format!("{} {from} → {to}", self.kind.label(language));
        }
        if self.changes.is_empty() {
            return self.kind.label(language).to_owned();
        }
        let changes: Vec<String> = self.changes.iter().map(|change| change.text(language)).collect();
        changes.join(" · ")
    }

    /// Of several changes at one instant, the first, and that there are more.
    pub fn first(&self, language: Language) -> Option<String> {
        let [first, _, ..] = &self.changes[..] else { return None };
        Some(format!("{} …", first.text(language)))
    }

    /// Its name and its time.
    pub fn text(&self, language: Language) -> String {
        format!("{} {}", self.label(language), self.time())
    }

    /// Its time as it stands beside its name: in tenths of a second, which is enough to find it.
    pub fn time(&self) -> String {
        clock(tenths(self.at.as_secs_f64()))
    }
}

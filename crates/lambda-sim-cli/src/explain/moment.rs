//! The changes of one instant: all of them where they are few, and otherwise one of each kind with a count.

use std::mem::{Discriminant, discriminant};

use lambda_sim::admission::{Limit, Start};
use lambda_sim::change::{Change, Then};
use lambda_sim::id::FunctionId;
use lambda_sim::setting::Setting;
use lambda_sim::time::Instant;
use lambda_sim::via::Outcome;

/// A change, and how many more of its kind happened at the same instant and are not shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) at: Instant,
    pub(super) change: Change,
    pub(super) more: u64,
}

/// The changes of one instant. Memory does not grow with their number.
#[derive(Debug)]
pub(super) struct Moment {
    at: Instant,
    /// The first ones, at most one more than may be shown singly.
    first: Vec<Change>,
    /// The first of each kind, in the order in which they happened, with how many there are.
    kinds: Vec<(Kind, Change, u64)>,
}

/// How many changes of one instant are shown singly.
const SINGLE: usize = 10;

impl Moment {
    pub(super) fn new(at: Instant) -> Self {
        Self { at, first: Vec::new(), kinds: Vec::new() }
    }

    pub(super) fn add(&mut self, change: &Change) {
        if self.first.len() <= SINGLE {
            self.first.push(*change);
        }
        let kind = Kind::of(change);
        match self.kinds.iter_mut().find(|(known, ..)| *known == kind) {
            Some((_, _, count)) => *count += 1,
            None => self.kinds.push((kind, *change, 1)),
        }
    }

    pub(super) fn lines(&self) -> Vec<Line> {
        let line = |change, more| Line { at: self.at, change, more };
        if self.first.len() <= SINGLE {
            return self.first.iter().map(|change| line(*change, 0)).collect();
        }
        self.kinds.iter().map(|(_, change, count)| line(*change, count - 1)).collect()
    }
}

/// What two changes have in common that differ only in who and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kind {
    change: Discriminant<Change>,
    function: Option<FunctionId>,
    setting: Option<Setting>,
    start: Option<Start>,
    limit: Option<Limit>,
    outcome: Option<Outcome>,
    then: Option<(Discriminant<Then>, Option<u16>)>,
}

impl Kind {
    fn of(change: &Change) -> Self {
        let (start, limit, outcome, then) = match change {
            Change::EventReceived { then, .. }
            | Change::EventExpired { then, .. }
            | Change::TurnedAway { then, .. }
            | Change::TimeLimit { then, .. } => (None, None, None, Some(then)),
            Change::Started { start, .. } => (Some(*start), None, None, None),
            Change::Throttled { throttle, then, .. } => (None, Some(throttle.limit), None, Some(then)),
            Change::InvocationEnded { outcome, then, .. } => (None, None, Some(*outcome), Some(then)),
            Change::Authorizing { .. }
            | Change::Authorized { .. }
            | Change::InitEnded { .. }
            | Change::Shutdown { .. }
            | Change::Provisioned { .. }
            | Change::Initialized { .. }
            | Change::Recorded { .. }
            | Change::Polled { .. }
            | Change::Scaled { .. }
            | Change::Intervention { .. } => (None, None, None, None),
        };
        let status = |then: &Then| if let Then::Answered { status, .. } = then { Some(*status) } else { None };
        let setting = if let Change::Intervention { setting, .. } = change { Some(*setting) } else { None };
        Self {
            change: discriminant(change),
            function: change.function(),
            setting,
            start,
            limit,
            outcome,
            then: then.map(|then| (discriminant(then), status(then))),
        }
    }
}

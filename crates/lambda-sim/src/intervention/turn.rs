//! The turns of a run: each intervention begins, and may end. What holds between two turns.

use alloc::vec::Vec;

use super::Intervention;
use crate::scenario::Scenario;
use crate::setting::Value;
use crate::time::Span;

/// An intervention begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    /// Since the start of the run.
    pub(crate) at: Span,
    /// The intervention, by its place in the list.
    pub(crate) place: usize,
    pub(crate) is_end: bool,
}

impl Scenario {
    /// All turns of the run in the order of time. At one instant first what ends, the last begun first; then what begins, in the order of the
    /// list.
    pub(crate) fn turns(&self) -> Vec<Turn> {
        let turns = self.interventions.iter().enumerate().flat_map(|(place, Intervention { at, until, .. })| {
            let until = until.filter(|until| at < until && *until < self.length);
            let end = until.map(|until| Turn { at: until, place, is_end: true });
            [Turn { at: *at, place, is_end: false }].into_iter().chain(end)
        });
        let mut turns: Vec<Turn> = turns.collect();
        let begun = |turn: &Turn| (self.interventions[turn.place].at, turn.place);
        turns.sort_by(|one, other| {
            let unwound = if one.is_end { begun(other).cmp(&begun(one)) } else { one.place.cmp(&other.place) };
            one.at.cmp(&other.at).then(other.is_end.cmp(&one.is_end)).then(unwound)
        });
        turns
    }

    /// The interventions in the order of time, with the end of each as an intervention of its own that gives the old value back.
    pub fn unfolded(&self) -> Vec<Intervention> {
        let mut unfolding = Unfolding::of(self);
        let mut unfolded = Vec::new();
        for turn in self.turns() {
            let before = unfolding.now.clone();
            unfolding.turn(turn);
            let told = unfolding.told(turn);
            if !turn.is_end || unfolding.now != before {
                unfolded.push(told);
            }
        }
        unfolded
    }
}

/// The scenario as it holds after each turn.
#[derive(Debug)]
pub(crate) struct Unfolding<'s> {
    all: &'s [Intervention],
    /// At the start of the run, without what is changed later.
    start: Scenario,
    pub(crate) now: Scenario,
    /// The interventions that hold, in the order in which they began.
    holding: Vec<usize>,
}

impl<'s> Unfolding<'s> {
    pub(crate) fn of(scenario: &'s Scenario) -> Self {
        let start = Scenario { interventions: Vec::new(), ..scenario.clone() };
        Self { all: &scenario.interventions, now: start.clone(), start, holding: Vec::new() }
    }

    /// All interventions, in the order of the list.
    pub(crate) const fn all(&self) -> &'s [Intervention] {
        self.all
    }

    /// What begins is put on top of what holds. What ends is taken out, and the rest is put on the start anew. Returns `false`, and
    /// changes nothing, for what cannot begin.
    pub(crate) fn turn(&mut self, turn: Turn) -> bool {
        if !turn.is_end {
            let begins = self.all[turn.place].apply(&mut self.now);
            self.holding.extend(begins.then_some(turn.place));
            return begins;
        }
        self.holding.retain(|place| *place != turn.place);
        self.now = self.start.clone();
        for place in &self.holding {
            self.all[*place].apply(&mut self.now);
        }
        true
    }

    /// What broke a rule has not been: neither holds it now, nor will it be put on later.
    pub(crate) fn take_back(&mut self, turn: Turn, before: Scenario) {
        self.holding.retain(|place| *place != turn.place);
        self.now = before;
    }

    /// A turn that has been taken, as an intervention that holds from then on.
    pub(crate) fn told(&self, turn: Turn) -> Intervention {
        let whole = &self.all[turn.place];
        let held = || whole.setting.get(&self.now, &whole.owner).unwrap_or(Value::Unset);
        let value = if turn.is_end { held() } else { whole.value };
        Intervention { at: turn.at, until: None, value, ..whole.clone() }
    }
}

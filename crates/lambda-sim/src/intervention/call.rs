//! Calls: what somebody changes at once, which AWS judges as a whole.

use super::{Intervention, Turn, Verb};
use crate::scenario::Scenario;

impl Scenario {
    /// How many of these turns, counted from the first, begin or end one call: settings of one owner at one instant that one verb
    /// changes, none of them twice.
    pub(crate) fn length_of_call(&self, turns: &[Turn]) -> usize {
        let of = |turn: &Turn| &self.interventions[turn.place];
        let belongs = |count: usize| {
            let (first, next) = (&turns[0], &turns[count]);
            let whose = |one: &Intervention| (one.at, one.until);
            let is_along = (first.at, first.is_end) == (next.at, next.is_end)
                && whose(of(first)) == whose(of(next))
                && of(first).owner == of(next).owner;
            let is_another = turns[..count].iter().all(|known| of(known).setting != of(next).setting);
            let changes = |verb: &Verb| turns[..=count].iter().all(|turn| verb.changes(of(turn)));
            is_along && is_another && Verb::ALL.iter().any(changes)
        };
        (1..turns.len()).find(|count| !belongs(*count)).unwrap_or(turns.len())
    }
}

impl Verb {
    /// Whether this is something that the verb does.
    fn changes(self, intervention: &Intervention) -> bool {
        self.settings().contains(&intervention.setting) || self.deletes().contains(&intervention.setting)
    }
}

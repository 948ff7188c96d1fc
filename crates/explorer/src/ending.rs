//! When a change during the run ends: then what was before holds again.

use lambda_sim::time::Span;

use crate::field::Field;
use crate::history::Change;
use crate::later::Listed;
use crate::message::Effects;
use crate::page::Page;
use crate::update::NOTHING;

impl Page {
    /// Whether a change of the list can end at the cursor: one that somebody made here, that has begun and does not end there anyway.
    pub fn can_end_here(&self, change: &Listed) -> bool {
        let here = self.cursor;
        let later = change.place.and_then(|place| self.interventions().iter().nth(place));
        let is_another_end = later.is_some_and(|later| later.until.map(Span::after_start) != Some(here));
        !change.changed.is_end
            && is_another_end
            && change.changed.at < here
            && here < self.scenario.length.after_start()
    }

    pub(crate) fn end_intervention(&mut self, place: usize) -> Effects {
        let until = self.cursor.since_start();
        let begins = self.interventions().iter().nth(place).map(|later| later.at);
        if begins.is_none_or(|at| until <= at) {
            return NOTHING;
        }
        self.hold_until(place, Some(until))
    }

    pub(crate) fn hold_intervention(&mut self, place: usize) -> Effects {
        self.hold_until(place, None)
    }

    fn hold_until(&mut self, place: usize, until: Option<Span>) -> Effects {
        let mut edits = self.form.edits.clone();
        let Some(later) = edits.laters_mut().get_mut(place) else {
            return NOTHING;
        };
        later.until = until;
        let later = later.clone();
        let shown = Field::text(later.value);
        let field = later.field.clone();
        self.step(|_| Change::SetLater(later), None, |page| page.take(&field, &shown, edits))
    }
}

//! How the page takes an edit: as a step of the history, or not at all, with what was typed kept beside its field.

use lambda_sim::plan::Plan;
use lambda_sim::problem::{Problem, Rule};
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::Span;

use crate::edits::Edits;
use crate::field::Field;
use crate::form::{Draft, Form};
use crate::history::{Change, Gesture};
use crate::later::{Later, last_change};
use crate::message::Effects;
use crate::page::Page;
use crate::update::{COMPUTE, NOTHING};

impl Page {
    pub(crate) fn slide(&mut self, field: &Field, position: f64) -> Effects {
        if field.is_choice() || !self.has(field) {
            return NOTHING; // A choice has no slider.
        }
        let value = field.value_at(position);
        let gesture = Some(Gesture::Slide(field.clone(), self.edits_from(field)));
        self.step_of(field, gesture, |page| page.edit(field, &Field::text(value), Ok(value)))
    }

    pub(crate) fn typed(&mut self, field: &Field, text: &str) -> Effects {
        if !self.has(field) {
            return NOTHING;
        }
        let value = field.parse(text);
        self.step_of(field, None, |page| page.edit(field, text, value))
    }

    pub(crate) fn reset(&mut self, field: &Field) -> Effects {
        let shown = self.default_of(field).map(Field::text).unwrap_or_default();
        let mut edits = self.form.edits.clone();
        match self.edits_from(field) {
            Some(_) => {
                if let Some(at) = edits.laters().last_of(field, self.cursor).map(|later| later.at) {
                    edits.laters_mut().remove_at(field, at);
                }
            }
            None => edits.remove(field),
        }
        self.step_of(field, None, |page| page.take(field, &shown, edits))
    }

    /// What a field goes back to: the shipped value; while "from here" is on, what held before its last change.
    pub fn default_of(&self, field: &Field) -> Option<Value> {
        if self.edits_from(field).is_none() {
            return field.get(&self.ground);
        }
        let laters = self.form.edits.laters();
        let before = laters
            .last_of(field, self.cursor)
            .map_or(self.cursor, |later| later.at.after_start() - Span::from_nanos(1));
        let held = last_change(&self.scenario, field, before);
        held.map(|change| Field::shown(change.value)).or_else(|| field.get(&self.scenario))
    }

    /// Whether a field differs from what it goes back to.
    pub fn is_edited(&self, field: &Field) -> bool {
        match self.edits_from(field) {
            Some(_) => self.form.edits.laters().last_of(field, self.cursor).is_some(),
            None => self.form.edits.contains(field),
        }
    }

    pub(crate) fn set_from_here(&mut self, is_on: bool) -> Effects {
        self.from_here = is_on;
        NOTHING
    }

    pub(crate) fn remove_intervention(&mut self, place: usize) -> Effects {
        let mut edits = self.form.edits.clone();
        let Some(removed) = edits.laters_mut().remove(place) else {
            return NOTHING;
        };
        let field = removed.field.clone();
        let shown = Field::text(removed.value);
        self.step(move |_| Change::RemovedLater(removed), None, |page| page.take(&field, &shown, edits))
    }

    pub(crate) fn remove_reservation(&mut self, place: usize) -> Effects {
        let name = &self.scenario.functions[place.min(self.scenario.functions.len() - 1)].name;
        let field = Field::of_function(Setting::ReservedConcurrency, name);
        self.step_of(&field, None, |page| page.edit(&field, "", Ok(Value::Unset)))
    }

    pub(crate) fn reset_all(&mut self) -> Effects {
        if self.form.is_empty() {
            return NOTHING;
        }
        self.step(
            |_| Change::ResetAll,
            None,
            |page| {
                page.put_form(Form::default());
            },
        )
    }

    /// Whether the scenario has this field: such a function, and a rate curve where the field is its peak.
    fn has(&self, field: &Field) -> bool {
        field.get(&self.base).is_some()
    }

    pub(crate) fn undo(&mut self) -> Effects {
        let form = self.history.undo(&self.form, self.run.as_ref());
        self.go_to(form)
    }

    pub(crate) fn redo(&mut self) -> Effects {
        let form = self.history.redo(&self.form, self.run.as_ref());
        self.go_to(form)
    }

    fn go_to(&mut self, form: Option<Form>) -> Effects {
        let Some(form) = form else {
            return NOTHING;
        };
        if !self.put_form(form) {
            return NOTHING;
        }
        self.history.show_ghost();
        COMPUTE
    }

    /// Puts a form in the place of the one there is. It has been there before, so it breaks no rule. Returns whether that is
    /// another run.
    fn put_form(&mut self, form: Form) -> bool {
        let is_another_run = form.edits != self.form.edits;
        self.form = form;
        if is_another_run {
            let planned = self.form.edits.planned(&self.base);
            let (scenario, plan) = planned.expect("a form that was taken before breaks no rule");
            self.start(scenario, plan);
        }
        is_another_run
    }

    /// A step that changes one field.
    fn step_of(&mut self, field: &Field, gesture: Option<Gesture>, edit: impl FnOnce(&mut Self)) -> Effects {
        let change = |page: &Self| match page.form.drafts.get(field) {
            Some(draft) => Change::Refused(field.clone(), draft.text.clone()),
            None => page.change_of(field),
        };
        self.step(change, gesture, edit)
    }

    fn change_of(&self, field: &Field) -> Change {
        let value = self.value(field).unwrap_or(Value::Unset);
        match self.edits_from(field) {
            Some(at) => {
                let until = self.interventions().at(field, at).and_then(|later| later.until);
                Change::SetLater(Later { at, until, field: field.clone(), value })
            }
            None => Change::Set(field.clone(), value),
        }
    }

    /// Lets something change the form, and writes it down if it did.
    pub(crate) fn step(
        &mut self,
        change: impl FnOnce(&Self) -> Change,
        gesture: Option<Gesture>,
        edit: impl FnOnce(&mut Self),
    ) -> Effects {
        let before = self.form.clone();
        edit(self);
        if self.form == before {
            return NOTHING;
        }
        let is_another_run = self.form.edits != before.edits;
        self.history.record(change(self), gesture, before, self.run.as_ref());
        if !is_another_run {
            return NOTHING;
        }
        self.history.show_ghost();
        COMPUTE
    }

    /// Takes a value for a field, or keeps what was typed with the rule it breaks. The run keeps its last good value.
    fn edit(&mut self, field: &Field, text: &str, value: Result<Value, Rule>) {
        let from = self.edits_from(field);
        let value = match value {
            Ok(value) => value,
            Err(rule) => {
                self.form.drafts.insert(field.clone(), Draft { text: text.to_owned(), rule, from });
                return;
            }
        };
        let edits = self.edits_with(field, value, from);
        self.take(field, text, edits);
    }

    /// The changes with this value of a field, from the start or from an instant on. A value that holds there anyway is no
    /// change.
    fn edits_with(&self, field: &Field, value: Value, from: Option<Span>) -> Edits {
        let mut edits = self.form.edits.clone();
        let Some(at) = from else {
            if field.get(&self.ground) == Some(value) {
                edits.remove(field);
            } else {
                edits.set(field.clone(), value);
            }
            return edits;
        };
        let until = edits.laters().at(field, at).and_then(|later| later.until);
        edits.laters_mut().remove_at(field, at);
        let held = last_change(&edits.over(&self.base), field, at.after_start()).map(|change| change.value);
        if held.or_else(|| field.get(&self.scenario)) != Some(value) {
            edits.laters_mut().put(Later { at, until, field: field.clone(), value });
        }
        edits
    }

    /// Takes changes that break no rule; then tries again what could not be taken before. Otherwise keeps what was typed,
    /// with the first rule it breaks.
    pub(crate) fn take(&mut self, field: &Field, text: &str, edits: Edits) {
        self.form.drafts.remove(field);
        if let Err(problem) = self.take_edits(edits) {
            let draft = Draft { text: text.to_owned(), rule: problem.rule, from: self.edits_from(field) };
            self.form.drafts.insert(field.clone(), draft);
        }
    }

    /// Takes changes that break no rule; then tries again what could not be taken before.
    ///
    /// # Errors
    ///
    /// The first problem; then nothing is changed.
    pub(crate) fn take_edits(&mut self, edits: Edits) -> Result<(), Problem> {
        match edits.planned(&self.base) {
            Ok(planned) => {
                if edits != self.form.edits {
                    self.put(edits, planned);
                }
                self.retry_drafts();
                self.retry_sheets();
                Ok(())
            }
            Err(problems) => Err(problems.into_iter().next().expect("what is refused has a problem")),
        }
    }

    pub(crate) fn put(&mut self, edits: Edits, (scenario, plan): (Scenario, Plan)) {
        self.form.edits = edits;
        self.start(scenario, plan);
    }

    /// A value refused a moment ago may be allowed now: 950 reserved, once the account's limit is 2,000.
    fn retry_drafts(&mut self) {
        for (field, draft) in core::mem::take(&mut self.form.drafts) {
            let retried = field.parse(&draft.text).ok().and_then(|value| {
                let edits = self.edits_with(&field, value, draft.from);
                let planned = edits.planned(&self.base).ok()?;
                Some((edits, planned))
            });
            match retried {
                Some((edits, planned)) => self.put(edits, planned),
                None => {
                    self.form.drafts.insert(field, draft);
                }
            }
        }
    }
}

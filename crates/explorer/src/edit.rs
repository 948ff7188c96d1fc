//! How the page takes an edit: as a step of the history, or not at all, with what was typed kept beside its field.

use lambda_sim::plan::Plan;
use lambda_sim::problem::{Problem, Rule};
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Setting, Value};

use crate::edits::Edits;
use crate::field::Field;
use crate::form::{Draft, Form};
use crate::history::{Change, Gesture};
use crate::message::Effects;
use crate::page::Page;
use crate::update::{COMPUTE, NOTHING};

impl Page {
    pub(crate) fn slide(&mut self, field: &Field, position: f64) -> Effects {
        if field.choices().is_some() || !self.has(field) {
            return NOTHING; // A choice has no slider.
        }
        let value = field.value_at(position);
        let gesture = Some(Gesture::Slide(field.clone()));
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
        let shipped = field.get(&self.ground).map(Field::text).unwrap_or_default();
        let mut edits = self.form.edits.clone();
        edits.remove(field);
        self.step_of(field, None, |page| page.take(field, &shipped, edits))
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
            None => Change::Set(field.clone(), field.get(&page.scenario).unwrap_or(Value::Unset)),
        };
        self.step(change, gesture, edit)
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
        let value = match value {
            Ok(value) => value,
            Err(rule) => {
                self.form.drafts.insert(field.clone(), Draft { text: text.to_owned(), rule });
                return;
            }
        };
        let mut edits = self.form.edits.clone();
        if field.get(&self.ground) == Some(value) {
            edits.remove(field);
        } else {
            edits.set(field.clone(), value);
        }
        self.take(field, text, edits);
    }

    /// Takes changes that break no rule; then tries again what could not be taken before. Otherwise keeps what was typed,
    /// with the first rule it breaks.
    fn take(&mut self, field: &Field, text: &str, edits: Edits) {
        self.form.drafts.remove(field);
        if let Err(problem) = self.take_edits(edits) {
            let draft = Draft { text: text.to_owned(), rule: problem.rule };
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
                Ok(())
            }
            Err(problems) => Err(problems.into_iter().next().expect("what is refused has a problem")),
        }
    }

    fn put(&mut self, edits: Edits, (scenario, plan): (Scenario, Plan)) {
        self.form.edits = edits;
        self.start(scenario, plan);
    }

    /// A value refused a moment ago may be allowed now: 950 reserved, once the account's limit is 2,000.
    fn retry_drafts(&mut self) {
        for (field, draft) in core::mem::take(&mut self.form.drafts) {
            let retried = field.parse(&draft.text).ok().and_then(|value| {
                let mut edits = self.form.edits.clone();
                edits.set(field.clone(), value);
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

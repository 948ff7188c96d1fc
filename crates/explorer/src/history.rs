//! What was done to the form, step by step, so that it can be undone and done again; and the run before it: the ghost.
//!
//! * A step is whatever one message changes in the [`Form`]: also what was typed and could not be taken, so that no text is
//!   ever lost. Consecutive moves of one slider are one step.
//! * A step holds the whole form of its other side. Going back and forth is a swap, and cannot come out differently.
//! * The ghost is the run that was shown when the current step began, so it stands still while a slider is dragged. Undo and
//!   redo are moves like any other: the ghost is the run they left. Only one is kept; runs are computed again, not stored.
//! * Another scenario or another link begins a new history, without a ghost.

use std::rc::Rc;

use lambda_sim::invoke::Invoke;
use lambda_sim::setting::Value;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

use crate::by_hand;
use crate::field::Field;
use crate::form::Form;
use crate::language::Language;
use crate::later::Later;
use crate::words;

/// What a step changed, for the buttons that name it.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A field has this value.
    Set(Field, Value),
    /// A field has another value from an instant of the run on.
    SetLater(Later),
    /// Such a change is taken away.
    RemovedLater(Later),
    /// A request was sent by hand.
    Sent(Invoke),
    /// Such requests are taken away.
    RemovedSent(Invoke),
    /// This was typed into a field and could not be taken.
    Refused(Field, String),
    /// The traffic of a function's caller.
    Traffic(String),
    /// A table of a function's traffic could not be taken.
    RefusedTraffic(String),
    /// Everything went back to the shipped scenario.
    ResetAll,
}

/// Movements that are one step as long as nothing else is changed between them.
#[derive(Clone, Debug, PartialEq)]
pub enum Gesture {
    /// A slider is moved, at the start or from an instant on.
    Slide(Field, Option<Span>),
    /// A point of a caller's curve is moved: the caller, and the points behind it, which do not change their number.
    Point(usize, usize),
}

/// A step, and the form on its other side.
#[derive(Debug)]
struct Step {
    change: Change,
    gesture: Option<Gesture>,
    form: Form,
}

/// The steps behind and ahead, and the ghost.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// The run that was shown when the last step began.
    begun_with: Option<Rc<Run>>,
    ghost: Option<Rc<Run>>,
}

impl Change {
    /// What was changed, and to what: "Reserved for checkout 600".
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Set(field, value) => {
                let value = field.spoken(*value, language);
                words::change_set(language, field.title(language), value).to_string()
            }
            Self::Refused(field, text) => words::change_refused(language, field.title(language), text).to_string(),
            Self::SetLater(later) => later.text(language),
            Self::RemovedLater(later) => words::change_removed(language, later.text(language)).to_string(),
            Self::Sent(invoke) => by_hand::text(invoke, language),
            Self::RemovedSent(invoke) => words::change_removed(language, by_hand::text(invoke, language)).to_string(),
            Self::Traffic(function) => words::change_traffic(language, function).to_string(),
            Self::RefusedTraffic(function) => words::change_refused_traffic(language, function).to_string(),
            Self::ResetAll => words::reset_all(language).to_owned(),
        }
    }
}

impl History {
    /// Writes down a step that has changed the form from `before`, while `run` was shown.
    pub(crate) fn record(&mut self, change: Change, gesture: Option<Gesture>, before: Form, run: Option<&Rc<Run>>) {
        let last = self.done.last_mut().filter(|last| gesture.is_some() && last.gesture == gesture);
        if let Some(last) = last.filter(|_| self.undone.is_empty()) {
            last.change = change;
        } else {
            self.done.push(Step { change, gesture, form: before });
            self.begun_with = run.cloned();
        }
        self.undone.clear();
    }

    /// From now on the ghost is the run before the last step: that step makes another run.
    pub(crate) fn show_ghost(&mut self) {
        self.ghost.clone_from(&self.begun_with);
    }

    /// The form before the last step; `now` is kept, to be done again.
    pub(crate) fn undo(&mut self, now: &Form, run: Option<&Rc<Run>>) -> Option<Form> {
        drop_idle(&mut self.done, now);
        self.leave(run);
        swap(&mut self.done, &mut self.undone, now)
    }

    /// The form after the last step that was undone.
    pub(crate) fn redo(&mut self, now: &Form, run: Option<&Rc<Run>>) -> Option<Form> {
        self.leave(run);
        swap(&mut self.undone, &mut self.done, now)
    }

    /// Forgets the steps since the form was last like this: their run was given up.
    pub(crate) fn give_up(&mut self, settled: &Form) {
        if let Some(place) = self.done.iter().rposition(|step| step.form == *settled) {
            self.done.truncate(place);
        }
    }

    fn leave(&mut self, run: Option<&Rc<Run>>) {
        self.begun_with = run.cloned();
    }

    /// What would be undone.
    pub(crate) fn undoable(&self, now: &Form) -> Option<&Change> {
        // A slider that was moved and moved back has changed nothing.
        self.done.iter().rev().find(|step| step.form != *now).map(|step| &step.change)
    }

    /// What would be done again.
    pub(crate) fn redoable(&self) -> Option<&Change> {
        self.undone.last().map(|step| &step.change)
    }

    /// The run before the current step.
    pub(crate) fn ghost(&self) -> Option<&Rc<Run>> {
        self.ghost.as_ref()
    }
}

/// Forgets last steps that changed nothing in the end.
fn drop_idle(steps: &mut Vec<Step>, now: &Form) {
    while steps.last().is_some_and(|step| step.form == *now) {
        steps.pop();
    }
}

/// Takes the last step from one side to the other.
fn swap(from: &mut Vec<Step>, to: &mut Vec<Step>, now: &Form) -> Option<Form> {
    let step = from.pop()?;
    to.push(Step { form: now.clone(), ..step });
    Some(step.form)
}

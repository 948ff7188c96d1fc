//! A run that takes long: how far it is, and the way back.

use core::time::Duration;

use lambda_sim::timeline::Run;

use crate::form::Form;
use crate::message::Effects;
use crate::number::duration;
use crate::page::Page;
use crate::phrase::Phrase;
use crate::update::{LINK, NOTHING};
use crate::words;

/// A run that is done sooner says nothing: it would only flicker.
const LATER_MS: f64 = 200.0;
/// The least time between two numbers, so that they can be read and computing is not held up.
const APART_MS: f64 = 100.0;

/// What the page says of a run that is being computed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// The part of the run that is done [%], once it is said.
    percent: Option<u64>,
    /// After how long that was said.
    said_ms: f64,
    /// What the form held when the run that is shown was done.
    pub(crate) settled: Form,
}

impl Progress {
    pub(crate) fn clear(&mut self) {
        self.percent = None;
        self.said_ms = 0.0;
    }
}

impl Page {
    /// Notes that the run has been computed for so many milliseconds. Returns whether the page says something else now.
    pub fn note_computing(&mut self, wall_ms: f64) -> bool {
        let Some(runner) = &self.runner else { return false };
        if wall_ms < LATER_MS || wall_ms - self.progress.said_ms < APART_MS {
            return false;
        }
        let length = self.plan.length().as_nanos().max(1);
        let done = u128::from(runner.now().as_nanos()) * 100 / u128::from(length);
        let percent = u64::try_from(done).ok().filter(|percent| Some(*percent) != self.progress.percent);
        if percent.is_some() {
            self.progress.percent = percent;
            self.progress.said_ms = wall_ms;
        }
        percent.is_some()
    }

    /// How far a run is that takes long.
    pub fn progress(&self) -> Option<Phrase> {
        let percent = self.progress.percent.filter(|_| self.is_computing())?;
        let length = duration(Duration::from_nanos(self.plan.length().as_nanos()));
        Some(words::computing_part(self.language, percent.to_string(), length))
    }

    /// Whether computing can be given up: there is a run to go back to.
    pub fn can_cancel(&self) -> bool {
        self.is_computing() && self.run.is_some()
    }

    /// Gives up the run that is being computed. The one before stays, and the form is again what it was made of.
    pub(crate) fn cancel(&mut self) -> Effects {
        let Some(plan) = self.run.as_deref().map(Run::plan).filter(|_| self.is_computing()).cloned() else {
            return NOTHING;
        };
        self.form = self.progress.settled.clone();
        self.history.give_up(&self.form);
        self.scenario = self.form.edits.over(&self.base);
        self.ground = self.form.edits.ground(&self.base);
        self.plan = plan;
        self.runner = None;
        self.progress.clear();
        self.put_cursor(self.cursor);
        LINK
    }
}

//! Moving through a run: playing, stepping, striding along the time axis, jumping from mark to mark.

use core::time::Duration;

use lambda_sim::time::{Instant, Span};

use crate::marks::{self, Mark};
use crate::message::{Effects, Message};
use crate::number::{clock, duration, grouped};
use crate::page::Page;
use crate::phrase::Phrase;
use crate::playback::{Speed, StepBy};
use crate::update::{FRAMES, LINK, NOTHING};
use crate::words;

/// The smallest part of a period that the cursor is moved by along a chart.
const FINE: u64 = 10;
/// Periods in a leap.
const LEAP: u64 = 10;

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To earlier instants.
    Back,
    /// To later instants.
    On,
}

/// A move along the time axis that does not look at what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// To the next edge of a period of the charts.
    Period(Way),
    /// A tenth of a period.
    Fine(Way),
    /// Ten periods.
    Leap(Way),
    /// To the start of the run.
    Start,
    /// To its end.
    End,
}

impl Page {
    /// Answers a message of the transport.
    pub(crate) fn transport(&mut self, message: &Message) -> Effects {
        match *message {
            Message::TogglePlay => return self.toggle_play(),
            Message::Frame(wall_ms) => return self.advance(wall_ms),
            Message::SetSpeed(speed) => {
                self.speed = speed;
                return if self.playing { FRAMES } else { NOTHING };
            }
            Message::SetStep(step) => {
                self.viewing.step = step;
                return NOTHING;
            }
            Message::Rewind => self.seek(Some(Instant::START)),
            Message::StepForward => self.seek(self.stepped(Way::On)),
            Message::StepBack => self.seek(self.stepped(Way::Back)),
            Message::Stride(stride) => self.seek(Some(self.strode(stride))),
            Message::SeekMark(way) => match self.next_mark(way) {
                Some(mark) => self.seek(Some(mark.at)),
                None => return NOTHING,
            },
            Message::Seek(at) => self.seek(Some(at)),
            _ => {}
        }
        LINK
    }

    /// How a step goes on: to the next change, or by a fixed time.
    pub fn step_by(&self) -> StepBy {
        self.viewing.step
    }

    /// The marks of the run that is shown, in the order of time; none while a prediction covers them.
    pub fn marks(&self) -> Vec<Mark> {
        let is_open = self.covered_from().is_none();
        self.run.as_ref().filter(|_| is_open).map(|run| marks::of(run)).unwrap_or_default()
    }

    /// The mark that a jump goes to.
    pub fn next_mark(&self, way: Way) -> Option<Mark> {
        let marks = self.marks().into_iter();
        match way {
            Way::On => marks.into_iter().find(|mark| self.cursor < mark.at),
            Way::Back => marks.into_iter().rfind(|mark| mark.at < self.cursor),
        }
    }

    fn stepped(&self, way: Way) -> Option<Instant> {
        let run = self.run.as_ref()?;
        let end = self.length().after_start();
        Some(match (self.viewing.step, way) {
            (StepBy::Change, Way::On) => run.next_change(self.cursor).unwrap_or(end),
            (StepBy::Change, Way::Back) => run.previous_change(self.cursor).unwrap_or(Instant::START),
            (StepBy::Time, way) => self.edge(StepBy::time(self.length()), 1, way),
        })
    }

    fn strode(&self, stride: Stride) -> Instant {
        let period = self.run.as_ref().map_or(Span::from_secs(1), |run| run.series().period());
        match stride {
            Stride::Period(way) => self.edge(period, 1, way),
            Stride::Fine(way) => self.edge(Span::from_nanos((period.as_nanos() / FINE).max(1)), 1, way),
            Stride::Leap(way) => self.edge(period, LEAP, way),
            Stride::Start => Instant::START,
            Stride::End => self.length().after_start(),
        }
    }

    /// The edge so many units away: moving on, the next edge is the first; moving back, the one before.
    fn edge(&self, unit: Span, count: u64, way: Way) -> Instant {
        let unit = unit.as_nanos().max(1);
        let now = self.cursor.as_nanos();
        let edge = match way {
            Way::On => (now / unit).saturating_add(count),
            Way::Back => now.div_ceil(unit).saturating_sub(count),
        };
        Instant::from_nanos(edge.saturating_mul(unit))
    }

    /// Pauses and puts the cursor there.
    fn seek(&mut self, at: Option<Instant>) {
        self.playing = false;
        if let Some(at) = at {
            self.put_cursor(at);
        }
    }

    fn toggle_play(&mut self) -> Effects {
        self.playing = !self.playing && self.run.is_some();
        if !self.playing {
            return LINK;
        }
        if self.is_at_end() {
            self.put_cursor(Instant::START);
        }
        FRAMES
    }

    fn advance(&mut self, wall_ms: f64) -> Effects {
        if !self.playing {
            return NOTHING;
        }
        self.put_cursor(self.cursor + self.speed.simulated(wall_ms));
        if self.is_at_end() {
            self.playing = false;
            return LINK;
        }
        FRAMES
    }

    /// The instant that is shown, and what is going on, in words.
    pub fn time_in_words(&self) -> Phrase {
        let length = clock(self.length().as_secs_f64());
        let in_flight = self.frame().map_or(0, |frame| frame.in_flight().get());
        let (in_flight, throttles) = (grouped(in_flight.into()), grouped(self.throttles_now()));
        words::at_time(self.language(), self.clock(), length, in_flight, throttles, self.now_in_words())
    }

    /// How a step is called: by change, or by how much time.
    pub fn step_name(&self, step: StepBy) -> String {
        match step {
            StepBy::Change => words::step_by_change(self.language()).to_owned(),
            StepBy::Time => duration(Duration::from_nanos(StepBy::time(self.length()).as_nanos())),
        }
    }

    /// The speeds to choose from, slowest first.
    pub fn speeds(&self) -> [Speed; 4] {
        Speed::offered(self.length())
    }
}

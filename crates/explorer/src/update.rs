//! How the page answers a message. No clock, no browser: what the browser has to do comes out as [`Effects`].

use lambda_sim::problem::Rule;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::Instant;

use crate::edits::Edits;
use crate::field::Field;
use crate::link::Link;
use crate::message::{Effects, Message};
use crate::page::{Draft, Page};
use crate::prediction::Prediction;
use crate::shipped::Shipped;

const NOTHING: Effects = Effects { compute: false, write_link: false, write_presentation: false, frames: false };
const COMPUTE: Effects = Effects { compute: true, write_link: true, ..NOTHING };
const LINK: Effects = Effects { write_link: true, ..NOTHING };
const PRESENTATION: Effects = Effects { write_presentation: true, ..NOTHING };
const FRAMES: Effects = Effects { frames: true, ..NOTHING };

impl Page {
    /// Answers a message.
    pub fn update(&mut self, message: Message) -> Effects {
        match message {
            Message::ChooseScenario(shipped) => self.choose(shipped),
            Message::OpenLink(link) => self.open_link(&link),
            Message::DismissNotices => {
                self.notices.clear();
                NOTHING
            }
            Message::SelectFunction(place) => {
                self.selected = place.min(self.scenario.functions.len() - 1);
                NOTHING
            }
            Message::Slide(field, position) => {
                let value = field.value_at(position);
                self.edit(field, &Field::text(value), Ok(value))
            }
            Message::Type(field, text) => {
                let value = field.parse(&text);
                self.edit(field, &text, value)
            }
            Message::ResetField(field) => {
                let shipped = field.get(&self.base).map(Field::text).unwrap_or_default();
                let mut edits = self.edits.clone();
                edits.remove(&field);
                self.take(field, &shipped, edits)
            }
            Message::RemoveReservation(place) => {
                let name = &self.scenario.functions[place.min(self.scenario.functions.len() - 1)].name;
                self.edit(Field::of_function(Setting::ReservedConcurrency, name), "", Ok(Value::Unset))
            }
            Message::ResetAll => self.reset_all(),
            Message::Predict => {
                self.begin_prediction();
                LINK
            }
            Message::Answer(answer) => {
                self.take_answer(answer);
                NOTHING
            }
            Message::Uncover => {
                self.prediction = Prediction::Offered;
                NOTHING
            }
            Message::SetLanguage(language) => {
                self.language = language;
                PRESENTATION
            }
            Message::SetTheme(theme) => {
                self.theme = theme;
                PRESENTATION
            }
            Message::TogglePlay
            | Message::Rewind
            | Message::StepForward
            | Message::StepBack
            | Message::Seek(_)
            | Message::SetSpeed(_)
            | Message::Frame(_) => self.transport(&message),
        }
    }

    fn transport(&mut self, message: &Message) -> Effects {
        match *message {
            Message::TogglePlay => return self.toggle_play(),
            Message::Frame(wall_ms) => return self.advance(wall_ms),
            Message::SetSpeed(speed) => {
                self.speed = speed;
                return if self.playing { FRAMES } else { NOTHING };
            }
            Message::Rewind => self.seek(Some(Instant::START)),
            Message::StepForward => {
                let end = self.length().after_start();
                let next = self.run.as_ref().map(|run| run.next_change(self.cursor).unwrap_or(end));
                self.seek(next);
            }
            Message::StepBack => {
                let run = self.run.as_ref();
                let previous = run.map(|run| run.previous_change(self.cursor).unwrap_or(Instant::START));
                self.seek(previous);
            }
            Message::Seek(at) => self.seek(Some(at)),
            _ => {}
        }
        LINK
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

    fn choose(&mut self, shipped: Shipped) -> Effects {
        self.notices.clear();
        self.restart(Link { shipped, edits: Edits::default(), cursor: None });
        COMPUTE
    }

    fn open_link(&mut self, link: &str) -> Effects {
        let (link, notices) = Link::read(link);
        self.notices = notices;
        self.restart(link);
        COMPUTE
    }

    fn reset_all(&mut self) -> Effects {
        self.drafts.clear();
        self.edits = Edits::default();
        let (scenario, plan) = self.edits.planned(&self.base).expect("a shipped scenario breaks no rule");
        self.start(scenario, plan);
        COMPUTE
    }

    /// Takes a value for a field, or keeps what was typed with the rule it breaks. The run keeps its last good value.
    fn edit(&mut self, field: Field, text: &str, value: Result<Value, Rule>) -> Effects {
        let value = match value {
            Ok(value) => value,
            Err(rule) => {
                self.drafts.insert(field, Draft { text: text.to_owned(), rule });
                return NOTHING;
            }
        };
        let mut edits = self.edits.clone();
        if field.get(&self.base) == Some(value) {
            edits.remove(&field);
        } else {
            edits.set(field.clone(), value);
        }
        self.take(field, text, edits)
    }

    /// Takes changes that break no rule and computes; then tries again what could not be taken before. Otherwise keeps
    /// what was typed, with the first rule it breaks.
    fn take(&mut self, field: Field, text: &str, edits: Edits) -> Effects {
        let (scenario, plan) = match edits.planned(&self.base) {
            Ok(planned) => planned,
            Err(problems) => {
                let rule = problems.into_iter().next().map(|problem| problem.rule);
                self.drafts.extend(rule.map(|rule| (field, Draft { text: text.to_owned(), rule })));
                return NOTHING;
            }
        };
        self.drafts.remove(&field);
        if edits != self.edits {
            self.edits = edits;
            self.start(scenario, plan);
        }
        self.retry_drafts();
        COMPUTE
    }

    /// A value refused a moment ago may be allowed now: 950 reserved, once the account's limit is 2,000.
    fn retry_drafts(&mut self) {
        for (field, draft) in core::mem::take(&mut self.drafts) {
            let retried = field.parse(&draft.text).ok().and_then(|value| {
                let mut edits = self.edits.clone();
                edits.set(field.clone(), value);
                let (scenario, plan) = edits.planned(&self.base).ok()?;
                Some((edits, scenario, plan))
            });
            match retried {
                Some((edits, scenario, plan)) => {
                    self.edits = edits;
                    self.start(scenario, plan);
                }
                None => {
                    self.drafts.insert(field, draft);
                }
            }
        }
    }
}

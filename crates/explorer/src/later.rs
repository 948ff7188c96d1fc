//! Interventions: changes of a setting during the run, from an instant on. Made by an edit while "from here" is on.

use lambda_sim::intervention::Intervention;
use lambda_sim::setting::Value;
use lambda_sim::time::{Instant, Span};

use crate::field::Field;
use crate::language::Language;
use crate::number::clock;
use crate::page::Page;
use crate::words;

/// A field gets another value at an instant of the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Later {
    /// Since the start of the run.
    pub at: Span,
    /// The field.
    pub field: Field,
    /// Its value from then on.
    pub value: Value,
}

impl Later {
    /// How a link writes its key: `i.1m30s.f.checkout.rc`.
    pub fn key(&self) -> String {
        format!("i.{}.{}", self.at, self.field.key())
    }

    /// As the engine has it.
    pub fn intervention(&self) -> Intervention {
        let Field { setting, function } = self.field.clone();
        Intervention { at: self.at, function, setting, value: self.value }
    }

    /// What is changed when: "1:30 Reserved for checkout 600".
    pub fn text(&self, language: Language) -> String {
        let value = self.field.spoken(self.value, language);
        words::change_later(language, clock(self.at.as_secs_f64()), self.field.title(language), value).to_string()
    }
}

/// Splits the key of a link behind `i.` into its instant and the rest. The instant may hold a point: `i.1.5s.a.ce`.
pub fn split_key(text: &str) -> Option<(Span, &str)> {
    let mut points = text.match_indices('.').map(|(place, _)| place);
    points.find_map(|place| Some((Span::parse(&text[..place])?, &text[place + 1..])))
}

/// Changes during the run, in the order in which they come; at equal instants in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Laters {
    entries: Vec<Later>,
}

impl Laters {
    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Later> {
        self.entries.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The last one of a field up to an instant, that one included.
    pub fn last_of(&self, field: &Field, up_to: Instant) -> Option<&Later> {
        self.iter().rev().find(|later| later.field == *field && later.at.after_start() <= up_to)
    }

    /// The first one of a field after an instant.
    pub fn next_of(&self, field: &Field, after: Instant) -> Option<&Later> {
        self.iter().find(|later| later.field == *field && after < later.at.after_start())
    }

    /// Makes a change, in the place of one of the same field at the same instant.
    pub fn put(&mut self, later: Later) {
        let same = |old: &Later| (old.at, &old.field) == (later.at, &later.field);
        if let Some(place) = self.entries.iter().position(same) {
            self.entries[place] = later;
            return;
        }
        let place = self.entries.iter().position(|old| later.at < old.at).unwrap_or(self.entries.len());
        self.entries.insert(place, later);
    }

    /// Takes one away.
    pub fn remove(&mut self, place: usize) -> Option<Later> {
        (place < self.entries.len()).then(|| self.entries.remove(place))
    }

    /// Takes away the one of this field at this instant.
    pub fn remove_at(&mut self, field: &Field, at: Span) {
        self.entries.retain(|later| (later.at, &later.field) != (at, field));
    }
}

impl Page {
    /// Whether edits hold from the cursor on, rather than from the start.
    pub fn is_from_here(&self) -> bool {
        self.from_here
    }

    /// The changes during the run, in their order; each is taken away by its place.
    pub fn interventions(&self) -> &Laters {
        self.form.edits.laters()
    }

    /// Where an edit of this field holds from: the cursor, while "from here" is on and the field can change during a run;
    /// `None` for the start.
    pub(crate) fn edits_from(&self, field: &Field) -> Option<Span> {
        let at = self.cursor.since_start();
        (self.from_here && field.setting.can_change() && Span::ZERO < at).then_some(at)
    }

    /// The value of a field as its control shows it: at the cursor while "from here" is on, otherwise at the start.
    pub fn value(&self, field: &Field) -> Option<Value> {
        let start = field.get(&self.scenario)?;
        if !self.from_here {
            return Some(start);
        }
        Some(self.interventions().last_of(field, self.cursor).map_or(start, |later| later.value))
    }

    /// What happens to a field later than its control shows: "600 from 1:30 on".
    pub fn later_note(&self, field: &Field) -> Option<String> {
        let after = if self.from_here { self.cursor } else { Instant::START };
        let laters = self.interventions();
        let is_now = |later: &&Later| !self.from_here && later.at == Span::ZERO && later.field == *field;
        let next = laters.iter().find(is_now).or_else(|| laters.next_of(field, after))?;
        let value = field.spoken(next.value, self.language());
        Some(words::changes_later(self.language(), value, clock(next.at.as_secs_f64())).to_string())
    }
}

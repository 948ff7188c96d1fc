//! Interventions: changes of a setting during the run, from an instant on. Made by an edit while "from here" is on.

use lambda_sim::id::{FunctionId, VersionId};
use lambda_sim::intervention::Intervention;
use lambda_sim::plan::Plan;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Owner, Value};
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
    /// When it ends, and what was before holds again; `None` = never.
    pub until: Option<Span>,
    /// The field.
    pub field: Field,
    /// Its value from then on.
    pub value: Value,
}

impl Later {
    /// How a link writes its key: `i.1m30s.f.checkout.rc`, `i.1m-2m.f.checkout.rc` where it ends.
    pub fn key(&self) -> String {
        let until = self.until.map(|until| format!("-{until}")).unwrap_or_default();
        format!("i.{}{until}.{}", self.at, self.field.key())
    }

    /// As the engine has it.
    pub fn intervention(&self) -> Intervention {
        let Field { setting, owner } = self.field.clone();
        Intervention { at: self.at, until: self.until, owner, setting, value: self.value }
    }

    /// What is changed when: "1:30 checkout: Reserved concurrency 600"; "1:30–2:00 ..." where it ends.
    pub fn text(&self, language: Language) -> String {
        let at = clock(self.at.as_secs_f64());
        let when = self.until.map_or(at.clone(), |until| format!("{at}–{}", clock(until.as_secs_f64())));
        let value = self.field.spoken(self.value, language);
        words::change_later(language, when, self.field.entry(language), value).to_string()
    }

    /// Whether it has begun at an instant, and not ended.
    fn holds_at(&self, instant: Instant) -> bool {
        self.at.after_start() <= instant && self.until.is_none_or(|until| instant < until.after_start())
    }
}

/// The name of a function, with that of its version where that is not the live one: `checkout:7`.
fn qualified(plan: &Plan, function: FunctionId, version: VersionId) -> String {
    let function = plan.function(function);
    if version == VersionId::LIVE {
        return function.name.clone();
    }
    format!("{}:{}", function.name, function.versions[version.index()].name)
}

/// A change during a run, with what it changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// When.
    pub at: Instant,
    /// The intervention that begins or ends, by its place in the scenario.
    pub place: usize,
    /// Whether it ends: then the value is the one that holds again.
    pub is_end: bool,
    /// The field.
    pub field: Field,
    /// Its value until then, if it had one.
    pub before: Option<Value>,
    /// Its value from then on.
    pub value: Value,
}

impl Changed {
    /// The changes of a plan, in the order in which they come.
    pub fn of(plan: &Plan) -> impl Iterator<Item = Self> {
        plan.interventions().map(|change| {
            let owner = change.caller.map_or_else(
                || Owner::from(change.function.map(|function| qualified(plan, function, change.version))),
                |caller| Owner::Caller(caller.index()),
            );
            let before = change.before.map(Field::shown).filter(|before| *before != Value::Unset);
            let field = Field { setting: change.setting, owner };
            Self { at: change.at, place: change.place, is_end: change.is_end, field, before, value: change.value }
        })
    }

    /// What is changed: "Account limit 1,000 → 2,000", "checkout: Reserved concurrency 600".
    pub fn text(&self, language: Language) -> String {
        let field = self.field.entry(language);
        let value = self.field.spoken(self.value, language);
        match self.before {
            Some(before) => {
                words::change_from_to(language, field, self.field.spoken(before, language), value).to_string()
            }
            None => words::change_set(language, field, value).to_string(),
        }
    }
}

/// A change as the list of changes has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// What is changed.
    pub changed: Changed,
    /// Its place among a person's changes; `None` for one of the shipped scenario, which stays.
    pub place: Option<usize>,
}

impl Listed {
    /// What is changed when: "1:30 Account limit 1,000 → 2,000".
    pub fn text(&self, language: Language) -> String {
        format!("{} {}", clock(self.changed.at.as_secs_f64()), self.changed.text(language))
    }
}

/// The last change of a field up to an instant, that one included; of several at one instant the one made last.
pub(crate) fn last_change(scenario: &Scenario, field: &Field, up_to: Instant) -> Option<Intervention> {
    let changes = scenario.unfolded().into_iter().filter(|change| field.is_of(change));
    changes.filter(|change| change.at.after_start() <= up_to).max_by_key(|change| change.at)
}

/// Splits the key of a link behind `i.` into when it holds and the rest. An instant may hold a point: `i.1.5s.a.ce`, `i.1m-1.5m.a.ce`.
pub fn split_key(text: &str) -> Option<(Span, Option<Span>, &str)> {
    let read = |when: &str| match when.split_once('-') {
        Some((at, until)) => Some((Span::parse(at)?, Some(Span::parse(until)?))),
        None => Some((Span::parse(when)?, None)),
    };
    let mut points = text.match_indices('.').map(|(place, _)| place);
    points.find_map(|place| read(&text[..place]).map(|(at, until)| (at, until, &text[place + 1..])))
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

    /// The last one of a field that holds at an instant.
    pub fn last_of(&self, field: &Field, at: Instant) -> Option<&Later> {
        self.iter().rev().find(|later| later.field == *field && later.holds_at(at))
    }

    /// The one of this field that begins at this instant.
    pub fn at(&self, field: &Field, at: Span) -> Option<&Later> {
        self.iter().find(|later| (later.at, &later.field) == (at, field))
    }

    /// The one at this place.
    pub(crate) fn get_mut(&mut self, place: usize) -> Option<&mut Later> {
        self.entries.get_mut(place)
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

    /// What is changed during the run, the shipped scenario's own changes included, in the order in which it comes.
    pub fn changes(&self) -> Vec<Listed> {
        let shipped = self.base.interventions.len();
        let listed = |changed: Changed| Listed { place: changed.place.checked_sub(shipped), changed };
        Changed::of(&self.plan).map(listed).collect()
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
        Some(last_change(&self.scenario, field, self.cursor).map_or(start, |change| Field::shown(change.value)))
    }

    /// What happens to a field later than its control shows: "600 from 1:30 on".
    pub fn later_note(&self, field: &Field) -> Option<String> {
        let after = if self.from_here { self.cursor } else { Instant::START };
        let is_ahead = |at: Instant| after < at || !self.from_here && at == Instant::START;
        let changes = self.scenario.unfolded().into_iter().filter(|change| field.is_of(change));
        let next = changes.filter(|change| is_ahead(change.at.after_start())).min_by_key(|change| change.at)?;
        let value = field.spoken(next.value, self.language());
        Some(words::changes_later(self.language(), value, clock(next.at.as_secs_f64())).to_string())
    }
}

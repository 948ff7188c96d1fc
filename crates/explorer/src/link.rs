//! The link: the part of the address behind `#`. A numbered shipped scenario, what was changed in it, and the cursor.
//!
//! `v=1&m=0.4.0&s=promotion.2&f.checkout.rc=600&t=90s`
//!
//! * `a.ce=2000`, `seed=7`, `length=10m`: a setting of the account or the run;
//! * `f.checkout.rc=600`: a setting of a function;
//! * `c.0.rate=0s:120,60s:120,80s:4000`: the rate curve of the caller at that place of the scenario file, in requests a second;
//!   `c.0.process=even`: how its requests are spaced; `c.1.at=10s:1000`: requests at exact instants;
//! * `c.0.attempts=5`: a setting of the caller at that place;
//! * `i.90s.f.checkout.rc=600`: an intervention, the same from that instant of the run on; `i.90s-2m.f.checkout.rc=600`: until
//!   another one, at which what was before holds again;
//! * `i.12s.f.checkout.invoke=1`: requests sent by hand at that instant; `event` instead of `invoke`: asynchronously;
//! * `t=90s`: the cursor.
//!
//! Whatever cannot be read is left out and said; the rest is kept.

use std::fmt::Write as _;

use lambda_sim::MODEL_VERSION;
use lambda_sim::problem::{Expected, Rule};
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Owner, Row, Scope, TABLE};
use lambda_sim::time::{Instant, Span};

use crate::by_hand;
use crate::edits::{Dropped, Edits};
use crate::field::Field;
use crate::later::{self, Later};
use crate::notice::Notice;
use crate::shipped::Shipped;
use crate::traffic::written;

/// The version of the link's form. Old versions are read for ever.
pub const LINK_VERSION: &str = "1";

const NEVER_FULL: &str = "a text never refuses more text";

/// What a link says.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The scenario it starts from.
    pub shipped: Shipped,
    /// What is changed in it.
    pub edits: Edits,
    /// Where the cursor stands, if it says so.
    pub cursor: Option<Instant>,
}

impl Link {
    /// The link as text, without the `#`.
    pub fn write(&self) -> String {
        let mut text = format!("v={LINK_VERSION}&m={MODEL_VERSION}&s={}", self.shipped.id());
        for (key, value) in self.edits.written(&self.shipped.scenario()) {
            write!(text, "&{key}={value}").expect(NEVER_FULL);
        }
        if let Some(cursor) = self.cursor {
            write!(text, "&t={cursor}").expect(NEVER_FULL);
        }
        text
    }

    /// Reads a link; what it had to leave out or change is in the notices.
    pub fn read(text: &str) -> (Self, Vec<Notice>) {
        let mut notices = Vec::new();
        let text = text.strip_prefix('#').unwrap_or(text);
        let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes())
            .map(|(key, value)| (key.into_owned(), value.into_owned()))
            .filter(|(key, value)| !key.is_empty() || !value.is_empty())
            .collect();
        let shipped = read_shipped(&pairs, &mut notices);
        let scenario = shipped.scenario();
        let mut edits = Edits::default();
        let mut cursor = None;
        for (key, value) in &pairs {
            match key.as_str() {
                "s" => {}
                "v" if value == LINK_VERSION => {}
                "v" => notices.push(Notice::LinkVersion { version: value.clone() }),
                "m" if value == MODEL_VERSION => {}
                "m" => notices.push(Notice::ModelVersion { version: value.clone() }),
                "t" => cursor = read_cursor(value, &mut notices),
                _ => notices.extend(read_edit(&scenario, key, value, &mut edits).err()),
            }
        }
        let dropped = edits.drop_broken(&scenario);
        notices.extend(dropped.into_iter().map(|Dropped { key, value, rule }| Notice::LinkValue { key, value, rule }));
        let length = edits.over(&scenario).length;
        if let Some(at) = cursor.filter(|at| length.after_start() < *at) {
            notices.push(Notice::CursorBeyondEnd { at: at.to_string(), end: length.to_string() });
            cursor = Some(length.after_start());
        }
        (Self { shipped, edits, cursor }, notices)
    }
}

fn read_shipped(pairs: &[(String, String)], notices: &mut Vec<Notice>) -> Shipped {
    let first = Shipped::ALL[0];
    let Some((_, id)) = pairs.iter().find(|(key, _)| key == "s") else {
        return first;
    };
    Shipped::from_id(id).unwrap_or_else(|| {
        notices.push(Notice::UnknownScenario { id: id.clone() });
        first
    })
}

fn read_cursor(value: &str, notices: &mut Vec<Notice>) -> Option<Instant> {
    let cursor = Span::parse(value).map(Span::after_start);
    if cursor.is_none() {
        let rule = Rule::Expected(Expected::Span);
        notices.push(Notice::LinkValue { key: "t".to_owned(), value: value.to_owned(), rule });
    }
    cursor
}

fn read_edit(scenario: &Scenario, key: &str, value: &str, edits: &mut Edits) -> Result<(), Notice> {
    let unknown = || Notice::UnknownKey { key: key.to_owned() };
    let broken = |rule: Rule| Notice::LinkValue { key: key.to_owned(), value: value.to_owned(), rule };
    if let Some((caller, key)) = split_caller(key).filter(|(_, key)| written::KEYS.contains(key)) {
        let shipped = scenario.callers.get(caller).map(|caller| &caller.traffic);
        let so_far = edits.traffic(caller).or(shipped).ok_or_else(unknown)?;
        let traffic = written::read(key, value, so_far).ok_or_else(unknown)?.map_err(broken)?;
        edits.put_traffic(scenario, caller, traffic);
    } else if let Some(rest) = key.strip_prefix("i.") {
        let (at, until, key) = later::split_key(rest).ok_or_else(unknown)?;
        if let Some(invoke) = by_hand::read(at, key, value).filter(|_| until.is_none()) {
            edits.send(invoke.map_err(broken)?);
            return Ok(());
        }
        let field = read_field(scenario, key).filter(|field| field.setting.can_change()).ok_or_else(unknown)?;
        let value = field.read(value).map_err(broken)?;
        edits.laters_mut().put(Later { at, until, field, value });
    } else {
        let field = read_field(scenario, key).ok_or_else(unknown)?;
        let value = field.read(value).map_err(broken)?;
        edits.set(field, value);
    }
    Ok(())
}

fn read_field(scenario: &Scenario, key: &str) -> Option<Field> {
    let (key, owner) = if let Some(rest) = key.strip_prefix("f.") {
        let (function, key) = rest.rsplit_once('.')?;
        (key, Owner::Function(function.to_owned()))
    } else if let Some((place, key)) = split_caller(key) {
        (key, Owner::Caller(place))
    } else {
        (key, Owner::Account)
    };
    let fits = |row: &&Row| {
        row.key == key
            && match (row.scope, &owner) {
                (Scope::Run | Scope::Account, Owner::Account) | (Scope::Function, Owner::Function(_)) => true,
                (Scope::Caller(_), Owner::Caller(place)) => {
                    scenario.callers.get(*place).is_some_and(|caller| row.scope.is_of_caller(caller.via))
                }
                _ => false,
            }
    };
    let setting = TABLE.iter().find(fits)?.setting;
    let field = Field { setting, owner };
    field.get(scenario).is_some().then_some(field)
}

/// The place of a caller and the key behind it: `c.0.rate`.
fn split_caller(key: &str) -> Option<(usize, &str)> {
    let (place, key) = key.strip_prefix("c.")?.split_once('.')?;
    Some((place.parse().ok()?, key))
}

//! The link: the part of the address behind `#`. A numbered shipped scenario, what was changed in it, and the cursor.
//!
//! `v=1&m=0.2.0&s=promotion.2&f.checkout.rc=600&t=90s`
//!
//! Whatever cannot be read is left out and said; the rest is kept.

use std::fmt::Write as _;

use lambda_sim::MODEL_VERSION;
use lambda_sim::problem::{Expected, Rule};
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Row, Scope, TABLE, Value};
use lambda_sim::time::{Instant, Span};

use crate::edits::Edits;
use crate::field::Field;
use crate::notice::Notice;
use crate::shipped::Shipped;

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
        for (field, value) in self.edits.iter() {
            write!(text, "&{}={value}", field.key()).expect(NEVER_FULL);
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
                _ => match read_edit(&scenario, key, value) {
                    Ok((field, value)) => edits.set(field, value),
                    Err(notice) => notices.push(notice),
                },
            }
        }
        let dropped = edits.drop_broken(&scenario);
        notices.extend(dropped.into_iter().map(|(field, value, rule)| Notice::LinkValue {
            key: field.key(),
            value: value.to_string(),
            rule,
        }));
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

fn read_edit(scenario: &Scenario, key: &str, value: &str) -> Result<(Field, Value), Notice> {
    let unknown = || Notice::UnknownKey { key: key.to_owned() };
    let row_of = |key: &str, of_function: bool| {
        let fits = |row: &&Row| row.key == key && (row.scope == Scope::Function) == of_function;
        TABLE.iter().find(fits)
    };
    let (row, function) = match key.strip_prefix("f.") {
        None => (row_of(key, false).ok_or_else(unknown)?, None),
        Some(rest) => {
            let (function, key) = rest.rsplit_once('.').ok_or_else(unknown)?;
            (row_of(key, true).ok_or_else(unknown)?, Some(function.to_owned()))
        }
    };
    let field = Field { setting: row.setting, function };
    if field.get(scenario).is_none() {
        return Err(unknown());
    }
    match field.read(value) {
        Ok(value) => Ok((field, value)),
        Err(rule) => Err(Notice::LinkValue { key: key.to_owned(), value: value.to_owned(), rule }),
    }
}

//! Turns Fluent texts into typed Rust: a function for every message, or a list of everything wrong with the texts.
//!
//! Only a part of Fluent is allowed, so that a message can be compiled and translations stay comparable: text,
//! variables (`{ $name }`), plural selectors on a number (`{ $count -> [one] … *[other] … }`, also with exact numbers
//! such as `[0]`), and terms (`{ -name }`) that hold plain text.

// The paths are spelled out because the tests package loads this file from another folder.
#[path = "locales/checks.rs"]
mod checks;
#[path = "locales/emit.rs"]
mod emit;
#[path = "locales/form.rs"]
mod form;
#[path = "locales/lines.rs"]
mod lines;
#[path = "locales/message.rs"]
mod message;
#[path = "locales/names.rs"]
mod names;
#[path = "locales/particles.rs"]
mod particles;
#[path = "locales/reader.rs"]
mod reader;
#[path = "locales/terms.rs"]
mod terms;
#[path = "locales/unsupported.rs"]
mod unsupported;

use std::collections::BTreeSet;

use super::source::{Problem, Source};
use message::Locale;

/// The Rust of every message, given the texts in both languages and the sources that may call them.
///
/// # Errors
///
/// Every problem at once: a translator should not have to find them one build at a time.
pub(crate) fn generate(english: &[Source], korean: &[Source], callers: &[Source]) -> Result<String, BTreeSet<Problem>> {
    let mut problems = BTreeSet::new();
    let english = reader::read(Locale::English, english, &mut problems);
    let korean = reader::read(Locale::Korean, korean, &mut problems);
    checks::compare(&english, &korean, &mut problems);
    checks::require_callers(&english, callers, &mut problems);
    if problems.is_empty() { Ok(emit::rust(&english, &korean)) } else { Err(problems) }
}

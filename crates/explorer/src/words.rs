//! The texts of the page: a function for every message of `locales/`, written by the build script.
//!
//! A message without variables is a `&'static str`, one with variables takes them in the order of the English text
//! and gives a `Phrase`. The build fails when a message is missing in a language, or when nothing calls it as `words::`
//! and its name.

#![allow(
    clippy::doc_markdown,
    clippy::match_same_arms,
    clippy::needless_pass_by_value,
    clippy::too_many_arguments,
    clippy::too_many_lines,
    reason = "written for translators and callers: prose in comments, texts that are the same in both languages, values \
              handed over as they come, and as long as the message is. Not `expect`, since each depends on the texts"
)]

include!(concat!(env!("OUT_DIR"), "/words.rs"));

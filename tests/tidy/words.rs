//! AWS's words in everything a person reads, and nothing unfinished.
//!
//! Phrases are banned, not words that have honest uses. This file quotes what it bans, so it is not held against itself.

use crate::report::{Violation, assert_none, lines_of};
use crate::source;

/// What is not written, at the start of a word, in any case; what is written instead; and what makes a line honest.
struct Phrase {
    banned: &'static str,
    instead: &'static str,
    unless: &'static [&'static str],
}

const fn phrase(banned: &'static str, instead: &'static str) -> Phrase {
    Phrase { banned, instead, unless: &[] }
}

const PHRASES: &[Phrase] = &[
    Phrase {
        banned: "container",
        instead: "execution environment",
        unless: &["@container", "container-type", "container-name", "container query", "container queries"],
    },
    Phrase {
        banned: "sandbox",
        instead: "execution environment",
        unless: &["frame", "sandbox=", "no-sandbox", "allow-scripts"], // the attribute of a frame, a browser's switch
    },
    phrase("lambda instance", "execution environment"),
    phrase("function instance", "execution environment"),
    phrase("warm instance", "idle environment"),
    phrase("warm pool", "provisioned concurrency"),
    phrase("min instances", "provisioned concurrency"),
    phrase("prewarmed", "provisioned concurrency, or initialized"),
    phrase("pre-warmed", "provisioned concurrency, or initialized"),
    phrase("shared pool", "unreserved concurrency"),
    phrase("limit pool", "account concurrency"),
    phrase("max lambdas", "account concurrency"),
    phrase("burst limit", "concurrency scaling rate"),
    phrase("ramp limit", "concurrency scaling rate"),
    phrase("rps cap", "requests per second quota"),
    phrase("cold boot", "cold start"),
    phrase("slow start", "cold start"),
    phrase("spin-up", "cold start"),
    phrase("spin up", "initialize"),
    phrase("spun up", "initialized"),
    phrase("lost event", "dropped event"),
];

/// Written exactly so: unfinished work, and lints or tests that are switched off without a reason.
const UNFINISHED: &[&str] = &["todo!", "unimplemented!", "dbg!(", "TODO", "FIXME", "XXX", "#[ignore", "#[allow("];

/// Where somebody's machine keeps things.
const MACHINES: &[&str] = &["/home/", "/root/", "/Users/", "/tmp/"];

fn check(path: &str, text: &str) -> Vec<Violation> {
    let lines = (1..).zip(text.lines());
    lines.flat_map(|(line, text)| rules(text).map(move |rule| Violation::at(path, line, rule))).collect()
}

fn rules(line: &str) -> impl Iterator<Item = String> {
    let lower = line.to_lowercase();
    let words = PHRASES.iter().filter(move |phrase| {
        starts_word(&lower, phrase.banned) && !phrase.unless.iter().any(|honest| lower.contains(honest))
    });
    let words = words.map(|phrase| format!("`{}`: write {}", phrase.banned, phrase.instead));
    let unfinished = UNFINISHED.iter().filter(move |banned| starts_word(line, banned));
    let unfinished = unfinished.map(|banned| format!("`{banned}` is unfinished or unexplained"));
    // After a letter it is the path of an address.
    let machines = MACHINES.iter().filter(move |banned| starts_word(line, banned));
    let machines = machines.map(|banned| format!("`{banned}` is a path of one machine"));
    words.chain(unfinished).chain(machines)
}

/// Whether `phrase` stands in `line` with no letter or digit before it.
fn starts_word(line: &str, phrase: &str) -> bool {
    let is_letter = |at: usize| line[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    line.match_indices(phrase).any(|(at, _)| !is_letter(at))
}

#[test]
fn everything_is_said_in_the_words_of_aws_and_finished() {
    let extensions = ["rs", "ftl", "md", "yaml", "yml", "toml", "css", "js", "mjs", "html"];
    let mut files = source::files(&extensions);
    files.retain(|file| file.path != "tests/tidy/words.rs");
    let violations: Vec<_> = files.iter().flat_map(|file| check(&file.path, &file.text)).collect();
    assert_none(&violations);
}

#[test]
fn a_banned_phrase_is_found_in_any_case_and_in_the_plural() {
    assert_eq!(lines_of(&check("a", "fine\nTwo Containers wait.\nthe_burst limit\n")), [2, 3]);
}

#[test]
fn a_word_with_an_honest_use_is_not_found() {
    let honest = "@container (min-width: 30rem) {\n<iframe sandbox=\"allow-scripts\">\na self-contained page\n";
    assert!(check("a", honest).is_empty());
}

#[test]
fn unfinished_work_and_paths_of_machines_are_found() {
    let sample = "todo!()\n// FIXME later\n#[ignore]\n#[allow(dead_code)]\nsee /home/me/notes\nsee https://example.org/home/\nallow(\n";
    assert_eq!(lines_of(&check("a", sample)), [1, 2, 3, 4, 5]);
}

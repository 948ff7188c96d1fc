//! What must hold between the languages, and between the texts and the code.

use std::collections::{BTreeMap, BTreeSet};

use super::super::source::{Problem, Source};
use super::message::{Kind, Message};

/// Both languages say the same messages, with the same values in them.
pub(super) fn compare(english: &[Message<'_>], korean: &[Message<'_>], problems: &mut BTreeSet<Problem>) {
    let translations = by_id(korean);
    let originals = by_id(english);
    for message in english {
        match translations.get(message.id.as_str()) {
            Some(translation) => compare_variables(message, translation, problems),
            None => {
                problems.insert(message.problem("the message is missing in Korean"));
            }
        }
    }
    for message in korean {
        if !originals.contains_key(message.id.as_str()) {
            problems.insert(message.problem("the message is missing in English"));
        }
    }
}

fn by_id<'m, 'a>(messages: &'m [Message<'a>]) -> BTreeMap<&'m str, &'m Message<'a>> {
    messages.iter().map(|message| (message.id.as_str(), message)).collect()
}

fn compare_variables(english: &Message<'_>, korean: &Message<'_>, problems: &mut BTreeSet<Problem>) {
    let there: BTreeMap<_, _> = korean.variables().into_iter().collect();
    let here: BTreeMap<_, _> = english.variables().into_iter().collect();
    for name in here.keys().filter(|name| !there.contains_key(*name)) {
        problems.insert(korean.problem(&format!("the variable `${name}` of the English text is missing")));
    }
    for (name, kind) in there {
        match here.get(name) {
            None => {
                problems.insert(korean.problem(&format!("the English text has no variable `${name}`")));
            }
            // The other way round is no difference: a language with one plural form has nothing to select.
            Some(Kind::Shown) if kind == Kind::Number => {
                let what = format!("`${name}` is a number here, but the English text does not select on it");
                problems.insert(korean.problem(&what));
            }
            Some(_) => {}
        }
    }
}

/// Every message is shown somewhere: the code calls it as `words::` and its name.
pub(super) fn require_callers(messages: &[Message<'_>], callers: &[Source], problems: &mut BTreeSet<Problem>) {
    let called: BTreeSet<&str> = callers.iter().flat_map(|source| called(&source.text)).collect();
    for message in messages.iter().filter(|message| !called.contains(message.function.as_str())) {
        let what = format!("nothing shows the message: no code calls `words::{}`", message.function);
        problems.insert(message.problem(&what));
    }
}

/// The names behind `words::` in the code, but not in comments that have their own line.
fn called(rust: &str) -> impl Iterator<Item = &str> {
    let code = rust.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| {
        line.split("words::").skip(1).map(|rest| {
            let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
            &rest[..end.unwrap_or(rest.len())]
        })
    })
}

//! What a person reads comes from the locales: no sentence stands in the markup, and no Korean anywhere in the page.

use crate::report::{Violation, assert_none, lines_of};
use crate::rust_text::{Literal, RustText, closing, line_of};
use crate::source;

/// Attributes that are read out or shown; the values of all others are for machines.
const READ_BY_PEOPLE: &[&str] = &[
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "caption",
    "heading",
    "hint",
    "label",
    "placeholder",
    "summary",
    "text",
    "title",
];

fn check(path: &str, source: &str) -> Vec<Violation> {
    let text = RustText::new(source);
    let hangul = source.char_indices().filter(|(_, c)| is_hangul(*c));
    let mut found: Vec<_> = hangul.map(|(at, _)| (line_of(source, at), "Korean outside of the locales")).collect();
    for (open, close) in markups(&text.code) {
        let inside = text.literals.iter().filter(|literal| (open..close).contains(&literal.offset));
        let shown = inside.filter(|literal| is_shown(&text.code, open, literal));
        found.extend(shown.map(|literal| (line_of(source, literal.offset), "text outside of the locales")));
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(line, rule)| Violation::at(path, line, rule)).collect()
}

/// The brackets of each `html!`, those inside others too.
fn markups(code: &str) -> Vec<(usize, usize)> {
    let calls = code.match_indices("html!");
    let opens = calls.filter_map(|(at, name)| Some(at + name.len() + code[at + name.len()..].find(['{', '(', '['])?));
    opens.filter_map(|open| Some((open, closing(code, open)?))).collect()
}

/// Whether a literal in the markup that starts at `open` is text that a person reads.
fn is_shown(code: &str, open: usize, literal: &Literal) -> bool {
    if is_compared(code, literal) {
        return false;
    }
    let brackets = enclosing(code, open + 1, literal.offset);
    let owners = brackets.iter().chain([&literal.offset]).map(|at| code[..*at].trim_end());
    let mut call = None;
    for before in owners {
        if before.ends_with("html!") {
            return false; // markup inside this markup is looked at by itself
        }
        if let Some(attribute) = attribute(before) {
            return READ_BY_PEOPLE.contains(&attribute) && has_word(&literal.text);
        }
        call = called(before).or(call);
    }
    match call {
        Some("expect" | "panic!" | "unreachable!" | "debug_assert!" | "assert!" | "classes!") => false,
        None | Some("format!" | "concat!" | "from" | "text") => has_word(&literal.text),
        // One word alone is a key; several are a sentence.
        Some(_) => has_word(&literal.text) && literal.text.trim().contains(' '),
    }
}

/// A literal that is compared with something, or is the pattern of an arm, is shown to nobody.
fn is_compared(code: &str, literal: &Literal) -> bool {
    let before = code[..literal.offset].trim_end();
    let after = code[literal.offset + 1 + literal.text.len()..].trim_start_matches(['"', '#']).trim_start();
    before.ends_with("==") || before.ends_with("!=") || after.starts_with("=>") || after.starts_with('|')
}

/// The brackets that are open at `to`, outermost first.
fn enclosing(code: &str, from: usize, to: usize) -> Vec<usize> {
    let mut open = Vec::new();
    for (at, byte) in code.bytes().enumerate().take(to).skip(from) {
        match byte {
            b'(' | b'[' | b'{' => open.push(at),
            b')' | b']' | b'}' => drop(open.pop()),
            _ => {}
        }
    }
    open
}

/// The attribute whose value starts after `before`, as in `aria-label=`.
fn attribute(before: &str) -> Option<&str> {
    let name = before.strip_suffix('=')?.trim_end();
    let start = name.rfind(|c: char| !c.is_ascii_alphanumeric() && !"-_:~".contains(c)).map_or(0, |at| at + 1);
    (start < name.len()).then(|| &name[start..])
}

/// What is called by the bracket after `before`, a macro with its `!`.
fn called(before: &str) -> Option<&str> {
    let start = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '!').map_or(0, |at| at + 1);
    let name = &before[start..];
    let is_keyword = matches!(name, "" | "if" | "else" | "match" | "in" | "return");
    (!is_keyword && name.ends_with(|c: char| c.is_ascii_alphanumeric() || "_!".contains(c))).then_some(name)
}

/// A word of three letters or more between spaces, or anything in Hangul.
fn has_word(text: &str) -> bool {
    let without_marks = |word: &str| word.trim_matches(|c: char| c.is_ascii_punctuation()).to_owned();
    let is_word = |word: String| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    text.split_whitespace().map(without_marks).any(is_word) || text.chars().any(is_hangul)
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}')
}

#[test]
fn no_text_stands_in_the_code_of_the_page() {
    let files = source::rust_files("crates/playground/src/");
    let violations: Vec<_> = files.iter().flat_map(|file| check(&file.path, &file.text)).collect();
    assert_none(&violations);
}

#[test]
fn text_in_markup_is_found() {
    let sample = r#"html! {
    <p>{ "Throttled requests" }</p>
    <button aria-label="Play">{ format!("{n} requests") }</button>
    <p title={format!("Reset {name}")}>{ if a { "on" } else { "Paused" } }</p>
    <Row open={true} body={html! { <b>{ "Inner" }</b> }} />
}"#;
    assert_eq!(lines_of(&check("a", sample)), [2, 3, 4, 5]);
}

#[test]
fn markup_for_machines_is_not_found() {
    let sample = r#"html! {
    <svg class="chart wide" viewBox="0 0 10 10" role="img" data-name="concurrency chart">
        <path class={classes!("line", is_cold.then_some("cold line"))} d="M 0 0 L 10 10" />
        <p id={format!("{name}-value")}>{ words.label("play") }{ " · " }{ at.expect("the run has a cursor") }</p>
        <i>{ match kind { "first" | "second" => words.first(), _ => one(kind == "third") } }</i>
        <Slider label={words.account_limit()} value={3} aria-label={words.play()} />
    </svg>
}
let sentence = "outside of the markup";"#;
    assert_eq!(lines_of(&check("a", sample)), []);
}

#[test]
fn korean_is_found_anywhere() {
    assert_eq!(lines_of(&check("a", "fn a() {}\n// \u{AC00}\n")), [2]);
}

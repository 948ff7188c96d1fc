//! A file and a function fit in a head.

use crate::report::{Violation, assert_none, lines_of};
use crate::rust_text::{RustText, closing, line_of, names};
use crate::source;

const FILE: usize = 400;
const FUNCTION: usize = 70;
/// A view is mostly markup, which is long and plain.
const VIEW_FUNCTION: usize = 150;

fn check_file(path: &str, text: &str) -> Option<Violation> {
    let lines = text.lines().count();
    (lines > FILE).then(|| Violation::of_file(path, format!("{lines} lines, more than {FILE}")))
}

fn check_functions(path: &str, source: &str) -> Vec<Violation> {
    let functions = functions(&RustText::new(source).code);
    let long = functions.into_iter().filter(|function| function.lines > function.limit);
    let rule =
        |function: &Function| format!("`{}` has {} lines, more than {}", function.name, function.lines, function.limit);
    long.map(|function| Violation::at(path, function.line, rule(&function))).collect()
}

struct Function {
    name: String,
    line: usize,
    /// From `fn` to the closing brace.
    lines: usize,
    limit: usize,
}

fn functions(code: &str) -> Vec<Function> {
    let mut found = Vec::new();
    let mut names = names(code).peekable();
    while let Some((at, word)) = names.next() {
        // A type such as `fn(u32)` has no name, a method that is only declared has no body.
        let name = names.peek().filter(|(next, _)| code[at + word.len()..*next].trim().is_empty());
        let (true, Some((_, name))) = (word == "fn", name) else { continue };
        let Some((open, close)) = body(code, at) else { continue };
        let line = line_of(code, at);
        let limit = if code[open..close].contains("html!") { VIEW_FUNCTION } else { FUNCTION };
        found.push(Function { name: (*name).to_owned(), line, lines: line_of(code, close) - line + 1, limit });
    }
    found
}

/// The braces of the function that starts at `at`.
fn body(code: &str, at: usize) -> Option<(usize, usize)> {
    let mut here = at;
    loop {
        here += code[here..].find(['(', '[', '{', ';'])?;
        match code.as_bytes()[here] {
            b';' => return None,
            b'{' => return Some((here, closing(code, here)?)),
            _ => here = closing(code, here)? + 1,
        }
    }
}

#[test]
fn no_file_has_more_than_400_lines() {
    let files = source::files(&["rs", "css", "js", "mjs"]);
    let violations: Vec<_> = files.iter().filter_map(|file| check_file(&file.path, &file.text)).collect();
    assert_none(&violations);
}

#[test]
fn no_function_has_more_than_70_lines_and_no_view_more_than_150() {
    let files = source::files(&["rs"]);
    let violations: Vec<_> = files.iter().flat_map(|file| check_functions(&file.path, &file.text)).collect();
    assert_none(&violations);
}

#[test]
fn a_long_file_is_found() {
    assert!(check_file("a", &"x\n".repeat(FILE)).is_none());
    assert!(check_file("a", &"x\n".repeat(FILE + 1)).is_some());
}

#[test]
fn a_long_function_is_found_and_a_view_may_be_longer() {
    let function = |lines: usize, inside: &str| {
        format!("fn short(f: fn(u8)) -> [u8; 2] {{}}\nfn long() {{\n{inside}{}}}\n", "a();\n".repeat(lines))
    };
    assert!(check_functions("a", &function(68, "")).is_empty());
    assert_eq!(lines_of(&check_functions("a", &function(69, ""))), [2]);
    assert!(check_functions("a", &function(140, "html! {}\n")).is_empty());
    assert_eq!(lines_of(&check_functions("a", &function(150, "html! {}\n"))), [2]);
}

#[test]
fn braces_in_strings_do_not_end_a_function() {
    let sample = format!("fn long() {{\n let a = \"}}\";\n{}}}\n", "a();\n".repeat(80));
    assert_eq!(lines_of(&check_functions("a", &sample)), [1]);
}

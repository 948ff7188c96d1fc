//! The Rust of the messages.

use std::fmt::{self, Write as _};

use super::form::{Form, form};
use super::message::{Kind, Locale, Message, Part};
use super::names::rust_name;

/// All functions, in the order of the English texts.
pub(super) fn rust(english: &[Message<'_>], korean: &[Message<'_>]) -> String {
    let mut rust = String::from("// Generated from the texts in `locales/` by the build script.\n");
    if !english.is_empty() {
        rust.push_str("\nuse crate::language::Language;\n");
    }
    if english.iter().any(|message| !message.variables().is_empty()) {
        rust.push_str("use crate::phrase::{Phrase, Piece};\n");
    }
    for message in english {
        let translation = korean.iter().find(|translation| translation.id == message.id);
        push_function(message, translation.expect("checked before"), &mut rust);
    }
    rust
}

fn push_function(english: &Message<'_>, korean: &Message<'_>, rust: &mut String) {
    let variables = english.variables();
    let forms = [(Locale::English, form(&english.parts)), (Locale::Korean, form(&korean.parts))];
    push_documentation(english, &forms[0].1, rust);

    let keyword = if variables.is_empty() { "const fn" } else { "fn" };
    push(rust, format_args!("pub {keyword} {}(language: Language", english.function));
    for (name, kind) in &variables {
        let taken = if *kind == Kind::Number { "u64" } else { "impl core::fmt::Display" };
        push(rust, format_args!(", {}: {taken}", argument(name)));
    }
    let given = if variables.is_empty() { "&'static str" } else { "Phrase" };
    push(rust, format_args!(") -> {given} {{\n    match language {{\n"));
    for (locale, form) in &forms {
        push(rust, format_args!("        Language::{} => ", locale.variant()));
        push_form(form, &variables, "        ", rust);
        rust.push_str(",\n");
    }
    rust.push_str("    }\n}\n");
}

/// The comment of the message, then every English text on a line of its own.
fn push_documentation(message: &Message<'_>, form: &Form, rust: &mut String) {
    push(rust, format_args!("\n/// The message `{}`.\n///\n", message.id));
    for line in &message.comment {
        push(rust, format_args!("/// {}\n", escape_markup(line)));
    }
    if !message.comment.is_empty() {
        rust.push_str("///\n");
    }
    rust.push_str("/// ```text\n");
    push_plain_texts(form, rust);
    rust.push_str("/// ```\n");
}

fn push_plain_texts(form: &Form, rust: &mut String) {
    match form {
        Form::Whole(parts) => {
            let plain = parts.iter().map(|part| match part {
                Part::Variable(name) => format!("{{{name}}}"),
                Part::Text(text) => text.replace('\n', " "),
                Part::Plural(_) => String::new(),
            });
            push(rust, format_args!("/// {}\n", plain.collect::<String>()));
        }
        Form::Choice { cases, other, .. } => {
            for (_, form) in cases {
                push_plain_texts(form, rust);
            }
            push_plain_texts(other, rust);
        }
    }
}

/// A comment is prose, but brackets outside of code would be links and tags to rustdoc.
fn escape_markup(comment: &str) -> String {
    let mut in_code = false;
    let mut escaped = String::new();
    for letter in comment.chars() {
        in_code ^= letter == '`';
        if !in_code && "[]<>".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The expression for a form. A message without variables is a plain string.
fn push_form(form: &Form, variables: &[(&str, Kind)], indent: &str, rust: &mut String) {
    let deeper = format!("{indent}    ");
    match form {
        Form::Whole(parts) if variables.is_empty() => match parts.first() {
            Some(Part::Text(text)) => push(rust, format_args!("{text:?}")),
            _ => rust.push_str("\"\""),
        },
        Form::Whole(parts) => {
            rust.push_str("Phrase::from(vec![\n");
            for part in parts {
                push(rust, format_args!("{deeper}{},\n", piece(part, variables)));
            }
            push(rust, format_args!("{indent}])"));
        }
        Form::Choice { variable, cases, other } => {
            push(rust, format_args!("match {} {{\n", argument(variable)));
            for (number, form) in cases {
                push(rust, format_args!("{deeper}{number} => "));
                push_form(form, variables, &deeper, rust);
                rust.push_str(",\n");
            }
            push(rust, format_args!("{deeper}_ => "));
            push_form(other, variables, &deeper, rust);
            push(rust, format_args!(",\n{indent}}}"));
        }
    }
}

fn piece(part: &Part, variables: &[(&str, Kind)]) -> String {
    match part {
        Part::Variable(name) if variables.contains(&(name, Kind::Number)) => {
            format!("Piece::value({name:?}, &crate::number::grouped({}))", argument(name))
        }
        Part::Variable(name) => format!("Piece::value({name:?}, &{})", argument(name)),
        Part::Text(text) => format!("Piece::Text({text:?})"),
        Part::Plural(_) => unreachable!("a whole text has no choices left"),
    }
}

/// The Rust name of a variable.
fn argument(name: &str) -> String {
    rust_name(name).expect("the reader leaves out what has no name")
}

fn push(rust: &mut String, text: fmt::Arguments<'_>) {
    rust.write_fmt(text).expect("a string takes any text");
}

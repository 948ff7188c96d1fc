//! From the names of the texts to the names of the Rust.

/// Words that cannot name a function or an argument, and `language`, which is the first argument of every function.
const TAKEN: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "language", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The Rust name of a message or variable, or why it has none.
pub(super) fn rust_name(id: &str) -> Result<String, &'static str> {
    let is_plain = |word: &str| {
        !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    };
    if !id.split('-').all(is_plain) {
        return Err("write names in lower case, with single hyphens between the words");
    }
    let name = id.replace('-', "_");
    if TAKEN.contains(&name.as_str()) {
        return Err("the name means something else in the generated code; choose another");
    }
    Ok(name)
}

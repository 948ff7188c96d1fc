//! Rust source without what is in comments and string literals, so that a rule about code reads only code.

/// The same bytes as the source, with blanks for comments and for what is between quotes. Offsets and lines stay.
#[derive(Debug)]
pub(crate) struct RustText {
    pub(crate) code: String,
    pub(crate) literals: Vec<Literal>,
}

/// A string literal: where its opening quote is, and what is between the quotes, as written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    pub(crate) offset: usize,
    pub(crate) text: String,
}

impl RustText {
    pub(crate) fn new(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut code = bytes.to_vec();
        let mut literals = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let piece = Piece::at(bytes, at);
            if let Some((from, to)) = piece.blank {
                let visible = |byte: &&mut u8| **byte != b'\n';
                code[from..to].iter_mut().filter(visible).for_each(|byte| *byte = b' ');
                if piece.is_string {
                    let text = String::from_utf8_lossy(&bytes[from..to]).into_owned();
                    literals.push(Literal { offset: from - 1, text });
                }
            }
            at = piece.end;
        }
        Self { code: String::from_utf8_lossy(&code).into_owned(), literals }
    }
}

/// The line of a byte, counted from one.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    1 + text[..offset].matches('\n').count()
}

/// Whether a byte can be part of a name.
pub(crate) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The names in code, each with its offset.
pub(crate) fn names(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = end + code.as_bytes()[end..].iter().position(|byte| is_name(*byte))?;
        let length = code.as_bytes()[start..].iter().take_while(|byte| is_name(**byte)).count();
        end = start + length;
        Some((start, &code[start..end]))
    })
}

/// The offset of the bracket that closes the one at `open`, in code without comments and literals.
pub(crate) fn closing(code: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The next piece of source: where it ends, and which part of it is not code.
struct Piece {
    end: usize,
    blank: Option<(usize, usize)>,
    is_string: bool,
}

impl Piece {
    fn at(bytes: &[u8], at: usize) -> Self {
        let rest = &bytes[at..];
        match rest {
            [b'/', b'/', ..] => Self::comment(at, rest.iter().take_while(|byte| **byte != b'\n').count()),
            [b'/', b'*', ..] => Self::comment(at, block_comment(rest)),
            [b'"', ..] => Self::string(at + 1, quoted(&rest[1..], b'"'), 1),
            [b'r', b'"' | b'#', ..] if at == 0 || is_raw_prefix(bytes, at) => Self::raw_string(bytes, at),
            [b'\'', ..] => Self::character(bytes, at),
            _ => Self::code(at + 1),
        }
    }

    fn code(end: usize) -> Self {
        Self { end, blank: None, is_string: false }
    }

    fn comment(at: usize, length: usize) -> Self {
        Self { end: at + length, blank: Some((at, at + length)), is_string: false }
    }

    fn string(from: usize, length: usize, quotes: usize) -> Self {
        let to = from + length;
        Self { end: to + quotes, blank: Some((from, to)), is_string: true }
    }

    fn raw_string(bytes: &[u8], at: usize) -> Self {
        let hashes = bytes[at + 1..].iter().take_while(|byte| **byte == b'#').count();
        let from = at + hashes + 2;
        if bytes.get(from - 1) != Some(&b'"') {
            return Self::code(at + 1); // a raw name such as r#type
        }
        let end = [&b"\""[..], &vec![b'#'; hashes]].concat();
        let length = bytes[from..].windows(end.len()).position(|window| window == end);
        Self::string(from, length.unwrap_or(bytes.len() - from), end.len())
    }

    /// A character, or the tick of a lifetime.
    fn character(bytes: &[u8], at: usize) -> Self {
        let from = at + 1;
        let rest = &bytes[from..];
        let length = match rest {
            [b'\\', ..] => quoted(rest, b'\''),
            _ => rest.iter().take(5).position(|byte| *byte == b'\'').unwrap_or(0),
        };
        let is_one = rest[..length].iter().filter(|byte| byte.is_ascii()).count() <= 1;
        if length > 0 && (is_one || rest[0] == b'\\') {
            Self { end: from + length + 1, blank: Some((from, from + length)), is_string: false }
        } else {
            Self::code(from)
        }
    }
}

/// The `r` of a raw string starts a word, or follows the `b` or `c` that does.
fn is_raw_prefix(bytes: &[u8], at: usize) -> bool {
    let before = bytes[at - 1];
    let starts_word = |at: usize| at == 0 || !is_name(bytes[at - 1]);
    !is_name(before) || (matches!(before, b'b' | b'c') && starts_word(at - 1))
}

/// Bytes up to the closing quote, which a backslash can hide.
fn quoted(rest: &[u8], quote: u8) -> usize {
    let mut at = 0;
    while at < rest.len() && rest[at] != quote {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    at.min(rest.len())
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while at < rest.len() {
        match rest[at..] {
            [b'/', b'*', ..] => (at, depth) = (at + 2, depth + 1),
            [b'*', b'/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

#[test]
fn comments_and_literals_are_blanked_and_lines_stay() {
    let source = "let a = \"fn {\"; // fn\n/* { /* } */ */ let b = 'x';\nlet c: &'static str = r#\"}\"#;";
    let text = RustText::new(source);
    assert_eq!(text.code.len(), source.len());
    assert_eq!(text.code.lines().count(), 3);
    assert!(!text.code.contains(['{', '}']), "{}", text.code);
    assert!(text.code.contains("'static str"));
    let literals: Vec<_> = text.literals.iter().map(|literal| literal.text.as_str()).collect();
    assert_eq!(literals, ["fn {", "}"]);
}

#[test]
fn quotes_that_are_characters_open_no_string() {
    let text = RustText::new(r#"('"', '\'', '\\', b'"', '가', "a\"b")"#);
    assert_eq!(text.literals.len(), 1);
    assert_eq!(text.literals[0].text, r#"a\"b"#);
}

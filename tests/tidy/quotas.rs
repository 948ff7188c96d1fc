//! Every number that AWS publishes stands in `quotas.rs`, under the address and the month it was read from.

use crate::report::{Violation, assert_none, lines_of};
use crate::source;

fn check(path: &str, source: &str) -> Vec<Violation> {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let constants = (0..lines.len()).filter_map(|index| Some((index, constant(lines[index])?)));
    let judged = constants.filter_map(|(index, name)| Some((index, name, missing(&documentation(&lines[..index]))?)));
    judged.map(|(index, name, missing)| Violation::at(path, index + 1, format!("{name} has no {missing}"))).collect()
}

/// The name of the constant that this line declares.
fn constant(line: &str) -> Option<&str> {
    let words = line.split_once("const ")?;
    let is_declaration = words.0.is_empty() || (words.0.starts_with("pub") && words.0.ends_with(' '));
    let (name, _) = words.1.split_once(':')?;
    (is_declaration && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_'))
        .then_some(name)
}

/// The doc comment directly above; attributes may stand between.
fn documentation(above: &[&str]) -> String {
    let block = above.iter().rev().take_while(|line| line.starts_with("///") || line.starts_with("#["));
    block.copied().collect::<Vec<_>>().join("\n")
}

fn missing(documentation: &str) -> Option<&'static str> {
    if documentation.to_lowercase().contains("assumption") {
        // What AWS does not publish comes from a measurement, from elsewhere, or from ourselves, and says which.
        let origins = ["https://", "source", "from", "measured", "ours"];
        let lower = documentation.to_lowercase();
        return (!origins.iter().any(|origin| lower.contains(origin))).then_some("origin for its assumption");
    }
    if !documentation.contains("https://") {
        return Some("address of its source");
    }
    (!has_month(documentation)).then_some("month (20yy-mm) in which its source was read")
}

fn has_month(text: &str) -> bool {
    text.as_bytes().windows(7).any(|window| {
        let digits = window.iter().enumerate().all(|(at, byte)| at == 4 || byte.is_ascii_digit());
        digits && window[4] == b'-' && window.starts_with(b"20")
    })
}

#[test]
fn every_quota_has_an_address_and_a_month() {
    let path = "crates/lambda-sim/src/quotas.rs";
    let text = source::read(path);
    assert!(text.lines().any(|line| constant(line).is_some()), "{path} declares no constant");
    assert_none(&check(path, &text));
}

#[test]
fn a_quota_without_address_or_month_is_found() {
    let sample = "
/// Source: <https://example.org/quotas.html>, read 2026-10.
#[rustfmt::skip]
pub const GOOD: u32 = 1;

/// Read 2026-10.
pub const NO_ADDRESS: u32 = 2;

/// Source: <https://example.org/quotas.html>.
pub(crate) const NO_MONTH: u32 = 3;

pub const NOTHING: u32 = 4;
pub const fn not_a_constant(a: u32) {}
";
    assert_eq!(lines_of(&check("a", sample)), [7, 10, 12]);
}

#[test]
fn an_assumption_says_where_it_comes_from() {
    let sample = "/// An assumption.\nconst A: u8 = 1;\n/// An assumption, measured by <https://example.org>.\nconst B: u8 = 1;\n";
    assert_eq!(lines_of(&check("a", sample)), [2]);
}

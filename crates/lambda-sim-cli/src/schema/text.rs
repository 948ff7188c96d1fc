//! Values that are written as text with a unit.

use lambda_sim::problem::Expected;
use serde_json::{Value, json};

/// Digits with at most one point among them.
const DECIMAL: &str = r"([0-9]+(\.[0-9]*)?|\.[0-9]+)";

/// The texts, by name.
pub(super) fn definitions() -> Value {
    let spans = format!(r"\s*({DECIMAL}(d|h|m|s|ms|us|ns)\s*)+");
    let number = format!(r"{DECIMAL}([eE][+-]?[0-9]+)?");
    json!({
        "span": text(Expected::Span, &format!("^{spans}$")),
        "rate": text(Expected::Rate, &format!(r"^\s*{number}\s*/\s*(s|min|m|h)\s*$")),
        "burst": text(Expected::Burst, &format!(r"^{spans}(x\s*\+?[0-9]+\s*)?$")),
        "fraction": {
            "description": sentence(Expected::Fraction),
            "oneOf": [
                { "type": "number", "minimum": 0, "maximum": 1 },
                { "type": "string", "pattern": format!(r"^\s*{number}\s*%?\s*$") },
            ],
        },
    })
}

fn text(expected: Expected, pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern, "description": sentence(expected) })
}

/// What the reader says of this kind of value, as a sentence.
fn sentence(expected: Expected) -> String {
    let text = expected.to_string();
    let (first, rest) = text.split_at(1);
    format!("{}{rest}.", first.to_uppercase())
}

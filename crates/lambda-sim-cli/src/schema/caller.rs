//! Callers: whom they call, on which way, and when.

use lambda_sim::problem::Expected;
use lambda_sim::read::{CALLER, PROCESSES};
use lambda_sim::setting::Scope;
use lambda_sim::via::Via;
use serde_json::{Value, json};

use super::{asked, closed, extend, setting};

pub(super) fn schema() -> Value {
    let mut schema = closed(&CALLER, &asked::required_of_caller(), key);
    let retrying: Vec<&str> = Via::ALL.into_iter().filter(|via| via.retries()).map(Via::name).collect();
    let rules = json!({
        "oneOf": [{ "required": ["rate"] }, { "required": ["at"] }],
        // Whoever does not retry by itself sends a request once.
        "if": { "required": ["via"], "properties": { "via": { "enum": retrying } } },
        "else": { "properties": { "max_attempts": { "const": Via::default().attempts() } } },
    });
    extend(&mut schema, rules);
    schema
}

fn key(key: &str) -> Value {
    match key {
        "function" => json!({ "$ref": "#/$defs/functionName", "description": "Name of the function that it calls." }),
        "qualifier" => json!({
            "type": ["string", "integer"],
            "description": "The version or alias that it calls; the live one where none is given.",
        }),
        "via" => json!({
            "enum": Via::NAMES,
            "default": Via::default().name(),
            "description": "The way on which its requests come.",
        }),
        "max_attempts" => {
            let (min, max) = asked::attempts();
            json!({
                "type": "integer",
                "minimum": min,
                "maximum": max,
                "description": "How often a throttled request is tried, the first time included; only for callers that \
                                retry by themselves.",
            })
        }
        "process" => json!({
            "enum": PROCESSES,
            "default": asked::process(),
            "description": "How requests are spaced along the rate curve.",
        }),
        "rate" => rate(),
        "at" => json!({
            "description": format!("Exact instants. Each is {}, of at most {}.", Expected::Burst, asked::burst_max()),
            "oneOf": [
                { "$ref": "#/$defs/burst" },
                { "type": "array", "items": { "$ref": "#/$defs/burst" }, "minItems": 1 },
            ],
        }),
        key => panic!("the key {key} of a caller has no schema"),
    }
}

/// One rate, or the points of a curve.
fn rate() -> Value {
    let row = setting::row(Scope::Function, "rate");
    let point = json!({
        "type": "array",
        "prefixItems": [{ "$ref": "#/$defs/span" }, { "$ref": "#/$defs/rate" }],
        "items": false,
        "minItems": 2,
        "description": format!("{}.", Expected::Point),
    });
    json!({
        "description": format!("One rate, or points joined by lines. {}", setting::description(row, false)),
        "oneOf": [{ "$ref": "#/$defs/rate" }, { "type": "array", "items": point, "minItems": 1 }],
    })
}

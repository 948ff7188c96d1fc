//! Callers: whom they call, on which way, and when.

use lambda_sim::problem::Expected;
use lambda_sim::read::{CALLER, PROCESSES};
use lambda_sim::setting::{Row, Scope, Setting, TABLE};
use lambda_sim::via::Via;
use serde_json::{Value, json};

use super::{asked, closed, extend, setting};

pub(super) fn schema() -> Value {
    let mut schema = closed(CALLER, &asked::required_of_caller(), key);
    let settings = CALLER.iter().filter_map(|key| only_where_it_is(key));
    let rules = json!({
        "oneOf": [{ "required": ["rate"] }, { "required": ["at"] }],
        "allOf": settings.collect::<Vec<_>>(),
    });
    extend(&mut schema, rules);
    schema
}

/// The rows of a key: callers on several ways may have one of their own.
fn rows(key: &str) -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(move |row| matches!(row.scope, Scope::Caller(_)) && row.file_key == key)
}

/// A setting stands only at callers on the ways that have it.
fn only_where_it_is(key: &str) -> Option<Value> {
    let vias: Vec<&str> = rows(key).flat_map(|row| row.scope.vias()).map(|via| via.name()).collect();
    // Whoever does not retry by itself sends a request once, and may be told so.
    let otherwise = match key {
        MAX_ATTEMPTS => json!({ "const": Via::default().attempts() }),
        _ => json!(false),
    };
    (!vias.is_empty()).then(|| {
        let is_one = json!({ "required": ["via"], "properties": { "via": { "enum": vias } } });
        json!({ "if": is_one, "else": { "properties": { key: otherwise } } })
    })
}

const MAX_ATTEMPTS: &str = Setting::MaxAttempts.file_key();

/// A setting, as each of its rows has it.
fn of_rows(key: &str) -> Value {
    let each = rows(key).map(|row| {
        let mut schema = setting::of_row(row);
        let vias: Vec<&str> = row.scope.vias().iter().map(|via| via.name()).collect();
        let description = format!("Only via {}. {}", vias.join(", "), setting::description(row, false));
        extend(&mut schema, json!({ "description": description }));
        schema
    });
    let mut each: Vec<Value> = each.collect();
    match each.len() {
        0 => panic!("the key {key} of a caller has no schema"),
        1 => each.remove(0),
        _ => json!({ "anyOf": each }),
    }
}

fn key(key: &str) -> Value {
    match key {
        "function" => json!({ "$ref": "#/$defs/functionName", "description": "Name of the function that it calls." }),
        "qualifier" => json!({
            "type": ["string", "integer"],
            "minimum": i64::MIN,
            "maximum": i64::MAX,
            "description": "The version or alias that it calls; the live one where none is given.",
        }),
        "via" => json!({
            "enum": Via::NAMES,
            "default": Via::default().name(),
            "description": "The way on which its requests come.",
        }),
        "authorizer" => json!({
            "$ref": "#/$defs/functionName",
            "description": "Only via api-gateway, http-api. Name of the function that its API asks first.",
        }),
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
        key => of_rows(key),
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

//! A setting, from its row of the table.

use lambda_sim::destination::Service;
use lambda_sim::quotas::FUNCTION_NAME_MAX;
use lambda_sim::setting::{Range, Row, Scope, TABLE, UNSET, Value as Setting};
use serde_json::{Value, json};

use super::{asked, extend};

/// The setting that this key of the file stands for.
pub(super) fn row(scope: Scope, key: &str) -> &'static Row {
    let row = TABLE.iter().find(|row| row.scope == scope && row.file_key == key);
    row.unwrap_or_else(|| panic!("the key {key} has no row in the table of settings, and no schema of its own"))
}

/// Type, range and default, with a description.
pub(super) fn of(scope: Scope, key: &str) -> Value {
    let row = row(scope, key);
    of_row(row)
}

/// A destination: one of the services, the name of a function, or nothing.
fn destination(services: &[&str]) -> Value {
    let function = json!({
        "type": "string",
        "pattern": format!("^[A-Za-z0-9_-]{{1,{FUNCTION_NAME_MAX}}}$"),
        "not": { "enum": Service::NAMES },
    });
    json!({ "anyOf": [{ "enum": services }, function, { "enum": [null, UNSET] }] })
}

/// A number that need not be set.
fn optional(min: i64, max: u64) -> Value {
    json!({
        "type": ["integer", "string", "null"],
        "minimum": min,
        "maximum": max,
        "pattern": format!("^{UNSET}$"),
    })
}

/// The same of a row.
pub(super) fn of_row(row: &Row) -> Value {
    let scope = row.scope;
    let follows_law = scope == Scope::Function && asked::takes_law(row);
    let mut schema = match row.range {
        _ if follows_law => json!({ "$ref": "#/$defs/law" }),
        Range::Count { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Range::OptionalCount { min, max } if row.setting.is_unlimited_at_minus_one() => {
            let mut schema = optional(-1, max);
            let between = json!({ "type": "integer", "exclusiveMinimum": -1, "exclusiveMaximum": min });
            extend(&mut schema, json!({ "not": between }));
            schema
        }
        Range::OptionalCount { min, max } => optional(i64::try_from(min).unwrap_or(i64::MAX), max),
        Range::Destination { services } => destination(services),
        Range::Span { .. } => json!({ "$ref": "#/$defs/span" }),
        Range::Rate { .. } => json!({ "$ref": "#/$defs/rate" }),
        Range::Fraction => json!({ "$ref": "#/$defs/fraction" }),
        Range::OptionalPart { min_percent, max_percent } => {
            json!({ "anyOf": [part(min_percent, max_percent), { "enum": [null, UNSET] }] })
        }
        Range::Choice { names, is_optional } => {
            let nothing = if is_optional { vec![Value::Null, UNSET.into()] } else { Vec::new() };
            // What AWS has as true or false may be written like that.
            let switch = if names.contains(&"true") { vec![json!(false), json!(true)] } else { Vec::new() };
            let each: Vec<Value> = names.iter().map(|name| (*name).into()).chain(nothing).chain(switch).collect();
            let one = json!({ "enum": each });
            if scope == Scope::Function && asked::takes_list_of_one(row, names[0]) {
                json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 1, "maxItems": 1 }] })
            } else {
                one
            }
        }
    };
    // Of a law the table knows the mean only.
    if let (false, Some(default)) = (follows_law, row.default) {
        extend(&mut schema, json!({ "default": json_of(default) }));
    }
    extend(&mut schema, json!({ "description": description(row, follows_law) }));
    schema
}

/// A part from a tenth to nine tenths, as a number or as text.
fn part(min_percent: u8, max_percent: u8) -> Value {
    let (min, max) = (f64::from(min_percent) / 100.0, f64::from(max_percent) / 100.0);
    let text = "^(0?\\.([1-8][0-9]*|90*)|([1-8][0-9](\\.[0-9]+)?|90(\\.0*)?) *%)$";
    json!({ "anyOf": [
        { "type": "number", "minimum": min, "maximum": max },
        { "type": "string", "pattern": text },
    ] })
}

/// What scales only where `MaxCapacity` is given.
pub(super) fn scalable_target() -> Value {
    let is_set = json!({ "anyOf": [
        { "required": ["MinCapacity"], "properties": { "MinCapacity": { "exclusiveMinimum": 0 } } },
        { "required": ["TargetValue"], "properties": { "TargetValue": { "not": { "enum": [null, UNSET] } } } },
    ] });
    let target = json!({ "required": ["MaxCapacity"], "properties": { "MaxCapacity": { "type": "integer" } } });
    json!({ "if": is_set, "then": target })
}

/// Type and range alone, for an intervention: of a law it sets the mean.
pub(super) fn of_a_value(row: &Row, must_be_set: bool) -> Value {
    let mut schema = match row.range {
        Range::OptionalCount { min, max } if must_be_set => {
            json!({ "type": "integer", "minimum": min, "maximum": max })
        }
        Range::OptionalPart { min_percent, max_percent } if must_be_set => part(min_percent, max_percent),
        Range::Span { .. } => json!({ "$ref": "#/$defs/span" }),
        Range::Rate { .. } => json!({ "$ref": "#/$defs/rate" }),
        _ => {
            let mut schema = of_row(row);
            if let Value::Object(map) = &mut schema {
                map.remove("default");
            }
            schema
        }
    };
    extend(&mut schema, json!({ "description": description(row, false) }));
    schema
}

fn json_of(value: Setting) -> Value {
    match value {
        Setting::Unset => Value::Null,
        Setting::Count(count) => count.into(),
        Setting::Fraction(part) => part.into(),
        Setting::Span(_) | Setting::Rate(_) | Setting::Choice(_) | Setting::Function(_) => value.to_string().into(),
    }
}

/// Range, unit, default, AWS's name and source, as the table has them.
pub(super) fn description(row: &Row, follows_law: bool) -> String {
    let mut parts = Vec::new();
    parts.extend(row.aws_name.map(|name| format!("AWS: {name}.")));
    let unit = if row.unit.is_empty() { String::new() } else { format!(" [{}]", row.unit) };
    match row.range {
        Range::Count { min, max } | Range::OptionalCount { min, max } => parts.push(format!("{min} to {max}{unit}.")),
        Range::Span { min, max } => parts.push(format!("{min} to {max}.")),
        Range::Rate { max } => parts.push(format!("At most {max}/s.")),
        Range::Fraction => parts.push("0 to 1, or 0% to 100%.".to_owned()),
        Range::OptionalPart { min_percent, max_percent } => parts.push(format!("{min_percent}% to {max_percent}%.")),
        Range::Choice { .. } | Range::Destination { .. } => {}
    }
    parts.extend(row.default.map(|default| match default {
        Setting::Unset => "Not set by default.".to_owned(),
        default if follows_law => format!("Mean by default: {default}."),
        default => format!("Default: {default}."),
    }));
    parts.push(format!("Source: {}", row.source));
    parts.join(" ")
}

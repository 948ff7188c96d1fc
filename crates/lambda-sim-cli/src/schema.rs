//! `lambda-sim schema`: the JSON Schema of the scenario file, for editors.
//!
//! Keys, ranges, names and defaults are those of the engine's own tables; where it has no table, the engine is asked. A schema
//! cannot say every rule: bounds of times and rates, and rules between several values, are the business of `lambda-sim check`.

mod asked;
mod caller;
mod interventions;
mod law;
mod setting;
mod text;

use lambda_sim::check::INTERVENTIONS_MAX;
use lambda_sim::quotas::FUNCTION_NAME_MAX;
use lambda_sim::read::{ACCOUNT, FUNCTION, TOP, VERSION, VERSIONS};
use lambda_sim::scenario::FILE_VERSION;
use lambda_sim::setting::Scope;
use serde_json::{Map, Value, json};

use crate::output;

/// Prints the schema.
pub(crate) fn print() -> Result<(), String> {
    output::print(&format!("{:#}\n", of_file()))
}

fn of_file() -> Value {
    let required = asked::required_of_file();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Scenario of the Lambda concurrency playground, version {FILE_VERSION}"),
    });
    let file = closed(&TOP, &required, |key| match key {
        "version" => json!({ "const": FILE_VERSION, "description": "Version of this format." }),
        "account" => closed(&ACCOUNT, &[], |key| setting::of(Scope::Account, key)),
        "functions" => functions(),
        "callers" => json!({
            "type": "array",
            "items": { "$ref": "#/$defs/caller" },
            "description": "Who sends requests.",
        }),
        "interventions" => json!({
            "type": "array",
            "items": { "$ref": "#/$defs/intervention" },
            "maxItems": INTERVENTIONS_MAX,
            "description": "What is changed while the run goes on.",
        }),
        key => setting::of(Scope::Run, key),
    });
    extend(&mut schema, file);
    let mut definitions = json!({
        "functionName": {
            "type": "string",
            "pattern": format!("^[A-Za-z0-9_-]{{1,{FUNCTION_NAME_MAX}}}$"),
            "description": format!("1 to {FUNCTION_NAME_MAX} letters, digits, hyphens and underscores."),
        },
        "function": closed(FUNCTION, &asked::required_of_function(), |key| match key {
            VERSIONS => versions(),
            key => setting::of(Scope::Function, key),
        }),
        "caller": caller::schema(),
        "intervention": interventions::schema(),
        "law": law::schema(),
    });
    extend(&mut definitions["function"], setting::scalable_target());
    extend(&mut definitions, text::definitions());
    extend(&mut schema, json!({ "$defs": definitions }));
    schema
}

fn functions() -> Value {
    json!({
        "type": "object",
        "propertyNames": { "$ref": "#/$defs/functionName" },
        "additionalProperties": { "$ref": "#/$defs/function" },
        "minProperties": 1,
        "maxProperties": asked::functions_max(),
        "description": "The functions of the account, by name.",
    })
}

fn versions() -> Value {
    json!({
        "type": "object",
        "additionalProperties": closed(&VERSION, &[], |key| setting::of(Scope::Function, key)),
        "description": "Further versions and aliases, by name; $LATEST is the unpublished one. Each has environments of its own.",
    })
}

/// A map that has no keys but these.
fn closed(keys: &[&str], required: &[String], schema: impl Fn(&str) -> Value) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|key| ((*key).to_owned(), schema(key))).collect();
    let mut closed = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        extend(&mut closed, json!({ "required": required }));
    }
    closed
}

/// Puts the entries of one map behind those of another.
fn extend(map: &mut Value, more: Value) {
    if let (Value::Object(map), Value::Object(more)) = (map, more) {
        map.extend(more);
    }
}

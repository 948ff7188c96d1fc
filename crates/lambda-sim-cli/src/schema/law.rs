//! Laws: a length of time alone, or a map with the law's name and its parameters.

use lambda_sim::law::SIGMA_MAX;
use lambda_sim::problem::Expected;
use lambda_sim::read::{LAWS, NamedLaw};
use serde_json::{Value, json};

use super::{closed, extend};

pub(super) fn schema() -> Value {
    let constant = json!({ "$ref": "#/$defs/span" });
    let each: Vec<Value> = [constant].into_iter().chain(LAWS.iter().map(named)).collect();
    json!({
        "description": format!("A length of time that is always the same, or {}.", Expected::Law),
        "oneOf": each,
    })
}

fn named(law: &NamedLaw) -> Value {
    let required: Vec<String> =
        law.keys.iter().filter(|key| !law.one_of.contains(key)).map(|key| (*key).to_owned()).collect();
    let mut schema = closed(law.keys, &required, |key| parameter(law, key));
    if !law.one_of.is_empty() {
        let given: Vec<Value> = law.one_of.iter().map(|key| json!({ "required": [key] })).collect();
        extend(&mut schema, json!({ "oneOf": given }));
    }
    schema
}

fn parameter(law: &NamedLaw, key: &str) -> Value {
    let span = json!({ "$ref": "#/$defs/span" });
    match key {
        "law" => json!({ "const": law.name }),
        "sigma" => json!({ "type": "number", "minimum": 0, "maximum": SIGMA_MAX }),
        "values" => json!({ "type": "array", "items": span, "minItems": 1 }),
        "quantiles" => json!({
            "type": "array",
            "items": {
                "type": "array",
                "prefixItems": [{ "$ref": "#/$defs/fraction" }, span],
                "items": false,
                "minItems": 2,
                "description": format!("{}.", Expected::Quantile),
            },
            "minItems": 1,
        }),
        _ => span,
    }
}

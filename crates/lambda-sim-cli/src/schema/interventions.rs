//! What is changed while the run goes on: an instant, and what is called then.

use lambda_sim::intervention::Verb;
use lambda_sim::invoke::InvocationType;
use lambda_sim::read::{AT, INVOKE, QUALIFIER, UNTIL, Whose, keys_of_verb, owners_of_verb};
use lambda_sim::setting::Setting;
use lambda_sim::setting::Value::{Count, Unset};
use serde_json::{Value, json};

use super::{closed, extend, setting};

/// One entry of the list.
pub(super) fn schema() -> Value {
    let keys: Vec<&str> = [AT, UNTIL].into_iter().chain(Verb::NAMES.iter().copied()).collect();
    let mut schema =
        closed(&keys, &[AT.to_owned()], |key| match Verb::ALL.into_iter().find(|verb| verb.name() == key) {
            Some(Verb::Invoke) => sent(),
            Some(verb) => called(verb),
            None if key == AT => {
                json!({ "$ref": "#/$defs/span", "description": "When, since the start of the run." })
            }
            None => json!({ "$ref": "#/$defs/span", "description": "Until when; what was before holds again then." }),
        });
    let each: Vec<Value> = Verb::NAMES.iter().map(|name| json!({ "required": [name] })).collect();
    extend(&mut schema, json!({ "oneOf": each, "not": { "required": [UNTIL, Verb::Invoke.name()] } }));
    schema
}

/// What stands behind a verb: settings of the account, of one function or of one caller.
fn called(verb: Verb) -> Value {
    let mut each: Vec<Value> = owners_of_verb(verb).into_iter().map(|whose| called_of(verb, whose)).collect();
    let mut schema = if each.len() == 1 { each.remove(0) } else { json!({ "oneOf": each }) };
    let says = if verb == Verb::Change {
        "What AWS does not set: traffic, durations, errors, attempts."
    } else {
        "A call of AWS's API."
    };
    extend(&mut schema, json!({ "description": says }));
    schema
}

fn called_of(verb: Verb, whose: Whose) -> Value {
    let keys = keys_of_verb(verb, whose);
    let owner = usize::from(whose != Whose::Account);
    // A verb of one setting needs that one, others any; AWS's Put makes the rest as it is by default.
    let is_single = keys.len() == owner + 1 + usize::from(verb.is_of_a_version());
    let required: Vec<String> = keys.iter().take(owner + usize::from(is_single)).map(|key| (*key).to_owned()).collect();
    let mut schema = closed(&keys, &required, |key| match verb.settings().iter().find(|set| Verb::key(**set) == key) {
        Some(set) => setting::of_a_value(set.row(), is_taken_away_otherwise(*set)),
        None if key == QUALIFIER => {
            json!({
                "type": ["string", "integer"],
                "minimum": i64::MIN,
                "maximum": i64::MAX,
                "description": "Version or alias; the live one without.",
            })
        }
        None if whose == Whose::Caller => {
            let one = json!({ "type": "integer", "minimum": 0 });
            one_or_several(&one, "Place of the caller in the file, from 0, or a list of several.")
        }
        None => {
            one_or_several(&json!({ "$ref": "#/$defs/functionName" }), "Name of the function, or a list of several.")
        }
    });
    if owner + 1 < keys.len() && !verb.is_of_a_version() && verb != Verb::PutFunctionEventInvokeConfig {
        extend(&mut schema, json!({ "minProperties": owner + 1 }));
    }
    schema
}

/// Whether a verb of its own takes a setting away.
fn is_taken_away_otherwise(setting: Setting) -> bool {
    Verb::of(setting, Unset) != Verb::of(setting, Count(0))
}

fn one_or_several(one: &Value, says: &str) -> Value {
    let several = json!({ "type": "array", "items": one, "minItems": 1, "uniqueItems": true });
    json!({ "description": says, "anyOf": [one, several] })
}

/// Requests that are sent by hand.
fn sent() -> Value {
    let mut schema = closed(&INVOKE, &[INVOKE[0].to_owned()], |key| match key {
        "count" => {
            json!({ "type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1, "description": "How many." })
        }
        "InvocationType" => json!({ "enum": InvocationType::NAMES, "default": InvocationType::NAMES[0] }),
        "Qualifier" => {
            json!({
                "type": ["string", "integer"],
                "minimum": i64::MIN,
                "maximum": i64::MAX,
                "description": "Version or alias; the live one without.",
            })
        }
        _ => json!({ "$ref": "#/$defs/functionName", "description": "Name of the function." }),
    });
    extend(&mut schema, json!({ "description": "Requests that are sent by hand: they leave all others as they are." }));
    schema
}

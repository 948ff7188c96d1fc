//! What is changed while the run goes on: an instant, and what is called then.

use lambda_sim::intervention::Verb;
use lambda_sim::read::{AT, keys_of_verb};
use serde_json::{Value, json};

use super::{closed, extend, setting};

/// One entry of the list.
pub(super) fn schema() -> Value {
    let keys: Vec<&str> = [AT].into_iter().chain(Verb::NAMES.iter().copied()).collect();
    let mut schema =
        closed(&keys, &[AT.to_owned()], |key| match Verb::ALL.into_iter().find(|verb| verb.name() == key) {
            Some(verb) => called(verb),
            None => json!({ "$ref": "#/$defs/span", "description": "When, since the start of the run." }),
        });
    let each: Vec<Value> = Verb::NAMES.iter().map(|name| json!({ "required": [name] })).collect();
    extend(&mut schema, json!({ "oneOf": each }));
    schema
}

/// What stands behind a verb.
fn called(verb: Verb) -> Value {
    let keys = keys_of_verb(verb);
    let has_function = verb != Verb::RequestServiceQuotaIncrease;
    // A verb of one setting needs that one, others any; AWS's Put makes the rest as it is by default.
    let is_single = verb.settings().len() == 1;
    let required: Vec<String> =
        keys.iter().take(usize::from(has_function) + usize::from(is_single)).map(|key| (*key).to_owned()).collect();
    let mut schema = closed(&keys, &required, |key| match verb.settings().iter().find(|set| Verb::key(**set) == key) {
        Some(set) => setting::of_a_value(set.row(), verb == Verb::PutFunctionConcurrency),
        None => json!({ "$ref": "#/$defs/functionName", "description": "Name of the function." }),
    });
    if 1 < verb.settings().len() && verb != Verb::PutFunctionEventInvokeConfig {
        extend(&mut schema, json!({ "minProperties": 2 }));
    }
    let says = if verb == Verb::Change {
        "What AWS does not set: traffic, durations, errors."
    } else {
        "A call of AWS's API."
    };
    extend(&mut schema, json!({ "description": says }));
    schema
}

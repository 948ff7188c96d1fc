//! `lambda-sim schema`: what it accepts is what the reader accepts, as far as a schema can say it.

mod agreement; // schema and reader, held against each other
mod texts; // spans, rates, bursts and parts of a whole

use std::path::Path;
use std::sync::LazyLock;

use jsonschema::Validator;
use lambda_sim::read::{ACCOUNT, CALLER, FUNCTION, LAWS, PROCESSES, TOP};
use lambda_sim::runtime::Runtime;
use lambda_sim::setting::{Scope, Setting, TABLE};
use lambda_sim::via::Via;
use serde_json::{Value, json};

use crate::invoke::{call, of_the_model, parse, shipped};

static SCHEMA: LazyLock<Value> = LazyLock::new(|| parse(&call(&["schema"]).succeeds()));
static VALIDATOR: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::draft202012::new(&SCHEMA).expect("a schema of draft 2020-12"));

fn scenario(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("a scenario");
    serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The definition of this name alone.
fn definition(name: &str) -> Validator {
    let schema = json!({ "$ref": format!("#/$defs/{name}"), "$defs": SCHEMA["$defs"] });
    jsonschema::draft202012::new(&schema).expect("a schema of draft 2020-12")
}

/// The keys of a closed map of the schema.
#[track_caller]
fn keys(of: &Value) -> Vec<&str> {
    assert_eq!(of["additionalProperties"], false, "{of}");
    of["properties"].as_object().expect("a map of properties").keys().map(String::as_str).collect()
}

#[test]
fn it_is_a_schema_of_draft_2020_12() {
    assert_eq!(SCHEMA["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&SCHEMA).expect("a valid schema");
}

#[test]
fn every_scenario_validates_but_the_one_with_mistakes() {
    let shipped = shipped();
    assert!(12 <= shipped.len(), "{shipped:?}");
    for path in shipped.into_iter().chain(of_the_model()) {
        let scenario = scenario(&path);
        let errors: Vec<String> = VALIDATOR.iter_errors(&scenario).map(|error| error.to_string()).collect();
        let has_mistakes = path.ends_with("ten-mistakes.yaml");
        assert_eq!(!errors.is_empty(), has_mistakes, "{}: {errors:#?}", path.display());
    }
}

#[test]
fn it_has_the_keys_of_the_reader_and_no_other() {
    assert_eq!(keys(&SCHEMA), TOP);
    assert_eq!(keys(&SCHEMA["properties"]["account"]), ACCOUNT);
    assert_eq!(keys(&SCHEMA["$defs"]["function"]), FUNCTION);
    assert_eq!(keys(&SCHEMA["$defs"]["caller"]), CALLER);
    let laws = SCHEMA["$defs"]["law"]["oneOf"].as_array().expect("a list of laws");
    let of_laws: Vec<_> = laws[1..].iter().map(keys).collect();
    assert_eq!(of_laws, LAWS.map(|law| law.keys.to_vec()));
}

/// Whoever hovers over a key in an editor reads AWS's name, the range, the unit and the source.
#[test]
fn every_setting_of_the_table_is_described() {
    for row in TABLE {
        let map = match row.scope {
            _ if row.setting == Setting::PeakRate => &SCHEMA["$defs"]["caller"],
            Scope::Run => &SCHEMA,
            Scope::Account => &SCHEMA["properties"]["account"],
            Scope::Function => &SCHEMA["$defs"]["function"],
            Scope::Caller(_) => &SCHEMA["$defs"]["caller"],
        };
        let of_key = &map["properties"][row.file_key];
        // Callers on several ways may have a row of their own for a key.
        let rows = of_key["anyOf"].as_array().filter(|_| !row.scope.vias().is_empty());
        let is_described = |row_of_key: &&Value| {
            let description = row_of_key["description"].as_str().unwrap_or_default();
            row.scope.vias().iter().all(|via| description.contains(via.name()))
        };
        let of_key = rows.map_or(of_key, |rows| rows.iter().find(is_described).expect("a row for this way"));
        let description = of_key["description"].as_str().unwrap_or_else(|| panic!("{} is described", row.file_key));
        let said = [row.source, row.unit, row.aws_name.unwrap_or_default()];
        // A span has its unit with it.
        let said = said.into_iter().filter(|text| *text != "s");
        for text in said.filter(|text| *text != "1/s") {
            assert!(description.contains(text), "{text} in {description}");
        }
        if let Some(default) = row.default.map(|default| default.to_string()).filter(|default| default != "none") {
            assert!(description.contains(&default), "{default} in {description}");
        }
    }
}

/// What the schema calls a default is a value that it accepts.
#[test]
fn defaults_are_valid() {
    let mut checked = 0;
    for row in TABLE.iter().filter(|row| row.scope == Scope::Function && row.setting != Setting::PeakRate) {
        let default = &SCHEMA["$defs"]["function"]["properties"][row.file_key]["default"];
        if SCHEMA["$defs"]["function"]["properties"][row.file_key].get("default").is_some() {
            let function = json!({ "duration": "1s", row.file_key: default });
            assert!(definition("function").is_valid(&function), "{function}");
            checked += 1;
        }
    }
    assert!(10 <= checked, "{checked}");
}

#[test]
fn every_name_of_the_engine_is_known_and_no_other() {
    let caller = |via: &str, process: &str| json!({ "function": "f", "via": via, "process": process, "rate": "1/s" });
    let function = |runtime: &str| json!({ "duration": "1s", "runtime": runtime });
    let (of_caller, of_function) = (definition("caller"), definition("function"));
    for via in Via::NAMES {
        assert!(of_caller.is_valid(&caller(via, PROCESSES[0])), "{via}");
    }
    for process in PROCESSES {
        assert!(of_caller.is_valid(&caller(Via::NAMES[0], process)), "{process}");
    }
    for runtime in Runtime::NAMES {
        assert!(of_function.is_valid(&function(runtime)), "{runtime}");
    }
    assert!(!of_caller.is_valid(&caller("sq", "even")) && !of_caller.is_valid(&caller("alb", "uniform")));
    assert!(!of_function.is_valid(&function("cobol")));
}

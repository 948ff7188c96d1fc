//! Turns the shipped scenarios from YAML, which people write, into JSON, which the page reads.
//!
//! The order of the keys is kept: it is the order in which functions are drawn. The values come from `serde-saphyr`,
//! read into the sorted map of `serde_json`, and the order from the events of the parser below it. Turning on the
//! `preserve_order` feature of `serde_json` instead would change its maps in every crate of the build.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use serde_saphyr::granit_parser::{Event, Parser, ScanError, Span};
use serde_saphyr::{DuplicateKeyPolicy, MergeKeyPolicy};

use super::source::{Problem, Source};

type Events<'a> = dyn Iterator<Item = Result<(Event<'a>, Span), ScanError>> + 'a;

/// What the sorted map forgets.
enum Shape {
    Leaf,
    Sequence(Vec<Self>),
    Mapping(Vec<(String, Self)>),
}

/// The Rust of a constant with the name and the JSON of every scenario, in the order of the sources.
///
/// # Errors
///
/// Whatever is not one YAML mapping, with its line.
pub(crate) fn generate(sources: &[Source]) -> Result<String, BTreeSet<Problem>> {
    let mut rust = String::from(
        "/// Every shipped scenario by name, as compact JSON with the keys in the order of its file.\n\
         pub(crate) const SHIPPED: &[(&str, &str)] = &[\n",
    );
    let mut problems = BTreeSet::new();
    for source in sources {
        match compact_json(&source.text) {
            Ok(json) => {
                let name = Path::new(&source.path).file_stem().unwrap_or_default().to_string_lossy();
                writeln!(rust, "    ({name:?}, {json:?}),").expect("a string takes any text");
            }
            Err((line, what)) => {
                problems.insert(source.problem(line, what));
            }
        }
    }
    rust.push_str("];\n");
    if problems.is_empty() { Ok(rust) } else { Err(problems) }
}

/// The document on one line, or the line that is wrong and why.
fn compact_json(yaml: &str) -> Result<String, (usize, String)> {
    let options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        with_snippet: false,
    };
    let value: Value = serde_saphyr::from_str_with_options(yaml, options).map_err(|error| {
        let line = error.location().map_or(1, |location| location.line());
        (usize::try_from(line).unwrap_or(1), error.to_string())
    })?;
    if !value.is_object() {
        return Err((1, "a scenario is a mapping: `version: 1` and so on".to_owned()));
    }
    let mut events = Parser::new_from_str(yaml);
    let mut json = String::new();
    write_json(&value, &shape(&mut events)?, &mut json);
    Ok(json)
}

/// The shape of the next node.
fn shape(events: &mut Events<'_>) -> Result<Shape, (usize, String)> {
    Ok(node(events)?.map_or(Shape::Leaf, |(_, shape)| shape))
}

/// The next node with its text, if it is a scalar, or nothing at the end of the collection around it.
fn node(events: &mut Events<'_>) -> Result<Option<(String, Shape)>, (usize, String)> {
    for event in &mut *events {
        let (event, span) = event.map_err(|error| (error.marker().line(), error.to_string()))?;
        match event {
            Event::Scalar(text, ..) => return Ok(Some((text.into_owned(), Shape::Leaf))),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                while let Some((_, item)) = node(events)? {
                    items.push(item);
                }
                return Ok(Some((String::new(), Shape::Sequence(items))));
            }
            Event::MappingStart(..) => {
                let mut entries = Vec::new();
                while let Some((key, _)) = node(events)? {
                    entries.push((key, shape(events)?));
                }
                return Ok(Some((String::new(), Shape::Mapping(entries))));
            }
            Event::SequenceEnd | Event::MappingEnd | Event::StreamEnd => return Ok(None),
            Event::Alias(_) => {
                return Err((span.start.line(), "an alias (`*name`): write the value out".to_owned()));
            }
            _ => {}
        }
    }
    Ok(None)
}

fn write_json(value: &Value, shape: &Shape, json: &mut String) {
    match (value, shape) {
        (Value::Object(map), Shape::Mapping(entries)) => {
            assert_eq!(map.len(), entries.len(), "both readings see the same keys");
            json.push('{');
            for (index, (key, shape)) in entries.iter().enumerate() {
                if index > 0 {
                    json.push(',');
                }
                json.push_str(&Value::from(key.as_str()).to_string());
                json.push(':');
                write_json(&map[key], shape, json);
            }
            json.push('}');
        }
        (Value::Array(values), Shape::Sequence(items)) => {
            json.push('[');
            for (index, (value, shape)) in values.iter().zip(items).enumerate() {
                if index > 0 {
                    json.push(',');
                }
                write_json(value, shape, json);
            }
            json.push(']');
        }
        (value, _) => json.push_str(&value.to_string()),
    }
}

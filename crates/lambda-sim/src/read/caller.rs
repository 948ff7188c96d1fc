//! The callers of a file.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::field::{Fields, Reader};
use crate::problem::{Expected, Rule};
use crate::scenario::{Burst, Caller, Function, Point, Process, Traffic};
use crate::setting::{CALLER_KEYS, Scope, Setting, TABLE, Value};
use crate::source::Mapping;
use crate::time::Span;
use crate::tree::Tree;
use crate::via::Via;

const QUALIFIER: &str = "qualifier";
/// Keys of every caller.
const OWN: [&str; 7] = ["function", QUALIFIER, "via", AUTHORIZER, "process", "rate", "at"];
/// The function that an API asks first.
const AUTHORIZER: &str = "authorizer";

/// Keys of a caller: its own, and every setting of one.
pub const CALLER: &[&str] = &{
    let mut keys = [""; OWN.len() + CALLER_KEYS.len()];
    let mut place = 0;
    while place < keys.len() {
        keys[place] = if place < OWN.len() { OWN[place] } else { CALLER_KEYS[place - OWN.len()] };
        place += 1;
    }
    keys
};
/// Names of processes.
pub const PROCESSES: &[&str] = &["even", "poisson"];

/// Stands for traffic that cannot be read, and breaks no rule.
const NO_REQUEST: Burst = Burst { at: Span::ZERO, count: 0 };

/// One for each entry, so that the places of those behind an unreadable one are those in the file.
pub(super) fn read_all(reader: &mut Reader, path: &str, tree: &Tree, functions: &[Function]) -> Vec<Caller> {
    let harmless = functions.first().map(|function| function.name.clone()).unwrap_or_default();
    let items = reader.items(path, tree);
    let callers = items.into_iter().map(|(path, caller)| {
        let stand_in = Caller::new(harmless.clone(), Via::default(), Traffic::At([NO_REQUEST].into()));
        read_caller(reader, &path, caller, stand_in)
    });
    callers.collect()
}

/// What can be read of a caller; the rest is as in `stand_in`.
fn read_caller(reader: &mut Reader, path: &str, tree: &Tree, stand_in: Caller) -> Caller {
    let mut caller = stand_in;
    let Some(mut fields) = reader.fields(path, tree, CALLER) else {
        return caller;
    };
    match fields.required(reader, "function") {
        Some((_, Tree::Text(name))) => caller.function.clone_from(name),
        Some((path, other)) => reader.problem(&path, other, Rule::Expected(Expected::Text)),
        None => {}
    }
    match fields.optional(QUALIFIER) {
        Some((_, Tree::Text(name))) => caller.qualifier = Some(name.clone()),
        // A version is often a number.
        Some((_, Tree::Integer(number))) => caller.qualifier = Some(number.to_string()),
        Some((path, other)) => reader.problem(&path, other, Rule::Expected(Expected::Text)),
        None => {}
    }
    read_via(reader, path, &mut fields, &mut caller);
    if let Some(traffic) = read_traffic(reader, path, tree, &mut fields) {
        caller.traffic = traffic;
    }
    caller
}

/// The way on which requests come, and the settings that callers on it have.
fn read_via(reader: &mut Reader, path: &str, fields: &mut Fields<'_>, caller: &mut Caller) {
    let via = match fields.optional("via") {
        Some((via_path, tree)) => {
            let named = if let Tree::Text(name) = tree { Via::named(name) } else { None };
            if named.is_none() {
                reader.problem(&via_path, tree, Rule::OneOf(Via::NAMES));
            }
            named
        }
        None if reader.is_misspelt(path, "via") => None,
        None => Some(Via::default()),
    };
    // One that cannot be read may be one that retries, so its attempts are not blamed as well.
    caller.via = via.unwrap_or(Via::Sdk);
    caller.max_attempts = caller.via.attempts();
    caller.mapping = Mapping::of(caller.via);
    match fields.optional(AUTHORIZER) {
        Some((path, tree)) if via.is_some_and(|via| !via.is_api()) => {
            reader.problem(&path, tree, Rule::OnlyVia { vias: [Via::ApiGateway, Via::HttpApi].into() });
        }
        Some((_, Tree::Text(name))) => caller.gateway.authorizer = via.map(|_| name.clone()),
        Some((path, other)) => reader.problem(&path, other, Rule::Expected(Expected::Text)),
        None => {}
    }
    for key in CALLER_KEYS {
        if let Some((path, tree)) = fields.optional(key) {
            read_setting_of(reader, &path, tree, caller, (key, via));
        }
    }
}

/// A setting of this key; callers on an unknown way may have any.
fn read_setting_of(reader: &mut Reader, path: &str, tree: &Tree, caller: &mut Caller, (key, via): (&str, Option<Via>)) {
    let rows = || TABLE.iter().filter(|row| matches!(row.scope, Scope::Caller(_)) && row.file_key == key);
    let own = rows().find(|row| via.is_none_or(|via| row.scope.is_of_caller(via)));
    match (own, rows().next()) {
        (Some(row), _) => {
            if let Some(value) = reader.setting(path, tree, row.setting) {
                row.setting.set_in_caller(caller, value);
            }
        }
        // Whoever does not retry by itself tries once, and may be told so.
        (None, Some(row)) if row.setting == Setting::MaxAttempts => {
            if let Some(Value::Count(count)) = reader.setting(path, tree, row.setting) {
                caller.max_attempts = u16::try_from(count).unwrap_or(u16::MAX);
            }
        }
        _ => {
            let vias = rows().flat_map(|row| row.scope.vias()).copied().collect();
            reader.problem(path, tree, Rule::OnlyVia { vias });
        }
    }
}

fn read_traffic(reader: &mut Reader, path: &str, tree: &Tree, fields: &mut Fields<'_>) -> Option<Traffic> {
    let process = match fields.optional("process") {
        None => Process::Poisson,
        Some((_, Tree::Text(process))) if process == "poisson" => Process::Poisson,
        Some((_, Tree::Text(process))) if process == "even" => Process::Even,
        Some((path, other)) => {
            reader.problem(&path, other, Rule::OneOf(PROCESSES));
            Process::Poisson
        }
    };
    match (fields.optional("rate"), fields.optional("at")) {
        (Some((path, rate)), None) => read_points(reader, &path, rate).map(|points| Traffic::Curve { process, points }),
        (None, Some((path, at))) => read_bursts(reader, &path, at).map(Traffic::At),
        (None, None) if reader.is_misspelt(path, "rate") || reader.is_misspelt(path, "at") => None,
        _ => {
            reader.problem(path, tree, Rule::RateOrAt);
            None
        }
    }
}

/// The points of a rate curve, or one rate that holds for the whole run.
fn read_points(reader: &mut Reader, path: &str, tree: &Tree) -> Option<Vec<Point>> {
    let Tree::List(_) = tree else {
        let rate = reader.rate(path, tree)?;
        return Some([Point { at: Span::ZERO, rate }].into());
    };
    let items = reader.items(path, tree);
    let count = items.len();
    let mut points = Vec::with_capacity(count);
    for (path, item) in items {
        if let Tree::List(pair) = item
            && let [at, rate] = pair.as_slice()
        {
            let at = reader.span(&format!("{path}[0]"), at);
            let rate = reader.rate(&format!("{path}[1]"), rate);
            if let (Some(at), Some(rate)) = (at, rate) {
                points.push(Point { at, rate });
            }
        } else {
            reader.problem(&path, item, Rule::Expected(Expected::Point));
        }
    }
    (points.len() == count).then_some(points)
}

fn read_bursts(reader: &mut Reader, path: &str, tree: &Tree) -> Option<Vec<Burst>> {
    let items = match tree {
        Tree::Text(_) => [(path.to_string(), tree)].into(),
        _ => reader.items(path, tree),
    };
    let count = items.len();
    let mut bursts = Vec::with_capacity(count);
    for (path, item) in items {
        match item {
            Tree::Text(text) if parse_burst(text).is_some() => bursts.extend(parse_burst(text)),
            other => reader.problem(&path, other, Rule::Expected(Expected::Burst)),
        }
    }
    (bursts.len() == count).then_some(bursts)
}

fn parse_burst(text: &str) -> Option<Burst> {
    let (at, count) = match text.split_once('x') {
        Some((at, count)) => (at, count.trim().parse().ok()?),
        None => (text, 1),
    };
    Some(Burst { at: Span::parse(at)?, count })
}

//! From a [`Tree`] to a [`Scenario`], reporting every mistake: wrong types, unknown keys, broken rules of AWS.

mod field;
mod function;
mod interventions;
mod law;
mod value;

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::check::ATTEMPTS_MAX;
use crate::plan::Plan;
use crate::problem::{Expected, Problem, Rule};
use crate::scenario::{Account, Burst, Caller, FILE_VERSION, Point, Process, Scenario, Traffic};
use crate::setting::{Setting, Value};
use crate::time::Span;
use crate::tree::Tree;
use crate::units::Concurrency;
use crate::via::Via;
use field::{Fields, Reader};
use interventions::Place;

pub use function::{FUNCTION, VERSION, VERSIONS};
pub use interventions::{AT, keys as keys_of_verb};
pub use law::{LAWS, NamedLaw};
pub use value::read_setting;

const SEED: &str = Setting::Seed.file_key();
const LENGTH: &str = Setting::Length.file_key();
const LIMIT: &str = Setting::AccountConcurrency.file_key();

/// Keys of the file itself.
pub const TOP: [&str; 7] = ["version", SEED, LENGTH, "account", "functions", "callers", "interventions"];
/// Keys of `account`.
pub const ACCOUNT: [&str; 1] = [LIMIT];
/// Keys of a caller.
pub const CALLER: [&str; 7] = ["function", QUALIFIER, "via", MAX_ATTEMPTS, "process", "rate", "at"];
/// Names of processes.
pub const PROCESSES: &[&str] = &["even", "poisson"];

const QUALIFIER: &str = "qualifier";
const MAX_ATTEMPTS: &str = "max_attempts";
/// Stands for traffic that cannot be read, and breaks no rule.
const NO_REQUEST: Burst = Burst { at: Span::ZERO, count: 0 };

impl Scenario {
    /// Reads a scenario file, version 1, and checks it.
    ///
    /// # Errors
    ///
    /// *All* mistakes of the file: those of form in the order of the file, then those against the rules likewise.
    pub fn read(tree: &Tree) -> Result<(Self, Plan), Vec<Problem>> {
        let mut reader = Reader::default();
        let (scenario, places) = read_scenario(&mut reader, tree);
        match scenario.check() {
            Ok(plan) if reader.problems.is_empty() => return Ok((scenario, plan)),
            Ok(_) => {}
            // What stands for an unreadable value must not be blamed a second time.
            Err(broken) => {
                let mut broken: Vec<_> =
                    broken.into_iter().map(|problem| interventions::find(problem, &places)).collect();
                broken.retain(|problem| {
                    !reader.is_unread(&problem.path)
                        && !reader.is_against_an_unread_limit(problem)
                        && !reader.is_against_something_unread(problem)
                });
                reader.problems.extend(broken);
            }
        }
        Err(reader.problems)
    }
}

fn read_scenario(reader: &mut Reader, tree: &Tree) -> (Scenario, Vec<Place>) {
    let (mut scenario, mut places) = (Scenario::default(), Vec::new());
    let Some(mut top) = reader.fields("", tree, &TOP) else {
        return (scenario, places);
    };
    match top.required(reader, "version") {
        Some((_, Tree::Integer(version))) if *version == i128::from(FILE_VERSION) => {}
        Some((path, other)) => reader.problem(&path, other, Rule::OneOf(&["1"])),
        None => {}
    }
    if let Some((path, seed)) = top.optional(SEED)
        && let Some(Value::Count(seed)) = reader.setting(&path, seed, Setting::Seed)
    {
        scenario.seed = seed;
    }
    if let Some((path, length)) = top.optional(LENGTH)
        && let Some(Value::Span(length)) = reader.setting(&path, length, Setting::Length)
    {
        scenario.length = length;
    }
    if let Some((path, account)) = top.optional("account") {
        scenario.account = read_account(reader, &path, account);
    }
    if let Some((path, functions)) = top.required(reader, "functions") {
        scenario.functions = function::read_all(reader, &path, functions);
    }
    if let Some((path, callers)) = top.optional("callers") {
        // One for each entry, so that the places of those behind an unreadable one are those in the file.
        let harmless = scenario.functions.first().map(|function| function.name.clone()).unwrap_or_default();
        for (path, caller) in reader.items(&path, callers) {
            let stand_in = Caller::new(harmless.clone(), Via::default(), Traffic::At([NO_REQUEST].into()));
            scenario.callers.push(read_caller(reader, &path, caller, stand_in));
        }
    }
    if let Some((path, interventions)) = top.optional("interventions") {
        (scenario.interventions, places) = interventions::read_all(reader, &path, interventions).into_iter().unzip();
    }
    (scenario, places)
}

fn read_account(reader: &mut Reader, path: &str, tree: &Tree) -> Account {
    let mut account = Account::default();
    if let Some(mut fields) = reader.fields(path, tree, &ACCOUNT)
        && let Some((path, limit)) = fields.optional(LIMIT)
        && let Some(Value::Count(limit)) = reader.setting(&path, limit, Setting::AccountConcurrency)
        && let Ok(limit) = u32::try_from(limit)
    {
        account.concurrent_executions = Concurrency::new(limit);
    }
    account
}

/// What can be read of a caller; the rest is as in `stand_in`.
fn read_caller(reader: &mut Reader, path: &str, tree: &Tree, stand_in: Caller) -> Caller {
    let mut caller = stand_in;
    let Some(mut fields) = reader.fields(path, tree, &CALLER) else {
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

/// The way on which requests come, and how often they are tried.
fn read_via(reader: &mut Reader, path: &str, fields: &mut Fields<'_>, caller: &mut Caller) {
    // One that cannot be read may be one that retries, so its attempts are not blamed as well.
    const UNREAD: Via = Via::Sdk;
    match fields.optional("via") {
        Some((via_path, tree)) => {
            let named = if let Tree::Text(name) = tree { Via::named(name) } else { None };
            if named.is_none() {
                reader.problem(&via_path, tree, Rule::OneOf(Via::NAMES));
            }
            caller.via = named.unwrap_or(UNREAD);
        }
        None if reader.is_misspelt(path, "via") => caller.via = UNREAD,
        None => {}
    }
    caller.max_attempts = caller.via.attempts();
    if let Some((path, attempts)) = fields.optional(MAX_ATTEMPTS) {
        match attempts {
            Tree::Integer(count) => match u16::try_from(*count) {
                Ok(count) => caller.max_attempts = count,
                Err(_) => reader.problem(&path, attempts, Rule::OutOfRange { min: 1, max: ATTEMPTS_MAX.into() }),
            },
            other => reader.problem(&path, other, Rule::Expected(Expected::Integer)),
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

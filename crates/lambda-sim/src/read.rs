//! From a [`Tree`] to a [`Scenario`], reporting every mistake: wrong types, unknown keys, broken rules of AWS.

mod field;

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::law::Law;
use crate::plan::Plan;
use crate::problem::{Expected, Problem, Rule};
use crate::scenario::{Account, Burst, Caller, FILE_VERSION, Function, Point, Process, Scenario, Traffic};
use crate::setting::{Range, Setting, Value};
use crate::time::Span;
use crate::tree::Tree;
use crate::units::{Concurrency, Rate};
use field::{Fields, Reader};

const SEED: &str = Setting::Seed.file_key();
const LENGTH: &str = Setting::Length.file_key();
const LIMIT: &str = Setting::AccountConcurrency.file_key();
const RESERVED: &str = Setting::ReservedConcurrency.file_key();
const DURATION: &str = Setting::Duration.file_key();
const INIT: &str = Setting::Init.file_key();
const IDLE_LIFETIME: &str = Setting::IdleLifetime.file_key();

const TOP: [&str; 6] = ["version", SEED, LENGTH, "account", "functions", "callers"];
const ACCOUNT: [&str; 1] = [LIMIT];
const FUNCTION: [&str; 4] = [RESERVED, DURATION, INIT, IDLE_LIFETIME];
const CALLER: [&str; 4] = ["function", "process", "rate", "at"];
const LAWS: &[&str] = &["constant", "exponential", "uniform"];
const PROCESSES: &[&str] = &["even", "poisson"];
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
        let scenario = read_scenario(&mut reader, tree);
        match scenario.check() {
            Ok(plan) if reader.problems.is_empty() => return Ok((scenario, plan)),
            Ok(_) => {}
            // What stands for an unreadable value must not be blamed a second time.
            Err(mut broken) => {
                broken
                    .retain(|problem| !reader.is_unread(&problem.path) && !reader.is_against_an_unread_limit(problem));
                reader.problems.extend(broken);
            }
        }
        Err(reader.problems)
    }
}

fn read_scenario(reader: &mut Reader, tree: &Tree) -> Scenario {
    let mut scenario = Scenario::default();
    let Some(mut top) = reader.fields("", tree, &TOP) else {
        return scenario;
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
        scenario.functions = read_functions(reader, &path, functions);
    }
    if let Some((path, callers)) = top.optional("callers") {
        // One for each entry, so that the places of those behind an unreadable one are those in the file.
        let harmless = scenario.functions.first().map(|function| function.name.clone()).unwrap_or_default();
        for (path, caller) in reader.items(&path, callers) {
            let stand_in = Caller { function: harmless.clone(), traffic: Traffic::At([NO_REQUEST].into()) };
            scenario.callers.push(read_caller(reader, &path, caller, stand_in));
        }
    }
    scenario
}

fn read_account(reader: &mut Reader, path: &str, tree: &Tree) -> Account {
    let mut account = Account::default();
    if let Some(mut fields) = reader.fields(path, tree, &ACCOUNT)
        && let Some((path, limit)) = fields.optional(LIMIT)
        && let Some(limit) = read_concurrency(reader, &path, limit, Setting::AccountConcurrency)
    {
        account.concurrent_executions = limit;
    }
    account
}

fn read_functions(reader: &mut Reader, path: &str, tree: &Tree) -> Vec<Function> {
    let Tree::Map(entries) = tree else {
        reader.problem(path, tree, Rule::Expected(Expected::Map));
        return Vec::new();
    };
    let mut functions: Vec<Function> = Vec::with_capacity(entries.len());
    for (name, tree) in entries {
        let path = format!("{path}.{name}");
        if functions.iter().any(|function| function.name == *name) {
            reader.problem(&path, tree, Rule::DuplicateKey);
        } else {
            functions.push(read_function(reader, &path, name, tree));
        }
    }
    functions
}

fn read_function(reader: &mut Reader, path: &str, name: &str, tree: &Tree) -> Function {
    let mut function = Function::new(name, Law::Constant(Span::ZERO));
    let Some(mut fields) = reader.fields(path, tree, &FUNCTION) else {
        return function;
    };
    if let Some((path, reserved)) = fields.optional(RESERVED) {
        function.reserved_concurrent_executions =
            read_concurrency(reader, &path, reserved, Setting::ReservedConcurrency);
    }
    if let Some((path, law)) = fields.required(reader, DURATION)
        && let Some(law) = read_law(reader, &path, law)
    {
        function.duration = law;
    }
    if let Some((path, law)) = fields.optional(INIT)
        && let Some(law) = read_law(reader, &path, law)
    {
        function.init = law;
    }
    if let Some((path, law)) = fields.optional(IDLE_LIFETIME)
        && let Some(law) = read_law(reader, &path, law)
    {
        function.idle_lifetime = law;
    }
    function
}

fn read_concurrency(reader: &mut Reader, path: &str, tree: &Tree, setting: Setting) -> Option<Concurrency> {
    match reader.setting(path, tree, setting)? {
        Value::Count(count) => u32::try_from(count).ok().map(Concurrency::new),
        _ => None,
    }
}

/// A law: a map with its name and parameters, or only a length of time, which is constant.
fn read_law(reader: &mut Reader, path: &str, tree: &Tree) -> Option<Law> {
    let Tree::Map(entries) = tree else {
        return reader.span(path, tree).map(Law::Constant);
    };
    let named = entries.iter().find(|(key, _)| key == "law");
    let parameters: &[&'static str] = match named.map(|(_, law)| law) {
        Some(Tree::Text(law)) if law == "constant" => &["law", "value"],
        Some(Tree::Text(law)) if law == "exponential" => &["law", "mean"],
        Some(Tree::Text(law)) if law == "uniform" => &["law", "from", "to"],
        Some(other) => {
            reader.problem(&format!("{path}.law"), other, Rule::OneOf(LAWS));
            return None;
        }
        None => {
            reader.problem(path, tree, Rule::Expected(Expected::Law));
            return None;
        }
    };
    let mut fields = reader.fields(path, tree, parameters)?;
    let mut span = |reader: &mut Reader, key| {
        let (path, tree) = fields.required(reader, key)?;
        reader.span(&path, tree)
    };
    match parameters {
        ["law", "value"] => span(reader, "value").map(Law::Constant),
        ["law", "mean"] => span(reader, "mean").map(|mean| Law::Exponential { mean }),
        _ => {
            let (from, to) = (span(reader, "from"), span(reader, "to"));
            Some(Law::Uniform { from: from?, to: to? })
        }
    }
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
    if let Some(traffic) = read_traffic(reader, path, tree, &mut fields) {
        caller.traffic = traffic;
    }
    caller
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

/// Reads one value as this setting has it, for a link or a field: its type and its range.
///
/// # Errors
///
/// The rule that the value breaks.
pub fn read_setting(tree: &Tree, setting: Setting) -> Result<Value, Rule> {
    let value = match (setting.row().range, tree) {
        (Range::OptionalCount { .. }, Tree::Null) => Value::Unset,
        (Range::Count { min, max } | Range::OptionalCount { min, max }, Tree::Integer(count)) => {
            Value::Count(u64::try_from(*count).map_err(|_| Rule::OutOfRange { min, max })?)
        }
        (Range::Count { .. } | Range::OptionalCount { .. }, _) => return Err(Rule::Expected(Expected::Integer)),
        (Range::Span { .. }, Tree::Text(text)) => Value::Span(Span::parse(text).ok_or(Rule::Expected(Expected::Span))?),
        (Range::Span { .. }, _) => return Err(Rule::Expected(Expected::Span)),
        (Range::Rate { .. }, Tree::Text(text)) => Value::Rate(Rate::parse(text).ok_or(Rule::Expected(Expected::Rate))?),
        (Range::Rate { .. }, _) => return Err(Rule::Expected(Expected::Rate)),
    };
    match setting.row().range.broken_by(value) {
        Some(rule) => Err(rule),
        None => Ok(value),
    }
}

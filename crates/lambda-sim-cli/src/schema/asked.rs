//! What no table of the engine has: its reader is asked, with a small file each time.

use lambda_sim::problem::{Problem, Rule};
use lambda_sim::read::PROCESSES;
use lambda_sim::scenario::{FILE_VERSION, Scenario};
use lambda_sim::setting::Row;
use lambda_sim::tree::Tree;

fn text(text: &str) -> Tree {
    Tree::Text(text.to_owned())
}

fn map<'a>(entries: impl IntoIterator<Item = (&'a str, Tree)>) -> Tree {
    Tree::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn shortest_function() -> Tree {
    map([("duration", text("0s"))])
}

/// A file with these functions, and maybe a caller.
fn file(functions: Tree, caller: Option<Tree>) -> Tree {
    let version = Tree::Integer(FILE_VERSION.into());
    map([("version", version), ("functions", functions), ("callers", Tree::List(caller.into_iter().collect()))])
}

/// A file with one function and one caller of it, who sends requests in this way.
fn file_with_caller<'a>(entries: impl IntoIterator<Item = (&'a str, Tree)>) -> Tree {
    let caller = map([("function", text("f"))].into_iter().chain(entries));
    file(map([("f", shortest_function())]), Some(caller))
}

fn problems(file: &Tree) -> Vec<Problem> {
    Scenario::read(file).err().unwrap_or_default()
}

/// The keys behind `prefix` that are missing in a file.
fn missing(file: &Tree, prefix: &str) -> Vec<String> {
    let missing = problems(file).into_iter().filter(|problem| problem.rule == Rule::Missing);
    missing.filter_map(|problem| problem.path.strip_prefix(prefix).map(str::to_owned)).collect()
}

/// The keys that every file has.
pub(super) fn required_of_file() -> Vec<String> {
    missing(&map([]), "")
}

/// The keys that every function has.
pub(super) fn required_of_function() -> Vec<String> {
    missing(&file(map([("f", map([]))]), None), "functions.f.")
}

/// The keys that every caller has.
pub(super) fn required_of_caller() -> Vec<String> {
    missing(&file(map([("f", shortest_function())]), Some(map([]))), "callers[0].")
}

/// Whether a setting of a function may be a law.
pub(super) fn takes_law(row: &Row) -> bool {
    takes(row, map([("law", text("constant")), ("value", text("0s"))]))
}

/// Whether a setting of a function may be a list of one value.
pub(super) fn takes_list_of_one(row: &Row, value: &str) -> bool {
    takes(row, Tree::List(vec![text(value)]))
}

fn takes(row: &Row, value: Tree) -> bool {
    let Tree::Map(mut function) = shortest_function() else { return false };
    function.retain(|(key, _)| key != row.file_key);
    function.push((row.file_key.to_owned(), value));
    problems(&file(map([("f", Tree::Map(function))]), None)).is_empty()
}

/// The most requests of one burst.
pub(super) fn burst_max() -> u64 {
    let burst = format!("0s x {}", u32::MAX);
    bounds(&file_with_caller([("at", text(&burst))])).expect("so many requests at once are refused").1
}

/// The most functions of one file.
pub(super) fn functions_max() -> u64 {
    let file_of = |count: u32| {
        let functions = (0..count).map(|number| (format!("f{number}"), shortest_function()));
        file(Tree::Map(functions.collect()), None)
    };
    // Twice as many each time, until they are too many.
    let counts = (0..u32::BITS).map(|power| 1 << power);
    counts.map(file_of).find_map(|file| bounds(&file)).expect("so many functions are refused").1
}

/// The bounds of the number that is outside of them in this file.
fn bounds(file: &Tree) -> Option<(u64, u64)> {
    problems(file).into_iter().find_map(|problem| match problem.rule {
        Rule::OutOfRange { min, max } => Some((min, max)),
        _ => None,
    })
}

/// The process that a caller without one has.
pub(super) fn process() -> &'static str {
    let read = |process: Option<&str>| {
        let process = process.map(|name| ("process", text(name)));
        Scenario::read(&file_with_caller([("rate", text("1/s"))].into_iter().chain(process))).ok()
    };
    let default = read(None);
    PROCESSES.iter().find(|name| read(Some(name)) == default).expect("the default has a name")
}

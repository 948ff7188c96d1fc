//! Reading a scenario file, with every problem in one message.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use lambda_sim::plan::Plan;
use lambda_sim::problem::Problem;
use lambda_sim::scenario::Scenario;
use lambda_sim::tree::Tree;

/// A scenario and its plan; or, as one message, all that is wrong with the file.
pub(crate) fn read(path: &Path) -> Result<(Scenario, Plan), String> {
    let name = path.display();
    let text = text_of(path).map_err(|error| format!("{name}: cannot be read: {error}"))?;
    // YAML is a superset of JSON, so one reader serves both.
    // Keys that stand twice and numbers that are none reach the reader, which reports them with all other mistakes.
    let options = serde_saphyr::options! {
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins,
        non_finite_float_policy: serde_saphyr::NonFiniteFloatPolicy::PassThrough,
    };
    let tree: Tree = serde_saphyr::from_str_with_options(&text, options).map_err(|error| format!("{name}: {error}"))?;
    Scenario::read(&tree).map_err(|problems| message(path, &problems))
}

/// The plan of a scenario, with another seed than the file's if one is given.
pub(crate) fn read_seeded(path: &Path, seed: Option<u64>) -> Result<Plan, String> {
    let (mut scenario, plan) = read(path)?;
    let Some(seed) = seed else { return Ok(plan) };
    scenario.seed = seed;
    scenario.check().map_err(|problems| message(path, &problems))
}

fn text_of(path: &Path) -> std::io::Result<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(path)
}

/// Problems as the command prints them: one a line, with a count at the end.
fn message(path: &Path, problems: &[Problem]) -> String {
    let mut message = String::new();
    for problem in problems {
        let _ = writeln!(message, "{}: {problem}", path.display());
    }
    message.push_str(&counted(problems.len(), "problem"));
    message
}

/// A count with its noun: `1 problem`, `2 problems`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

//! Scenarios, written as in a file.

use std::sync::Arc;

use lambda_sim::plan::Plan;
use lambda_sim::problem::Problem;
use lambda_sim::scenario::Scenario;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::tree::Tree;

/// A length of time, as in a file.
pub fn span(text: &str) -> Span {
    Span::parse(text).unwrap_or_else(|| panic!("{text:?} is no length of time"))
}

/// The plan of a scenario. The version of the format need not be given.
///
/// # Errors
///
/// All that is wrong with it.
pub fn checked(text: &str) -> Result<Arc<Plan>, Vec<Problem>> {
    let tree: Tree = serde_saphyr::from_str(&format!("version: 1\n{text}")).expect("a case is written in YAML");
    Scenario::read(&tree).map(|(_, plan)| Arc::new(plan))
}

/// The plan of a scenario that is right.
pub fn plan(text: &str) -> Arc<Plan> {
    checked(text).unwrap_or_else(|problems| panic!("a case breaks rules: {problems:#?}\n{text}"))
}

/// A seed for a scenario: each has its own, so that no two rows share their luck. (FNV-1a.)
pub fn seed(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Runs it, with series of this period.
pub fn run(text: &str, period: Span) -> Run {
    Run::of(plan(text), period)
}

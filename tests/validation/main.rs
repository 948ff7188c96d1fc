//! The *validation* suite: what is known about Lambda from elsewhere, in the short form. `cargo xtask validate` measures longer.

mod judgement; // what passes and what does not
mod readme; // what the README says

use validation::case::Effort;
use validation::{cases, report};

#[test]
fn every_case_passes_in_its_short_form() {
    let outcomes = report::measure(&cases::all(), Effort::Short);
    let failures: Vec<String> = outcomes
        .iter()
        .flat_map(|outcome| outcome.failures().map(|row| format!("{}: {row:?}", outcome.case.name)))
        .collect();
    assert!(failures.is_empty(), "{}\n{}", failures.join("\n"), report::summary(&outcomes));
}

#[test]
fn every_case_measures_something_and_has_a_name_of_its_own() {
    let cases = cases::all();
    let mut names: Vec<&str> = cases.iter().map(|case| case.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), cases.len());
}

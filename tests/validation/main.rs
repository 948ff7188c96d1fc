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

/// The numbers of examples that a case is about: `O17-O20` is about four.
fn numbers(name: &str) -> Vec<u32> {
    let number = |text: &str| text.strip_prefix('O').and_then(|digits| digits.parse().ok());
    let (first, last) = name.split_once('-').unwrap_or((name, name));
    number(first).zip(number(last)).map_or(Vec::new(), |(first, last)| (first..=last).collect())
}

#[test]
fn every_worked_example_is_a_case() {
    let mut all: Vec<u32> = cases::all().iter().flat_map(|case| numbers(case.name)).collect();
    all.extend(cases::UNUSED_NUMBERS);
    all.sort_unstable();
    assert_eq!(all, (1..=37).collect::<Vec<_>>());
}

#[test]
fn every_case_measures_something_and_has_a_name_of_its_own() {
    let cases = cases::all();
    let mut names: Vec<&str> = cases.iter().map(|case| case.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), cases.len());
}

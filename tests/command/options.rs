//! `--seed` and `--period`, and how not to call the command.

use crate::csv::{self, sum};
use crate::invoke::{PROMOTION, STEADY, call, parse};

fn digest(words: &[&str]) -> String {
    let summary = parse(&call(&[&["run", PROMOTION, "--format", "json"], words].concat()).succeeds());
    summary["digest"].as_str().expect("a text").to_owned()
}

#[test]
fn another_seed_is_another_run_and_the_same_seed_the_same() {
    assert_eq!(digest(&["--seed", "42"]), digest(&[]), "42 is the seed of the file");
    assert_ne!(digest(&["--seed", "43"]), digest(&[]));
    assert_eq!(digest(&["--seed", "18446744073709551615"]), digest(&["--seed", "18446744073709551615"]));
}

#[test]
fn the_period_changes_the_lines_and_not_the_run() {
    assert_eq!(digest(&["--period", "100ms"]), digest(&["--period", "1h"]));
    for (period, lines) in [("1s", 60), ("7s", 9), ("1m", 1), ("1h", 1), ("500ms", 120)] {
        let csv = call(&["run", STEADY, "--format", "csv", "--period", period]).succeeds();
        assert_eq!(csv.lines().count(), 1 + 2 * lines, "{period}");
        assert_eq!(sum(&csv::lines(&csv), "orders", "requests"), 6_000, "{period}");
    }
}

/// The last period is cut at the end of the run; its mean is over what is left.
#[test]
fn the_mean_of_a_cut_period_is_over_what_is_left_of_it() {
    let csv = call(&["run", STEADY, "--format", "csv", "--period", "7s"]).succeeds();
    let lines = csv::lines(&csv);
    let last = lines.last().expect("a line");
    let said =
        ["time_s", "function", "requests", "ConcurrentExecutions", "mean_concurrency"].map(|column| last.text(column));
    assert_eq!(said, ["56", "orders", "400", "50", "50.000000"]);
}

#[test]
fn a_period_that_is_none_is_refused() {
    for period in ["0s", "1", "-1s", "fast", "", "1e3s"] {
        let message = call(&["run", STEADY, &format!("--period={period}")]).complains();
        assert!(message.contains("--period"), "{message}");
    }
}

#[test]
fn a_period_that_gives_too_many_lines_is_refused_with_the_shortest_that_does_not() {
    let message = call(&["run", STEADY, "--period", "119us"]).complains();
    assert_eq!(message.trim(), "--period is 119us: must be from 120us to 1m");
}

#[test]
fn a_seed_that_is_none_is_refused() {
    for seed in ["-1", "x", "1.5", "18446744073709551616"] {
        let message = call(&["run", STEADY, &format!("--seed={seed}")]).complains();
        assert!(message.contains("--seed"), "{message}");
    }
}

#[test]
fn a_wrong_call_says_how_to_call_it() {
    for words in [
        &[][..],
        &["run"],
        &["check"],
        &["fly", STEADY],
        &["run", STEADY, "--format", "xml"],
        &["run", STEADY, "-x"],
        &["explain", STEADY],
        &["schema", STEADY],
    ] {
        let message = call(words).complains();
        assert!(message.contains("--help") || message.contains("Usage"), "{message}");
    }
}

#[test]
fn help_and_version_are_printed() {
    assert!(call(&["--help"]).succeeds().contains("lambda-sim"));
    assert!(call(&["run", "--help"]).succeeds().contains("--period"));
    assert_eq!(call(&["--version"]).succeeds().trim(), concat!("lambda-sim ", env!("CARGO_PKG_VERSION")));
}

//! The same seed gives the same run on every machine: digests of whole runs against one file.
//!
//! This suite compares them on the host and in wasm; the suite `command` compares the same file with what the command
//! prints, in a build without the other crates of the workspace, whose features might change floats.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::fmt::Write as _;

use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

use crate::shipped;

const GOLDEN: &str = include_str!("../golden/model_digests.txt");

/// Every line of the golden file: the name of a scenario file and the file.
const SCENARIOS: [(&str, &str); 7] = [
    ("steady.1", shipped::STEADY),
    ("ten-requests.1", shipped::TEN_REQUESTS),
    ("promotion.1", shipped::PROMOTION),
    ("promotion-repaired.1", shipped::PROMOTION_REPAIRED),
    ("ties", include_str!("scenarios/ties.yaml")),
    ("laws", include_str!("scenarios/laws.yaml")),
    ("saturation", include_str!("scenarios/saturation.yaml")),
];

fn digests() -> String {
    let mut lines = String::new();
    for (name, file) in SCENARIOS {
        let run = Run::of(shipped::read(file).1, Span::from_secs(1));
        let _ = writeln!(lines, "{name} {}", run.digest());
    }
    lines
}

#[test]
fn every_scenario_has_the_digest_in_the_golden_file() {
    let digests = digests();
    if bless(&digests) {
        return;
    }
    assert!(digests == GOLDEN, "the golden file says\n\n{GOLDEN}\nbut the runs give\n\n{digests}");
}

/// Rewrites the golden file if asked to. Only on the host: in wasm there is no file.
fn bless(digests: &str) -> bool {
    let is_asked = cfg!(not(target_arch = "wasm32")) && std::env::var_os("BLESS").is_some();
    if is_asked {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/model_digests.txt");
        std::fs::write(path, digests).expect("the golden file can be written");
    }
    is_asked
}

/// A digest that never changes would prove nothing.
#[test]
fn every_scenario_has_another_digest() {
    let digests = digests();
    let mut numbers: Vec<&str> = digests.lines().filter_map(|line| line.split(' ').nth(1)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), SCENARIOS.len(), "{digests}");
}

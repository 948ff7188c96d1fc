//! The command computes the same runs, bit by bit, as the suites of the model on the host and in wasm.
//!
//! `cargo test -p lambda-sim-cli` builds the engine with the features of this crate alone; `cargo test --workspace` with
//! all that any crate asks for. Both compare with the same file.

use crate::invoke::{PROMOTION, PROMOTION_REPAIRED, STEADY, TEN_REQUESTS, call, parse};

const FILES: [(&str, &str); 7] = [
    ("steady.1", STEADY),
    ("ten-requests.1", TEN_REQUESTS),
    ("promotion.1", PROMOTION),
    ("promotion-repaired.1", PROMOTION_REPAIRED),
    ("ties", concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/model/scenarios/ties.yaml")),
    ("laws", concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/model/scenarios/laws.yaml")),
    ("saturation", concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/model/scenarios/saturation.yaml")),
];

#[test]
fn every_scenario_has_the_digest_in_the_golden_file() {
    // The suite `model` rewrites the file, maybe at this moment.
    if std::env::var_os("BLESS").is_some() {
        return;
    }
    let golden: Vec<&str> = include_str!("../golden/model_digests.txt").lines().collect();
    let computed = FILES.map(|(name, file)| {
        let summary = parse(&call(&["run", file, "--format", "json"]).succeeds());
        format!("{name} {}", summary["digest"].as_str().expect("a text"))
    });
    assert_eq!(golden, computed);
}

//! The command computes the same runs, bit by bit, as the suites of the model on the host and in wasm.
//!
//! `cargo test -p lambda-sim-cli` builds the engine with the features of this crate alone; `cargo test --workspace` with
//! all that any crate asks for. Both compare with the same file.

use crate::invoke::{of_the_model, shipped, summary_of_file, word};

#[test]
fn every_scenario_has_the_digest_in_the_golden_file() {
    // The suite `model` rewrites the file, maybe at this moment.
    if std::env::var_os("BLESS").is_some() {
        return;
    }
    let golden: Vec<&str> = include_str!("../golden/model_digests.txt").lines().collect();
    let files: Vec<_> = shipped().into_iter().chain(of_the_model()).collect();
    let computed: Vec<String> = golden
        .iter()
        .map(|line| {
            let name = line.split(' ').next().expect("a name");
            let file = files.iter().find(|path| path.file_stem().is_some_and(|stem| stem == name));
            let file = file.unwrap_or_else(|| panic!("{name} in the golden file is a scenario"));
            format!("{name} {}", summary_of_file(word(file))["digest"].as_str().expect("a text"))
        })
        .collect();
    assert!(7 <= golden.len(), "{golden:?}");
    assert_eq!(golden, computed);
}

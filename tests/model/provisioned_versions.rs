//! Provisioned concurrency of versions other than the live one, set while a run goes on.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use lambda_sim::change::Change;
use lambda_sim::plan::Plan;
use lambda_sim::problem::Problem;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::tree::Tree;

use crate::changes::changes_of;

fn read(interventions: &str) -> Result<(Scenario, Plan), Vec<Problem>> {
    let file = format!(
        "version: 1\nlength: 10m\nfunctions:\n  a:\n    duration: 1s\n    init: 0s\n    preparation: 1m\n    \
         ProvisionedConcurrentExecutions: 5\n    ReservedConcurrentExecutions: 50\n    \
         versions: {{ \"7\": {{}}, $LATEST: {{}} }}\ninterventions:\n{interventions}"
    );
    let tree: Tree = serde_saphyr::from_str(&file).expect("the file is YAML");
    Scenario::read(&tree)
}

/// The live version keeps what it has.
#[test]
fn a_qualifier_names_the_version_that_is_provisioned() {
    let (scenario, plan) = read(
        "  - { at: 1m, until: 5m, PutProvisionedConcurrencyConfig: { function: a, Qualifier: 7, ProvisionedConcurrentExecutions: 10 } }
  - { at: 6m, DeleteProvisionedConcurrencyConfig: { function: a, Qualifier: live } }
",
    )
    .expect("a good file");
    let changes = changes_of(&Arc::new(plan));
    let told: Vec<String> = changes
        .iter()
        .filter_map(|(at, change)| match change {
            Change::Provisioned { version, requested, available, .. } => {
                Some(format!("{at} {}: {requested} asked for, {available} ready", version.index()))
            }
            _ => None,
        })
        .collect();
    let expected = [
        "1m 1: 10 asked for, 0 ready",
        "2m100ms 1: 10 asked for, 10 ready",
        "5m 1: 0 asked for, 0 ready",
        "6m 0: 0 asked for, 0 ready",
    ];
    assert_eq!(told, expected);
    assert_eq!(Setting::ProvisionedConcurrency.get(&scenario, Some("a:7")), Some(Value::Unset));
    assert_eq!(Setting::ProvisionedConcurrency.get(&scenario, Some("a:live")), Some(Value::Count(5)));
    assert_eq!(Setting::MemorySize.get(&scenario, Some("a:7")), None);
}

#[test]
fn what_aws_refuses_of_a_version_is_refused() {
    let told = |qualifier: &str, count: u32| {
        let entry = format!(
            "  - {{ at: 1m, PutProvisionedConcurrencyConfig: {{ function: a, Qualifier: {qualifier}, \
             ProvisionedConcurrentExecutions: {count} }} }}\n"
        );
        read(&entry).err().unwrap_or_default().iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(told("7", 45), "");
    assert!(told("7", 46).contains("its versions add up to 51, but only 50 are reserved"), "{}", told("7", 46));
    assert!(told("$LATEST", 1).contains("$LATEST is neither"), "{}", told("$LATEST", 1));
    let unknown = told("8", 1);
    let expected =
        "interventions[0].PutProvisionedConcurrencyConfig.function is \"a:8\": the function has no such version";
    assert!(unknown.starts_with(expected), "{unknown}");
}

//! A call is judged as a whole: AWS never sees what would hold between two of its settings.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::mistakes::check_problems;

fn file(function: &str, caller: &str, interventions: &str) -> String {
    format!(
        "version: 1\nlength: 10m\nfunctions:\n  f: {{ duration: 10ms, {function} }}\ncallers:\n  - {{ function: f, rate: 1/s{caller} }}\n\
         interventions:\n{interventions}"
    )
}

fn mapping(batch: u32, window: u32) -> String {
    format!(", via: sqs, BatchSize: {batch}, MaximumBatchingWindowInSeconds: {window}")
}

#[test]
fn a_call_that_is_valid_as_a_whole_is_not_refused_for_what_would_hold_between() {
    for call in ["BatchSize: 10, MaximumBatchingWindowInSeconds: 0", "MaximumBatchingWindowInSeconds: 0, BatchSize: 10"]
    {
        let call = format!("  - {{ at: 1m, UpdateEventSourceMapping: {{ caller: 0, {call} }} }}\n");
        check_problems(&file("", &mapping(100, 5), &call), &[]);
    }
    let up =
        "  - { at: 1m, UpdateEventSourceMapping: { caller: 0, BatchSize: 100, MaximumBatchingWindowInSeconds: 5 } }\n";
    check_problems(&file("", &mapping(10, 0), up), &[]);
    let java = "runtime: java21, snap_start: today";
    for call in ["runtime: nodejs22.x, snap_start: none", "snap_start: none, runtime: nodejs22.x"] {
        let call = format!("  - {{ at: 1m, UpdateFunctionConfiguration: {{ function: f, {call} }} }}\n");
        check_problems(&file(java, "", &call), &[]);
    }
    let outcomes = "  - { at: 1m, change: { function: f, error_rate: 0.2, timeout_rate: 0.8 } }\n";
    check_problems(&file("error_rate: 0.8, timeout_rate: 0.2", "", outcomes), &[]);
}

#[test]
fn the_end_of_a_call_is_judged_as_a_whole_too() {
    let call = "  - { at: 1m, until: 2m, UpdateEventSourceMapping: { caller: 0, BatchSize: 100, MaximumBatchingWindowInSeconds: 5 } }\n";
    check_problems(&file("", &mapping(10, 0), call), &[]);
    let call =
        "  - { at: 1m, until: 2m, UpdateFunctionConfiguration: { function: f, runtime: java21, snap_start: today } }\n";
    check_problems(&file("runtime: nodejs22.x", "", call), &[]);
}

#[test]
fn a_call_that_is_refused_changes_nothing_and_names_the_field_that_breaks_the_rule() {
    let told = |place: u32, field: &str| {
        format!(
            "interventions[{place}].UpdateEventSourceMapping.{field}: above 10 a mapping needs MaximumBatchingWindowInSeconds of 1 \
             or more (InvalidParameterValueException)"
        )
    };
    let calls =
        "  - { at: 1m, UpdateEventSourceMapping: { caller: 0, BatchSize: 100, MaximumBatchingWindowInSeconds: 0 } }
  - { at: 2m, UpdateEventSourceMapping: { caller: 0, BatchSize: 50 } }\n";
    // The window of the first call, which is refused, does not hold at the second.
    check_problems(&file("", &mapping(20, 5), calls), &[&told(0, "BatchSize is 100")]);
    let window = "  - { at: 1m, UpdateEventSourceMapping: { caller: 0, MaximumBatchingWindowInSeconds: 0 } }\n";
    check_problems(&file("", &mapping(20, 5), window), &[&told(0, "MaximumBatchingWindowInSeconds is 0")]);
    // Two calls of two instants stay two calls.
    let calls = "  - { at: 1m, UpdateEventSourceMapping: { caller: 0, MaximumBatchingWindowInSeconds: 0 } }
  - { at: 61s, UpdateEventSourceMapping: { caller: 0, BatchSize: 10 } }\n";
    check_problems(&file("", &mapping(20, 5), calls), &[&told(0, "MaximumBatchingWindowInSeconds is 0")]);
    let runtime =
        "  - { at: 1m, UpdateFunctionConfiguration: { function: f, MemorySize: 512, runtime: nodejs22.x } }\n";
    let problem = "interventions[0].UpdateFunctionConfiguration.runtime is nodejs22.x: ";
    let file = file("runtime: java21, snap_start: today", "", runtime);
    let found = super::mistakes::problems(&file);
    assert!(found.len() == 1 && found[0].to_string().starts_with(problem), "{found:?}");
}

#[test]
fn what_a_refused_call_leaves_missing_is_no_problem_of_its_own() {
    let call = "  - { at: 1m, RegisterScalableTarget: { function: f, MinCapacity: 1, MaxCapacity: 10 } }
  - { at: 1m, PutScalingPolicy: { function: f, TargetValue: 0.7 } }\n";
    let file = file("runtime: java21, snap_start: today", "", call);
    let found = super::mistakes::problems(&file);
    assert!(found.len() == 1, "{found:?}");
    let told = found[0].to_string();
    assert!(told.starts_with("interventions[0].RegisterScalableTarget.MaxCapacity is 10: SnapStart"), "{told}");
}

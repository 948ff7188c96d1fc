//! What is changed while the run goes on, in AWS's words.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::problem::Problem;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::Owner;
use lambda_sim::tree::Tree;

const START: &str = "version: 1\nlength: 5m\nfunctions: { checkout: { duration: 1s }, thumbnails: { duration: 1s } }\n\
                     callers: [{ function: checkout, rate: 10/s }, { function: checkout, via: sdk, at: 1s }]\ninterventions:\n";

fn read(entries: &str) -> Result<Vec<String>, Vec<Problem>> {
    let tree: Tree = serde_saphyr::from_str(&format!("{START}{entries}")).expect("the file is YAML");
    let (scenario, _) = Scenario::read(&tree)?;
    let told = scenario.interventions.iter().map(|intervention| {
        let owner = match &intervention.owner {
            Owner::Account => "*".to_owned(),
            Owner::Function(name) => name.clone(),
            Owner::Caller(place) => format!("callers[{place}]"),
        };
        format!("{} {owner} {:?} {}", intervention.at, intervention.setting, intervention.value)
    });
    Ok(told.collect())
}

#[test]
fn every_verb_sets_what_its_keys_say() {
    let read = read(
        "  - { at: 90s, PutFunctionConcurrency: { function: checkout, ReservedConcurrentExecutions: 600 } }
  - { at: 2m, DeleteFunctionConcurrency: { function: checkout } }
  - { at: 2m, UpdateFunctionConfiguration: { function: checkout, MemorySize: 1024, Timeout: 10 } }
  - { at: 2m, UpdateFunctionCode: { function: checkout, Architectures: [arm64] } }
  - { at: 2m, UpdateFunctionCode: { function: checkout } }
  - { at: 2m, UpdateFunctionCode: { function: checkout, build: 8 } }
  - { at: 1m, UpdateFunctionCode: { function: [thumbnails, checkout] } }
  - { at: 2m, PutFunctionEventInvokeConfig: { function: thumbnails, MaximumRetryAttempts: 0 } }
  - { at: 2m, UpdateFunctionEventInvokeConfig: { function: thumbnails, MaximumEventAgeInSeconds: 60 } }
  - { at: 2m30s, DeleteFunctionEventInvokeConfig: { function: thumbnails } }
  - { at: 3m, RequestServiceQuotaIncrease: { ConcurrentExecutions: 2000 } }
  - { at: 4m, change: { function: checkout, peak_rate: 200/s, duration: 300ms, error_rate: 5% } }
  - { at: 4m, change: { caller: 1, max_attempts: 5 } }
",
    );
    let expected = [
        "1m30s checkout ReservedConcurrency 600",
        "2m checkout ReservedConcurrency none",
        "2m checkout MemorySize 1024",
        "2m checkout Timeout 10",
        "2m checkout Architecture arm64",
        "2m checkout Build 2",
        "2m checkout Build 8",
        "1m thumbnails Build 2",
        "1m checkout Build 9",
        "2m thumbnails MaximumRetryAttempts 0",
        "2m thumbnails MaximumEventAge 21600",
        "2m thumbnails OnFailure none",
        "2m thumbnails OnSuccess none",
        "2m thumbnails MaximumEventAge 60",
        "2m30s thumbnails MaximumRetryAttempts 2",
        "2m30s thumbnails MaximumEventAge 21600",
        "2m30s thumbnails OnFailure none",
        "2m30s thumbnails OnSuccess none",
        "3m * AccountConcurrency 2000",
        "4m checkout PeakRate 200/s",
        "4m checkout Duration 300ms",
        "4m checkout ErrorRate 0.05",
        "4m callers[1] MaxAttempts 5",
    ];
    assert_eq!(read.expect("a good file"), expected);
}

#[test]
fn all_mistakes_are_reported_at_once_where_they_stand() {
    let problems = read(
        "  - { at: 5m, PutFunctionConcurrency: { function: checkout, ReservedConcurrentExecutions: 600 } }
  - { at: 1m, PutFunctionConcurrency: { function: checkuot, ReservedConcurrentExecutions: 6 } }
  - { at: 1m, PutFunctionConcurrency: { function: checkout } }
  - { at: 2m, PutFunctionConcurrency: { function: thumbnails, ReservedConcurrentExecutions: 901 } }
  - { at: soon, DeleteFunctionConcurrency: { function: checkout } }
  - { at: 1m }
  - { DeleteFunctionConcurrency: { function: checkout } }
  - { at: 1m, UpdateFunctionConfiguration: { function: checkout, Timeout: 901 } }
  - { at: 1m, UpdateFunctionConfiguration: { function: checkout, PackageType: Image, Timeout: 3 } }
  - { at: 1m, change: { function: thumbnails, peak_rate: 1/s } }
  - { at: 1m, change: { caller: 0, max_attempts: 2 } }
  - { at: 1m, change: { caller: 2, max_attempts: 2 } }
  - { at: 1m, change: { caller: 1, max_attempts: 101 } }
  - { at: 1m, change: { caller: 1, error_rate: 5% } }
  - { at: 1m, change: { function: checkout, max_attempts: 2 } }
  - { at: 1m, change: { caller: sdk, max_attempts: 2 } }
",
    );
    let mut told: Vec<String> = problems.expect_err("much is wrong").iter().map(ToString::to_string).collect();
    told.sort_by_key(|told| told.split(['[', ']']).nth(1).and_then(|place| place.parse::<u32>().ok()));
    let starts = [
        "interventions[0].at is 5m: must come before the end",
        "interventions[1].PutFunctionConcurrency.function is \"checkuot\": there is no such function; did you mean checkout?",
        "interventions[2].PutFunctionConcurrency.ReservedConcurrentExecutions is nothing: must be given",
        "interventions[3].PutFunctionConcurrency.ReservedConcurrentExecutions is 901: the reservations add up to 901",
        "interventions[4].at is \"soon\": must be a length of time",
        "interventions[5] is a map",
        "interventions[6].at is nothing: must be given",
        "interventions[7].UpdateFunctionConfiguration.Timeout is 901: must be from 1 to 900 (ValidationException)",
        "interventions[8].UpdateFunctionConfiguration.PackageType is \"Image\": there is no such key",
        "interventions[9].change.peak_rate is 1/s: the function has no rate curve",
        "interventions[10].change.max_attempts is 2: only callers via sdk or cli have it",
        "interventions[11].change.caller is 2: there is no such caller; they count from 0, and the last one is 1",
        "interventions[12].change.max_attempts is 101: must be from 1 to 100",
        "interventions[13].change.error_rate is \"5%\": there is no such key",
        "interventions[13].change is a map of 2: must hold at least one entry",
        "interventions[14].change.max_attempts is 2: there is no such key",
        "interventions[14].change is a map of 2: must hold at least one entry",
        "interventions[15].change.caller is \"sdk\": must be a whole number",
    ];
    assert_eq!(told.len(), starts.len(), "{told:#?}");
    for (told, start) in told.iter().zip(starts) {
        assert!(told.starts_with(start), "{told}\nshould start with\n{start}");
    }
}

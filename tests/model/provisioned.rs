//! Provisioned concurrency: AWS's worked examples (O9, O11, ... as elsewhere), allocation, versions, and what is taken away again.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>,
//! <https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html>,
//! <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html>.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::metrics::Row;
use lambda_sim::provisioned::Status;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::timeline::Run;

use crate::changes::check_changes;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, scenario, span};

fn total(run: &Run) -> Row {
    run.series().account.total
}

/// What each start was: provisioned, warm and cold in all, and throttled.
fn starts(run: &Run) -> (u64, u64, u64) {
    let total = total(run);
    (total.provisioned.invocations, total.cold_starts, total.throttled())
}

/// Cold starts take half a second here.
fn login(with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> ScenarioBuilder {
    scenario().function("login", |f| with(f.duration("1s").init("500ms")))
}

/// O9: a limit of 1,000 and 400 provisioned: up to 400 without a cold start, up to 1,000 with one, the rest throttled.
#[test]
fn what_finds_no_provisioned_environment_spills_over_into_the_rest_of_the_account() {
    let run = |count: &str| login(|f| f.provisioned(400)).at("login", &format!("1s x {count}")).run();
    assert_eq!(starts(&run("400")), (400, 0, 0));
    assert_eq!(starts(&run("401")), (400, 1, 0));
    assert_eq!(starts(&run("1000")), (400, 600, 0));
    assert_eq!(starts(&run("1001")), (400, 600, 1));
    assert_eq!(total(&run("1000")).provisioned.spillovers, 600);
}

/// What is provisioned is taken out of the account, used or not; 600 of 1,000 are left for the others.
#[test]
fn nobody_else_can_use_what_is_provisioned() {
    let account = login(|f| f.provisioned(400)).function("other", |f| f).at("other", "1s x 700");
    let run = account.run();
    assert_eq!(starts(&run), (0, 600, 100));
    let row = run.series().account.rows[1];
    assert_eq!((row.unreserved.max, row.claimed), (600, 1_000));
}

/// O11: where all of the reservation is provisioned, nothing is left for the unpublished version.
#[test]
fn a_reservation_that_is_provisioned_in_full_leaves_nothing_for_the_latest_version() {
    let account = login(|f| f.reserved(400).provisioned(250).version("blue", Some(150)).version("$LATEST", None));
    let account = account.at("login", "1s x 251").at("login", "1s x 150").qualifier("blue");
    let run = account.at("login", "2s").qualifier("$LATEST").run();
    assert_eq!(starts(&run), (400, 0, 2));
}

/// O12: 10 provisioned serve 100 requests a second, however short they are; the rest spills over.
#[test]
fn more_than_ten_requests_a_second_for_each_one_provisioned_spill_over() {
    let quick = |f: FunctionBuilder| f.duration("10ms").init("0s").provisioned(10);
    let account = scenario().length("60s").function("login", quick);
    let run = account.even("login", "150/s").run();
    // A bucket of 100, and 100 a second: of 9,000 in 60 s, 6,100 at most.
    let counts = total(&run).provisioned;
    assert!((6_000..=6_100).contains(&counts.invocations), "{}", counts.invocations);
    assert_eq!(counts.invocations + counts.spillovers, 9_000);
    let slow = scenario().length("60s").function("login", |f| f.duration("10ms").provisioned(10));
    assert_eq!(total(&slow.even("login", "100/s").run()).provisioned.spillovers, 0);
}

/// Events are held to no rate.
#[test]
fn events_do_not_spill_over_for_their_rate() {
    let quick = |f: FunctionBuilder| f.duration("10ms").provisioned(10);
    let account = scenario().length("60s").function("login", quick).even("login", "150/s");
    let run = account.via(lambda_sim::via::Via::Event).run();
    assert_eq!(total(&run).provisioned.spillovers, 0);
}

fn ask(at: &str, value: Value) -> ScenarioBuilder {
    login(|f| f.preparation("90s")).length("10m").set(at, "login", Setting::ProvisionedConcurrency, value)
}

/// O13: of 5,000 none can be used until all are ready: preparation, 6,000 a minute, INIT of the last one.
#[test]
fn nothing_of_an_allocation_is_used_before_all_of_it_is_ready() {
    let account = ask("10s", Value::Count(5_000)).limit(6_000).even("login", "1/s");
    let run = account.run();
    let ready = span("10s") + span("90s") + span("50s") + span("500ms");
    let state = |at| run.frame_at(at).functions[0].provisioned[0].state;
    let before = state(ready.after_start() - span("1ns"));
    assert_eq!((before.requested().get(), before.available().get()), (5_000, 0));
    assert_eq!(before.status(), Status::InProgress);
    let after = state(ready.after_start());
    assert_eq!((after.available().get(), after.status()), (5_000, Status::Ready));
    // One a second comes until 600 s, the first at 0; the first that is served by one of them comes at 151 s.
    assert_eq!(total(&run).provisioned.invocations, 449);
}

/// What is asked for is taken out of the account at once.
#[test]
fn an_allocation_in_progress_is_claimed() {
    let account = ask("10s", Value::Count(900)).function("other", |f| f.duration("5s")).at("other", "20s x 101");
    let run = account.run();
    assert_eq!(starts(&run), (0, 100, 1));
    assert_eq!(run.frame_at(span("20s").after_start()).unreserved_limit.get(), 100);
}

/// O15: reserved concurrency keeps nothing warm, provisioned concurrency does.
#[test]
fn after_a_long_pause_a_provisioned_environment_is_still_warm() {
    let account = |with: fn(FunctionBuilder) -> FunctionBuilder| {
        login(|f| with(f).idle_lifetime("6m")).length("1h").at("login", "1s, 30m")
    };
    assert_eq!(starts(&account(|f| f.reserved(10)).run()), (0, 2, 0));
    assert_eq!(starts(&account(|f| f.provisioned(10)).run()), (2, 0, 0));
}

/// O17, O18, O20: the greatest number in use, and its part of what is ready.
#[test]
fn utilization_is_the_greatest_part_in_use() {
    for (provisioned, count, utilization) in [(100, 60, 0.6), (100, 50, 0.5), (10, 7, 0.7)] {
        let run = login(|f| f.provisioned(provisioned)).at("login", &format!("1s x {count}")).run();
        let counts = total(&run).provisioned;
        assert_eq!((counts.executions, counts.utilization.get()), (count, utilization));
    }
}

/// O19: an invocation each minute that lasts two: 1 in the first minute, 2 in each later one.
#[test]
fn an_invocation_counts_as_long_as_it_runs() {
    let account = scenario().length("5m").function("login", |f| f.duration("2m").provisioned(10));
    let run = account.at("login", "30s, 90s, 150s, 210s, 270s").run_by("1m");
    let rows = run.series().functions[0].rows.iter().map(|row| row.provisioned);
    let counts: Vec<_> = rows.map(|counts| (counts.executions, counts.invocations)).collect();
    assert_eq!(counts, [(1, 1), (2, 1), (2, 1), (2, 1), (2, 1)]);
}

/// O21: provisioned and spilt-over invocations are all invocations of the version.
#[test]
fn provisioned_and_spilt_over_invocations_are_all() {
    let run = login(|f| f.provisioned(30)).poisson("login", "50/s").run();
    let total = total(&run);
    assert_eq!(total.provisioned.invocations + total.provisioned.spillovers, total.invocations);
    assert!(0 < total.provisioned.spillovers);
}

/// Each version has environments of its own, also on demand.
#[test]
fn a_version_is_not_served_by_the_environments_of_another() {
    let account = login(|f| f.version("2", None)).at("login", "1s, 3s").at("login", "5s, 7s").qualifier("2");
    assert_eq!(starts(&account.run()), (0, 2, 0));
}

#[test]
fn what_is_given_back_goes_at_once_unless_it_serves_a_request() {
    let account = login(|f| f.duration("2s").provisioned(2)).at("login", "1s");
    let set = |account: ScenarioBuilder| account.set("2s", "login", Setting::ProvisionedConcurrency, Value::Unset);
    check_changes(
        set(account),
        "
        1s login: request 1 runs in provisioned environment 2
        2s login: DeleteProvisionedConcurrencyConfig: ProvisionedConcurrentExecutions is no longer set
        2s login: provisioned concurrency: 0 ready (READY)
        2s login: environment 1: SHUTDOWN
        3s login: request 1 done, environment 2 idle: answered 200 after 2s
        3s login: environment 2: SHUTDOWN
        ",
    );
}

/// A later request replaces an earlier one that is not ready: preparation begins anew, and the first one never comes.
#[test]
fn the_last_request_is_the_one_that_is_made_ready() {
    let account = ask("10s", Value::Count(5)).set("60s", "login", Setting::ProvisionedConcurrency, Value::Count(3));
    check_changes(
        account,
        "
        10s login: PutProvisionedConcurrencyConfig: ProvisionedConcurrentExecutions is 5
        10s login: provisioned concurrency: 5 requested, 0 ready (IN_PROGRESS)
        1m login: PutProvisionedConcurrencyConfig: ProvisionedConcurrentExecutions is 3
        1m login: provisioned concurrency: 3 requested, 0 ready (IN_PROGRESS)
        2m30.53s login: provisioned concurrency: 3 ready (READY)
        ",
    );
}

/// Environment 2 has to go while it still serves; the allocation is one environment all the same, which takes 10 ms and INIT.
#[test]
fn an_allocation_does_not_count_on_what_has_to_go() {
    let account = login(|f| f.provisioned(2).preparation("0s")).at("login", "1s x 2");
    let set = |account: ScenarioBuilder, at, count| {
        account.set(at, "login", Setting::ProvisionedConcurrency, Value::Count(count))
    };
    check_changes(
        set(set(account, "1.8s", 1), "1.9s", 2),
        "
        1s login: request 1 runs in provisioned environment 2
        1s login: request 2 runs in provisioned environment 1
        1.8s login: PutProvisionedConcurrencyConfig: ProvisionedConcurrentExecutions is 1
        1.8s login: provisioned concurrency: 1 ready (READY)
        1.9s login: PutProvisionedConcurrencyConfig: ProvisionedConcurrentExecutions is 2
        1.9s login: provisioned concurrency: 2 requested, 1 ready (IN_PROGRESS)
        2s login: request 1 done, environment 2 idle: answered 200 after 1s
        2s login: environment 2: SHUTDOWN
        2s login: request 2 done, environment 1 idle: answered 200 after 1s
        2.41s login: provisioned concurrency: 2 ready (READY)
        ",
    );
}

/// What the first run takes on top it takes in a provisioned environment too: INIT lies before, the handler's first run does not.
#[test]
fn the_first_run_of_a_provisioned_environment_is_longer() {
    let account = login(|f| f.first_run("300ms").provisioned(1)).at("login", "1s, 4s");
    check_changes(
        account,
        "
        1s login: request 1 runs in provisioned environment 1
        2.3s login: request 1 done, environment 1 idle: answered 200 after 1.3s
        4s login: request 2 runs in provisioned environment 1
        5s login: request 2 done, environment 1 idle: answered 200 after 1s
        ",
    );
}

/// What has to go goes on serving until 50 s; neither the account nor the reservation has room for others in its place before.
#[test]
fn what_has_to_go_is_taken_out_of_the_limits_until_it_is_gone() {
    let account = scenario().limit(110).length("60s").function("a", |f| f.provisioned(3).duration("50s"));
    let account = account.function("b", |f| f.duration("1s"));
    let account = account.function("c", |f| f.reserved(2).provisioned(2).duration("50s"));
    let account = account.at("a", "0s x 3").at("b", "20s x 110, 55s x 110").at("c", "0s x 2, 20s, 55s");
    let none =
        |account: ScenarioBuilder, name: &str| account.set("10s", name, Setting::ProvisionedConcurrency, Value::Unset);
    let run = none(none(account, "a"), "c").run();
    let row = |second: usize| {
        let [all, b, c] = [&run.series().account, &run.series().functions[1], &run.series().functions[2]];
        (
            all.rows[second].concurrency.max,
            all.rows[second].claimed,
            b.rows[second].throttled(),
            c.rows[second].throttled(),
        )
    };
    assert_eq!([row(20), row(55)], [(110, 110, 5, 1), (109, 110, 2, 0)]);
}

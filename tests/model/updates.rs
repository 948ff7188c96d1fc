//! New configuration and code: environments of the old ones are not used again.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html>: once an update is complete, invocations use the new ones.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use lambda_sim::cause::Cause;
use lambda_sim::intervention::{Intervention, Verb};
use lambda_sim::life::SnapStart;
use lambda_sim::plan::Plan;
use lambda_sim::setting::{Owner, Setting, Value};
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

use crate::changes::{changes_of, check_changes};
use crate::invocations::invocations;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, exponential, plan_of, scenario, span};

fn orders(at: &str, with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> ScenarioBuilder {
    let slow = |f: FunctionBuilder| f.setup("1s").init("2s").duration("1s").idle_lifetime("5m");
    scenario().length("10m").function("orders", |f| with(slow(f))).at("orders", at)
}

fn deployed(account: ScenarioBuilder, at: &str, build: u64) -> ScenarioBuilder {
    account.set(at, "orders", Setting::Build, Value::Count(build))
}

/// Whether each request started cold, and in which environment.
fn starts(account: ScenarioBuilder) -> Vec<(bool, u64)> {
    starts_of(&account.plan())
}

fn starts_of(plan: &Arc<Plan>) -> Vec<(bool, u64)> {
    invocations(&changes_of(plan)).iter().map(|run| (run.is_cold, run.environment)).collect()
}

#[test]
fn an_idle_environment_goes_at_the_update_and_a_busy_one_when_it_returns() {
    let account = orders("0s x 3, 10s x 2", |f| f);
    check_changes(
        deployed(account, "10.5s", 2).length("20s"),
        "0s orders: request 1 starts environment 1 (cold): INIT
         0s orders: request 2 starts environment 2 (cold): INIT
         0s orders: request 3 starts environment 3 (cold): INIT
         3s orders: environment 1: INIT ended, INVOKE
         3s orders: environment 2: INIT ended, INVOKE
         3s orders: environment 3: INIT ended, INVOKE
         4s orders: request 1 done, environment 1 idle: answered 200 after 4s
         4s orders: request 2 done, environment 2 idle: answered 200 after 4s
         4s orders: request 3 done, environment 3 idle: answered 200 after 4s
         10s orders: request 4 reuses environment 3 (warm)
         10s orders: request 5 reuses environment 2 (warm)
         10.5s orders: UpdateFunctionCode: build is 2
         10.5s orders: environment 1: SHUTDOWN
         11s orders: request 4 done, environment 3 idle: answered 200 after 1s
         11s orders: environment 3: SHUTDOWN
         11s orders: request 5 done, environment 2 idle: answered 200 after 1s
         11s orders: environment 2: SHUTDOWN",
    );
}

#[test]
fn the_request_that_waits_for_an_init_runs_there_and_is_the_only_one() {
    let account = orders("0s, 4s, 10s", |f| f);
    for at in ["0.5s", "2s", "3s", "3.5s", "4s"] {
        assert_eq!(starts(deployed(account.clone(), at, 2)), [(true, 1), (true, 2), (false, 2)], "{at}");
    }
    assert_eq!(starts(deployed(account, "4s1ns", 2)), [(true, 1), (false, 1), (true, 2)], "it has started before");
}

/// The idle ones by their last use, the last one first.
#[test]
fn idle_ones_end_the_most_recently_used_first() {
    let account = deployed(orders("0s x 3, 10s x 2, 11.5s", |f| f), "20s", 2).length("21s");
    let changes = changes_of(&account.plan());
    let gone: Vec<String> = changes.iter().map(|(_, change)| change.to_string()).collect();
    let gone: Vec<&str> = gone.iter().filter_map(|line| line.strip_suffix(": SHUTDOWN")).collect();
    assert_eq!(gone, ["environment 2", "environment 3", "environment 1"]);
}

fn value_of(setting: Setting) -> Value {
    match setting {
        Setting::MemorySize => Value::Count(512),
        Setting::Timeout => Value::Count(30),
        Setting::Runtime => Value::Choice("java21"),
        Setting::DeadLetterQueue => Value::Choice("none"),
        Setting::Vpc | Setting::SnapStart => Value::Choice("today"),
        Setting::Architecture => Value::Choice("arm64"),
        _ => Value::Count(7),
    }
}

#[test]
fn each_setting_of_the_two_verbs_updates_and_what_they_say_already_does_not() {
    let java = |f: FunctionBuilder| f.runtime("java17");
    let verbs = [Verb::UpdateFunctionConfiguration, Verb::UpdateFunctionCode];
    for setting in verbs.iter().flat_map(|verb| verb.settings()).copied() {
        let account = orders("0s, 20s, 40s", java);
        let now = setting.get(&account.clone().build(), &Owner::Function("orders".into())).expect("it has one");
        let unchanged = account.clone().set("10s", "orders", setting, now);
        assert_eq!(starts(unchanged), [(true, 1), (false, 1), (false, 1)], "{setting:?}: {now}");
        let changed = account.set("10s", "orders", setting, value_of(setting));
        assert_eq!(starts(changed), [(true, 1), (true, 2), (false, 2)], "{setting:?}");
    }
}

#[test]
fn limits_events_and_what_happens_by_itself_update_nothing() {
    let others = [
        (Setting::ReservedConcurrency, Value::Count(5)),
        (Setting::MaximumRetryAttempts, Value::Count(0)),
        (Setting::OnFailure, Value::Choice("sqs")),
        (Setting::Duration, Value::Span(span("2s"))),
        (Setting::Init, Value::Span(span("3s"))),
        (Setting::ErrorRate, Value::Fraction(0.5)),
        (Setting::ProactiveInitialization, Value::Fraction(0.5)),
    ];
    for (setting, value) in others {
        let account = orders("0s, 20s", |f| f).set("10s", "orders", setting, value);
        assert_eq!(starts(account), [(true, 1), (false, 1)], "{setting:?}");
    }
}

#[test]
fn the_end_of_a_change_updates_again_unless_something_holds_instead_that_is_the_same() {
    let (owner, setting, value) = (Owner::Function("orders".into()), Setting::MemorySize, Value::Count(512));
    let mut scenario = orders("0s, 20s, 40s", |f| f).build();
    let (at, until) = (span("10s"), Some(span("30s")));
    scenario.interventions.push(Intervention { at, until, owner: owner.clone(), setting, value });
    assert_eq!(starts_of(&plan_of(&scenario)), [(true, 1), (true, 2), (true, 3)]);
    scenario.interventions.push(Intervention { at: span("30s"), until: None, owner, setting, value });
    assert_eq!(starts_of(&plan_of(&scenario)), [(true, 1), (true, 2), (false, 2)], "as it ends another one begins");
}

#[test]
fn several_changes_of_an_instant_are_one_update_and_none_if_nothing_is_left_of_them() {
    let provisioned = |f: FunctionBuilder| f.provisioned(2);
    let both = orders("20s", provisioned).set("10s", "orders", Setting::MemorySize, Value::Count(512));
    let both = deployed(both.set("10s", "orders", Setting::Timeout, Value::Count(30)), "10s", 2);
    assert_eq!(starts(both), [(false, 4)], "1 and 2 are replaced once, by 3 and 4");
    let there_and_back = deployed(deployed(orders("0s, 20s", |f| f), "10s", 2), "10s", 1);
    assert_eq!(starts(there_and_back), [(true, 1), (false, 1)]);
}

/// What is provisioned is replaced in that step: nobody waits, and what can be used stays.
#[test]
fn provisioned_environments_are_replaced_without_a_gap() {
    let account = orders("9.5s, 10s, 20s", |f| f.provisioned(2).first_run("500ms"));
    check_changes(
        deployed(account, "10s", 2).length("30s"),
        "9.5s orders: request 1 runs in provisioned environment 2
         10s orders: UpdateFunctionCode: build is 2
         10s orders: environment 1: SHUTDOWN
         10s orders: provisioned concurrency: 2 ready (READY)
         10s orders: request 2 runs in provisioned environment 3
         11s orders: request 1 done, environment 2 idle: answered 200 after 1.5s
         11s orders: environment 2: SHUTDOWN
         11s orders: provisioned concurrency: 2 ready (READY)
         11.5s orders: request 2 done, environment 3 idle: answered 200 after 1.5s
         20s orders: request 3 runs in provisioned environment 3
         21s orders: request 3 done, environment 3 idle: answered 200 after 1s",
    );
}

#[test]
fn an_allocation_that_is_under_way_goes_on_and_what_it_makes_is_new() {
    let account = orders("2m, 2m x 2", |f| f.provisioned(1).preparation("30s"));
    let account = account.set("10s", "orders", Setting::ProvisionedConcurrency, Value::Count(3));
    let with = deployed(account.clone(), "20s", 2).run();
    let without = account.run();
    for at in ["19s", "20s", "43s", "44s", "5m"] {
        let ready = |run: &Run| run.frame_at(span(at).after_start()).functions[0].provisioned_available();
        assert_eq!(ready(&with), ready(&without), "{at}");
    }
}

/// `$LATEST` is what an update changes; the live version stands for an alias that follows; others are published.
#[test]
fn the_live_version_and_latest_are_updated_and_no_other_one() {
    let versions = |f: FunctionBuilder| f.version("7", Some(1)).version("blue", None).version("$LATEST", None);
    let account = || deployed(orders("0s, 20s", versions), "10s", 2);
    let of = |version: &str| starts(account().qualifier(version));
    assert_eq!(starts(account()), [(true, 2), (true, 3)], "1 is provisioned for version 7");
    assert_eq!(of("$LATEST"), [(true, 2), (true, 3)]);
    assert_eq!(of("blue"), [(true, 2), (false, 2)]);
    assert_eq!(of("7"), [(false, 1), (false, 1)]);
}

#[test]
fn one_function_is_updated_and_the_others_are_not() {
    let account = scenario().length("1m").function("orders", |f| f).function("carts", |f| f);
    let account = deployed(account.at("orders", "0s, 20s").at("carts", "0s, 20s"), "10s", 2);
    let runs = invocations(&changes_of(&account.plan()));
    let cold: Vec<_> = runs.iter().filter(|run| run.is_cold).map(|run| (run.function, run.environment)).collect();
    assert_eq!(cold, [(0, 1), (1, 1), (0, 2)]);
}

/// A new environment is a new environment.
#[test]
fn the_cold_starts_after_an_update_need_room_in_the_scaling_rate() {
    let account = orders("0s x 1000, 9s x 1000", |f| f.setup("0s").init("0s")).limit(2_000);
    let run = deployed(account, "8.9s", 2).run();
    let tally = &run.frame_at(span("20s").after_start()).functions[0].tally;
    assert_eq!((tally.throttles(), tally.cold_starts()), (100, 1_900), "900 have come back in nine seconds");
}

#[test]
fn what_is_not_updated_keeps_every_draw() {
    let random = |f: FunctionBuilder| f.init(exponential("1s")).duration(exponential("500ms"));
    let account = || scenario().length("2m").function("orders", random).poisson("orders", "5/s");
    let told = |account: ScenarioBuilder| -> Vec<(u64, Option<Span>)> {
        let mut runs = invocations(&changes_of(&account.plan()));
        runs.sort_by_key(|run| run.request);
        runs.iter().filter(|run| !run.is_cold).map(|run| (run.request, run.duration())).collect()
    };
    let (before, after) = (told(account()), told(deployed(account(), "1m", 2)));
    let same = after.iter().filter(|run| run.1.is_some());
    assert!(
        same.clone()
            .all(|run| !before.iter().any(|other| other.0 == run.0 && other.1.is_some_and(|t| Some(t) != run.1)))
    );
    assert!(400 < same.count());
}

fn cause(account: &ScenarioBuilder, at: &str) -> Cause {
    let plan = account.clone().plan();
    Cause::of(&account.clone().run().frame_at(span(at).after_start()), plan.in_force(span(at).after_start()))
}

#[test]
fn the_cause_of_cold_starts_is_the_update_while_they_take_the_place_of_what_went() {
    let account = deployed(orders("0s x 2, 9s, 21s, 22s x 2, 8m", |f| f), "10.5s", 2);
    let function = account.clone().plan().function_ids().next().expect("one");
    assert_eq!(cause(&account, "1s"), Cause::ColdStarts { function }, "the first two");
    assert_eq!(cause(&account, "21.5s"), Cause::Updated { function }, "the first one after it");
    assert_eq!(cause(&account, "23s"), Cause::ColdStarts { function }, "three are more than the two that went");
    assert_eq!(cause(&account, "8m1s"), Cause::ColdStarts { function }, "nothing would be left of it");
}

/// `SnapStart` is of published versions: what an update brings is restored from a snapshot.
#[test]
fn with_snap_start_new_environments_are_restored() {
    let account = orders("0s, 20s", |f| f.runtime("java21").snap_start(SnapStart::Today));
    assert_eq!(starts(deployed(account, "10s", 2)), [(true, 1), (true, 2)]);
}

/// 2 s of INIT for each of three: two idle ones at the update, and a busy one as it returns.
#[test]
fn init_of_what_is_replaced_is_billed_as_the_old_one_ends() {
    let account = deployed(orders("9.5s", |f| f.provisioned(3).init("1999500us")), "10s", 2);
    let billed = |length: &str| account.clone().length(length).run().usage()[0].millis;
    assert_eq!([billed("10.1s"), billed("10.5s"), billed("1m")], [4_000, 4_000, 6_000 + 1_000]);
    let too_long = deployed(orders("9m", |f| f.provisioned(1).init("200s").timeout("10s")), "10s", 2);
    assert_eq!(too_long.run().usage()[0].millis, 130_000 + 1_000, "cut");
}

#[test]
fn an_end_that_changes_nothing_leaves_the_update_before_it() {
    let account = deployed(orders("0s, 20s", |f| f), "10s", 2);
    let mut scenario = account.build();
    // Said again, and taken back while it holds all the same.
    let again = Intervention { until: Some(Span::from_secs(15)), ..scenario.interventions[0].clone() };
    scenario.interventions.push(again);
    assert_eq!(starts_of(&plan_of(&scenario)), [(true, 1), (true, 2)]);
}

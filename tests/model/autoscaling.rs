//! Application Auto Scaling of provisioned concurrency: by target tracking and by schedule.
//!
//! <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html>

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::autoscaling::{Autoscaling, ScalingCause, advised};
use lambda_sim::change::Change;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::tree::Tree;
use lambda_sim::units::Concurrency;

use crate::changes::changes_of;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, scenario, span};

/// What Application Auto Scaling does, as text, and when it is ready.
fn scaled(scenario: ScenarioBuilder) -> Vec<String> {
    let told = changes_of(&scenario.plan()).into_iter().filter_map(|(at, change)| match change {
        Change::Scaled { cause, from, to, is_refused, .. } => {
            let refused = if is_refused { " refused" } else { "" };
            Some(format!("{at} {} {from} -> {to}{refused}", cause.name()))
        }
        Change::Provisioned { available, new: 1.., .. } => Some(format!("{at} ready {available}")),
        _ => None,
    });
    told.collect()
}

/// Requests that keep so many environments busy all the time, one after the other.
fn steady(scenario: ScenarioBuilder, function: &str, busy: u32, from: u64) -> ScenarioBuilder {
    let rate = format!("{busy}/s");
    let from = format!("{from}s");
    scenario.even_curve(function, &[("0s", "0/s"), (&from, "0/s"), (&from, &rate)])
}

/// A second each, made ready in a minute, with alarms that act at once.
fn plain(f: FunctionBuilder) -> FunctionBuilder {
    f.duration("1s").init("0s").preparation("60s").alarm_delay("0s")
}

/// Twenty in use of ten: 10 / 0.7, then 15 / 0.7, then 20 / 0.7, rounded up; nothing while an allocation is under way, and nothing
/// twice for the same minutes.
#[test]
fn three_minutes_above_the_target_ask_for_as_much_as_meets_it() {
    let account = scenario().length("20m").function("a", |f| plain(f).provisioned(10).scaled(1, 100, Some(0.7)));
    let expected = [
        "3m AlarmHigh 10 -> 15",
        "4m50ms ready 15",
        "5m AlarmHigh 15 -> 22",
        "6m70ms ready 22",
        "7m AlarmHigh 22 -> 29",
        "8m70ms ready 29",
    ];
    assert_eq!(scaled(steady(account, "a", 20, 0)), expected);
}

/// Seven of ten are the target itself; two minutes are not three; a minute without an invocation breaks the row.
#[test]
fn at_the_target_for_less_than_three_minutes_or_with_a_gap_nothing_is_asked_for() {
    let account = |busy: u32, target: f64| {
        let account = scenario().length("10m");
        let account = account.function("a", |f| plain(f).provisioned(10).scaled(1, 100, Some(target)));
        steady(account, "a", busy, 0)
    };
    assert!(scaled(account(7, 0.7)).is_empty());
    assert_eq!(scaled(account(7, 0.69))[0], "3m AlarmHigh 10 -> 11");
    let bursts = |times: &str| {
        let f = |f| plain(f).duration("50s").provisioned(2).scaled(1, 100, Some(0.5));
        scaled(scenario().length("12m").function("a", f).at("a", times))
    };
    // Each of two requests at one instant is a sample: 1 of 2, then 2 of 2.
    assert_eq!(bursts("0s x 2, 60s x 2, 180s x 2, 240s x 2"), [""; 0]);
    assert_eq!(bursts("0s x 2, 60s x 2, 120s x 2")[0], "3m AlarmHigh 2 -> 3");
}

/// The first minute is at 0.75 (1 of 2, then 2 of 2), the two after it above: a third request finds both in use.
#[test]
fn a_minute_exactly_at_the_target_is_not_above_it() {
    let account = |target: f64| {
        let f = |f| plain(f).duration("50s").provisioned(2).scaled(1, 100, Some(target));
        scaled(scenario().length("10m").function("a", f).at("a", "0s x 2, 60s x 3, 120s x 3"))
    };
    assert_eq!(account(0.75), [""; 0]);
    assert_eq!(account(0.74)[0], "3m AlarmHigh 2 -> 3");
}

#[test]
fn it_asks_for_no_more_than_the_most_and_no_less_than_the_least() {
    let account = scenario().length("10m").function("a", |f| plain(f).provisioned(10).scaled(1, 12, Some(0.7)));
    assert_eq!(scaled(steady(account, "a", 20, 0)), ["3m AlarmHigh 10 -> 12", "4m20ms ready 12"]);
    let account = scenario().length("20m").function("a", |f| plain(f).provisioned(10).scaled(4, 12, Some(0.7)));
    assert_eq!(scaled(steady(account, "a", 1, 0)), ["15m AlarmLow 10 -> 4"]);
}

/// 0.63 for 0.7. What is asked for then is enough for the busiest of the 15 minutes.
#[test]
fn fifteen_minutes_below_nine_tenths_of_the_target_ask_for_less() {
    let account = |busy| {
        let account = scenario().length("40m").function("a", |f| plain(f).provisioned(100).scaled(1, 200, Some(0.7)));
        scaled(steady(account, "a", busy, 0))
    };
    assert_eq!(account(63), [""; 0]);
    // 63 and 62 in use by turns, for a moment each second: a little below 0.63.
    assert_eq!(account(62), ["15m AlarmLow 100 -> 89"]);
}

#[test]
fn without_an_invocation_there_is_no_datapoint_and_nothing_changes() {
    let account = scenario().length("1h").function("a", |f| plain(f).provisioned(50).scaled(1, 100, Some(0.7)));
    assert_eq!(scaled(account.at("a", "0s x 10")), [""; 0]);
}

/// Nothing is ready, so nothing is measured.
#[test]
fn from_none_it_never_scales_out() {
    let account = scenario().length("20m").function("a", |f| plain(f).scaled(0, 100, Some(0.7)));
    assert_eq!(scaled(steady(account, "a", 20, 0)), [""; 0]);
}

#[test]
fn a_cooldown_begins_when_what_was_asked_for_is_there() {
    let cooled = |f: FunctionBuilder| plain(f).provisioned(10).scaled(1, 100, Some(0.7)).cooldowns(0, 200);
    let account = scenario().length("10m").function("a", cooled);
    let expected = ["3m AlarmHigh 10 -> 15", "4m50ms ready 15", "8m AlarmHigh 15 -> 22", "9m70ms ready 22"];
    assert_eq!(scaled(steady(account, "a", 20, 0)), expected);
    // Lower and lower: 20, 10 and 5 in use.
    let points = [("0s", "20/s"), ("16m", "20/s"), ("16m", "5/s")];
    let lower = |seconds| {
        let cooled = |f: FunctionBuilder| plain(f).provisioned(50).scaled(1, 100, Some(0.7)).cooldowns(seconds, 0);
        scaled(scenario().length("50m").function("a", cooled).even_curve("a", &points))
    };
    assert_eq!(lower(0), ["15m AlarmLow 50 -> 29", "31m AlarmLow 29 -> 8"]);
    assert_eq!(lower(20 * 60), ["15m AlarmLow 50 -> 29", "35m AlarmLow 29 -> 8"]);
}

/// 5 in use, then for four minutes 20, then 2. The cooldown would last until 55 min.
#[test]
fn a_scale_out_ends_the_cooldown_of_the_scale_in_before() {
    let points = [("0s", "5/s"), ("16m", "5/s"), ("16m", "20/s"), ("20m", "20/s"), ("20m", "2/s")];
    let cooled = |f: FunctionBuilder| plain(f).provisioned(50).scaled(1, 100, Some(0.7)).cooldowns(40 * 60, 0);
    let told = scaled(scenario().length("50m").function("a", cooled).even_curve("a", &points));
    let expected = ["15m AlarmLow 50 -> 8", "19m AlarmHigh 8 -> 12", "20m40ms ready 12", "35m AlarmLow 12 -> 3"];
    assert_eq!(told, expected);
}

/// AWS refuses what would leave less than 100 of the account, or exceed the reservation; asked again the minute after.
#[test]
fn what_aws_refuses_changes_nothing_and_is_said() {
    let account = |f: fn(FunctionBuilder) -> FunctionBuilder| {
        let account = scenario().limit(120).length("5m");
        scaled(steady(
            account.function("a", move |x| f(plain(x).provisioned(10).scaled(1, 100, Some(0.5)))),
            "a",
            20,
            0,
        ))
    };
    let refused = ["3m AlarmHigh 10 -> 20", "4m100ms ready 20"];
    assert_eq!(account(|f| f), refused);
    let reserved = account(|f| f.reserved(15));
    assert_eq!(reserved, ["3m AlarmHigh 10 -> 20 refused", "4m AlarmHigh 10 -> 20 refused"]);
}

#[test]
fn a_scheduled_action_moves_what_is_provisioned_into_its_range_at_once() {
    let file = "version: 1\nlength: 20m\nfunctions: { a: { duration: 1s, init: 0s, preparation: 60s, ProvisionedConcurrentExecutions: 5,
                MinCapacity: 1, MaxCapacity: 10 } }\ninterventions:
  - { at: 2m, PutScheduledAction: { function: a, MinCapacity: 20, MaxCapacity: 50 } }
  - { at: 8m, PutScheduledAction: { function: a, MinCapacity: 1, MaxCapacity: 3 } }
  - { at: 9m, DeregisterScalableTarget: { function: a } }
  - { at: 10m, until: 15m, RegisterScalableTarget: { function: a, MinCapacity: 4, MaxCapacity: 4 } }\n";
    let tree: Tree = serde_saphyr::from_str(file).expect("the file is YAML");
    let (_, plan) = Scenario::read(&tree).expect("a good file");
    let changes = changes_of(&std::sync::Arc::new(plan));
    let told: Vec<String> = changes
        .into_iter()
        .filter_map(|(at, change)| match change {
            Change::Scaled { cause, from, to, .. } => Some(format!("{at} {} {from} -> {to}", cause.name())),
            _ => None,
        })
        .collect();
    assert_eq!(told, ["2m MinCapacity 5 -> 20", "8m MaxCapacity 20 -> 3", "10m MinCapacity 3 -> 4"]);
}

/// Before and after it nothing is tracked.
#[test]
fn a_policy_counts_from_its_making_and_is_forgotten_when_it_is_deleted() {
    let account = scenario().length("20m").function("a", |f| plain(f).provisioned(10).scaled(1, 100, None));
    let account = account.set("90s", "a", Setting::TargetValue, Value::Fraction(0.7));
    let account = account.set("5m", "a", Setting::TargetValue, Value::Unset);
    assert_eq!(scaled(steady(account, "a", 20, 0)), ["4m AlarmHigh 10 -> 15", "5m50ms ready 15"]);
}

/// The numbers that the page can tell why with.
#[test]
fn an_alarm_tells_the_average_of_the_last_minute_and_the_target() {
    let account = scenario().length("4m").function("a", |f| plain(f).provisioned(10).scaled(1, 100, Some(0.7)));
    let changes = changes_of(&steady(account, "a", 8, 0).plan());
    let cause = changes.iter().find_map(|(_, change)| match change {
        Change::Scaled { cause, .. } => Some(*cause),
        _ => None,
    });
    let Some(ScalingCause::AlarmHigh { utilization, target }) = cause else { panic!("{cause:?}") };
    assert_eq!((utilization.to_string(), target.to_string()), ("0.800".to_owned(), "0.700".to_owned()));
}

/// Its timer and its samples touch nothing else.
#[test]
fn a_policy_that_never_acts_leaves_the_run_as_it_is() {
    let run = |target| {
        let account = scenario().length("10m").function("a", |f| plain(f).provisioned(10).scaled(10, 10, target));
        changes_of(&account.poisson("a", "12/s").plan())
    };
    assert_eq!(run(None), run(Some(0.7)));
}

#[test]
fn the_delay_of_the_alarms_shifts_what_they_do() {
    let account = |delay| {
        let with = |f| plain(f).alarm_delay(delay).provisioned(10).scaled(1, 100, Some(0.7));
        scaled(steady(scenario().length("9m").function("a", with), "a", 10, 74))
    };
    assert_eq!(account("35s")[0], "4m35s AlarmHigh 10 -> 15");
    assert_eq!(account("2m")[0], "6m AlarmHigh 10 -> 15");
}

#[test]
fn what_application_auto_scaling_refuses_is_refused_where_it_stands() {
    let told = |keys: &str, interventions: &str| {
        let file = format!(
            "version: 1\nlength: 20m\nfunctions: {{ a: {{ duration: 1s, {keys} }} }}\ninterventions: [{interventions}]\n"
        );
        let tree: Tree = serde_saphyr::from_str(&file).expect("the file is YAML");
        let problems = Scenario::read(&tree).err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let start = |keys: &str| told(keys, "").join("; ");
    assert_eq!(
        start("MinCapacity: 5, MaxCapacity: 4"),
        "functions.a.MinCapacity is 5: MinCapacity must not exceed MaxCapacity, which is 4 (ValidationException)"
    );
    assert!(start("TargetValue: 0.7").starts_with("functions.a.TargetValue is 0.7: needs MaxCapacity"));
    assert!(start("MinCapacity: 1").starts_with("functions.a.MinCapacity is 1: needs MaxCapacity"));
    for target in ["70", "0.95", "0.05"] {
        let told = start(&format!("MaxCapacity: 4, TargetValue: {target}"));
        let expected = format!("functions.a.TargetValue is {target}: must be a part from 0.1 to 0.9");
        assert!(told.starts_with(&expected) && told.contains("0.7 for 70 percent (ValidationException)"), "{told}");
    }
    assert!(start("MinCapacity: 901, MaxCapacity: 2000").contains("AWS keeps 100 unreserved"));
    let scaled = "MinCapacity: 1, MaxCapacity: 5";
    let both = "{ at: 1m, RegisterScalableTarget: { function: a, MinCapacity: 10, MaxCapacity: 20 } }";
    assert_eq!(told(scaled, both), [""; 0]);
    let one = "{ at: 1m, PutScheduledAction: { function: a, MinCapacity: 10 } }";
    let expected = "interventions[0].PutScheduledAction.MinCapacity is 10: MinCapacity must not exceed MaxCapacity";
    assert!(told(scaled, one)[0].starts_with(expected), "{:?}", told(scaled, one));
}

#[test]
fn every_key_of_it_is_read() {
    let file = "version: 1\nfunctions: { a: { duration: 1s, MinCapacity: 15, MaxCapacity: 25, TargetValue: 70%,
                ScaleInCooldown: 300, ScaleOutCooldown: 60, alarm_delay: 20s } }";
    let tree: Tree = serde_saphyr::from_str(file).expect("the file is YAML");
    let (scenario, _) = Scenario::read(&tree).expect("a good file");
    let expected = Autoscaling {
        min_capacity: Concurrency::new(15),
        max_capacity: Some(Concurrency::new(25)),
        target_value: Some(0.7),
        scale_in_cooldown: span("5m"),
        scale_out_cooldown: span("1m"),
        alarm_delay: span("20s"),
    };
    assert_eq!(scenario.functions[0].scaling, expected);
}

#[test]
fn the_guide_advises_a_tenth_more_than_the_need() {
    let needs = [0, 1, 10, 11, 200].map(|need| advised(Concurrency::new(need)).get());
    assert_eq!(needs, [0, 2, 11, 13, 220]);
}

/// Forty in use for five minutes, then twenty: it asks for what forty need, and five minutes later for what twenty do.
#[test]
fn an_alarm_low_asks_for_what_the_busiest_of_its_minutes_needs() {
    let account = scenario().length("30m").function("a", |f| plain(f).provisioned(100).scaled(1, 200, Some(0.7)));
    let points = [("0s", "40/s"), ("5m", "40/s"), ("5m", "20/s")];
    assert_eq!(scaled(account.even_curve("a", &points)), ["15m AlarmLow 100 -> 58", "20m AlarmLow 58 -> 29"]);
}

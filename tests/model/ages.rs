//! The maximum age of an environment, and which of several idle ones is used.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>: "every few hours".

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::change::Change;
use lambda_sim::id::EnvironmentId;
use lambda_sim::life::ReuseOrder;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::Span;

use crate::changes::changes_of;
use crate::invocations::invocations;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, exponential, scenario, span, uniform};

/// When environments were gone, by their numbers.
fn ends(scenario: ScenarioBuilder) -> Vec<(u64, Span)> {
    let changes = changes_of(&scenario.plan());
    let ends = changes.iter().filter_map(|(at, change)| match change {
        Change::Shutdown { environment: EnvironmentId { number, .. } } => Some((*number, at.since_start())),
        _ => None,
    });
    ends.collect()
}

fn orders(at: &str, with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> ScenarioBuilder {
    scenario().length("1h").function("orders", |f| with(f.duration("10s").idle_lifetime("5m"))).at("orders", at)
}

#[test]
fn an_idle_environment_ends_when_it_is_old_enough_however_often_it_was_used() {
    let used = "0s, 4m, 8m, 12m, 16m, 20m";
    assert_eq!(ends(orders(used, |f| f)), [(1, span("25m10s"))], "five idle minutes");
    assert_eq!(ends(orders(used, |f| f.maximum_age("366d"))), [(1, span("25m10s"))], "as if none were set");
    assert_eq!(ends(orders(used, |f| f.maximum_age("10m"))), [(1, span("10m")), (2, span("22m"))]);
    assert_eq!(ends(orders("0s", |f| f.maximum_age("10m"))), [(1, span("5m10s"))], "it is not kept longer for it");
    let since_set_up = orders(used, |f| f.setup("1s").init("2s").maximum_age("10m"));
    assert_eq!(ends(since_set_up)[0], (1, span("10m")), "it is as old as its set-up");
}

#[test]
fn a_busy_one_ends_when_its_handler_returns() {
    let long = orders("0s, 4m55s, 9m55s, 9m58s", |f| f.maximum_age("10m"));
    assert_eq!(ends(long), [(1, span("10m5s")), (2, span("15m8s"))]);
    let at_the_same_instant = orders("0s, 4m50s, 9m50s, 10m", |f| f.maximum_age("10m"));
    assert_eq!(ends(at_the_same_instant), [(1, span("10m")), (2, span("15m10s"))], "the request finds it gone");
}

#[test]
fn a_provisioned_one_is_replaced_by_one_that_is_ready_at_that_instant() {
    let account = orders("9m59s, 10m30s, 11m", |f| f.provisioned(2).first_run("1s").maximum_age("10m"));
    let run = account.clone().run();
    for at in ["0s", "9m59s", "10m", "10m10s", "20m", "59m59s"] {
        let frame = run.frame_at(span(at).after_start());
        let state = &frame.functions[0].provisioned[0];
        assert_eq!((state.state.available().get(), state.state.requested().get()), (2, 2), "{at}");
        assert_eq!(frame.functions[0].phases.environments().get(), 2, "{at}");
    }
    let runs = invocations(&changes_of(&account.clone().plan()));
    let told: Vec<_> = runs.iter().map(|run| (run.environment, run.duration().unwrap())).collect();
    assert_eq!(told, [(2, span("11s")), (4, span("11s")), (4, span("10s"))], "its first run lies ahead of it");
    let ends = ends(account);
    assert_eq!(ends[..3], [(1, span("10m")), (2, span("10m10s")), (3, span("20m"))]);
}

#[test]
fn one_that_nobody_asks_for_any_more_is_not_replaced() {
    let less = orders("9m55s x 2", |f| f.provisioned(2).maximum_age("10m"));
    let less = less.set("9m57s", "orders", Setting::ProvisionedConcurrency, Value::Unset);
    assert_eq!(ends(less), [(2, span("10m5s")), (1, span("10m5s"))]);
}

/// The first one would have been too old at 10 min.
#[test]
fn one_that_was_let_go_takes_no_later_one_with_it() {
    let less = orders("2m, 6m", |f| f.provisioned(1).maximum_age("10m"));
    let less = less.set("1m", "orders", Setting::ProvisionedConcurrency, Value::Unset);
    assert_eq!(ends(less), [(1, span("1m")), (2, span("11m10s"))]);
}

#[test]
fn ages_have_a_stream_of_their_own() {
    let admitted = |with: fn(FunctionBuilder) -> FunctionBuilder| {
        let random = |f: FunctionBuilder| f.init(exponential("1s")).duration(exponential("1s"));
        let account = scenario().length("1h").function("orders", |f| with(random(f))).poisson("orders", "1/s");
        let runs = invocations(&changes_of(&account.plan()));
        runs.into_iter()
            .filter(|run| run.is_cold)
            .map(|run| run.invoked.map(|at| at.since(run.admitted)))
            .collect::<Vec<_>>()
    };
    let (without, with) = (admitted(|f| f), admitted(|f| f.maximum_age(uniform("1m", "10m"))));
    assert!(without.len() + 20 < with.len(), "{} and {} cold starts", without.len(), with.len());
    assert_eq!(without, with[..without.len()], "INIT of each is as it was");
}

/// Three environments, idle in the order 1, 2, 3; then one request every 20 s.
fn reused(order: ReuseOrder, seed: u64) -> Vec<u64> {
    let with = |f: FunctionBuilder| f.duration("10s").idle_lifetime("1h").reuse_order(order);
    let account = scenario().length("10m").seed(seed).function("orders", with);
    let account = account.at("orders", "0s, 1s, 2s, 20s, 40s, 60s, 80s, 100s, 120s");
    invocations(&changes_of(&account.plan())).iter().skip(3).map(|run| run.environment).collect()
}

#[test]
fn the_order_of_reuse_is_a_setting() {
    assert_eq!(reused(ReuseOrder::MostRecentlyUsed, 1), [3; 6]);
    assert_eq!(reused(ReuseOrder::LeastRecentlyUsed, 1), [1, 2, 3, 1, 2, 3]);
}

#[test]
fn at_random_each_is_as_likely_as_any_other() {
    let mut counts = [0; 4];
    for seed in 0..500 {
        for environment in reused(ReuseOrder::Random, seed) {
            counts[usize::try_from(environment).expect("few")] += 1;
        }
    }
    assert!(counts[1..].iter().all(|count| (896..=1_104).contains(count)), "{counts:?}: 1,000 each, four errors 103");
    assert_eq!(reused(ReuseOrder::Random, 7), reused(ReuseOrder::Random, 7));
}

/// Least recently used first spreads the requests, so that environments are kept that most recently used first lets go.
#[test]
fn the_least_recently_used_keeps_more_environments() {
    let left = |order| {
        let account = scenario().length("30m").function("orders", |f| f.idle_lifetime("1m").reuse_order(order));
        let run = account.at("orders", "0s x 20").even("orders", "2/s").run();
        run.frame_at(span("29m").after_start()).functions[0].phases.environments().get()
    };
    assert_eq!((left(ReuseOrder::MostRecentlyUsed), left(ReuseOrder::LeastRecentlyUsed)), (1, 21));
}

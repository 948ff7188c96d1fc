//! Lambda authorizers: a function that an API asks first, and what it remembers of the answers.
//!
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html>.
#![expect(clippy::cast_precision_loss, reason = "statistics of counts far below 2^53")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::authorizer::AuthorizerType;
use lambda_sim::change::Change;
use lambda_sim::gateway::Refusal;
use lambda_sim::id::RequestId;
use lambda_sim::metrics::Row;
use lambda_sim::random::Dice;
use lambda_sim::scenario::Gateway;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use crate::batch_means::check_chi_square;
use crate::changes::{changes_of, check_changes};
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, exponential, scenario, span};

/// An API in front of `orders` that asks `auth`, which takes 50 ms; `orders` takes 100 ms.
fn api(with: impl FnOnce(FunctionBuilder) -> FunctionBuilder, instants: &str) -> ScenarioBuilder {
    let account = scenario().function("orders", |f| f).function("auth", |f| with(f.duration("50ms")));
    asks(account.at("orders", instants).via(Via::ApiGateway))
}

fn asks(account: ScenarioBuilder) -> ScenarioBuilder {
    account.gateway(|api| api.authorizer = Some("auth".to_owned()))
}

/// One identity, whose result is kept for so many seconds.
fn kept(seconds: u64) -> impl FnOnce(&mut Gateway) {
    move |api| (api.identities, api.authorizer_result_ttl) = (1, Some(span(&format!("{seconds}s"))))
}

fn status(run: &Run) -> Vec<(u16, u64)> {
    run.series().answers[0].status.iter().map(|(status, count)| (*status, *count)).collect()
}

/// Of the first function, the API's.
fn total(run: &Run) -> Row {
    run.series().functions[0].total
}

#[test]
fn an_uncached_request_is_two_invocations_one_after_the_other() {
    check_changes(
        api(|f| f.init("200ms"), "0s, 1s").gateway(kept(300)),
        "
        0s orders: request 1 waits for its authorizer, which gets request 1
        0s auth: request 1 starts environment 1 (cold): INIT
        200ms auth: environment 1: INIT ended, INVOKE
        250ms auth: request 1 done, environment 1 idle: answered 200 after 250ms
        250ms orders: request 1 is allowed by its authorizer
        250ms orders: request 1 starts environment 1 (cold): INIT
        250ms orders: environment 1: INIT ended, INVOKE
        350ms orders: request 1 done, environment 1 idle: answered 200 after 350ms
        1s orders: request 2 is allowed: its identity is remembered
        1s orders: request 2 reuses environment 1 (warm)
        1.1s orders: request 2 done, environment 1 idle: answered 200 after 100ms
        ",
    );
}

/// The result is kept from the authorizer's answer on, and is gone exactly so many seconds later.
#[test]
fn a_result_is_kept_for_its_time_to_live() {
    let asked = |instants: &str, seconds: u64| {
        let run = api(|f| f, instants).gateway(kept(seconds)).length("1h").run_by("1h");
        (total(&run).gateway.asked, total(&run).gateway.cache_hits())
    };
    assert_eq!(asked("0s, 1049999999ns", 1), (1, 1));
    assert_eq!(asked("0s, 1050ms", 1), (2, 0), "at exactly that time it is gone");
    assert_eq!(asked("0s, 1s, 2s", 0), (3, 0), "nothing is kept for 0 s");
    assert_eq!(asked("0s, 300s, 301s", 300), (2, 1));
}

/// <https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html>: 300 s; an HTTP API keeps nothing unless told to.
#[test]
fn a_rest_api_keeps_results_for_five_minutes_and_an_http_api_none() {
    let asked = |via| {
        let account = scenario().length("10m").function("orders", |f| f).function("auth", |f| f.duration("0s"));
        let api = asks(account.at("orders", "0s, 299999ms, 300s").via(via)).gateway(|api| api.identities = 1);
        total(&api.run_by("10m")).gateway.asked
    };
    assert_eq!((asked(Via::ApiGateway), asked(Via::HttpApi)), (2, 3));
}

/// Nobody waits for the answer to another request of the same identity.
#[test]
fn requests_that_come_before_the_first_answer_each_ask_for_themselves() {
    let run = api(|f| f, "0s x 20, 10ms x 5, 60ms x 5").gateway(kept(300)).run();
    assert_eq!((total(&run).gateway.asked, total(&run).gateway.cache_hits()), (25, 5));
    assert_eq!(run.series().functions[1].total.invocations, 25);
}

#[test]
fn identities_are_equally_likely_and_each_is_asked_about_once() {
    let account = scenario().length("60s").function("orders", |f| f).function("auth", |f| f.duration("0s"));
    let account = account.even("orders", "100/s").via(Via::ApiGateway);
    let run = asks(account).gateway(|api| api.identities = 40).run_by("60s");
    assert_eq!((total(&run).gateway.asked, total(&run).gateway.cache_hits()), (40, 5_960));
    let dice = Dice::of_identities(1, "orders");
    let mut cells = [0_u64; 8];
    (1..=8_000).for_each(|request| cells[dice.identity(RequestId(request), 8) as usize] += 1);
    check_chi_square(&cells, &[1_000.0; 8], "identities");
}

#[test]
fn each_api_has_a_cache_of_its_own_and_several_can_share_an_authorizer() {
    let account = scenario().function("orders", |f| f).function("carts", |f| f).function("auth", |f| f.duration("0s"));
    let first = asks(account.at("orders", "0s, 1s").via(Via::ApiGateway)).gateway(kept(300));
    let both = asks(first.at("carts", "0s, 1s").via(Via::HttpApi)).gateway(kept(300));
    let run = asks(both.at("orders", "2s").via(Via::ApiGateway)).gateway(kept(300)).run();
    assert_eq!(run.series().functions[2].total.invocations, 3);
    let asked: Vec<u32> = run.series().functions.iter().map(|of| of.total.gateway.asked).collect();
    assert_eq!(asked, [2, 1, 0]);
}

#[test]
fn a_denied_identity_gets_403_and_that_is_remembered_as_well() {
    let run = api(|f| f, "0s, 1s, 2s").gateway(kept(300)).gateway(|api| api.denied = 1.0).run();
    assert_eq!(status(&run), [(403, 3)]);
    let counts = total(&run).gateway;
    let denied = [Refusal::Denied, Refusal::DeniedBefore].map(|refusal| counts.turned_away(refusal));
    assert_eq!((counts.asked, denied), (1, [1, 2]));
    assert_eq!((total(&run).requests, total(&run).attempts()), (3, 0), "the function is never invoked");
    assert_eq!(run.series().functions[1].total.errors, 0, "a denial is no error of the authorizer");
}

#[test]
fn the_denied_part_is_of_the_identities() {
    let quarter = api(|f| f.duration("0s"), "0s x 4000").limit(10_000);
    let run = quarter.gateway(|api| (api.identities, api.denied) = (8, 0.25)).run();
    let part = run.series().answers[0].status[&403] as f64 / 4_000.0;
    assert!((part - 0.25).abs() < 0.03, "{part}");
}

#[test]
fn what_an_identity_was_told_stays_so_until_it_is_forgotten() {
    let api = |instants: &str, seconds| api(|f| f.duration("0s"), instants).gateway(kept(seconds));
    let denied = api("0s, 2s, 9s", 5).set_of_caller("1s", Setting::Denied, Value::Fraction(1.0));
    assert_eq!(status(&denied.run()), [(200, 2), (403, 1)]);
    let asked = |value| {
        let later = api("0s, 2s, 3s", 300).set_of_caller("1s", Setting::RestAuthorizerTtl, Value::Count(value));
        total(&later.run()).gateway.asked
    };
    assert_eq!((asked(1), asked(0)), (1, 3), "another time to live is that of later results; with 0 none is looked at");
}

/// Without an identity nobody is asked, unless a REQUEST authorizer keeps nothing: then it is asked, and knows nobody.
#[test]
fn a_request_without_an_identity_gets_401_and_invokes_nobody() {
    let missing = |kind, seconds| {
        let api = api(|f| f, "0s x 4").gateway(kept(seconds));
        let run = api.gateway(|api| (api.identity_missing, api.authorizer_type) = (1.0, kind)).run();
        (status(&run), run.series().functions[1].total.invocations)
    };
    assert_eq!(missing(AuthorizerType::Token, 300), (vec![(401, 4)], 0));
    assert_eq!(missing(AuthorizerType::Token, 0), (vec![(401, 4)], 0));
    assert_eq!(missing(AuthorizerType::Request, 300), (vec![(401, 4)], 0));
    assert_eq!(missing(AuthorizerType::Request, 0), (vec![(403, 4)], 4));
}

/// Errors of the authorizer and its own timeout are 500, and nothing is kept of them.
#[test]
fn an_authorizer_that_fails_is_500_each_time() {
    for with in [|f: FunctionBuilder| f.errors(1.0), |f: FunctionBuilder| f.duration("2s").timeout("1s")] {
        let run = api(with, "0s, 3s").gateway(kept(300)).run();
        assert_eq!(status(&run), [(500, 2)]);
        let counts = total(&run).gateway;
        assert_eq!((counts.asked, counts.turned_away(Refusal::AuthorizerFailed)), (2, 2));
        assert_eq!(run.series().functions[1].total.errors, 2);
    }
}

/// The authorizer draws on the same account. Throttled, it refuses its API; nothing of that is kept.
#[test]
fn a_throttled_authorizer_refuses_its_api() {
    check_changes(
        api(|f| f.reserved(0), "1s").gateway(kept(300)),
        "
        1s orders: request 1 waits for its authorizer, which gets request 1
        1s auth: request 1 throttled: 0 of 0 in flight (ReservedFunctionConcurrentInvocationLimitExceeded): answered 429 after 0s
        1s orders: request 1 is turned away: its authorizer is throttled: answered 500 after 0s
        ",
    );
    let account = scenario().limit(1).function("orders", |f| f).function("auth", |f| f.duration("50ms"));
    let busy = account.function("other", |f| f.duration("5s")).at("orders", "1s, 6s").via(Via::ApiGateway);
    let run = asks(busy).at("other", "0s").run();
    assert_eq!(status(&run), [(200, 1), (500, 1)]);
    assert_eq!(total(&run).gateway.turned_away(Refusal::AuthorizerThrottled), 1);
}

/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html>: an HTTP API waits 10 s, with INIT.
#[test]
fn an_authorizer_that_takes_too_long_is_500_while_it_runs_on() {
    let account = scenario().length("1m").function("orders", |f| f).function("auth", |f| f.init("8s").duration("3s"));
    check_changes(
        asks(account.at("orders", "0s, 20s").via(Via::HttpApi)).gateway(kept(300)),
        "
        0s orders: request 1 waits for its authorizer, which gets request 1
        0s auth: request 1 starts environment 1 (cold): INIT
        8s auth: environment 1: INIT ended, INVOKE
        10s auth: request 1 takes longer than its API waits, environment 1 runs on: too late for its client, who waits no longer
        10s orders: request 1 is turned away: its authorizer takes too long: answered 500 after 10s
        11s auth: request 1 done, environment 1 idle: too late for its client, who waits no longer
        20s orders: request 2 waits for its authorizer, which gets request 2
        20s auth: request 2 reuses environment 1 (warm)
        23s auth: request 2 done, environment 1 idle: answered 200 after 3s
        23s orders: request 2 is allowed by its authorizer
        23s orders: request 2 starts environment 1 (cold): INIT
        23s orders: environment 1: INIT ended, INVOKE
        23.1s orders: request 2 done, environment 1 idle: answered 200 after 3.1s
        ",
    );
}

#[test]
fn an_authorizer_that_takes_too_long_is_no_integration_timeout() {
    let account = scenario().length("1m").function("orders", |f| f).function("auth", |f| f.duration("11s"));
    let run = asks(account.at("orders", "0s x 3").via(Via::HttpApi)).run();
    let too_slow = |row: &Row| row.gateway.turned_away(Refusal::AuthorizerTooSlow);
    let series = run.series();
    let rows = [&series.account.total, &series.functions[0].total, &series.functions[1].total];
    assert_eq!(rows.map(|row| (too_slow(row), row.gateway.time_limits)), [(3, 0), (3, 0), (0, 0)]);
    assert_eq!(status(&run), [(500, 3)], "the API's client has its answer once");
    let asked = series.answers.last().expect("those that API Gateway gets");
    assert_eq!((asked.requests, asked.status.len()), (3, 0), "which has none of them");
}

/// The integration's time begins at the function: what the authorizer takes is not part of it.
#[test]
fn the_integration_timeout_does_not_cover_the_authorizer() {
    let account = scenario().length("2m").function("orders", |f| f.duration("28s"));
    let run = asks(account.function("auth", |f| f.duration("9s")).at("orders", "0s").via(Via::HttpApi)).run();
    assert_eq!((status(&run), run.series().answers[0].served().max()), (vec![(200, 1)], span("37s")));
}

/// A request that is allowed has waited: what ends at the same instant ends before it.
#[test]
fn a_request_that_is_allowed_finds_what_becomes_free_at_that_instant() {
    let account = scenario().limit(2).function("auth", |f| f.duration("1s")).function("orders", |f| f.duration("1s"));
    let account = asks(account.at("orders", "0s").via(Via::ApiGateway)).at("orders", "0s");
    let run = account.at("auth", "1s").run();
    assert_eq!(status(&run), [(200, 1)], "both places are free again, and what arrives then comes after it");
    assert_eq!(run.series().answers[2].status[&200], 1);
}

/// A cold cache takes twice the invocations; once all clients are known there are none of the authorizer.
#[test]
fn a_cold_cache_takes_twice_the_invocations_and_a_warm_one_none() {
    let account = scenario().length("20s").function("orders", |f| f).function("auth", |f| f.duration("50ms"));
    let run = asks(account.even("orders", "1000/s").via(Via::ApiGateway)).gateway(|api| api.identities = 500).run();
    let asked: Vec<u32> = run.series().functions[0].rows.iter().map(|row| row.gateway.asked).collect();
    assert!(400 < asked[0] && asked[10..].iter().all(|asked| *asked == 0), "{asked:?}");
    let invocations = run.series().functions[1].total.invocations;
    assert_eq!(u64::from(asked.iter().sum::<u32>()), invocations);
    assert!((500..600).contains(&invocations), "once for each, and while an answer is on its way: {invocations}");
}

/// The identity is thrown for the request, whatever else is set: an authorizer moves no arrival and no duration of the function.
#[test]
fn an_authorizer_leaves_all_draws_of_its_function_as_they_were() {
    let ends = |has_authorizer: bool| {
        let orders = scenario().seed(3).function("orders", |f| f.duration(exponential("300ms")));
        let api = orders.function("auth", |f| f.duration("0s")).poisson("orders", "20/s").via(Via::ApiGateway);
        let changes = changes_of(&if has_authorizer { asks(api) } else { api }.plan());
        let ended = changes.iter().filter(|(_, change)| format!("{change}").contains(" done, "));
        let of_orders = ended.filter(|(_, change)| change.function().is_some_and(|function| function.index() == 0));
        of_orders.map(|(at, _)| *at).collect::<Vec<_>>()
    };
    assert_eq!(ends(true), ends(false));
}

#[test]
fn an_authorizer_must_be_a_function_of_the_scenario_and_belongs_to_an_api() {
    let problems = |authorizer: &str, via| {
        let orders = scenario().function("orders", |f| f).function("auth", |f| f).at("orders", "0s").via(via);
        let built = orders.gateway(|api| api.authorizer = Some(authorizer.to_owned())).build();
        built.check().err().unwrap_or_default().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(problems("auth", Via::ApiGateway), [""; 0]);
    assert_eq!(problems("orders", Via::HttpApi), [""; 0], "it may be the function itself");
    let unknown = "callers[0].authorizer is \"autho\": there is no such function; did you mean auth?";
    assert_eq!(problems("autho", Via::ApiGateway), [unknown]);
    let [one] = &problems("auth", Via::Alb)[..] else { panic!("one problem") };
    assert!(one.starts_with("callers[0].authorizer is \"auth\": ") && one.contains("api-gateway"), "{one}");
}

/// Of those that are allowed at one instant the first goes on first, and has the only place.
#[test]
fn who_is_allowed_first_goes_on_first() {
    let account = scenario().function("orders", |f| f.reserved(1)).function("auth", |f| f.duration("50ms"));
    let run = asks(account.at("orders", "0s x 3").via(Via::ApiGateway));
    let throttled = changes_of(&run.plan()).into_iter().filter_map(|(_, change)| match change {
        Change::Throttled { attempt, .. } => Some(attempt.request),
        _ => None,
    });
    assert_eq!(throttled.collect::<Vec<_>>(), [RequestId(2), RequestId(3)]);
}

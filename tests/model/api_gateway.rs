//! API Gateway in front of a function: its own limit, and how long it waits.
//!
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html> and
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html>.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::gateway::Refusal;
use lambda_sim::metrics::Answers;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use crate::changes::{changes_of, check_changes};
use crate::scenario_builder::{ScenarioBuilder, scenario, span};

const APIS: [(Via, &str, u16); 2] = [(Via::ApiGateway, "29s", 504), (Via::HttpApi, "30s", 503)];

/// How many requests API Gateway has let in, second by second.
fn let_in(run: &Run) -> Vec<u64> {
    let rows = &run.series().account.rows;
    rows.iter().map(|row| row.requests - row.gateway.turned_away(Refusal::TooManyRequests)).collect()
}

fn statuses(answers: &Answers) -> Vec<(u16, u64)> {
    answers.status.iter().map(|(status, count)| (*status, *count)).collect()
}

/// One function that answers at once, in an account where Lambda throttles nobody.
fn open() -> ScenarioBuilder {
    scenario()
        .limit(50_000)
        .length("5s")
        .function("orders", |f| f.duration("0s"))
        .function("carts", |f| f.duration("0s"))
}

/// 5,000 at once and 10,000 a second. The 10,000th comes back only as the first second ends.
#[test]
fn an_account_lets_in_five_thousand_at_once_and_ten_thousand_a_second() {
    let run = open().limit(1_000_000).even("orders", "40000/s").via(Via::ApiGateway).run();
    assert_eq!(let_in(&run), [14_999, 10_000, 10_000, 10_000, 10_000]);
    let burst = open().limit(1_000_000).at("orders", "1s x 6000, 2s x 6000").via(Via::HttpApi).run();
    assert_eq!(let_in(&burst), [0, 5_000, 5_000, 0, 0]);
}

/// Of three a second one comes back after a third of a second, which is no whole number of nanoseconds.
#[test]
fn a_token_comes_back_no_nanosecond_too_early() {
    let instants = "0s, 333333333ns, 333333334ns, 666666667ns, 666666668ns, 1000000001ns, 1000000002ns";
    let run = open().api_gateway(3, 1).at("orders", instants).via(Via::ApiGateway).run();
    assert_eq!(let_in(&run), [3, 1, 0, 0, 0]);
}

#[test]
fn all_apis_of_the_account_share_one_bucket() {
    let shared =
        open().api_gateway(10, 5).at("orders", "0s x 3").via(Via::ApiGateway).at("carts", "0s x 3").via(Via::HttpApi);
    let run = shared.at("carts", "0s x 50").via(Via::FunctionUrl).run();
    let answers = &run.series().answers;
    assert_eq!(statuses(&answers[0]), [(200, 3)]);
    assert_eq!(statuses(&answers[1]), [(200, 2), (429, 1)]);
    assert_eq!(statuses(&answers[2]), [(200, 50)], "a function URL does not pass through API Gateway");
}

/// Lambda never hears of it: nothing of it stands in Lambda's metrics.
#[test]
fn who_is_turned_away_is_answered_at_once_and_counts_nowhere_in_lambda() {
    check_changes(
        open().api_gateway(0, 1).at("orders", "1s x 2").via(Via::ApiGateway),
        "
        1s orders: request 1 starts environment 1 (cold): INIT
        1s orders: environment 1: INIT ended, INVOKE
        1s orders: request 1 done, environment 1 idle: answered 200 after 0s
        1s orders: request 2 is turned away: API Gateway's own limit for the account is used up: answered 429 after 0s
        ",
    );
    let run = open().api_gateway(0, 1).at("orders", "1s x 7").via(Via::ApiGateway).run();
    let total = run.series().functions[0].total;
    assert_eq!((total.requests, total.attempts(), total.throttled(), total.errors), (7, 1, 0, 0));
    assert_eq!(total.gateway.turned_away(Refusal::TooManyRequests), 6);
    let tally = &run.frame_at(span("2s").after_start()).functions[0].tally;
    assert_eq!((tally.requests(), tally.attempts(), tally.turned_away(Refusal::TooManyRequests)), (7, 1, 6));
}

/// What is turned away has drawn its duration all the same, so that the limit moves no other draw.
#[test]
fn who_is_turned_away_leaves_all_draws_of_the_others_as_they_were() {
    let with = |burst| {
        let orders = scenario()
            .seed(5)
            .api_gateway(1_000_000, burst)
            .function("orders", |f| f.duration(crate::scenario_builder::exponential("300ms")));
        changes_of(&orders.at("orders", "0s x 4").via(Via::ApiGateway).at("orders", "2s x 3").plan())
    };
    let ends = |changes: &crate::changes::Changes| -> Vec<String> {
        let ended = changes.iter().filter(|(at, _)| span("2s").after_start() <= *at);
        ended
            .map(|(at, change)| format!("{at} {change}").replace("(cold)", "").replace("environment", ""))
            .filter(|line| line.contains("done"))
            .map(|line| line.split(" done").next().expect("a line").to_owned())
            .collect()
    };
    assert_eq!(ends(&with(4)).len(), 3);
    assert_eq!(ends(&with(4)), ends(&with(0)));
}

/// The change is in force at once; what was used up stays so.
#[test]
fn a_raised_rate_holds_from_its_instant_on() {
    let raised = open().limit(1_000_000).api_gateway(10, 10).even("orders", "1000/s").via(Via::ApiGateway);
    let raised = raised.set_account("2s", Setting::ApiGatewayRate, Value::Count(100));
    assert_eq!(let_in(&raised.run()), [19, 10, 100, 100, 100]);
}

#[test]
fn the_client_is_answered_when_the_integration_times_out_and_the_function_runs_on() {
    for (via, limit, status) in APIS {
        let slow = scenario().length("2m").function("orders", |f| f.duration("50s")).at("orders", "5s").via(via);
        let answered = span("5s") + span(limit);
        check_changes(
            slow,
            &format!(
                "
                5s orders: request 1 starts environment 1 (cold): INIT
                5s orders: environment 1: INIT ended, INVOKE
                {answered} orders: request 1 takes longer than its API waits, environment 1 runs on: answered {status} after {limit}
                55s orders: request 1 done, environment 1 idle: too late for its client, who waits no longer
                "
            ),
        );
    }
}

#[test]
fn an_answer_at_exactly_the_limit_is_in_time_and_a_nanosecond_later_it_is_not() {
    for (via, limit, late) in APIS {
        let one = |longer: &str| {
            let law = lambda_sim::law::Law::Constant(span(limit) + span(longer));
            let run = scenario().length("2m").function("orders", |f| f.duration(law)).at("orders", "0s").via(via).run();
            statuses(&run.series().answers[0])
        };
        assert_eq!((one("0s"), one("1ns")), (vec![(200, 1)], vec![(late, 1)]), "{via:?}");
    }
}

/// Set-up and INIT are part of the wait; so is a limit that falls into INIT.
#[test]
fn the_limit_counts_from_the_attempt_with_setup_and_init() {
    let cold = |setup: &str, init: &str, duration: &str| {
        let orders = scenario().length("5m").function("orders", |f| f.setup(setup).init(init).duration(duration));
        let run = orders.at("orders", "0s").via(Via::ApiGateway).run_by("5m");
        statuses(&run.series().answers[0])
    };
    assert_eq!(cold("10s", "9s", "10s"), [(200, 1)]);
    assert_eq!(cold("10s", "9s", "10001ms"), [(504, 1)]);
    assert_eq!(cold("40s", "0s", "10s"), [(504, 1)], "while the environment is still being set up");
    assert_eq!(cold("40s", "0s", "60s"), [(504, 1)], "once, though the handler takes longer as well");
}

/// One invocation, one answer, one function error; busy until its end.
#[test]
fn what_the_client_does_not_wait_for_counts_once() {
    let failing = scenario().length("2m").limit(1).function("orders", |f| f.duration("40s").errors(1.0));
    let run = failing.at("orders", "0s, 35s, 41s").via(Via::ApiGateway).run_by("2m");
    let total = run.series().functions[0].total;
    assert_eq!((total.invocations, total.errors, total.throttled(), total.gateway.time_limits), (2, 2, 1, 2));
    let answers = &run.series().answers[0];
    assert_eq!((answers.requests, statuses(answers)), (3, vec![(500, 1), (504, 2)]));
    assert_eq!(answers.served().max(), span("29s"), "the response time is that of the answer");
    let frame = run.frame_at(span("30s").after_start()).functions.remove(0);
    assert_eq!((frame.too_late, frame.phases.in_flight().get()), (1, 1));
    assert_eq!(run.frame_at(span("40s").after_start()).functions[0].too_late, 0);
}

#[test]
fn an_integration_can_be_told_to_wait_for_less_and_throttles_to_appear_as_another_status() {
    let orders = scenario().limit(1).function("orders", |f| f.duration("2s")).at("orders", "0s, 1s").via(Via::HttpApi);
    let run = orders.gateway(|api| (api.integration_timeout, api.throttled_status) = (Some(span("50ms")), 429)).run();
    assert_eq!(statuses(&run.series().answers[0]), [(429, 1), (503, 1)]);
    assert_eq!(
        (run.series().answers[0].served().max(), run.series().functions[0].total.gateway.time_limits),
        (span("50ms"), 1)
    );
}

/// What is in INIT when the timeout is changed waits by the new one from the moment at which its handler begins.
#[test]
fn a_changed_timeout_holds_for_what_begins_later() {
    let story_of = |at: &str, duration: &str| {
        let orders = scenario().length("1m").function("orders", |f| f.init("5s").duration(duration)).at("orders", "0s");
        let orders = orders.via(Via::ApiGateway);
        let changed = orders.set_of_caller(at, Setting::RestTimeout, Value::Span(span("3s")));
        let answers = changed.run().series().answers[0].clone();
        (answers.served().max(), statuses(&answers))
    };
    let story = |at: &str| story_of(at, "5s").0;
    assert_eq!(story_of("4s", "0s"), (span("5s"), vec![(200, 1)]), "a handler that takes no time returns first");
    assert_eq!(story("0s"), span("3s"));
    assert_eq!(story("4s"), span("5s"), "over by the time at which the handler begins");
    assert_eq!(story("6s"), span("10s"), "a handler that runs already goes on as it began");
}

/// REST and HTTP APIs have a row of their own for one key, each with its own range.
#[test]
fn an_api_is_told_by_its_own_row_whichever_kind_it_is() {
    let file = |via: &str, timeout: &str| {
        format!(
            "{{ version: 1, functions: {{ a: {{ duration: 1s }} }}, callers: [{{ function: a, via: {via}, at: 0s }}],              interventions: [{{ at: 1s, UpdateIntegration: {{ caller: 0, integration_timeout: {timeout} }} }}] }}"
        )
    };
    for (via, setting, timeout) in
        [("api-gateway", Setting::RestTimeout, "29s"), ("http-api", Setting::HttpTimeout, "30s")]
    {
        let (scenario, _) = crate::shipped::read(&file(via, timeout));
        assert_eq!((scenario.interventions[0].setting, scenario.interventions.len()), (setting, 1));
    }
}

/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html>: at 1 s a request, 10,000 a second come in and 1,000 are in
/// flight. The other 9,000 are throttled by Lambda, which an API shows as 500 and not as 429.
#[test]
fn what_lambda_throttles_behind_an_api_appears_as_500() {
    let run = scenario().function("orders", |f| f.duration("1s")).even("orders", "10000/s").via(Via::ApiGateway).run();
    let second = &run.series().functions[0].rows[4];
    assert_eq!((second.invocations, second.throttled()), (1_000, 9_000));
    assert_eq!(run.series().answers[0].status.keys().copied().collect::<Vec<_>>(), [200, 500]);
}

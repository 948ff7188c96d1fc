//! AWS's own arithmetic: the worked examples of its guide, one test each.
//!
//! The numbers O1, O2, ... count the examples of AWS's pages on concurrency; the address stands at each test.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::admission::{Limit, Reason};
use lambda_sim::change::Change;
use lambda_sim::check::reservable;
use lambda_sim::metrics::Row;
use lambda_sim::problem::Rule;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;

use crate::changes::changes_of;
use crate::invocations::{Invocation, invocations};
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, exponential, scenario, span};
use crate::series_table::check;
use crate::shipped;

/// O1, the ten requests of <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>.
#[test]
fn ten_requests_run_in_the_environments_that_the_guide_draws() {
    let (_, plan) = shipped::read(shipped::TEN_REQUESTS);
    let served = invocations(&changes_of(&plan));
    let letter = |number: u64| char::from(b'@' + u8::try_from(number).expect("few environments"));
    let story: Vec<String> = served
        .iter()
        .map(|run| {
            format!("{} {} {}", run.request, letter(run.environment), if run.is_cold { "new" } else { "reused" })
        })
        .collect();
    let guide = [
        "1 A new",
        "2 B new",
        "3 C new",
        "4 D new",
        "5 E new",
        "6 A reused",
        "7 B reused",
        "8 C reused",
        "9 F new",
        "10 D reused",
    ];
    assert_eq!(story, guide);
}

/// O1: the guide counts three concurrent requests at its t1 and six at its t4.
#[test]
fn ten_requests_are_three_in_flight_at_t1_and_six_at_t4() {
    let (_, plan) = shipped::read(shipped::TEN_REQUESTS);
    let run = Run::of(plan, Span::from_secs(1));
    let in_flight = |at: &str| run.frame_at(span(at).after_start()).in_flight().get();
    assert_eq!(in_flight("450ms"), 3, "t1: between the third request and the fourth");
    assert_eq!(in_flight("1650ms"), 6, "t4: the ninth request runs, the fourth has not ended");
    assert_eq!(run.series().account.total.concurrency.max, 6, "the peak");
}

/// Once the first requests end, exactly `expected` are in flight: the highest level of each later second and its mean are
/// the same, so it is the level all the time.
#[track_caller]
fn check_steady_concurrency(rate: &str, duration: &str, limit: u32, expected: u32) {
    let steady = scenario().limit(limit).length("6s").function("orders", |f| f.duration(duration)).even("orders", rate);
    let run = steady.run();
    let rows = &run.series().functions[0].rows;
    assert_eq!(rows.iter().map(Row::throttled).sum::<u64>(), 0, "nothing is throttled");
    for (row, second) in rows.iter().zip(1..).skip(1) {
        let mean = row.concurrency.mean(Span::from_secs(1));
        assert_eq!(row.concurrency.max, expected, "highest level in second {second}");
        assert!(mean.total_cmp(&f64::from(expected)).is_eq(), "mean level {mean} in second {second}");
    }
}

/// O2: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>, "100 requests per second x 1 second".
#[test]
fn a_hundred_requests_a_second_of_one_second_are_a_concurrency_of_100() {
    check_steady_concurrency("100/s", "1s", 1_000, 100);
}

/// O3: the same requests in half the time need half the concurrency.
#[test]
fn a_hundred_requests_a_second_of_half_a_second_are_a_concurrency_of_50() {
    check_steady_concurrency("100/s", "500ms", 1_000, 50);
}

/// O4.
#[test]
fn two_hundred_requests_a_second_of_a_quarter_second_are_a_concurrency_of_50() {
    check_steady_concurrency("200/s", "250ms", 1_000, 50);
}

/// O5: exactly the default limit, so nothing is throttled either.
#[test]
fn five_thousand_requests_a_second_of_200_ms_are_a_concurrency_of_1000_and_fit_the_default_limit() {
    check_steady_concurrency("5000/s", "200ms", 1_000, 1_000);
}

/// O6: they would be a concurrency of 1,000, but that many in flight let in 10,000 requests a second only, which keep 500 in flight.
/// Their limit lets in a second's worth at once; once that is used up, every other request is throttled.
#[test]
fn of_twenty_thousand_requests_a_second_of_50_ms_the_default_limit_lets_in_ten_thousand() {
    let brief = scenario().limit(1_000).length("4s").function("orders", |f| f.duration("50ms"));
    let run = brief.even("orders", "20000/s").run();
    let rows = &run.series().functions[0].rows;
    let let_in: Vec<u64> = rows.iter().map(|row| row.invocations).collect();
    assert_eq!(let_in, [19_999, 10_000, 10_000, 10_000]);
    let by_rate: Vec<u64> = rows.iter().map(|row| row.throttled_by(Limit::RequestRate)).collect();
    assert_eq!((by_rate, rows[0].throttled()), (vec![1, 10_000, 10_000, 10_000], 1));
    assert_eq!(rows.iter().map(|row| row.concurrency.max).collect::<Vec<_>>(), [1_000, 999, 500, 500]);
}

/// With a limit that lets in as many as come, they are the concurrency that O6 says.
#[test]
fn twenty_thousand_requests_a_second_of_50_ms_are_a_concurrency_of_1000() {
    check_steady_concurrency("20000/s", "50ms", 2_000, 1_000);
}

/// The account of O8: blue and orange have reserved 400 each, green and red share the 200 that are left of 1,000.
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>, "Reserved concurrency".
fn blue_and_orange() -> ScenarioBuilder {
    let long = |f: FunctionBuilder| f.duration("10s");
    let account = scenario().limit(1_000).length("1s");
    account
        .function("blue", |f| long(f).reserved(400))
        .function("orange", |f| long(f).reserved(400))
        .function("green", long)
        .function("red", long)
}

#[test]
fn orange_is_throttled_at_its_400_though_600_units_are_unused_elsewhere() {
    check(
        blue_and_orange().at("orange", "0s x 500"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  blue             0            0     0          0          0             0
             1  orange         500          400   400        100        400           400
             1  green            0            0     0          0          0             0
             1  red              0            0     0          0          0             0
        ",
    );
}

#[test]
fn the_others_are_throttled_at_the_200_they_share_though_blue_and_orange_are_idle() {
    check(
        blue_and_orange().at("green", "0s x 150").at("red", "100ms x 150"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  blue             0            0     0          0          0             0
             1  orange           0            0     0          0          0             0
             1  green          150          150   150          0        150           150
             1  red            150           50    50        100         50            50
             1  *              300          200   200        100        200           200
        ",
    );
}

#[test]
fn blue_has_its_400_though_the_others_are_throttled() {
    check(
        blue_and_orange().at("green", "0s x 300").at("blue", "100ms x 400"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  blue           400          400   400          0        400           400
             1  green          300          200   200        100        200           200
             1  *              700          600   600        100        600           600
        ",
    );
}

#[test]
fn a_throttle_names_its_limit_how_much_is_used_and_how_much_is_allowed() {
    let story = |scenario: ScenarioBuilder| {
        let changes = changes_of(&scenario.plan());
        let throttles = changes.iter().filter_map(|(_, change)| match change {
            Change::Throttled { throttle, .. } => {
                Some((throttle.limit, throttle.used, throttle.allowed, throttle.reason))
            }
            _ => None,
        });
        let mut throttles: Vec<_> = throttles.collect();
        throttles.dedup();
        throttles
    };
    let reserved = Reason::ReservedFunctionConcurrentInvocationLimitExceeded;
    assert_eq!(story(blue_and_orange().at("orange", "0s x 500")), [(Limit::Reserved, 400, 400, reserved)]);
    let account = Reason::ConcurrentInvocationLimitExceeded;
    assert_eq!(story(blue_and_orange().at("red", "0s x 201")), [(Limit::Account, 200, 200, account)]);
}

/// Who may reserve how much: the rule that is broken, if one is.
fn rule_for(limit: u32, reservations: &[u32]) -> Option<Rule> {
    let names = ["a", "b", "c"];
    let account = scenario().limit(limit);
    let with = names.iter().zip(reservations);
    let account = with.fold(account, |account, (name, units)| account.function(name, |f| f.reserved(*units)));
    account.build().check().err().map(|problems| {
        assert_eq!(problems.len(), 1, "{problems:?}");
        problems[0].rule.clone()
    })
}

/// O14: AWS keeps 100 unreserved. <https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html>
#[test]
fn of_1000_units_900_can_be_reserved_and_of_2000_units_1900() {
    for (limit, most) in [(1_000, 900), (2_000, 1_900)] {
        assert_eq!(reservable(Concurrency::new(limit)).get(), most);
        assert_eq!(rule_for(limit, &[most]), None);
        assert_eq!(rule_for(limit, &[most - 400, 400]), None, "of all functions together");
        let refused = Rule::TooMuchReserved { reserved: u64::from(most) + 1, limit, reservable: most };
        assert_eq!(rule_for(limit, &[most + 1]), Some(refused.clone()));
        assert_eq!(rule_for(limit, &[most - 400, 400, 1]), Some(refused.clone()));
        assert!(refused.to_string().contains("InvalidParameterValueException"), "AWS's exception is named: {refused}");
    }
}

/// An account of 100 units or fewer can only switch functions off.
#[test]
fn of_100_units_or_fewer_nothing_can_be_reserved_but_0() {
    for limit in [1, 10, 50, 99, 100] {
        assert_eq!(reservable(Concurrency::new(limit)).get(), 0);
        assert_eq!(rule_for(limit, &[0, 0]), None);
        assert_eq!(rule_for(limit, &[1]), Some(Rule::TooMuchReserved { reserved: 1, limit, reservable: 0 }));
    }
    assert_eq!(rule_for(101, &[1]), None);
}

/// A thousand uploads at one instant: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>, the default
/// limit.
#[test]
fn a_thousand_uploads_at_once_all_run_and_one_more_is_throttled() {
    let uploads = |count: &str| {
        let uploads = scenario().length("1s").function("thumbnails", |f| f.duration("600ms").init("145ms"));
        uploads.at("thumbnails", count)
    };
    check(
        uploads("0s x 1000"),
        "
        second  function    requests  invocations  cold  throttled  in flight  environments
             1  thumbnails      1000         1000  1000          0       1000          1000
        ",
    );
    check(
        uploads("0s x 1001"),
        "
        second  function    requests  invocations  cold  throttled  in flight  environments
             1  thumbnails      1001         1000  1000          1       1000          1000
        ",
    );
}

/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html>: 0 throttles every request.
#[test]
fn a_reservation_of_0_switches_a_function_off_and_costs_the_others_nothing() {
    check(
        scenario()
            .limit(10)
            .length("1s")
            .function("off", |f| f.reserved(0))
            .function("on", |f| f.duration("1s"))
            .even("off", "20/s")
            .at("on", "0s x 10"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  off             20            0     0         20          0             0
             1  on              10           10    10          0         10            10
        ",
    );
}

#[test]
fn a_reservation_of_50_leaves_950_to_the_others_even_while_it_is_unused() {
    check(
        scenario()
            .length("1s")
            .function("a", |f| f.reserved(50))
            .function("b", |f| f.duration("10s"))
            .at("b", "0s x 1000"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  a                0            0     0          0          0             0
             1  b             1000          950   950         50        950           950
        ",
    );
}

/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>: an environment that initializes counts already.
#[test]
fn a_request_whose_environment_is_still_in_init_is_in_flight() {
    check(
        scenario()
            .limit(2)
            .length("2s")
            .function("orders", |f| f.init("1s").duration("100ms"))
            .at("orders", "0s, 500ms, 999ms, 1050ms, 1500ms"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  orders           3            2     2          1          2             2
             2  orders           2            1     0          1          2             2
        ",
    );
    let init = scenario().function("orders", |f| f.init("1s")).at("orders", "0s").run();
    let frame = init.frame_at(span("500ms").after_start());
    assert_eq!((frame.in_flight().get(), frame.functions[0].phases.init.get()), (1, 1));
}

/// Reserved concurrency is a right, not machines: its environments start cold like all others.
#[test]
fn reserved_concurrency_keeps_no_environment_warm() {
    check(
        scenario()
            .length("2s")
            .function("orders", |f| f.reserved(100).init("200ms").duration("300ms"))
            .at("orders", "0s x 3, 1s x 4"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  orders           3            3     3          0          3             3
             2  orders           4            4     1          0          4             4
        ",
    );
}

/// O15, the half about reserved concurrency: request, long pause, request.
#[test]
fn after_a_long_pause_a_reserved_function_starts_cold_again() {
    let reserved = scenario().length("1h").function("orders", |f| f.reserved(10).idle_lifetime("10m"));
    let served = invocations(&changes_of(&reserved.at("orders", "0s, 30m").plan()));
    assert_eq!(served.iter().map(|run| run.is_cold).collect::<Vec<_>>(), [true, true]);
}

/// A synchronous request is never queued: where there is no room it is refused at once, and room that comes later does
/// not help it.
#[test]
fn a_throttled_request_does_not_wait_for_room() {
    check(
        scenario().limit(1).length("3s").function("orders", |f| f.duration("100ms")).at("orders", "0s x 2, 2s"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  orders           2            1     1          1          1             1
             2  orders           0            0     0          0          0             1
             3  orders           1            1     0          0          1             1
        ",
    );
}

/// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>: no handler runs longer than fifteen minutes.
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>: no INIT is longer than ten seconds.
#[test]
fn a_draw_longer_than_what_aws_allows_is_cut_there() {
    let slow = scenario().length("1h").function("reports", |f| f.duration(exponential("15m")).init(exponential("10s")));
    let served = invocations(&changes_of(&slow.at("reports", "0s x 500").plan()));
    let handlers: Vec<Span> = served.iter().filter_map(Invocation::duration).collect();
    let inits: Vec<Span> = served.iter().filter_map(|run| Some(run.invoked?.since(run.admitted))).collect();
    assert_eq!((handlers.len(), inits.len()), (500, 500));
    for (lengths, longest) in [(handlers, Span::from_secs(900)), (inits, Span::from_secs(10))] {
        assert_eq!(lengths.iter().max(), Some(&longest));
        let cut = lengths.iter().filter(|length| **length == longest).count();
        assert!((100..=250).contains(&cut), "e^-1 of 500 draws are longer than the mean: {cut}");
    }
}

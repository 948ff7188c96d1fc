//! What the series count, and when: CloudWatch's maxima and sums, at the instant of the request.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::time::{Instant, Span};

use crate::scenario_builder::{scenario, span};
use crate::series_table::check;

/// <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html>: a metric has the time of the request, and
/// concurrency that lasts into the next period is in both.
#[test]
fn an_invocation_is_counted_when_it_begins_and_is_in_flight_until_it_ends() {
    check(
        scenario()
            .length("4s")
            .function("orders", |f| f.duration("1500ms").init("500ms").idle_lifetime("500ms"))
            .at("orders", "500ms"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  orders           1            1     1          0          1             1
             1  *                1            1     1          0          1             1
             2  orders           0            0     0          0          1             1
             2  *                0            0     0          0          1             1
             3  orders           0            0     0          0          1             1
             3  *                0            0     0          0          1             1
             4  orders           0            0     0          0          0             0
             4  *                0            0     0          0          0             0
        ",
    );
}

/// What ends exactly where a second begins was in flight for none of it.
#[test]
fn a_level_that_ends_where_a_period_begins_is_not_in_that_period() {
    check(
        scenario().length("3s").function("orders", |f| f.duration("1s").idle_lifetime("1s")).at("orders", "0s x 2"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  orders           2            2     2          0          2             2
             2  orders           0            0     0          0          0             2
             3  orders           0            0     0          0          0             0
        ",
    );
}

/// One request takes the place of another at one instant: there were never two.
#[test]
fn a_request_that_begins_where_another_ends_does_not_overlap_it() {
    check(
        scenario().length("2s").function("orders", |f| f.duration("500ms")).even("orders", "2/s"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  orders           2            2     1          0          1             1
             2  orders           2            2     0          0          1             1
        ",
    );
}

#[test]
fn a_peak_that_lasts_no_time_is_a_peak() {
    check(
        scenario().length("2s").function("orders", |f| f.duration("0s").idle_lifetime("0s")).at("orders", "1s x 3"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  orders           0            0     0          0          0             0
             2  orders           3            3     3          0          1             1
        ",
    );
}

/// <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html>: `UnreservedConcurrentExecutions` is what
/// runs without a reservation, over the whole account.
#[test]
fn the_unreserved_level_leaves_out_functions_with_a_reservation() {
    let three = scenario().length("1s").function("a", |f| f.reserved(10)).function("b", |f| f).function("c", |f| f);
    let run = three.at("a", "0s x 5").at("b", "0s x 3").at("c", "50ms x 4").run();
    let account = &run.series().account.total;
    assert_eq!((account.concurrency.max, account.unreserved.max), (12, 7));
    let frame = run.frame_at(span("60ms").after_start());
    assert_eq!((frame.in_flight().get(), frame.unreserved.get()), (12, 7));
}

#[test]
fn a_mean_is_level_times_time_over_the_length_of_the_period() {
    // 3 in flight for 0.4 s of the first second; 1 for 0.1 s of the half second that is left.
    let orders = scenario().length("1500ms").function("orders", |f| f.duration("400ms"));
    let run = orders.at("orders", "100ms x 3, 1400ms").run();
    let series = run.series();
    let means = (0..series.len()).map(|row| series.account.rows[row].concurrency.mean(series.row_length(row)));
    assert_eq!(means.collect::<Vec<_>>(), [1.2, 0.2]);
    let environments = series.account.rows[1].environments.mean(series.row_length(1));
    assert!(environments.total_cmp(&3.0).is_eq(), "{environments}");
}

#[test]
fn periods_begin_at_multiples_and_the_last_one_is_cut() {
    let run = scenario().length("10s").function("orders", |f| f).run_by("4s");
    let series = run.series();
    assert_eq!(
        (series.len(), series.is_empty(), series.period(), series.length()),
        (3, false, span("4s"), span("10s"))
    );
    let rows: Vec<_> = (0..3).map(|row| (series.start(row).since_start(), series.row_length(row))).collect();
    assert_eq!(rows, [(span("0s"), span("4s")), (span("4s"), span("4s")), (span("8s"), span("2s"))]);
}

/// The engine counts every nanosecond; a period of none would never end.
#[test]
fn a_period_of_nothing_is_a_nanosecond() {
    let run = scenario().length("1ms").function("orders", |f| f).run_by("0s");
    assert_eq!(run.series().period(), Span::from_nanos(1));
    assert_eq!(run.series().start(7), Instant::from_nanos(7));
}

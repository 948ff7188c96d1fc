//! No request is lost and none is counted twice: changes, series, totals and frames agree.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use lambda_sim::change::Change;
use lambda_sim::metrics::{Row, SeriesOf};
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

use super::random_scenarios::{random_scenario, seeds};
use crate::changes::{arrivals_of, changes_of};
use crate::scenario_builder::{plan_of, span};

/// Counts of a row: requests, invocations, throttles by each limit, cold starts.
fn counts(row: &Row) -> [u64; 5] {
    let [account, reserved] = row.throttles;
    [row.requests(), row.invocations, account, reserved, row.cold_starts]
}

fn sum<'r>(rows: impl Iterator<Item = &'r Row>) -> [u64; 5] {
    rows.map(counts).fold([0; 5], |sum, row| std::array::from_fn(|place| sum[place] + row[place]))
}

#[test]
fn every_request_is_admitted_or_throttled_and_is_counted_once() {
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let changes = changes_of(&plan);
        let run = Run::of(Arc::clone(&plan), span("1s"));
        for function in plan.function_ids() {
            let happened = |wanted: fn(&Change) -> bool| {
                let of_function = changes.iter().filter(|(_, change)| change.function() == function);
                of_function.filter(|(_, change)| wanted(change)).count() as u64
            };
            let total = &run.series().functions[function.index()].total;
            let cold = happened(|change| matches!(change, Change::ColdStart { .. }));
            let warm = happened(|change| matches!(change, Change::WarmStart { .. }));
            let throttled = happened(|change| matches!(change, Change::Throttled { .. }));
            let requests = arrivals_of(&changes, function.index()).len() as u64;
            assert_eq!(requests, cold + warm + throttled, "seed {seed}");
            assert_eq!((total.requests(), total.invocations), (requests, cold + warm), "seed {seed}");
            assert_eq!((total.cold_starts, total.throttled()), (cold, throttled), "seed {seed}");
        }
    }
}

#[test]
fn requests_are_numbered_in_order_of_arrival_without_a_gap() {
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut last = vec![0; plan.functions().len()];
        for (_, change) in changes_of(&plan) {
            if let Change::WarmStart { request, .. }
            | Change::ColdStart { request, .. }
            | Change::Throttled { request, .. } = change
            {
                let last = &mut last[change.function().index()];
                *last += 1;
                assert_eq!(request.0, *last, "seed {seed}");
            }
        }
    }
}

#[test]
fn the_rows_of_each_series_add_up_to_its_total_for_any_period() {
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        for period in ["1ms", "333ms", "1s", "7s", "10s", "1h"] {
            let run = Run::of(Arc::clone(&plan), span(period));
            let series = run.series();
            let all = || series.functions.iter().chain([&series.account]);
            for SeriesOf { rows, total } in all() {
                assert_eq!(sum(rows.iter()), counts(total), "seed {seed}, period {period}");
                let max = rows.iter().map(|row| row.concurrency.max).max();
                assert_eq!(max, Some(total.concurrency.max), "seed {seed}, period {period}");
            }
            let lengths: u64 = (0..series.len()).map(|row| series.row_length(row).as_nanos()).sum();
            assert_eq!(lengths, plan.length().as_nanos(), "seed {seed}, period {period}");
        }
    }
}

#[test]
fn totals_do_not_depend_on_the_period() {
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let (fine, coarse) = (Run::of(Arc::clone(&plan), span("10ms")), Run::of(plan, span("1h")));
        let totals = |run: &Run| run.series().functions.iter().map(|of| of.total).collect::<Vec<_>>();
        assert_eq!(totals(&fine), totals(&coarse), "seed {seed}");
        assert_eq!(fine.series().account.total, coarse.series().account.total, "seed {seed}");
        assert_eq!(fine.digest(), coarse.digest(), "seed {seed}");
    }
}

#[test]
fn the_account_is_the_sum_of_its_functions() {
    for seed in seeds() {
        let run = Run::of(plan_of(&random_scenario(seed)), span("500ms"));
        let series = run.series();
        for row in 0..series.len() {
            let functions = sum(series.functions.iter().map(|of| &of.rows[row]));
            assert_eq!(functions, counts(&series.account.rows[row]), "seed {seed}, row {row}");
        }
    }
}

#[test]
fn the_last_frame_has_counted_what_the_totals_say() {
    for seed in seeds() {
        let run = Run::of(plan_of(&random_scenario(seed)), span("1s"));
        let frame = run.frame_at(Span::from_secs(10).after_start());
        for (function, series) in frame.functions.iter().zip(&run.series().functions) {
            let (tally, total) = (&function.tally, &series.total);
            assert_eq!(tally.requests(), total.requests(), "seed {seed}");
            assert_eq!(tally.invocations(), total.invocations, "seed {seed}");
            assert_eq!(tally.cold_starts(), total.cold_starts, "seed {seed}");
            assert_eq!(tally.throttles(), total.throttled(), "seed {seed}");
        }
    }
}

/// The frame's window: how many of the last hundred requests were throttled.
#[test]
fn a_frame_knows_how_many_of_the_last_hundred_requests_were_throttled() {
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let changes = changes_of(&plan);
        let run = Run::of(Arc::clone(&plan), span("1s"));
        for at in [1_000, 2_500, 7_777, 10_000].map(|millis| Span::from_millis(millis).after_start()) {
            let frame = run.frame_at(at);
            for function in plan.function_ids() {
                let before = changes.iter().filter(|(when, change)| *when <= at && change.function() == function);
                let fates = before.filter_map(|(_, change)| match change {
                    Change::Throttled { .. } => Some(true),
                    Change::WarmStart { .. } | Change::ColdStart { .. } => Some(false),
                    _ => None,
                });
                let fates: Vec<bool> = fates.collect();
                let last = &fates[fates.len().saturating_sub(100)..];
                let tally = &frame.function(function).tally;
                assert_eq!(tally.recent() as usize, last.len(), "seed {seed}");
                let throttled = last.iter().filter(|throttled| **throttled).count();
                assert_eq!(tally.recent_throttles() as usize, throttled, "seed {seed}");
            }
        }
    }
}

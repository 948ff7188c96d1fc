//! The shipped scenarios keep what their first lines promise.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use lambda_sim::admission::Limit;
use lambda_sim::metrics::Row;
use lambda_sim::plan::Plan;
use lambda_sim::scenario::Scenario;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::tree::Tree;

pub(crate) const STEADY: &str = include_str!("../../crates/explorer/scenarios/steady.1.yaml");
pub(crate) const TEN_REQUESTS: &str = include_str!("../../crates/explorer/scenarios/ten-requests.1.yaml");
pub(crate) const PROMOTION: &str = include_str!("../../crates/explorer/scenarios/promotion.1.yaml");
pub(crate) const PROMOTION_REPAIRED: &str = include_str!("../../crates/explorer/scenarios/promotion-repaired.1.yaml");

/// Reads a scenario file that is right.
#[track_caller]
pub(crate) fn read(file: &str) -> (Scenario, Arc<Plan>) {
    let tree: Tree = serde_saphyr::from_str(file).expect("the file is YAML");
    match Scenario::read(&tree) {
        Ok((scenario, plan)) => (scenario, Arc::new(plan)),
        Err(problems) => panic!("the file breaks rules: {problems:#?}"),
    }
}

fn run(file: &str) -> Run {
    Run::of(read(file).1, Span::from_secs(1))
}

/// Throttles of each function, by the account's limit and by its own.
fn throttles(run: &Run) -> Vec<(&str, u64, u64)> {
    let functions = run.plan().functions().iter().zip(&run.series().functions);
    let by = |limit, total: &Row| total.throttled_by(limit);
    functions
        .map(|(function, series)| {
            (function.name.as_str(), by(Limit::Account, &series.total), by(Limit::Reserved, &series.total))
        })
        .collect()
}

#[test]
fn steady_traffic_keeps_fifty_in_flight_from_the_first_half_second_on() {
    let run = run(STEADY);
    let total = &run.series().account.total;
    assert_eq!((total.requests(), total.throttled(), total.cold_starts), (6_000, 0, 50));
    for millis in (500..60_000).step_by(250) {
        let frame = run.frame_at(Span::from_millis(millis).after_start());
        assert_eq!(frame.in_flight().get(), 50, "at {}", frame.at);
    }
}

#[test]
fn the_ten_requests_start_six_environments_and_none_is_throttled() {
    let run = run(TEN_REQUESTS);
    let total = &run.series().account.total;
    assert_eq!((total.requests(), total.cold_starts, total.throttled(), total.concurrency.max), (10, 6, 0, 6));
}

#[test]
fn the_promotion_throttles_all_four_functions_by_the_limit_of_the_account() {
    let run = run(PROMOTION);
    let throttles = throttles(&run);
    assert_eq!(throttles.len(), 4);
    for (name, by_account, by_reserved) in throttles {
        assert!(0 < by_account, "{name} is throttled by the account");
        assert_eq!(by_reserved, 0, "{name} has no reservation");
    }
    assert_eq!(run.series().account.total.concurrency.max, 1_000);
}

#[test]
fn the_promotion_throttles_nobody_before_it_begins() {
    let run = run(PROMOTION);
    let before = &run.series().account.rows[..60];
    assert_eq!(before.iter().map(Row::throttled).sum::<u64>(), 0);
}

#[test]
fn the_repaired_promotion_throttles_checkout_alone_and_by_its_reservation_alone() {
    let run = run(PROMOTION_REPAIRED);
    let throttles = throttles(&run);
    let (checkout, others) = throttles.split_first().expect("there are four functions");
    assert_eq!((checkout.0, checkout.1), ("checkout", 0));
    assert!(0 < checkout.2, "checkout is throttled by its reservation");
    assert_eq!(others, [("catalog", 0, 0), ("reports", 0, 0), ("thumbnails", 0, 0)]);
    assert_eq!(run.series().functions[0].total.concurrency.max, 600);
}

#[test]
fn the_repair_changes_nothing_but_the_reservation() {
    let (mut repaired, _) = read(PROMOTION_REPAIRED);
    repaired.functions[0].reserved_concurrent_executions = None;
    assert_eq!(repaired, read(PROMOTION).0);
}

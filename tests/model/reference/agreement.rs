//! Hundreds of scenarios on which both must agree, and mistakes that must be found.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeMap;

use lambda_sim::admission::Limit;
use lambda_sim::change::Change;
use lambda_sim::law::Law;
use lambda_sim::scenario::{Scenario, Traffic};

use super::comparison::{check_same, difference};
use super::minimal::minimal;
use super::naive::{self, Mistake};
use super::tied_scenarios::tied_scenario;
use super::written::Written;
use crate::changes::changes_of;
use crate::invocations::environments_in_order;
use crate::scenario_builder::{plan_of, scenario};
use crate::shipped;

#[test]
fn the_engine_does_what_the_naive_model_does_change_by_change() {
    for seed in 1..=400 {
        check_same(&tied_scenario(seed), &format!("seed {seed}"));
    }
}

#[test]
fn the_naive_model_knows_the_shipped_scenarios_without_randomness() {
    for file in [shipped::TEN_REQUESTS, shipped::STEADY] {
        let (mut scenario, _) = shipped::read(file);
        for function in &mut scenario.functions {
            function.idle_lifetime = Law::Constant(function.idle_lifetime.mean());
        }
        check_same(&scenario, file);
    }
}

/// By AWS's guide, not by the engine: A B C D E A B C F D.
#[test]
fn the_naive_model_serves_the_ten_requests_as_the_guide_does() {
    let ten = scenario().length("3s").function("orders", |f| f.duration("1s").init("100ms"));
    let ten = ten.at("orders", "0s, 100ms, 300ms, 600ms, 800ms, 1150ms, 1250ms, 1450ms, 1600ms, 1750ms").build();
    let ids: Vec<_> = plan_of(&ten).function_ids().collect();
    assert_eq!(environments_in_order(&naive::run(&ten, &ids, None)), [1, 2, 3, 4, 5, 1, 2, 3, 6, 4]);
}

#[test]
fn every_mistake_would_be_found() {
    for mistake in Mistake::ALL {
        let found = (1..=400).find(|seed| difference(&tied_scenario(*seed), Some(mistake)).is_some());
        assert!(found.is_some(), "nobody notices {mistake:?}");
    }
}

fn requests(scenario: &Scenario) -> u32 {
    let bursts = scenario.callers.iter().map(|caller| match &caller.traffic {
        Traffic::At(bursts) => bursts.iter().map(|burst| burst.count).sum(),
        Traffic::Curve { .. } => 0,
    });
    bursts.sum()
}

#[test]
fn a_difference_is_shown_by_a_scenario_of_a_few_lines() {
    let shows = |scenario: &Scenario| difference(scenario, Some(Mistake::LeastRecentlyUsedFirst)).is_some();
    let seed = (1..=400).find(|seed| shows(&tied_scenario(*seed))).expect("some scenario shows it");
    let minimal = minimal(&tied_scenario(seed), shows);
    let written = Written(&minimal).to_string();
    // Two environments must become idle one after the other, and a third request must choose.
    assert!(requests(&minimal) <= 4 && written.lines().count() <= 14, "{written}");
    let difference = difference(&minimal, Some(Mistake::LeastRecentlyUsedFirst)).expect("it still shows").to_string();
    assert!(difference.contains("engine: ") && difference.contains("naive: "), "{difference}");
}

#[test]
fn what_is_written_can_be_read() {
    for seed in 1..=50 {
        let scenario = tied_scenario(seed);
        let (read, _) = shipped::read(&Written(&scenario).to_string());
        assert!(read == scenario, "{}", Written(&scenario));
    }
}

/// Without ties and throttles of both kinds the comparison would prove little.
#[test]
fn the_scenarios_are_full_of_ties_throttles_and_expiries() {
    let (mut ties, mut by_account, mut by_reserved, mut shutdowns, mut warm) = (0, 0, 0, 0, 0);
    for seed in 1..=400 {
        let mut at_once: BTreeMap<u64, u64> = BTreeMap::new();
        for (at, change) in changes_of(&plan_of(&tied_scenario(seed))) {
            match change {
                Change::Throttled { throttle, .. } => match throttle.limit {
                    Limit::Account => by_account += 1,
                    Limit::Reserved => by_reserved += 1,
                },
                Change::Shutdown { .. } => shutdowns += 1,
                Change::WarmStart { .. } => warm += 1,
                Change::ColdStart { .. } | Change::InitEnded { .. } | Change::InvocationEnded { .. } => {}
            }
            *at_once.entry(at.as_nanos()).or_default() += 1;
        }
        ties += at_once.values().filter(|count| 1 < **count).count();
    }
    let counts = [ties as u64, by_account, by_reserved, shutdowns, warm];
    assert!(
        counts.iter().all(|count| 5_000 <= *count),
        "ties, throttles by account and reserved, SHUTDOWN, warm: {counts:?}"
    );
}

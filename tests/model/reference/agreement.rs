//! Hundreds of scenarios on which both must agree, and mistakes that must be found.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::ops::RangeInclusive;

use lambda_sim::law::Law;
use lambda_sim::scenario::Scenario;

use super::comparison::{MANY, Told, check_same, difference, requests};
use super::minimal::minimal;
use super::mistakes::Mistake;
use super::tied_scenarios::{SEEDS, tied_scenario};
use super::written::Written;
use crate::shipped;

/// The seeds to compare: these, or so many as `AGREEMENT` says. Only on the host: in wasm there are no variables.
fn seeds() -> RangeInclusive<u64> {
    let asked = if cfg!(target_arch = "wasm32") { None } else { std::env::var("AGREEMENT").ok() };
    *SEEDS.start()..=asked.map_or(*SEEDS.end(), |count| count.parse().expect("AGREEMENT is a number of scenarios"))
}

#[test]
fn the_engine_does_what_the_naive_model_does_change_by_change() {
    for seed in seeds() {
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

/// Tried on small scenarios first, and from both ends, for what is new stands last. One in which much happens is not made smaller
/// here: that takes a while.
#[test]
fn every_mistake_would_be_found_and_shown_by_a_few_lines() {
    let mut unnoticed = Mistake::ALL.to_vec();
    let mut scenarios: Vec<Scenario> =
        SEEDS.zip(SEEDS.rev()).flat_map(|(one, other)| [one, other]).take(SEEDS.count()).map(tied_scenario).collect();
    scenarios.sort_by_key(|scenario| MANY < requests(scenario));
    for scenario in scenarios {
        let told = Told::of(&scenario).expect("a tied scenario breaks no rule");
        unnoticed.retain(|mistake| {
            if told.difference(Some(*mistake)).is_none() {
                return true;
            }
            if told.is_short() {
                let shows = |scenario: &Scenario| difference(scenario, Some(*mistake)).is_some();
                let written = Written(&minimal(&scenario, shows)).to_string();
                assert!(written.lines().count() <= 24, "{mistake:?}\n{written}");
            }
            false
        });
        if unnoticed.is_empty() {
            return;
        }
    }
    panic!("nobody notices {unnoticed:?}");
}

#[test]
fn a_difference_is_shown_by_what_both_tell() {
    let shows = |scenario: &Scenario| difference(scenario, Some(Mistake::LeastRecentlyUsedFirst)).is_some();
    let seed = SEEDS.into_iter().find(|seed| shows(&tied_scenario(*seed))).expect("some scenario shows it");
    let minimal = minimal(&tied_scenario(seed), shows);
    // Two environments must become idle one after the other, and a third request must choose.
    assert!(requests(&minimal) <= 4, "{}", Written(&minimal));
    let difference = difference(&minimal, Some(Mistake::LeastRecentlyUsedFirst)).expect("it still shows").to_string();
    assert!(difference.contains("engine: ") && difference.contains("naive: "), "{difference}");
}

#[test]
fn what_is_written_can_be_read() {
    for scenario in SEEDS.map(tied_scenario) {
        let (read, _) = shipped::read(&Written(&scenario).to_string());
        assert!(read == scenario, "{}", Written(&scenario));
    }
}

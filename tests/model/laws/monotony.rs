//! More room never throttles more. That is true for one function with INIT 0, without retries and below the scaling rate, and not
//! in general: two functions compete for the account, an INIT can make a request hold its unit for longer, and a request that is
//! tried again comes back when others need room.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeSet;

use lambda_sim::change::Change;

use crate::changes::{Changes, changes_of};
use crate::dice::Dice;
use crate::scenario_builder::{ScenarioBuilder, exponential, scenario};

fn throttled(changes: &Changes) -> BTreeSet<u64> {
    let requests = changes.iter().filter_map(|(_, change)| match change {
        Change::Throttled { attempt, .. } => Some(attempt.request.0),
        _ => None,
    });
    requests.collect()
}

/// One function with as many units as `room` gives it.
fn check_more_room(room: impl Fn(u64, u32) -> ScenarioBuilder) {
    for seed in 1..=25 {
        let mut before: Option<BTreeSet<u64>> = None;
        for units in [0, 1, 2, 3, 5, 8, 13, 21, 34, 55] {
            let now = throttled(&changes_of(&room(seed, units).plan()));
            if let Some(before) = &before {
                // Not only fewer: the very requests that more room throttles are throttled with less room too.
                assert!(now.is_subset(before), "seed {seed}: {units} units throttle requests that fewer units admit");
            }
            before = Some(now);
        }
    }
}

fn orders(seed: u64) -> ScenarioBuilder {
    let mut dice = Dice::new(seed);
    let rate = format!("{}/s", dice.between(10, 150));
    let burst = format!("{}ms x {}", dice.between(0, 9_000), dice.between(1, 60));
    scenario().seed(seed).poisson("orders", &rate).at("orders", &burst)
}

#[test]
fn a_higher_reservation_throttles_no_request_that_a_lower_one_admits() {
    check_more_room(|seed, units| {
        orders(seed).function("orders", |f| f.duration(exponential("250ms")).reserved(units))
    });
}

#[test]
fn a_higher_account_limit_throttles_no_request_that_a_lower_one_admits() {
    check_more_room(|seed, units| {
        orders(seed).limit(units + 1).function("orders", |f| f.duration(exponential("250ms")))
    });
}

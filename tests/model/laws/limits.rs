//! Nothing is admitted at or above a limit, and nothing is refused below it.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use lambda_sim::admission::Limit;
use lambda_sim::change::Change;
use lambda_sim::plan::Plan;
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;

use super::random_scenarios::{random_scenario, seeds};
use crate::changes::{Changes, changes_of};
use crate::scenario_builder::{plan_of, span};

/// Requests in flight, counted from the changes alone.
struct InFlight<'p> {
    plan: &'p Plan,
    functions: Vec<u32>,
}

impl InFlight<'_> {
    fn count(&mut self, change: &Change) {
        let function = &mut self.functions[change.function().index()];
        match change {
            Change::WarmStart { .. } | Change::ColdStart { .. } => *function += 1,
            Change::InvocationEnded { .. } => *function -= 1,
            _ => {}
        }
    }

    /// Of all functions without a reservation.
    fn unreserved(&self) -> u32 {
        let both = self.plan.functions().iter().zip(&self.functions);
        both.filter(|(function, _)| function.reserved.is_none()).map(|(_, count)| count).sum()
    }

    /// Used and allowed under the limit that this change meets, before it.
    fn limit_of(&self, change: &Change) -> (Limit, u32, u32) {
        let reserved: u32 = self.plan.functions().iter().filter_map(|f| f.reserved).map(Concurrency::get).sum();
        match self.plan.function(change.function()).reserved {
            Some(own) => (Limit::Reserved, self.functions[change.function().index()], own.get()),
            None => (Limit::Account, self.unreserved(), self.plan.account_limit().get() - reserved),
        }
    }
}

fn check_admissions(seed: u64, plan: &Plan, changes: &Changes) {
    let mut in_flight = InFlight { plan, functions: vec![0; plan.functions().len()] };
    for (at, change) in changes {
        let (limit, used, allowed) = in_flight.limit_of(change);
        match change {
            Change::WarmStart { .. } | Change::ColdStart { .. } => {
                assert!(used < allowed, "seed {seed}, {at}: admitted though {used} of {allowed} are in flight");
            }
            Change::Throttled { throttle, .. } => {
                assert!(allowed <= used, "seed {seed}, {at}: throttled though {used} of {allowed} are in flight");
                let said = (throttle.limit, throttle.used.get(), throttle.allowed.get());
                assert_eq!(said, (limit, used, allowed), "seed {seed}, {at}");
            }
            _ => {}
        }
        in_flight.count(change);
        let account: u32 = in_flight.functions.iter().sum();
        assert!(account <= plan.account_limit().get(), "seed {seed}, {at}: {account} in flight");
    }
}

#[test]
fn a_request_is_admitted_exactly_if_its_limit_has_room() {
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        check_admissions(seed, &plan, &changes_of(&plan));
    }
}

#[test]
fn the_scenarios_of_these_laws_meet_both_limits_and_also_room() {
    let mut met = [0; 3];
    for seed in seeds() {
        let run = Run::of(plan_of(&random_scenario(seed)), span("1s"));
        let total = &run.series().account.total;
        let counts = [total.throttled_by(Limit::Account), total.throttled_by(Limit::Reserved), total.invocations];
        met.iter_mut().zip(counts).for_each(|(met, count)| *met += u32::from(0 < count));
    }
    assert!(met.iter().all(|scenarios| 15 <= *scenarios), "by account, by reservation, admitted: {met:?} scenarios");
}

/// Series are counted on another way than changes; they keep the limits too.
#[test]
fn no_second_of_a_series_is_above_a_limit() {
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let run = Run::of(Arc::clone(&plan), span("100ms"));
        let series = run.series();
        for (function, of_function) in plan.functions().iter().zip(&series.functions) {
            let allowed = function.reserved.unwrap_or(plan.unreserved()).get();
            assert!(of_function.rows.iter().all(|row| row.concurrency.max <= allowed), "seed {seed}");
        }
        for row in &series.account.rows {
            assert!(row.concurrency.max <= plan.account_limit().get(), "seed {seed}");
            assert!(row.unreserved.max <= plan.unreserved().get(), "seed {seed}");
        }
    }
}

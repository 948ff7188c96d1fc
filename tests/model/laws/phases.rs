//! Environments go from INIT to INVOKE to idle and round between those two until SHUTDOWN, one arrow at a time.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeMap;
use std::sync::Arc;

use lambda_sim::admission::Start;
use lambda_sim::change::Change;
use lambda_sim::plan::Plan;
use lambda_sim::pool::Phases;
use lambda_sim::simulation::Simulation;
use lambda_sim::units::Concurrency;

use super::random_scenarios::{all_seeds, provisioned_seeds, random_scenario, seeds};
use crate::changes::changes_of;
use crate::scenario_builder::plan_of;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Init,
    Invoke,
    Idle,
    Shutdown,
}

/// The arrow that a change is: its environment, from where, to where.
fn arrow(change: &Change) -> Option<((usize, u64), Option<Phase>, Phase)> {
    let (environment, from, to) = match *change {
        Change::Started { environment, start: Start::Cold, .. } => (environment, None, Phase::Init),
        Change::InitEnded { environment } => (environment, Some(Phase::Init), Phase::Invoke),
        Change::InvocationEnded { environment, .. } => (environment, Some(Phase::Invoke), Phase::Idle),
        Change::Started { environment, start: Start::Warm | Start::Provisioned, .. } => {
            (environment, Some(Phase::Idle), Phase::Invoke)
        }
        Change::Shutdown { environment } => (environment, Some(Phase::Idle), Phase::Shutdown),
        Change::EventReceived { .. }
        | Change::Throttled { .. }
        | Change::EventExpired { .. }
        | Change::Provisioned { .. }
        | Change::Initialized { .. }
        | Change::Recorded { .. }
        | Change::Scaled { .. }
        | Change::TurnedAway { .. }
        | Change::TimeLimit { .. }
        | Change::Polled { .. }
        | Change::Authorizing { .. }
        | Change::Authorized { .. }
        | Change::Intervention { .. } => return None,
    };
    Some(((environment.function.index(), environment.number), from, to))
}

type Environments = BTreeMap<(usize, u64), Phase>;

/// All environments so far, by function and number, and how many each function has had.
struct Told {
    phases: Environments,
    made: Vec<u64>,
}

impl Told {
    /// At the start of the run only provisioned ones are there.
    fn new(plan: &Plan) -> Self {
        let mut told = Self { phases: Environments::new(), made: vec![0; plan.functions().len()] };
        for (place, function) in plan.functions().iter().enumerate() {
            told.appear(place, function.provisioned().get());
        }
        told
    }

    /// Provisioned environments appear idle.
    fn appear(&mut self, function: usize, count: u32) {
        for _ in 0..count {
            self.made[function] += 1;
            self.phases.insert((function, self.made[function]), Phase::Idle);
        }
    }

    /// The phase in which an environment was, and the one in which the change says it was.
    fn tell(&mut self, change: &Change) -> Option<[Option<Phase>; 2]> {
        match *change {
            Change::Provisioned { function, new, .. } => self.appear(function.index(), new),
            Change::Started { environment, start: Start::Cold, .. } => self.made[environment.function.index()] += 1,
            _ => {}
        }
        let (name, from, to) = arrow(change)?;
        Some([self.phases.insert(name, to), from])
    }
}

#[test]
fn every_change_is_a_legal_arrow_of_its_environment() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut told = Told::new(&plan);
        for (at, change) in changes_of(&plan) {
            if let Some([before, from]) = told.tell(&change) {
                assert_eq!(before, from, "seed {seed}, {at}: {change}");
            }
        }
    }
}

#[test]
fn environments_are_numbered_in_order_of_creation_without_a_gap() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut told = Told::new(&plan);
        for (at, change) in changes_of(&plan) {
            told.tell(&change);
            if let Change::Started { environment, start: Start::Cold, .. } = change {
                assert_eq!(environment.number, told.made[environment.function.index()], "seed {seed}, {at}");
            }
        }
    }
}

/// A cold start while an environment of the function is idle would be a wasted INIT. Where it has one version, and nothing provisioned.
#[test]
fn no_environment_is_created_while_one_is_idle() {
    for seed in seeds() {
        let mut environments = Environments::new();
        for (at, change) in changes_of(&plan_of(&random_scenario(seed))) {
            if let Change::Started { environment, start: Start::Cold, .. } = change {
                let function = environment.function.index();
                let of_function = environments.range((function, 0)..=(function, u64::MAX));
                assert!(of_function.into_iter().all(|(_, phase)| *phase != Phase::Idle), "seed {seed}, {at}");
            }
            if let Some((name, _, to)) = arrow(&change) {
                environments.insert(name, to);
            }
        }
    }
}

/// Environments of one function by phase.
fn phases(environments: &Environments, function: usize) -> [u32; 3] {
    let of_function = environments.range((function, 0)..=(function, u64::MAX));
    let mut counts = [0; 3];
    for (_, phase) in of_function {
        match phase {
            Phase::Init => counts[0] += 1,
            Phase::Invoke => counts[1] += 1,
            Phase::Idle => counts[2] += 1,
            Phase::Shutdown => {}
        }
    }
    counts
}

#[test]
fn a_frame_counts_each_environment_in_exactly_one_phase_after_each_step() {
    for seed in seeds().take(20).chain(provisioned_seeds().take(20)) {
        let plan = plan_of(&random_scenario(seed));
        let mut simulation = Simulation::new(Arc::clone(&plan));
        let mut told = Told::new(&plan);
        let mut steps = 0_u32;
        while simulation.step(&mut |_, change: &Change| {
            told.tell(change);
        }) {
            steps += 1;
            if !steps.is_multiple_of(7) {
                continue;
            }
            let frame = simulation.frame();
            for (place, function) in frame.functions.iter().enumerate() {
                let Phases { init, invoke, idle } = function.phases;
                assert_eq!([init, invoke, idle].map(Concurrency::get), phases(&told.phases, place), "seed {seed}");
                assert_eq!(function.phases.in_flight(), init + invoke, "seed {seed}");
                assert_eq!(function.phases.environments(), init + invoke + idle, "seed {seed}");
            }
        }
    }
}

//! Looking at an instant of a finished run is running to that instant; steps forward and back are inverse.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use lambda_sim::change::Change;
use lambda_sim::plan::Plan;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use super::random_scenarios::{all_seeds, any_instant, random_scenario};
use crate::changes::{Changes, changes_of};
use crate::dice::Dice;
use crate::scenario_builder::{ScenarioBuilder, exponential, plan_of, scenario, span};

const NANO: Span = Span::from_nanos(1);

fn run_of(plan: &Arc<Plan>) -> Run {
    Run::of(Arc::clone(plan), span("1s"))
}

#[test]
fn the_frame_at_an_instant_is_the_state_after_running_to_it() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let run = run_of(&plan);
        let mut dice = Dice::new(seed);
        for _ in 0..20 {
            let at = any_instant(&mut dice, plan.length());
            let mut simulation = Simulation::new(Arc::clone(&plan));
            simulation.run_to(at, &mut ());
            assert_eq!(run.frame_at(at), simulation.frame(), "seed {seed}, {at}");
        }
    }
}

/// Six hundred thousand steps: more than the checkpoints that a run keeps, so that they have been thinned. Events and retries wait
/// all the time.
fn many_checkpoints() -> ScenarioBuilder {
    let account = scenario().limit(160).length("60s").function("a", |f| f.duration(exponential("20ms")));
    let account = account.function("b", |f| f.duration("15ms").idle_lifetime("40ms"));
    let account = account.function("c", |f| f.reserved(10).duration(exponential("200ms")).errors(0.2));
    let account = account.poisson("a", "4000/s").even("b", "1000/s");
    account.poisson("c", "60/s").via(Via::Event).poisson("c", "20/s").via(Via::Sdk)
}

#[test]
fn going_on_from_an_earlier_state_is_the_same_as_looking_anew() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let run = run_of(&plan);
        let mut dice = Dice::new(seed);
        let mut near = None;
        for _ in 0..10 {
            let at = any_instant(&mut dice, plan.length());
            let state = run.state_at(at, near.take());
            assert_eq!(state.frame(), run.frame_at(at), "seed {seed}, {at}");
            near = Some(state);
        }
    }
}

#[test]
fn a_long_run_is_looked_at_in_any_order() {
    let plan = many_checkpoints().plan();
    let run = run_of(&plan);
    let mut simulation = Simulation::new(Arc::clone(&plan));
    let mut frames = Vec::new();
    for millis in (0..=60_000).step_by(401) {
        let at = Span::from_millis(millis).after_start();
        simulation.run_to(at, &mut ());
        frames.push((at, simulation.frame()));
    }
    let mut dice = Dice::new(1);
    while !frames.is_empty() {
        let place = usize::try_from(dice.below(frames.len() as u64)).expect("a place in the list");
        let (at, frame) = frames.swap_remove(place);
        assert_eq!(run.frame_at(at), frame, "{at}");
    }
}

/// Checkpoints stand every few thousand steps; each of these instants is one, or just before or after it.
#[test]
fn the_frame_is_right_at_checkpoints_and_beside_them() {
    let plan = many_checkpoints().length("8s").plan();
    let run = run_of(&plan);
    let mut stepping = Simulation::new(Arc::clone(&plan));
    let mut steps = 0_u32;
    let mut instants = Vec::new();
    while stepping.step(&mut ()) {
        steps += 1;
        if steps.is_multiple_of(2_000) {
            instants.extend([stepping.now() - NANO, stepping.now(), stepping.now() + NANO]);
        }
    }
    assert!(50 < instants.len(), "a run of many checkpoints");
    let mut simulation = Simulation::new(plan);
    for at in instants {
        simulation.run_to(at, &mut ());
        assert_eq!(run.frame_at(at), simulation.frame(), "{at}");
    }
}

/// The instants at which something changed, each once.
fn instants(changes: &Changes) -> Vec<Instant> {
    let mut instants: Vec<Instant> = changes.iter().map(|(at, _)| *at).collect();
    instants.dedup();
    instants
}

#[track_caller]
fn check_neighbours(run: &Run, instants: &[Instant], what: &str) {
    for pair in instants.windows(2) {
        assert_eq!(run.next_change(pair[0]), Some(pair[1]), "{what}: after {}", pair[0]);
        assert_eq!(run.previous_change(pair[1]), Some(pair[0]), "{what}: before {}", pair[1]);
        assert_eq!(run.next_change(pair[1] - NANO), Some(pair[1]), "{what}: just before {}", pair[1]);
        assert_eq!(run.previous_change(pair[0] + NANO), Some(pair[0]), "{what}: just after {}", pair[0]);
    }
}

#[track_caller]
fn check_ends(run: &Run, instants: &[Instant], what: &str) {
    let (Some(first), Some(last)) = (instants.first(), instants.last()) else { return };
    assert_eq!(run.next_change(*last), None, "{what}: after the last change");
    assert_eq!(run.previous_change(*first), None, "{what}: before the first change");
    assert_eq!(run.previous_change(run.plan().end()), Some(*last), "{what}: before the end");
    assert_eq!(run.previous_change(*first + NANO), Some(*first), "{what}: just after the first change");
}

#[test]
fn a_step_forward_and_a_step_back_are_inverse() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let run = run_of(&plan);
        let all = instants(&changes_of(&plan));
        check_ends(&run, &all, &format!("seed {seed}"));
        let start = usize::try_from(Dice::new(seed).below(all.len() as u64 + 1)).expect("a place in the list");
        let some = &all[start..all.len().min(start + 25)];
        check_neighbours(&run, some, &format!("seed {seed}"));
    }
}

#[track_caller]
fn check_all_steps(scenario: ScenarioBuilder, what: &str) {
    let plan = scenario.plan();
    let (run, all) = (run_of(&plan), instants(&changes_of(&plan)));
    check_ends(&run, &all, what);
    check_neighbours(&run, &all, what);
}

/// As many steps at one instant as lie between two checkpoints, or a few more or fewer: what is at that instant is found
/// from both sides.
#[test]
fn steps_find_a_burst_as_large_as_the_distance_of_checkpoints() {
    for count in [1_999, 2_000, 2_001, 3_999, 4_000, 4_001, 6_000, 10_000] {
        for at in ["0s", "1s"] {
            let burst =
                scenario().length("5s").function("orders", |f| f.init("100ms").duration("1s").idle_lifetime("1s"));
            let burst = burst.at("orders", &format!("{at} x {count}, 4s"));
            check_all_steps(burst, &format!("{count} requests at {at}"));
        }
    }
}

#[test]
fn a_run_without_changes_has_no_step() {
    let run = scenario().function("orders", |f| f).run();
    assert_eq!(run.next_change(Instant::START), None);
    assert_eq!(run.previous_change(run.plan().end()), None);
}

/// Between any two instants, and between two at which something changed.
#[test]
fn a_replay_tells_what_happened_from_one_instant_up_to_another() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let run = run_of(&plan);
        let changes = changes_of(&plan);
        let mut dice = Dice::new(seed);
        let mut ends: Vec<Instant> = (0..10).map(|_| any_instant(&mut dice, plan.length())).collect();
        if !changes.is_empty() {
            let place =
                |dice: &mut Dice| usize::try_from(dice.below(changes.len() as u64)).expect("a place in the list");
            ends.extend((0..10).map(|_| changes[place(&mut dice)].0));
        }
        for pair in ends.chunks(2) {
            let (from, to) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
            let mut told = Vec::new();
            run.replay(from, to, &mut |at: Instant, change: &Change| told.push((at, *change)));
            let expected = changes.iter().filter(|(at, _)| from <= *at && *at <= to);
            assert!(told.iter().eq(expected), "seed {seed}, {from} to {to}");
        }
    }
}

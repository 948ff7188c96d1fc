//! Provisioned concurrency serves what it can and no more; the rest meets what is left of the limits; environments keep to their version.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use lambda_sim::admission::{Limit, Start};
use lambda_sim::change::Change;
use lambda_sim::metrics::Row;
use lambda_sim::plan::Plan;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;

use super::random_scenarios::{any_instant, few_rows, provisioned_seeds, random_scenario};
use super::recount::Recount;
use crate::changes::{Changes, changes_of, function_of};
use crate::dice::Dice;
use crate::scenario_builder::plan_of;

/// One attempt held against what is there before it.
fn check_attempt(seed: u64, at: Instant, change: &Change, recount: &Recount) {
    let what = || format!("seed {seed}, {at}: {change}");
    let (Change::Started { attempt, .. } | Change::Throttled { attempt, .. }) = change else { return };
    let function = function_of(change).index();
    let (used, left) = recount.concurrency(function);
    let can_serve = recount.can_serve(at, function, attempt);
    match change {
        Change::Started { environment, start, is_spillover, .. } => {
            assert_eq!(*start == Start::Provisioned, can_serve, "{}: provisioned if it can serve", what());
            let is_ready = 0 < recount.versions[function][recount.version(attempt)].ready;
            assert_eq!(*is_spillover, is_ready && *start != Start::Provisioned, "{}", what());
            assert!(can_serve || used < left, "{}: {used} of {left} in flight on demand", what());
            if let Some(environment) = recount.environments[function].get(&environment.number) {
                assert_eq!(environment.version, recount.version(attempt), "{}: of another version", what());
                assert_eq!(environment.is_provisioned, *start == Start::Provisioned, "{}", what());
            }
        }
        Change::Throttled { throttle, .. } => {
            assert!(!can_serve, "{}: provisioned concurrency could serve it", what());
            if let Limit::Account | Limit::Reserved = throttle.limit {
                assert_eq!((throttle.used, throttle.allowed), (used, left), "{}", what());
                assert!(left <= used, "{}", what());
            }
            if throttle.limit == Limit::RequestRate {
                assert_eq!(throttle.allowed, 10 * left, "{}: ten for each one that is left", what());
            }
        }
        _ => {}
    }
}

/// Nothing more is ready than was asked for; what has to go serves, and goes when its handler returns.
fn check_versions(seed: u64, at: Instant, recount: &Recount) {
    for (function, versions) in recount.versions.iter().enumerate() {
        for (place, version) in versions.iter().enumerate() {
            assert!(version.ready <= version.requested, "seed {seed}, {at}");
            let mine = |is_busy: bool| {
                recount.many(function, |it| it.is_provisioned && it.version == place && it.is_busy == is_busy)
            };
            let (busy, idle) = (mine(true), mine(false));
            assert!(version.ready <= busy + idle, "seed {seed}, {at}: all that is ready is there");
            assert!(idle <= version.ready, "seed {seed}, {at}: {idle} idle of {}", version.ready);
        }
    }
}

#[test]
fn provisioned_concurrency_serves_exactly_what_it_can() {
    let mut met = [0; 6];
    for seed in provisioned_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut recount = Recount::new(&plan);
        let mut last = Instant::START;
        for (at, change) in changes_of(&plan) {
            if last < at {
                check_versions(seed, last, &recount);
                last = at;
            }
            check_attempt(seed, at, &change, &recount);
            recount.count(at, &change);
            match change {
                Change::Started { start: Start::Provisioned, .. } => met[0] += 1,
                Change::Started { is_spillover: true, .. } => met[1] += 1,
                Change::Throttled { throttle, .. } => met[2 + usize::from(throttle.limit != Limit::Reserved)] += 1,
                Change::Provisioned { new: 1.., .. } => met[4] += 1,
                Change::Provisioned { requested, available, .. } => met[5] += u32::from(requested == available),
                _ => {}
            }
        }
    }
    let what = "served, spilt over, throttled by a reservation, otherwise, made ready, given back";
    let least = [5_000, 2_000, 500, 500, 25, 25];
    assert!(met.iter().zip(least).all(|(met, least)| least <= *met), "{what}: {met:?}");
}

/// A level in a period: it counts if it held for some time, or was risen to.
struct Highest(Option<(u32, Instant)>, u32);

impl Highest {
    fn tell(&mut self, at: Instant, level: u32, rise_counts: bool) {
        if let Some((before, since)) = self.0 {
            if since < at {
                self.1 = self.1.max(before);
            }
            if rise_counts && before < level {
                self.1 = self.1.max(level);
            }
        }
        self.0 = Some((level, at));
    }
}

/// The highest levels in a period: provisioned environments that serve, those that are ready, all, on demand, claimed.
fn highest(plan: &Plan, changes: &Changes, function: Option<usize>, period: (Instant, Instant)) -> [u32; 5] {
    let (from, to) = period;
    let mut recount = Recount::new(plan);
    let mut levels: [Highest; 5] = std::array::from_fn(|_| Highest(None, 0));
    let of = |of: &dyn Fn(usize) -> u32| match function {
        Some(function) => of(function),
        None => (0..plan.functions().len()).map(of).sum(),
    };
    let tell = |levels: &mut [Highest; 5], at: Instant, recount: &Recount| {
        let (unreserved, claims) = if function.is_none() { (recount.unreserved(), recount.claims()) } else { (0, 0) };
        let now = [
            of(&|function| recount.many(function, |it| it.is_provisioned && it.is_busy)),
            of(&|function| recount.versions[function].iter().map(|version| version.ready).sum()),
            of(&|function| recount.many(function, |_| true)),
            unreserved,
            unreserved + claims,
        ];
        for (place, (level, now)) in levels.iter_mut().zip(now).enumerate() {
            level.tell(at, now, place != 1);
        }
    };
    tell(&mut levels, from, &recount);
    for (at, change) in changes.iter().take_while(|(at, _)| *at < to) {
        if *at < from {
            recount.count(*at, change);
            tell(&mut levels, from, &recount);
            for level in &mut levels {
                level.1 = 0;
            }
            continue;
        }
        recount.count(*at, change);
        tell(&mut levels, *at, &recount);
    }
    tell(&mut levels, to, &recount);
    levels.map(|level| level.1)
}

fn said(row: &Row) -> [u32; 5] {
    let Row { provisioned, environments, unreserved, claimed, .. } = row;
    [provisioned.executions, provisioned.available, environments.max, unreserved.max, *claimed]
}

#[test]
fn rows_are_as_high_as_the_changes_tell() {
    for seed in provisioned_seeds().take(12) {
        let plan = plan_of(&random_scenario(seed));
        let changes = changes_of(&plan);
        let run = Run::of(Arc::clone(&plan), few_rows(plan.length()));
        let series = run.series();
        let functions = series.functions.iter().enumerate().map(|(place, of)| (Some(place), of));
        for (function, of) in functions.chain([(None, &series.account)]) {
            for (place, row) in of.rows.iter().enumerate() {
                let (from, to) = (series.start(place), series.start(place) + series.row_length(place));
                let mut told = highest(&plan, &changes, function, (from, to));
                if function.is_some() {
                    told[4] = row.claimed;
                }
                assert_eq!(said(row), told, "seed {seed}, row {place}, function {function:?}");
                let Row { provisioned, invocations, .. } = row;
                assert!(provisioned.invocations + provisioned.spillovers <= *invocations, "seed {seed}");
            }
        }
    }
}

/// Invocations of a version while it has anything ready are served there or spill over, and no others do.
#[test]
fn provisioned_and_spilt_over_invocations_are_those_of_versions_with_something_ready() {
    for seed in provisioned_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let run = Run::of(Arc::clone(&plan), Span::from_secs(1));
        let mut recount = Recount::new(&plan);
        let mut counts = vec![(0, 0, 0); plan.functions().len()];
        // The part in use as an invocation begins, of all versions together.
        let mut parts: Vec<Vec<(u32, u32)>> = vec![Vec::new(); plan.functions().len()];
        for (at, change) in changes_of(&plan) {
            if let Change::Started { attempt, start, .. } = &change {
                let function = function_of(&change).index();
                let is_ready = 0 < recount.versions[function][recount.version(attempt)].ready;
                counts[function].0 += u64::from(is_ready);
                counts[function].1 += u64::from(*start == Start::Provisioned);
                counts[function].2 += u64::from(is_ready && *start != Start::Provisioned);
            }
            recount.count(at, &change);
            if let Change::Started { start: Start::Provisioned, .. } = change {
                let function = function_of(&change).index();
                let busy = recount.many(function, |it| it.is_provisioned && it.is_busy);
                parts[function].push((busy, recount.versions[function].iter().map(|version| version.ready).sum()));
            }
        }
        for ((of, (all, served, spilt)), parts) in run.series().functions.iter().zip(counts).zip(parts) {
            let said = of.total.provisioned;
            let greatest = parts.iter().map(|(busy, ready)| f64::from(*busy) / f64::from(*ready)).fold(0.0, f64::max);
            assert!(said.utilization.get().total_cmp(&greatest).is_eq(), "seed {seed}: {said:?}, {greatest}");
            assert_eq!((said.invocations, said.spillovers), (served, spilt), "seed {seed}");
            assert_eq!(said.invocations + said.spillovers, all, "seed {seed}");
        }
    }
}

#[test]
fn a_frame_counts_what_is_provisioned_as_the_changes_do() {
    for seed in provisioned_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let run = Run::of(Arc::clone(&plan), Span::from_secs(1));
        let mut dice = Dice::new(seed);
        let mut instants: Vec<Instant> = (0..12).map(|_| any_instant(&mut dice, plan.length())).collect();
        instants.sort();
        let mut recount = Recount::new(&plan);
        let mut simulation = Simulation::new(Arc::clone(&plan));
        for at in instants {
            simulation.run_to(at, &mut |at: Instant, change: &Change| recount.count(at, change));
            let frame = simulation.frame();
            assert_eq!(run.frame_at(at), frame, "seed {seed}, {at}");
            assert_eq!(frame.unreserved.get(), recount.unreserved(), "seed {seed}, {at}");
            let left = plan.account_limit().get() - recount.claims();
            assert_eq!(frame.unreserved_limit.get(), left, "seed {seed}, {at}");
            for (function, of) in frame.functions.iter().enumerate() {
                assert_eq!(of.on_demand.get(), recount.on_demand(function), "seed {seed}, {at}");
                assert_eq!(of.phases.environments().get(), recount.many(function, |_| true), "seed {seed}, {at}");
                for (place, one) in of.provisioned.iter().enumerate() {
                    let version = &recount.versions[function][place];
                    let busy = recount.many(function, |it| it.is_provisioned && it.version == place && it.is_busy);
                    let said = [one.state.requested(), one.state.available(), one.busy].map(Concurrency::get);
                    assert_eq!(said, [version.requested, version.ready, busy], "seed {seed}, {at}");
                }
            }
        }
    }
}

//! Nothing is admitted at or above a limit, and nothing is refused below it.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use lambda_sim::admission::{Limit, Reason, Start};
use lambda_sim::cause::request_rate;
use lambda_sim::change::{Attempt, Change};
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;

use super::random_scenarios::{few_rows, random_scenario, seeds};
use crate::changes::{Changes, changes_of, function_of};
use crate::scenario_builder::plan_of;

/// What limits are compared with, counted from the changes alone.
struct InUse<'p> {
    plan: &'p Plan,
    in_flight: Vec<u32>,
    idle: Vec<u32>,
    /// When the environments of each function were created.
    created: Vec<Vec<Instant>>,
    /// When the synchronous requests of each function were let in.
    let_in: Vec<Vec<Instant>>,
}

impl<'p> InUse<'p> {
    fn new(plan: &'p Plan) -> Self {
        let (none, never) = (vec![0; plan.functions().len()], vec![Vec::new(); plan.functions().len()]);
        Self { plan, in_flight: none.clone(), idle: none, created: never.clone(), let_in: never }
    }

    fn count(&mut self, at: Instant, change: &Change) {
        let function = function_of(change).index();
        match change {
            Change::Started { attempt, start, .. } => {
                self.in_flight[function] += 1;
                if self.is_synchronous(attempt) {
                    self.let_in[function].push(at);
                }
                match start {
                    Start::Warm | Start::Provisioned => self.idle[function] -= 1,
                    Start::Cold => self.created[function].push(at),
                }
            }
            Change::InvocationEnded { .. } => {
                self.in_flight[function] -= 1;
                self.idle[function] += 1;
            }
            Change::Shutdown { .. } => self.idle[function] -= 1,
            _ => {}
        }
    }

    fn is_synchronous(&self, attempt: &Attempt) -> bool {
        !self.plan.callers()[attempt.caller.index()].via.is_asynchronous()
    }

    /// Whether the limit that a function meets lets in one more synchronous request: in no stretch of time there may be more than
    /// ten for each one in flight that it allows, and as many more for each second of it.
    fn may_enter(&self, function: FunctionId, at: Instant) -> bool {
        let shares = |id: &FunctionId| {
            let reserved = |id: FunctionId| self.plan.function(id).reserved.is_some();
            *id == function || !reserved(function) && !reserved(*id)
        };
        let sharing = self.plan.function_ids().filter(shares);
        let mut let_in: Vec<Instant> = sharing.flat_map(|id| self.let_in[id.index()].iter().copied()).collect();
        let_in.sort_unstable();
        let (_, _, allowed, _) = self.concurrency(function);
        let a_second = 10 * u64::from(allowed);
        let_in.iter().enumerate().all(|(place, from)| {
            let with_new_one = (let_in.len() - place + 1) as u64;
            with_new_one.saturating_sub(a_second) * 1_000_000_000 <= at.since(*from).as_nanos() * a_second
        })
    }

    /// Of all functions without a reservation.
    fn unreserved(&self) -> u32 {
        let both = self.plan.functions().iter().zip(&self.in_flight);
        both.filter(|(function, _)| function.reserved.is_none()).map(|(_, count)| count).sum()
    }

    /// The concurrency limit that a function meets: used, allowed and AWS's reason.
    fn concurrency(&self, function: FunctionId) -> (Limit, u32, u32, Reason) {
        let reserved: u32 = self.plan.functions().iter().filter_map(|f| f.reserved).map(Concurrency::get).sum();
        if let Some(own) = self.plan.function(function).reserved {
            let reason = Reason::ReservedFunctionConcurrentInvocationLimitExceeded;
            (Limit::Reserved, self.in_flight[function.index()], own.get(), reason)
        } else {
            let allowed = self.plan.account_limit().get() - reserved;
            (Limit::Account, self.unreserved(), allowed, Reason::ConcurrentInvocationLimitExceeded)
        }
    }

    /// Whether the scaling rate has room for one more environment: in no stretch of time there may be more than 1,000 new
    /// ones and one for each 10 ms of it.
    fn may_scale(&self, function: FunctionId, at: Instant) -> bool {
        let created = &self.created[function.index()];
        created.iter().enumerate().all(|(place, from)| {
            let with_new_one = (created.len() - place + 1) as u64;
            with_new_one <= 1_000 + at.since(*from).as_nanos() / Span::from_millis(10).as_nanos()
        })
    }
}

fn check_admissions(seed: u64, plan: &Plan, changes: &Changes) {
    let mut in_use = InUse::new(plan);
    for (at, change) in changes {
        let function = function_of(change);
        let (limit, used, allowed, reason) = in_use.concurrency(function);
        let is_idle = 0 < in_use.idle[function.index()];
        match change {
            Change::Started { attempt, start, .. } => {
                let may_enter = !in_use.is_synchronous(attempt) || in_use.may_enter(function, *at);
                assert!(may_enter, "seed {seed}, {at}: let in above the request rate");
                assert!(used < allowed, "seed {seed}, {at}: admitted though {used} of {allowed} are in flight");
                assert_eq!(*start == Start::Warm, is_idle, "seed {seed}, {at}: warm exactly if one is idle");
                let may_start = is_idle || in_use.may_scale(function, *at);
                assert!(may_start, "seed {seed}, {at}: a new environment above the scaling rate");
            }
            Change::Throttled { throttle, .. } if throttle.limit == Limit::ScalingRate => {
                assert!(used < allowed && !is_idle, "seed {seed}, {at}: the scaling rate is looked at last");
                assert!(!in_use.may_scale(function, *at), "seed {seed}, {at}: the scaling rate had room");
                assert_eq!((throttle.used, throttle.allowed, throttle.reason), (1_000, 1_000, reason), "seed {seed}");
            }
            Change::Throttled { attempt, throttle, .. } if throttle.limit == Limit::RequestRate => {
                assert!(in_use.is_synchronous(attempt), "seed {seed}, {at}: events are not held to a rate");
                assert!(
                    allowed != 0 && !in_use.may_enter(function, *at),
                    "seed {seed}, {at}: the request rate had room"
                );
                let reason = match limit {
                    Limit::Reserved => Reason::ReservedFunctionInvocationRateLimitExceeded,
                    _ => Reason::FunctionInvocationRateLimitExceeded,
                };
                let said = (throttle.used, throttle.allowed, throttle.reason);
                assert_eq!(said, (10 * allowed, 10 * allowed, reason), "seed {seed}, {at}");
            }
            Change::Throttled { attempt, throttle, .. } => {
                let may_enter = allowed == 0 || !in_use.is_synchronous(attempt) || in_use.may_enter(function, *at);
                assert!(may_enter, "seed {seed}, {at}: the request rate is looked at before concurrency");
                assert!(allowed <= used, "seed {seed}, {at}: throttled though {used} of {allowed} are in flight");
                let said = (throttle.limit, throttle.used, throttle.allowed, throttle.reason);
                assert_eq!(said, (limit, used, allowed, reason), "seed {seed}, {at}");
            }
            _ => {}
        }
        in_use.count(*at, change);
        let account: u32 = in_use.in_flight.iter().sum();
        assert!(account <= plan.account_limit().get(), "seed {seed}, {at}: {account} in flight");
    }
}

#[test]
fn an_attempt_is_admitted_exactly_if_its_limits_have_room() {
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        check_admissions(seed, &plan, &changes_of(&plan));
    }
}

#[test]
fn the_scenarios_of_these_laws_meet_every_limit_and_also_room() {
    let mut met = [0; 5];
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let run = Run::of(Arc::clone(&plan), plan.length());
        let total = &run.series().account.total;
        let [account, reserved, scaling_rate, request_rate] = Limit::ALL.map(|limit| total.throttled_by(limit));
        let counts = [account, reserved, scaling_rate, request_rate, total.invocations];
        met.iter_mut().zip(counts).for_each(|(met, count)| *met += u32::from(0 < count));
    }
    let [account, reserved, scaling_rate, request_rate, admitted] = met;
    let enough = 15 <= account.min(reserved).min(admitted) && 4 <= scaling_rate.min(request_rate);
    assert!(enough, "by account, by reservation, by scaling rate, by request rate, admitted: {met:?} scenarios");
}

#[test]
fn a_function_never_has_had_more_than_a_thousand_environments_and_one_every_ten_milliseconds() {
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut created = vec![0; plan.functions().len()];
        for (at, change) in changes_of(&plan) {
            if let Change::Started { start: Start::Cold, .. } = change {
                let created = &mut created[function_of(&change).index()];
                *created += 1;
                let most = 1_000 + at.as_nanos() / Span::from_millis(10).as_nanos();
                assert!(*created <= most, "seed {seed}, {at}: {created} new environments, more than {most}");
            }
        }
    }
}

#[test]
fn a_frame_knows_whether_the_scaling_rate_has_room() {
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut simulation = Simulation::new(Arc::clone(&plan));
        let mut in_use = InUse::new(&plan);
        let throttled = changes_of(&plan).into_iter().filter(|(_, change)| matches!(change, Change::Throttled { .. }));
        let mut instants: Vec<Instant> = throttled.map(|(at, _)| at).collect();
        instants.dedup();
        for at in instants {
            simulation.run_to(at, &mut |at: Instant, change: &Change| in_use.count(at, change));
            for (function, id) in simulation.frame().functions.iter().zip(plan.function_ids()) {
                let has_room = function.scaling.has_room(at);
                assert_eq!(has_room, in_use.may_scale(id, at), "seed {seed}, {at}");
                assert_eq!(has_room, function.scaling.used(at) < 1_000, "seed {seed}, {at}");
            }
        }
    }
}

#[test]
fn a_frame_knows_whether_the_request_rate_has_room_and_how_many_came_lately() {
    const TENTH: u64 = 100_000_000;
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let mut simulation = Simulation::new(Arc::clone(&plan));
        let mut in_use = InUse::new(&plan);
        for part in 1..=200 {
            let at = Instant::from_nanos(plan.length().as_nanos() / 200 * part);
            simulation.run_to(at, &mut |at: Instant, change: &Change| in_use.count(at, change));
            let frame = simulation.frame();
            for (id, function) in plan.function_ids().zip(&frame.functions) {
                let full = Instant::from_nanos(at.as_nanos() / TENTH * TENTH);
                let is_lately = |let_in: &&Instant| full <= **let_in + Span::from_secs(1) && **let_in < full;
                let lately = in_use.let_in[id.index()].iter().filter(is_lately).count();
                assert_eq!(function.lately.count(at) as usize, lately, "seed {seed}, {at}");
                let rate = request_rate(&frame, &plan, id);
                let (_, _, allowed, _) = in_use.concurrency(id);
                assert_eq!(rate.allowed, 10 * allowed, "seed {seed}, {at}");
                assert_eq!(rate.used < rate.allowed, 0 < allowed && in_use.may_enter(id, at), "seed {seed}, {at}");
            }
        }
    }
}

/// Series are counted on another way than changes; they keep the limits too.
#[test]
fn no_row_of_a_series_is_above_a_limit() {
    for seed in seeds() {
        let plan = plan_of(&random_scenario(seed));
        let run = Run::of(Arc::clone(&plan), few_rows(plan.length()));
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

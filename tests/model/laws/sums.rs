//! Every sum of the series agrees with the changes, row by row, for any period.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use lambda_sim::admission::{Limit, Start};
use lambda_sim::change::{Attempt, Change, Then};
use lambda_sim::gateway::Refusal;
use lambda_sim::metrics::{Row, SeriesOf};
use lambda_sim::plan::Plan;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use super::random_scenarios::{all_seeds, few_rows, random_scenario};
use crate::changes::{Changes, changes_of, function_of};
use crate::scenario_builder::{plan_of, span};

/// What is added up over a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sums {
    requests: u64,
    invocations: u64,
    errors: u64,
    throttles: [u64; Limit::ALL.len()],
    cold_starts: u64,
    turned_away: [u64; Refusal::ALL.len()],
    time_limits: u64,
    asked: u64,
    remembered: u64,
    received: u64,
    done: u64,
    dropped: u64,
    expired_unsent: u64,
    dead_lettered: u64,
    age_at_attempt: Span,
}

impl Sums {
    fn of(row: &Row) -> Self {
        Self {
            requests: row.requests,
            invocations: row.invocations,
            errors: row.errors,
            throttles: Limit::ALL.map(|limit| row.throttled_by(limit)),
            cold_starts: row.cold_starts,
            turned_away: Refusal::ALL.map(|refusal| row.gateway.turned_away(refusal)),
            time_limits: row.gateway.time_limits.into(),
            asked: row.gateway.asked.into(),
            remembered: row.gateway.remembered.into(),
            received: row.events.received,
            done: row.events.done,
            dropped: row.events.dropped,
            expired_unsent: row.events.expired_unsent,
            dead_lettered: row.events.dead_lettered,
            age_at_attempt: row.events.age_at_attempt,
        }
    }

    fn and(mut self, other: Self) -> Self {
        self.requests += other.requests;
        self.invocations += other.invocations;
        self.errors += other.errors;
        self.throttles.iter_mut().zip(other.throttles).for_each(|(sum, one)| *sum += one);
        self.cold_starts += other.cold_starts;
        self.turned_away.iter_mut().zip(other.turned_away).for_each(|(sum, one)| *sum += one);
        self.time_limits += other.time_limits;
        self.asked += other.asked;
        self.remembered += other.remembered;
        self.received += other.received;
        self.done += other.done;
        self.dropped += other.dropped;
        self.expired_unsent += other.expired_unsent;
        self.dead_lettered += other.dead_lettered;
        self.age_at_attempt = self.age_at_attempt.max(other.age_at_attempt);
        self
    }

    fn attempt(&mut self, plan: &Plan, at: Instant, attempt: &Attempt) {
        if plan.callers()[attempt.caller.index()].via.is_asynchronous() {
            self.age_at_attempt = self.age_at_attempt.max(at.since(attempt.received));
        } else if attempt.number == 1 && !has_authorizer(plan, attempt) {
            self.requests += 1;
        }
    }

    fn then(&mut self, then: &Then) {
        self.done += u64::from(*then == Then::Done);
        if let Then::Dropped { dead_lettered, .. } = then {
            self.dropped += 1;
            self.dead_lettered += u64::from(*dead_lettered);
        }
    }
}

/// Whether an authorizer was asked about a request, which has counted then.
fn has_authorizer(plan: &Plan, attempt: &Attempt) -> bool {
    plan.callers()[attempt.caller.index()].gateway.is_some_and(|gateway| gateway.authorizer.is_some())
}

/// The sums of each period of a function, or of all.
fn recounted(plan: &Plan, changes: &Changes, function: Option<usize>, period: Span) -> Vec<Sums> {
    let row = |at: Instant| usize::try_from(at.as_nanos() / period.as_nanos()).expect("a row");
    let last = Instant::from_nanos(plan.end().as_nanos() - 1);
    let mut rows = vec![Sums::default(); row(last) + 1];
    let of_function = |change: &Change| function.is_none_or(|function| function_of(change).index() == function);
    for (at, change) in changes.iter().filter(|(_, change)| of_function(change)) {
        let sums = &mut rows[row(*at)];
        match change {
            Change::EventReceived { then, .. } => {
                sums.requests += 1;
                sums.received += 1;
                sums.then(then);
            }
            Change::Started { attempt, start, .. } => {
                sums.attempt(plan, *at, attempt);
                sums.invocations += 1;
                sums.cold_starts += u64::from(*start == Start::Cold);
            }
            Change::Throttled { attempt, throttle, then, .. } => {
                sums.attempt(plan, *at, attempt);
                let place = Limit::ALL.iter().position(|limit| *limit == throttle.limit).expect("one of all limits");
                sums.throttles[place] += 1;
                sums.then(then);
            }
            Change::InvocationEnded { admitted, outcome, then, .. } => {
                sums.then(then);
                rows[row(*admitted)].errors += u64::from(outcome.is_error());
            }
            Change::Authorizing { .. } => {
                sums.requests += 1;
                sums.asked += 1;
            }
            Change::Authorized { is_remembered, .. } => {
                sums.requests += u64::from(*is_remembered);
                sums.remembered += u64::from(*is_remembered);
            }
            Change::TurnedAway { refusal, .. } => {
                sums.requests += u64::from(refusal.is_at_once());
                sums.turned_away[*refusal as usize] += 1;
            }
            // An authorizer that takes too long counts where it was asked.
            Change::TimeLimit { attempt, .. } => {
                let via = plan.callers()[attempt.caller.index()].via;
                sums.time_limits += u64::from(via != Via::Authorizer);
            }
            Change::EventExpired { runs, then, .. } => {
                sums.expired_unsent += u64::from(*runs == 0);
                sums.then(then);
            }
            Change::InitEnded { .. }
            | Change::Shutdown { .. }
            | Change::Provisioned { .. }
            | Change::Initialized { .. }
            | Change::Recorded { .. }
            | Change::Polled { .. }
            | Change::Scaled { .. }
            | Change::Intervention { .. } => {}
        }
    }
    rows
}

fn sum(rows: impl IntoIterator<Item = Sums>) -> Sums {
    rows.into_iter().fold(Sums::default(), Sums::and)
}

#[test]
fn every_row_counts_what_the_changes_of_its_period_tell() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let changes = changes_of(&plan);
        for period in [few_rows(plan.length()), span("1s")] {
            let run = Run::of(Arc::clone(&plan), period);
            let series = run.series();
            let functions = series.functions.iter().enumerate().map(|(place, of)| (Some(place), of));
            for (function, of) in functions.chain([(None, &series.account)]) {
                let rows: Vec<Sums> = of.rows.iter().map(Sums::of).collect();
                let recounted = recounted(&plan, &changes, function, period);
                assert_eq!(rows, recounted, "seed {seed}, period {period}, function {function:?}");
            }
        }
    }
}

#[test]
fn the_rows_of_each_series_add_up_to_its_total_for_any_period() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let parts = [1_001, 31, 10, 3].map(|parts| Span::from_nanos(plan.length().as_nanos() / parts));
        for period in parts.into_iter().chain([plan.length(), span("1h")]) {
            let run = Run::of(Arc::clone(&plan), period);
            let series = run.series();
            for SeriesOf { rows, total, .. } in series.functions.iter().chain([&series.account]) {
                assert_eq!(sum(rows.iter().map(Sums::of)), Sums::of(total), "seed {seed}, period {period}");
                let max = |of: fn(&Row) -> u32| (rows.iter().map(of).max(), Some(of(total)));
                for (highest, said) in [
                    max(|row| row.concurrency.max),
                    max(|row| row.unreserved.max),
                    max(|row| row.environments.max),
                    max(|row| row.backlog.max),
                ] {
                    assert_eq!(highest, said, "seed {seed}, period {period}");
                }
                assert_eq!(rows.iter().map(|row| row.oldest_age).max(), Some(total.oldest_age), "seed {seed}");
            }
            let lengths: u64 = (0..series.len()).map(|row| series.row_length(row).as_nanos()).sum();
            assert_eq!(lengths, plan.length().as_nanos(), "seed {seed}, period {period}");
        }
    }
}

#[test]
fn totals_do_not_depend_on_the_period() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let fine = Run::of(Arc::clone(&plan), Span::from_nanos(plan.length().as_nanos() / 1_000));
        let coarse = Run::of(plan, span("1h"));
        let totals = |run: &Run| run.series().functions.iter().map(|of| of.total).collect::<Vec<_>>();
        assert_eq!(totals(&fine), totals(&coarse), "seed {seed}");
        assert_eq!(fine.series().account.total, coarse.series().account.total, "seed {seed}");
        assert_eq!(fine.series().answers, coarse.series().answers, "seed {seed}");
        assert_eq!(fine.series().landmarks, coarse.series().landmarks, "seed {seed}");
        assert_eq!(fine.digest(), coarse.digest(), "seed {seed}");
    }
}

#[test]
fn the_account_is_the_sum_of_its_functions() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let run = Run::of(Arc::clone(&plan), few_rows(plan.length()));
        let series = run.series();
        for row in 0..series.len() {
            let functions = sum(series.functions.iter().map(|of| Sums::of(&of.rows[row])));
            assert_eq!(functions, Sums::of(&series.account.rows[row]), "seed {seed}, row {row}");
        }
        let waiting = series.functions.iter().map(|of| of.waiting_at_end).reduce(|sum, one| sum + one);
        assert_eq!(waiting, Some(series.account.waiting_at_end), "seed {seed}");
    }
}

#[test]
fn attempts_are_invocations_and_throttles_and_no_more_errors_than_invocations() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let changes = changes_of(&plan);
        let run = Run::of(Arc::clone(&plan), few_rows(plan.length()));
        let is_attempt = |change: &Change| matches!(change, Change::Started { .. } | Change::Throttled { .. });
        let attempts = changes.iter().filter(|(_, change)| is_attempt(change)).count() as u64;
        let total = &run.series().account.total;
        assert_eq!((total.attempts(), attempts), (total.invocations + total.throttled(), attempts), "seed {seed}");
        for row in &run.series().account.rows {
            assert!(row.errors <= row.invocations && row.cold_starts <= row.invocations, "seed {seed}");
            let events = row.events;
            assert!(events.expired_unsent <= events.dropped && events.dead_lettered <= events.dropped, "seed {seed}");
        }
    }
}

/// Each sum is more than zero somewhere, or it would be held against nothing.
#[test]
fn the_scenarios_of_these_laws_have_something_to_add_up() {
    let mut all = Sums::default();
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        all = all.and(sum(recounted(&plan, &changes_of(&plan), None, plan.length())));
    }
    let least = all.throttles.into_iter().chain([
        all.requests,
        all.invocations,
        all.errors,
        all.cold_starts,
        all.received,
        all.done,
        all.dropped,
        all.expired_unsent,
        all.dead_lettered,
    ]);
    assert!(least.min() >= Some(100) && Span::from_secs(60) <= all.age_at_attempt, "{all:#?}");
}

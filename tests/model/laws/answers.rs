//! What callers see: status codes and response times, recounted from the changes.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeMap;
use std::sync::Arc;

use lambda_sim::admission::Start;
use lambda_sim::change::{Change, Then};
use lambda_sim::metrics::{Answers, Histogram};
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use super::random_scenarios::{all_seeds, few_rows, random_scenario};
use crate::changes::{Changes, changes_of};
use crate::scenario_builder::plan_of;

/// What one caller has seen.
#[derive(Clone, Debug, Default)]
struct Seen {
    requests: u64,
    status: BTreeMap<u16, u64>,
    warm: Vec<Span>,
    cold: Vec<Span>,
    refused: Vec<Span>,
}

impl Seen {
    fn answered(&mut self, then: &Then, start: Option<Start>) {
        if let Then::Answered { status, response_time } = *then {
            *self.status.entry(status).or_default() += 1;
            let times = match start {
                Some(Start::Warm | Start::Provisioned) => &mut self.warm,
                Some(Start::Cold) => &mut self.cold,
                None => &mut self.refused,
            };
            times.push(response_time);
        }
    }
}

/// What each caller has seen.
fn seen(changes: &Changes, callers: usize) -> Vec<Seen> {
    let mut seen = vec![Seen::default(); callers];
    let (mut events, mut authorized) = (vec![false; callers], vec![false; callers]);
    for (_, change) in changes {
        match change {
            Change::EventReceived { caller, .. } => {
                events[caller.index()] = true;
                seen[caller.index()].requests += 1;
                *seen[caller.index()].status.entry(202).or_default() += 1;
            }
            Change::Started { attempt, .. } | Change::Throttled { attempt, .. } if attempt.number == 1 => {
                let caller = attempt.caller.index();
                seen[caller].requests += u64::from(!events[caller] && !authorized[caller]);
                if let Change::Throttled { then, .. } = change {
                    seen[attempt.caller.index()].answered(then, None);
                }
            }
            Change::Throttled { attempt, then, .. } => seen[attempt.caller.index()].answered(then, None),
            Change::Authorizing { attempt, .. } => {
                authorized[attempt.caller.index()] = true;
                seen[attempt.caller.index()].requests += 1;
            }
            Change::Authorized { attempt, is_remembered, .. } => {
                authorized[attempt.caller.index()] = true;
                seen[attempt.caller.index()].requests += u64::from(*is_remembered);
            }
            Change::TurnedAway { attempt, refusal, then, .. } => {
                seen[attempt.caller.index()].requests += u64::from(refusal.is_at_once());
                seen[attempt.caller.index()].answered(then, None);
            }
            Change::InvocationEnded { attempt, start, then, .. } | Change::TimeLimit { attempt, start, then, .. } => {
                seen[attempt.caller.index()].answered(then, Some(*start));
            }
            _ => {}
        }
    }
    seen
}

/// By nearest rank, from buckets at most 1/128 of their value wide.
fn check_times(histogram: &Histogram, times: &[Span], what: &str) {
    let mut times = times.to_vec();
    times.sort();
    assert_eq!(histogram.count(), times.len() as u64, "{what}");
    assert_eq!(histogram.max(), times.last().copied().unwrap_or_default(), "{what}: the longest");
    let sum: u128 = times.iter().map(|time| u128::from(time.as_nanos())).sum();
    let mean = u64::try_from(sum / (times.len() as u128).max(1)).expect("a mean is no longer than the longest");
    assert!(histogram.mean().as_nanos().abs_diff(mean) <= 1, "{what}: mean {} or {mean} ns", histogram.mean());
    for percent in [1, 50, 90, 95, 99, 100] {
        // The smallest value that at least this part of all values does not exceed.
        let rank = (times.len() * percent).div_ceil(100).max(1);
        let exact = times.get(rank - 1).copied();
        let said = histogram.percentile(f64::from(u8::try_from(percent).expect("at most 100")) / 100.0);
        let (Some(exact), Some(said)) = (exact, said) else {
            assert_eq!(exact, said, "{what}: p{percent}");
            continue;
        };
        let off = said.as_nanos().abs_diff(exact.as_nanos());
        assert!(off <= exact.as_nanos() / 128 + 1, "{what}: p{percent} is {said}, not {exact}");
    }
}

fn check_answers(answers: &Answers, seen: &Seen, what: &str) {
    assert_eq!((answers.requests, &answers.status), (seen.requests, &seen.status), "{what}");
    check_times(&answers.warm, &seen.warm, &format!("{what}: warm"));
    check_times(&answers.cold, &seen.cold, &format!("{what}: cold"));
    check_times(&answers.refused, &seen.refused, &format!("{what}: refused"));
    check_times(&answers.served(), &[&seen.warm[..], &seen.cold[..]].concat(), &format!("{what}: served"));
}

#[test]
fn every_answer_is_counted_once_with_its_status_and_its_response_time() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let changes = changes_of(&plan);
        let run = Run::of(Arc::clone(&plan), few_rows(plan.length()));
        let seen = seen(&changes, plan.callers().len());
        for (caller, (answers, seen)) in run.series().answers.iter().zip(&seen).enumerate() {
            check_answers(answers, seen, &format!("seed {seed}, caller {caller}"));
            let via = plan.callers()[caller].via;
            let mut possible = if via.is_asynchronous() { vec![202] } else { vec![200, via.status_of_throttle(), 502] };
            if via.is_api() || via == Via::Authorizer {
                possible.extend([401, 403, 429, 500, via.status_of_time_limit()]);
            }
            assert!(answers.status.keys().all(|status| possible.contains(status)), "seed {seed}, {via:?}");
        }
    }
}

#[test]
fn callers_together_see_what_each_sees() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let changes = changes_of(&plan);
        let run = Run::of(Arc::clone(&plan), few_rows(plan.length()));
        let seen = seen(&changes, plan.callers().len());
        let together = |is_wanted: &dyn Fn(usize) -> bool| {
            let mut sum = Seen::default();
            for (_, one) in seen.iter().enumerate().filter(|(caller, _)| is_wanted(*caller)) {
                sum.requests += one.requests;
                one.status.iter().for_each(|(status, count)| *sum.status.entry(*status).or_default() += count);
                sum.warm.extend(&one.warm);
                sum.cold.extend(&one.cold);
                sum.refused.extend(&one.refused);
            }
            sum
        };
        for function in plan.function_ids() {
            let answers = run.series().answers_of(&plan, function);
            let seen = together(&|caller| plan.callers()[caller].function == function);
            check_answers(&answers, &seen, &format!("seed {seed}, {function:?}"));
        }
        let is_named = |caller: usize| plan.callers()[caller].via != Via::Authorizer;
        check_answers(&run.series().answers_of_all(), &together(&is_named), &format!("seed {seed}, all"));
    }
}

#[test]
fn landmarks_are_the_first_and_the_last_of_their_kind() {
    for seed in all_seeds() {
        let plan = plan_of(&random_scenario(seed));
        let changes = changes_of(&plan);
        let when = |is_wanted: fn(&Change) -> bool| -> Vec<Instant> {
            changes.iter().filter(|(_, change)| is_wanted(change)).map(|(at, _)| *at).collect()
        };
        let throttles = when(|change| matches!(change, Change::Throttled { .. }));
        let cold = when(|change| matches!(change, Change::Started { start: Start::Cold, .. }));
        let run = Run::of(Arc::clone(&plan), few_rows(plan.length()));
        let said = run.series().landmarks;
        assert_eq!(said.first_throttle, throttles.first().copied(), "seed {seed}");
        assert_eq!(said.last_throttle, throttles.last().copied(), "seed {seed}");
        assert_eq!(said.first_cold_start, cold.first().copied(), "seed {seed}");
    }
}

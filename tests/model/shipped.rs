//! The shipped scenarios keep what their first lines promise.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use lambda_sim::admission::Limit;
use lambda_sim::metrics::Row;
use lambda_sim::plan::Plan;
use lambda_sim::scenario::Scenario;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;
use lambda_sim::tree::Tree;

pub(crate) const STEADY: &str = include_str!("../../crates/explorer/scenarios/steady.1.yaml");
pub(crate) const TEN_REQUESTS: &str = include_str!("../../crates/explorer/scenarios/ten-requests.1.yaml");
pub(crate) const PROMOTION: &str = include_str!("../../crates/explorer/scenarios/promotion.1.yaml");
pub(crate) const PROMOTION_REPAIRED: &str = include_str!("../../crates/explorer/scenarios/promotion-repaired.1.yaml");

pub(crate) const PROMOTION_2: &str = include_str!("../../crates/explorer/scenarios/promotion.2.yaml");
pub(crate) const PROMOTION_REPAIRED_2: &str = include_str!("../../crates/explorer/scenarios/promotion-repaired.2.yaml");
pub(crate) const REPAIR: &str = include_str!("../../crates/explorer/scenarios/repair.1.yaml");
pub(crate) const SPIKE: &str = include_str!("../../crates/explorer/scenarios/spike.1.yaml");
pub(crate) const TOO_FAST: &str = include_str!("../../crates/explorer/scenarios/request-rate.1.yaml");
pub(crate) const UPLOADS_1000: &str = include_str!("../../crates/explorer/scenarios/uploads-1000.1.yaml");
pub(crate) const UPLOADS_1001: &str = include_str!("../../crates/explorer/scenarios/uploads-1001.1.yaml");
pub(crate) const BURST: &str = include_str!("../../crates/explorer/scenarios/burst-reservation.1.yaml");
pub(crate) const FAILING: &str = include_str!("../../crates/explorer/scenarios/failing-consumer.1.yaml");
pub(crate) const MORNING: &str = include_str!("../../crates/explorer/scenarios/cold-morning.1.yaml");

pub(crate) const SQS_POLLERS: &str = include_str!("../../crates/explorer/scenarios/sqs-pollers.1.yaml");
pub(crate) const VPC: &str = include_str!("../../crates/explorer/scenarios/vpc.1.yaml");
pub(crate) const GROWTH: &str = include_str!("../../crates/explorer/scenarios/growth.1.yaml");

/// Reads a scenario file that is right.
#[track_caller]
pub(crate) fn read(file: &str) -> (Scenario, Arc<Plan>) {
    let tree: Tree = serde_saphyr::from_str(file).expect("the file is YAML");
    match Scenario::read(&tree) {
        Ok((scenario, plan)) => (scenario, Arc::new(plan)),
        Err(problems) => panic!("the file breaks rules: {problems:#?}"),
    }
}

pub(crate) fn run(file: &str) -> Run {
    Run::of(read(file).1, Span::from_secs(1))
}

/// Throttles of each function, by the account's limit and by its own.
fn throttles(run: &Run) -> Vec<(&str, u64, u64)> {
    let functions = run.plan().functions().iter().zip(&run.series().functions);
    let by = |limit, total: &Row| total.throttled_by(limit);
    functions
        .map(|(function, series)| {
            (function.name.as_str(), by(Limit::Account, &series.total), by(Limit::Reserved, &series.total))
        })
        .collect()
}

/// How often which status was the answer to requests of a function.
fn status(run: &Run, function: &str) -> Vec<(u16, u64)> {
    let plan = run.plan();
    let mut ids = plan.function_ids();
    let id = ids.find(|id| plan.function(*id).name == function).expect("the function is in the scenario");
    run.series().answers_of(plan, id).status.into_iter().collect()
}

pub(crate) fn second(row: usize) -> Instant {
    Span::from_secs(row as u64).after_start()
}

#[test]
fn steady_traffic_keeps_fifty_in_flight_from_the_first_half_second_on() {
    let run = run(STEADY);
    let total = &run.series().account.total;
    assert_eq!((total.requests, total.throttled(), total.cold_starts), (6_000, 0, 50));
    for millis in (500..60_000).step_by(250) {
        let frame = run.frame_at(Span::from_millis(millis).after_start());
        assert_eq!(frame.in_flight().get(), 50, "at {}", frame.at);
    }
}

#[test]
fn the_ten_requests_start_six_environments_and_none_is_throttled() {
    let run = run(TEN_REQUESTS);
    let total = &run.series().account.total;
    assert_eq!((total.requests, total.cold_starts, total.throttled(), total.concurrency.max), (10, 6, 0, 6));
}

#[test]
fn the_promotion_throttles_all_four_functions_by_the_limit_of_the_account() {
    let run = run(PROMOTION);
    let throttles = throttles(&run);
    assert_eq!(throttles.len(), 4);
    for (name, by_account, by_reserved) in throttles {
        assert!(0 < by_account, "{name} is throttled by the account");
        assert_eq!(by_reserved, 0, "{name} has no reservation");
    }
    assert_eq!(run.series().account.total.concurrency.max, 1_000);
}

#[test]
fn the_promotion_throttles_nobody_before_it_begins() {
    let run = run(PROMOTION);
    let before = &run.series().account.rows[..60];
    assert_eq!(before.iter().map(Row::throttled).sum::<u64>(), 0);
}

#[test]
fn the_repaired_promotion_throttles_checkout_alone_and_by_its_reservation_alone() {
    let run = run(PROMOTION_REPAIRED);
    let throttles = throttles(&run);
    let (checkout, others) = throttles.split_first().expect("there are four functions");
    assert_eq!((checkout.0, checkout.1), ("checkout", 0));
    assert!(0 < checkout.2, "checkout is throttled by its reservation");
    assert_eq!(others, [("catalog", 0, 0), ("reports", 0, 0), ("thumbnails", 0, 0)]);
    assert_eq!(run.series().functions[0].total.concurrency.max, 600);
}

#[test]
fn the_repair_changes_nothing_but_the_reservation() {
    let (mut repaired, _) = read(PROMOTION_REPAIRED);
    repaired.functions[0].reserved_concurrent_executions = None;
    assert_eq!(repaired, read(PROMOTION).0);
}

/// As promised: the load balancer answers 502, API Gateway 500, the SDK tries again, and uploads pile up in the queue until it
/// is over.
#[test]
fn in_the_second_edition_of_the_promotion_each_caller_sees_throttles_in_its_own_way() {
    let run = run(PROMOTION_2);
    for (name, by_account, by_reserved) in throttles(&run) {
        assert!(0 < by_account && by_reserved == 0, "{name} is throttled by the account");
    }
    let keys = |function: &str| status(&run, function).into_iter().map(|(status, _)| status).collect::<Vec<_>>();
    assert_eq!(keys("checkout"), [200, 502]);
    assert_eq!(keys("catalog"), [200, 500]);
    assert_eq!(keys("reports"), [200, 429]);
    assert_eq!(keys("thumbnails"), [202]);
    let reports = &run.series().functions[2].total;
    assert!(reports.requests < reports.attempts(), "the SDK tries again");
    let thumbnails = &run.series().functions[3];
    let backlog = |second: usize| thumbnails.rows[second].backlog.max;
    assert!(backlog(50) <= 20 && 400 < backlog(170), "uploads pile up: {}, {}", backlog(50), backlog(170));
    let frame = run.frame_at(run.plan().end()).functions.remove(3);
    let (events, running) = (frame.tally.events(), u64::from(frame.phases.in_flight().get()));
    assert_eq!((events.dropped, frame.waiting_events), (0, 0), "they were only late");
    assert_eq!(events.received, events.done + running);
}

#[test]
fn in_the_second_edition_of_the_repair_uploads_do_not_wait() {
    let run = run(PROMOTION_REPAIRED_2);
    let throttles = throttles(&run);
    let (checkout, others) = throttles.split_first().expect("there are four functions");
    assert!(checkout.1 == 0 && 0 < checkout.2, "checkout is throttled by its reservation alone");
    assert_eq!(others, [("catalog", 0, 0), ("reports", 0, 0), ("thumbnails", 0, 0)]);
    let oldest = run.series().functions[3].total.oldest_age;
    assert_eq!(oldest, Span::from_millis(33), "no upload waits longer than for its first attempt");
}

#[test]
fn the_second_editions_differ_in_nothing_but_the_reservation() {
    let (mut repaired, _) = read(PROMOTION_REPAIRED_2);
    repaired.functions[0].reserved_concurrent_executions = None;
    assert_eq!(repaired, read(PROMOTION_2).0);
}

/// As promised: a reservation gives the others their room back at once, and the raised quota gives checkout its own.
#[test]
fn the_live_repair_spares_the_others_at_once_and_everybody_once_the_quota_is_raised() {
    let run = run(REPAIR);
    assert!(run.plan().expected_requests() < 300_000, "small enough to be computed at every edit");
    let throttles = |function: usize, from: usize, to: usize| {
        run.series().functions[function].rows[from..to].iter().map(Row::throttled).sum::<u64>()
    };
    for function in 0..4 {
        assert_eq!(throttles(function, 0, 60), 0, "the promotion has not begun");
        assert!(0 < throttles(function, 70, 90), "all are throttled together");
    }
    for function in 1..4 {
        assert_eq!(throttles(function, 92, 240), 0, "a second or two until checkout has made room");
    }
    assert!(0 < throttles(0, 92, 120) && throttles(0, 120, 240) == 0, "checkout waits for the quota");
    let concurrency = |function: usize, second: usize| run.series().functions[function].rows[second].concurrency.max;
    assert!(concurrency(0, 110) == 600 && 1_500 < concurrency(0, 135));
}

#[test]
fn the_spike_climbs_by_a_hundred_environments_a_second_and_only_the_scaling_rate_throttles() {
    let run = run(SPIKE);
    let total = &run.series().account.total;
    assert_eq!((total.requests, total.cold_starts, total.environments.max), (300_000, 5_100, 5_100));
    assert_eq!((total.throttled(), total.throttled_by(Limit::ScalingRate)), (80_552, 80_552));
    assert_eq!(status(&run, "checkout"), [(200, 219_448), (429, 80_552)]);
}

#[test]
fn too_fast_requests_leave_half_of_the_account_unused_and_only_the_request_rate_throttles() {
    let run = run(TOO_FAST);
    let total = &run.series().account.total;
    assert_eq!(total.throttled(), total.throttled_by(Limit::RequestRate));
    let rows = &run.series().account.rows;
    assert_eq!(rows[..4].iter().map(Row::throttled).sum::<u64>(), 0, "the bucket holds a second's worth");
    for row in &rows[5..] {
        assert!(row.invocations == 10_000 && row.concurrency.max <= 501, "{row:?}");
    }
    assert!(rows.iter().all(|row| row.concurrency.max < 1_000), "the account always has room");
    assert!(0 < run.series().functions[1].total.throttled(), "catalog is throttled with it");
}

#[test]
fn of_a_thousand_uploads_all_run_at_once() {
    let run = run(UPLOADS_1000);
    let total = &run.series().account.total;
    assert_eq!((total.events.done, total.throttled(), total.cold_starts), (1_000, 0, 1_000));
    assert_eq!(total.concurrency.max, 1_000);
}

/// The last one is throttled after 0 and after 1 s, and runs after 2 s more.
#[test]
fn of_a_thousand_and_one_uploads_one_waits_and_none_is_lost() {
    let run = run(UPLOADS_1001);
    let total = &run.series().account.total;
    assert_eq!((total.events.received, total.events.done, total.events.dropped), (1_001, 1_001, 0));
    assert_eq!((total.throttled(), total.throttled_by(Limit::Account), total.cold_starts), (2, 2, 1_000));
    let waiting = |at| run.frame_at(second(at)).functions[0].waiting_events;
    assert_eq!([5, 6, 7, 8, 9].map(waiting), [1_001, 1, 1, 1, 0]);
}

/// "At the end environments stand idle while events still wait for their next attempt."
#[test]
fn the_burst_is_worked_off_in_waves_until_environments_stand_idle_while_events_wait() {
    let run = run(BURST);
    let thumbnails = &run.series().functions[0];
    assert_eq!((thumbnails.total.concurrency.max, thumbnails.total.backlog.max), (50, 2_000));
    assert_eq!(thumbnails.total.events.dropped, 0);
    let frame = run.frame_at(second(150)).functions.remove(0);
    assert!(0 < frame.waiting_events && 0 < frame.phases.idle.get(), "{frame:?}");
    assert_eq!(thumbnails.waiting_at_end, 0, "all are done in the end");
    assert_eq!(run.series().functions[1].total.throttled(), 0, "catalog has nothing to do with it");
}

#[test]
fn everything_the_failing_consumer_gets_is_tried_three_times_and_dead_lettered() {
    let run = run(FAILING);
    let total = &run.series().functions[0].total;
    let events = &total.events;
    assert_eq!((events.done, events.dropped), (0, events.received));
    assert_eq!(
        (events.dead_lettered, total.invocations, total.errors),
        (events.received, 3 * events.received, 3 * events.received)
    );
    assert!((500..=700).contains(&events.received), "5 a second for two minutes: {events:?}");
}

#[test]
fn in_the_morning_the_first_requests_are_cold_and_almost_none_after_them() {
    let run = run(MORNING);
    let hour = 3_600;
    assert_eq!(run.frame_at(second(2 * hour)).functions[0].phases.environments().get(), 0, "gone overnight");
    let rows = &run.series().functions[0].rows;
    let count = |from: usize, to: usize| {
        rows[from..to].iter().fold((0, 0), |sum, row| (sum.0 + row.requests, sum.1 + row.cold_starts))
    };
    let (first, first_cold) = count(9 * hour, 9 * hour + 1);
    assert!(first < 2 * first_cold, "most in the first second wait for INIT: {first_cold} of {first}");
    let (later, later_cold) = count(9 * hour + 60, 9 * hour + 600);
    assert!(later_cold * 100 < later, "{later_cold} of {later} are cold later");
}

/// 2.5 s each: 1,000 at once at 2:30 and 2,000 at 5:50. The quota is 2,000 from 2:00 on, and 4,000 from 7:30 on.
#[test]
fn growth_is_throttled_only_where_the_quota_is_raised_too_late() {
    let run = run(GROWTH);
    let rows = &run.series().account.rows;
    let throttled = |from: usize, to: usize| rows[from..to].iter().map(Row::throttled).sum::<u64>();
    assert!(1_000 < rows[200].concurrency.max && throttled(0, 330) == 0, "the first increase came in time");
    assert_eq!(rows[400].concurrency.max, 2_000);
    assert_eq!((throttled(330, 451), throttled(452, 600)), (10_619, 0), "the second came too late");
    assert_eq!(run.series().account.total.throttled_by(Limit::Account), 10_619);
    assert!(3_000 < rows[590].concurrency.max && rows[590].concurrency.max < 4_000);
}

/// 5 pollers more a second from 0:10 on, each with one message in flight.
#[test]
fn a_queue_of_sqs_is_worked_off_by_five_pollers_more_each_second() {
    let run = run(SQS_POLLERS);
    let rows = &run.series().functions[0].rows;
    for (second, row) in (0..).zip(rows).take(130).skip(20) {
        let pollers = 5 + 5 * (second - 10);
        let most = row.concurrency.max;
        assert!(most.abs_diff(pollers) <= 6, "{second} s: {most} in flight, {pollers} pollers");
    }
    let total = &run.series().account.total;
    assert_eq!((total.invocations, total.throttled(), total.concurrency.max), (20_000, 0, 630));
    assert_eq!(total.events.received, 0, "Lambda's own queue has nothing to do with it");
}

#[test]
fn a_vpc_made_cold_starts_of_five_seconds_in_2018_and_adds_a_quarter_of_a_second_today() {
    let run = run(VPC);
    let cold = |place: usize| {
        let id = run.plan().function_ids().nth(place).expect("there are three functions");
        run.series().answers_of(run.plan(), id).cold.percentile(0.5).expect("there are cold starts").as_secs_f64()
    };
    let [then, today, none] = [0, 1, 2].map(cold);
    assert!((5.3..5.5).contains(&then), "{then}");
    assert!((0.2..0.25).contains(&(today - none)) && (0.49..0.51).contains(&none), "{today}, {none}");
    let starts = [0, 1, 2].map(|place| run.series().functions[place].total.cold_starts);
    assert_eq!(starts, [20, 8, 5], "who comes while others wait starts one more");
}

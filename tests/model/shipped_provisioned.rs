//! The shipped scenarios about provisioned concurrency keep what their first lines promise.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::cost::US_EAST_1;
use lambda_sim::metrics::Row;

use crate::shipped::{run, second};

pub(crate) const LOG_IN: &str = include_str!("../../crates/explorer/scenarios/log-in.1.yaml");
pub(crate) const SPILL_OVER: &str = include_str!("../../crates/explorer/scenarios/spill-over.1.yaml");

pub(crate) const TRACKING: &str = include_str!("../../crates/explorer/scenarios/tracking.1.yaml");
pub(crate) const VERSIONS: &str = include_str!("../../crates/explorer/scenarios/versions.1.yaml");

/// Each wave is 25 requests a second of 300 ms: 8 at once. In the 2 s of INIT 50 more come, and a few after them.
#[test]
fn with_ten_always_warm_nobody_waits_for_init_and_without_58_of_each_wave_do() {
    let run = run(LOG_IN);
    let [warm, cold] = [0, 1].map(|place| &run.series().functions[place].total);
    assert_eq!((warm.requests, warm.cold_starts, warm.provisioned.invocations), (3_000, 0, 3_000));
    assert_eq!((warm.provisioned.executions, warm.provisioned.spillovers), (8, 0));
    assert_eq!((cold.requests, cold.cold_starts, cold.throttled()), (3_000, 4 * 58, 0));
    let slowest = |place: usize| {
        let plan = run.plan();
        let id = plan.function_ids().nth(place).expect("there are two functions");
        let answers = run.series().answers_of(plan, id);
        answers.warm.max().max(answers.cold.max())
    };
    assert_eq!((slowest(0).as_nanos(), slowest(1).as_nanos()), (300_000_000, 2_300_000_000));
}

/// Keeping ten ready for an hour costs more than all that they do in it.
#[test]
fn being_always_warm_has_its_price() {
    let run = run(LOG_IN);
    let charges = US_EAST_1.charges(run.usage());
    let dollars = |place: usize| charges[place].total().expect("a price is known");
    assert_eq!([0, 1].map(|place| format!("{:.4}", dollars(place))), ["0.1594", "0.0233"]);
}

#[test]
fn at_1500_a_second_100_provisioned_serve_1000_though_most_are_free() {
    let run = run(SPILL_OVER);
    let rows = &run.series().functions[0].rows;
    let until_10 = rows[..10].iter().map(|row| row.provisioned.spillovers).sum::<u64>();
    assert_eq!(until_10, 0, "up to 1,000 a second all start warm");
    for row in &rows[17..] {
        let Row { provisioned, .. } = row;
        assert_eq!((provisioned.invocations, provisioned.spillovers), (1_000, 500), "{row:?}");
        assert!(provisioned.executions <= 41 && provisioned.available == 100, "{row:?}");
    }
    assert_eq!(run.series().account.total.throttled(), 0);
    let frame = run.frame_at(second(25)).functions.remove(0);
    assert_eq!((frame.provisioned_busy().get(), frame.on_demand.get()), (40, 20));
}

/// Each step asks for 1/0.7 of what is there at most, since more than all cannot be busy.
#[test]
fn target_tracking_climbs_step_by_step_and_gives_back_15_minutes_after_the_crowd() {
    let run = run(TRACKING);
    let rows = &run.series().functions[0].rows;
    let ready = rows.iter().enumerate().map(|(minute, row)| (minute / 60, row.provisioned.available));
    let mut steps: Vec<(usize, u32)> = ready.collect();
    steps.dedup_by_key(|(_, available)| *available);
    assert_eq!(steps, [(0, 20), (9, 29), (12, 41), (14, 42), (16, 59), (18, 60), (20, 84), (35, 20)]);
    let total = &run.series().account.total;
    assert_eq!((total.provisioned.invocations, total.provisioned.spillovers), (94_363, 103_849));
    assert!(total.cold_starts == 120 && total.throttled() == 0);
}

/// 60 and 40 provisioned are all of the 100 that are reserved.
#[test]
fn latest_has_nowhere_to_run_while_its_siblings_have_the_whole_reservation() {
    let run = run(VERSIONS);
    let rows = &run.series().functions[0].rows;
    assert!(rows[..90].iter().all(|row| row.throttled() == 1), "each of the engineer's calls");
    assert!(rows[90..].iter().all(|row| row.throttled() == 0));
    let busy = rows[..90].iter().map(|row| row.concurrency.max).max();
    assert!(busy.is_some_and(|busy| busy < 50), "though half of the environments are idle: {busy:?}");
    let total = &run.series().functions[0].total;
    assert_eq!((total.requests, total.throttled()), (39_780, 90));
}

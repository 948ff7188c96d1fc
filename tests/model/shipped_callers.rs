//! The shipped scenarios about who calls a function keep what their first lines promise.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::gateway::Refusal;
use lambda_sim::metrics::Row;

use crate::shipped::run;

pub(crate) const AUTHORIZER: &str = include_str!("../../crates/explorer/scenarios/authorizer.1.yaml");
pub(crate) const STREAM: &str = include_str!("../../crates/explorer/scenarios/stream.1.yaml");

#[test]
fn a_cold_authorizer_fills_the_account_and_is_asked_ever_less() {
    let run = run(AUTHORIZER);
    let [orders, authorizer] = [0, 1].map(|place| &run.series().functions[place]);
    assert_eq!((run.series().account.total.concurrency.max, authorizer.total.concurrency.max), (1_000, 1_000));
    let refused = orders.total.gateway.turned_away(Refusal::AuthorizerThrottled);
    assert_eq!(refused, authorizer.total.throttled(), "whoever cannot be authorized is refused");
    assert_eq!((refused, orders.total.throttled()), (3_634, 70));
    let asked = |at: usize| f64::from(orders.rows[at].gateway.asked);
    assert!(
        1_700.0 < asked(24) && asked(40) < 500.0 && asked(119) < 2.0,
        "{}, {}, {}",
        asked(24),
        asked(40),
        asked(119)
    );
    let throttled = |row: &Row| 0 < row.throttled();
    let last = run.series().account.rows.iter().rposition(throttled);
    assert!(last < Some(27), "{last:?}");
}

/// Without a cache the same traffic never finds room.
#[test]
fn an_authorizer_that_is_always_asked_is_throttled_to_the_end() {
    let run = run(&AUTHORIZER.replace("InSeconds: 300", "InSeconds: 0"));
    let total = &run.series().account.total;
    assert_eq!(u64::from(total.gateway.asked), total.requests - u64::from(total.gateway.asked), "two invocations each");
    assert!(30_000 < total.throttled(), "{}", total.throttled());
    assert!(0 < run.series().account.rows[119].throttled());
}

#[test]
fn one_record_stops_a_shard_for_good_unless_its_batch_is_split_and_given_up() {
    let run = run(STREAM);
    let sources = run.series().sources.as_ref().expect("two streams");
    let [blocked, repaired] = [0, 1].map(|place| sources.functions[place].total);
    assert_eq!((blocked.sent, repaired.sent, blocked.pollers), (36_000, 36_000, 4));
    assert_eq!((blocked.discarded, repaired.discarded), (0, 1));
    assert_eq!(run.series().functions[0].total.concurrency.max, 4, "no more than shards x factor");
    let frame = run.frame_at(run.plan().end());
    assert_eq!([0, 1].map(|place| frame.sources[place].blocked), [1, 0]);
    let [waiting, caught_up] = [0, 1].map(|place| frame.sources[place].visible);
    // Since 25 s a quarter of 200 records a second.
    assert!((7_700..7_800).contains(&waiting) && caught_up < 40, "{waiting}, {caught_up}");
    let ages = [blocked, repaired].map(|one| one.oldest_age.whole_secs());
    assert_eq!(ages, [155, 6]);
}

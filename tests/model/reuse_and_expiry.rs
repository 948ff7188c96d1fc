//! Which idle environment serves a request, and how long one stays. AWS publishes neither; both are assumptions.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeMap;

use lambda_sim::change::Change;
use lambda_sim::time::{Instant, Span};

use crate::changes::{Changes, changes_of};
use crate::invocations::environments_in_order;
use crate::scenario_builder::{ScenarioBuilder, scenario, uniform};

fn environments(scenario: ScenarioBuilder) -> Vec<u64> {
    environments_in_order(&changes_of(&scenario.plan()))
}

/// Instants of SHUTDOWN, with the numbers of the environments.
fn shutdowns(changes: &Changes) -> Vec<(String, u64)> {
    let found = changes.iter().filter_map(|(at, change)| match change {
        Change::Shutdown { environment } => Some((at.to_string(), environment.number)),
        _ => None,
    });
    found.collect()
}

#[test]
fn the_environment_used_most_recently_is_used_next() {
    let three = scenario().function("orders", |f| f.duration("1s"));
    // 1, 2 and 3 become free in that order; 3 is used and becomes free again before the next request.
    assert_eq!(environments(three.clone().at("orders", "0s, 100ms, 200ms, 2s, 4s, 6s")), [1, 2, 3, 3, 3, 3]);
    // Two at once: first 3, then 2; 2 was used last, so it is next.
    assert_eq!(environments(three.at("orders", "0s, 100ms, 200ms, 2s, 2.1s, 4s")), [1, 2, 3, 3, 2, 2]);
}

/// Environment 2 begins at 4s, is in INIT until 6s and ends at 7s. Environment 1 begins later, at 5s, and ends earlier.
#[test]
fn most_recently_used_is_by_the_end_of_an_invocation_not_by_its_beginning() {
    let orders = scenario().function("orders", |f| f.duration("1s").init("2s"));
    assert_eq!(environments(orders.at("orders", "0s, 3.5s, 4s, 5s, 8s")), [1, 1, 2, 1, 2]);
}

#[test]
fn an_environment_older_than_all_others_is_used_again_only_when_the_others_are_busy() {
    let orders = scenario().function("orders", |f| f.duration("1s")).at("orders", "0s x 3, 2s, 4s x 3, 6s x 4");
    let served = environments(orders);
    assert_eq!(served[..4], [1, 2, 3, 3]);
    assert_eq!(served[4..7], [3, 2, 1]);
    assert_eq!(served[7..], [1, 2, 3, 4], "1 was taken last and so became free last; 4 is new");
}

#[test]
fn an_environment_expires_its_lifetime_after_its_last_invocation_has_ended() {
    let once = scenario().length("1m").function("orders", |f| f.duration("1s").init("500ms").idle_lifetime("10s"));
    assert_eq!(shutdowns(&changes_of(&once.at("orders", "0s").plan())), [("11.5s".to_owned(), 1)]);
}

#[test]
fn each_use_puts_the_expiry_off() {
    let orders = scenario().length("1m").function("orders", |f| f.duration("1s").idle_lifetime("10s"));
    // Used at 0, 5, 14 and 24 s; each time the ten seconds begin anew.
    let changes = changes_of(&orders.at("orders", "0s, 5s, 14s, 24s").plan());
    assert_eq!(environments_in_order(&changes), [1, 1, 1, 1]);
    assert_eq!(shutdowns(&changes), [("35s".to_owned(), 1)]);
}

#[test]
fn an_environment_does_not_expire_while_it_serves_a_request() {
    let orders = scenario().length("3m").function("orders", |f| f.duration("1m").idle_lifetime("10s"));
    let changes = changes_of(&orders.at("orders", "0s, 65s").plan());
    assert_eq!(environments_in_order(&changes), [1, 1]);
    assert_eq!(shutdowns(&changes), [("2m15s".to_owned(), 1)]);
}

#[test]
fn unused_environments_expire_while_the_busy_one_stays() {
    let orders = scenario().length("1m").function("orders", |f| f.duration("1s").idle_lifetime("10s"));
    let changes = changes_of(&orders.at("orders", "0s x 3, 5s, 10s, 15s, 20s").plan());
    assert_eq!(environments_in_order(&changes), [1, 2, 3, 3, 3, 3, 3]);
    let expected = [("11s".to_owned(), 1), ("11s".to_owned(), 2), ("31s".to_owned(), 3)];
    assert_eq!(shutdowns(&changes), expected);
}

#[test]
fn after_an_expiry_a_new_environment_has_a_new_number() {
    let orders = scenario().length("1m").function("orders", |f| f.idle_lifetime("1s")).at("orders", "0s, 10s x 2, 20s");
    assert_eq!(environments(orders), [1, 2, 3, 4]);
}

/// How long each environment was idle when it went, and how often it had been used.
fn idle_spans(changes: &Changes) -> Vec<Span> {
    let mut idle_since: BTreeMap<u64, Instant> = BTreeMap::new();
    let mut spans = Vec::new();
    for (at, change) in changes {
        match change {
            Change::InvocationEnded { environment, .. } => {
                idle_since.insert(environment.number, *at);
            }
            Change::Shutdown { environment } => spans.push(at.since(idle_since[&environment.number])),
            _ => {}
        }
    }
    spans
}

#[test]
fn uniform_lifetimes_lie_inside_their_ends_and_fill_them() {
    let lifetimes = uniform("5m", "7m");
    let orders = scenario().length("20m").function("orders", |f| f.idle_lifetime(lifetimes)).at("orders", "0s x 1000");
    let spans = idle_spans(&changes_of(&orders.plan()));
    assert_eq!(spans.len(), 1_000);
    let (shortest, longest) = (spans.iter().min().expect("many"), spans.iter().max().expect("many"));
    assert!(Span::from_secs(300) <= *shortest && *longest <= Span::from_secs(420), "{shortest} to {longest}");
    // The extremes of a thousand lie within 1 % of the ends, but for a chance of e^-10.
    assert!(*shortest < Span::from_millis(301_200) && Span::from_millis(418_800) < *longest, "{shortest} to {longest}");
}

#[test]
fn a_uniform_lifetime_without_room_is_constant() {
    let exact = uniform("123456789ns", "123456789ns");
    let orders = scenario().length("20m").function("orders", |f| f.idle_lifetime(exact)).at("orders", "0s x 9");
    assert_eq!(idle_spans(&changes_of(&orders.plan())), [Span::from_nanos(123_456_789); 9]);
}

/// Drawn once: the same environment waits for the same time after each use.
#[test]
fn the_lifetime_of_an_environment_stays_the_same_from_use_to_use() {
    let orders = || scenario().length("1h").function("orders", |f| f.idle_lifetime(uniform("1m", "9m")));
    let lifetime = idle_spans(&changes_of(&orders().at("orders", "0s").plan()));
    let used_again = idle_spans(&changes_of(&orders().at("orders", "0s, 30s, 60s, 90s").plan()));
    assert_eq!(lifetime, used_again);
}

//! What stands at a function's lane: throttles, waits and errors, and what whoever sent the request gets.

use std::sync::Arc;

use explorer::fate::Fate;
use explorer::language::Language;
use explorer::link::Link;
use lambda_sim::scenario::Scenario;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::Span;
use lambda_sim::via::{Outcome, Via};

/// The scenario of a link.
fn scenario(link: &str) -> Scenario {
    let (link, notices) = Link::read(link);
    assert_eq!(notices, []);
    link.edits.over(&link.shipped.scenario())
}

/// The fates of all functions at an instant.
fn fates(scenario: &Scenario, at: Span, language: Language) -> Vec<Fate> {
    let plan = Arc::new(scenario.check().expect("a good scenario"));
    let mut simulation = Simulation::new(Arc::clone(&plan));
    simulation.run_to(at.after_start(), &mut ());
    let frame = simulation.frame();
    plan.function_ids().map(|id| Fate::of(&frame, &plan, id, language)).collect()
}

const PEAK: Span = Span::from_secs(90);

#[test]
fn each_caller_gets_what_its_way_gives() {
    let fates = fates(&scenario("s=promotion.2"), PEAK, Language::English);
    let lines: Vec<&str> = fates.iter().filter_map(|fate| fate.lines.last()).map(String::as_str).collect();
    assert_eq!(lines, ["ALB: 502", "API Gateway: 500", "SDK: 429, retried", "S3: 202, retried"]);
    assert_eq!(fates.iter().map(|fate| fate.is_throttled).collect::<Vec<_>>(), [true, true, true, false]);
    for fate in &fates[..3] {
        assert!(fate.head.as_deref().is_some_and(|head| head.ends_with(" of 100")), "{fate:?}");
    }
}

#[test]
fn in_korean_too() {
    let fates = fates(&scenario("s=promotion.2"), PEAK, Language::Korean);
    let lines: Vec<&str> = fates.iter().filter_map(|fate| fate.lines.last()).map(String::as_str).collect();
    assert_eq!(lines, ["ALB: 502", "API Gateway: 500", "SDK: 429, 재시도", "S3: 202, 재시도"]);
    assert!(fates[3].head.as_deref().is_some_and(|head| head.ends_with("건 대기")), "{:?}", fates[3]);
}

#[test]
fn every_way_has_an_answer_to_a_throttle_and_to_an_error() {
    for via in Via::ALL {
        let mut throttled = scenario("s=uploads-1001.1&f.thumbnails.rc=5");
        throttled.callers[0].via = via;
        throttled.callers[0].max_attempts = via.attempts();
        let mut failing = scenario("s=steady.1&f.orders.errors=1");
        failing.callers[0].via = via;
        failing.callers[0].max_attempts = via.attempts();
        for language in Language::ALL {
            let fate = &fates(&throttled, Span::from_millis(5_500), language)[0];
            let status = via.status_of_throttle().to_string();
            assert!(fate.label.contains(&status), "{via:?}: {fate:?}");
            let fate = &fates(&failing, Span::from_secs(30), language)[0];
            let status = via.status_of(Outcome::Error).to_string();
            assert!(fate.label.contains(&status), "{via:?}: {fate:?}");
        }
    }
}

#[test]
fn a_queue_says_how_many_wait_and_how_old_the_oldest_is() {
    let fate = &fates(&scenario("s=burst-reservation.1"), Span::from_secs(30), Language::English)[0];
    assert!(fate.head.as_deref().is_some_and(|head| head.ends_with(" wait")), "{fate:?}");
    assert_eq!(fate.lines, ["oldest 20 s", "S3: 202, retried"]);
    assert!(!fate.is_throttled, "those that wait are not lost");
    assert!(fate.label.contains("at its reservation of 50, "), "{}", fate.label);
    assert!(fate.label.ends_with("oldest 20 s, S3: 202, retried"), "{}", fate.label);
}

#[test]
fn the_scaling_rate_is_named_because_it_has_no_gate() {
    let fate = &fates(&scenario("s=spike.1"), Span::from_secs(20), Language::English)[0];
    assert_eq!(fate.lines, ["scaling rate", "function URL: 429"]);
    assert!(fate.label.contains("at the scaling rate"), "{}", fate.label);
}

#[test]
fn failed_runs_are_not_called_served() {
    let fate = &fates(&scenario("s=steady.1&f.orders.errors=1"), Span::from_secs(10), Language::English)[0];
    assert_eq!(fate.head.as_deref(), Some("951 failed"));
    assert_eq!(fate.lines, ["of 1,001 so far", "Invoke: 200 + error"]);
}

#[test]
fn what_is_given_up_is_in_the_dead_letter_queue_or_lost() {
    let late = Span::from_secs(340);
    let fate = &fates(&scenario("s=failing-consumer.1"), late, Language::English)[0];
    assert_eq!(fate.lines.last().map(String::as_str), Some("588 in the DLQ"));
    let fate = &fates(&scenario("s=failing-consumer.1&f.invoices.dlq=none"), late, Language::English)[0];
    assert_eq!(fate.lines.last().map(String::as_str), Some("588 lost"));
}

#[test]
fn before_the_first_request_there_is_no_fate() {
    let fate = &fates(&scenario("s=uploads-1000.1"), Span::ZERO, Language::English)[0];
    assert_eq!((fate.head.as_deref(), fate.lines.as_slice()), (None, ["no request yet".to_owned()].as_slice()));
}

//! What stands at a function's lane: throttles, waits and errors, and what whoever sent the request gets.

use std::sync::Arc;

use explorer::cause;
use explorer::fate::Fate;
use explorer::language::Language;
use explorer::link::Link;
use explorer::shipped::Shipped;
use explorer::stage::Lane;
use lambda_sim::cause::Cause;
use lambda_sim::scenario::{Burst, Scenario, Traffic};
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
    plan.function_ids().map(|id| Fate::of(&frame, &plan, &Lane::of(&frame, &plan, id), language)).collect()
}

const PEAK: Span = Span::from_secs(90);

#[test]
fn each_caller_gets_what_its_way_gives() {
    let fates = fates(&scenario("s=promotion.2"), PEAK, Language::English);
    let lines: Vec<&str> = fates.iter().filter_map(|fate| fate.lines.last()).map(String::as_str).collect();
    assert_eq!(lines, ["ALB answers 502", "API Gateway answers 500", "SDK gets 429, retries", "back to the queue"]);
    for fate in &fates {
        assert!(fate.is_throttled && fate.head.as_deref().is_some_and(|head| head.ends_with(" of 100")), "{fate:?}");
    }
}

#[test]
fn in_korean_too() {
    let fates = fates(&scenario("s=promotion.2"), PEAK, Language::Korean);
    let lines: Vec<&str> = fates.iter().filter_map(|fate| fate.lines.last()).map(String::as_str).collect();
    assert_eq!(lines, ["ALB 응답 502", "API Gateway 응답 500", "SDK: 429, 재시도", "대기열로 되돌아감"]);
    assert!(fates[3].head.as_deref().is_some_and(|head| head.starts_with("100건 중 ")), "{:?}", fates[3]);
}

#[test]
fn every_way_has_an_answer_to_a_throttle_and_to_an_error() {
    for via in Via::ALL {
        let mut throttled = scenario("s=uploads-1001.1&f.thumbnails.rc=5");
        throttled.callers[0].via = via;
        throttled.callers[0].max_attempts = via.attempts();
        throttled.callers[0].mapping.batch_size = 1;
        throttled.callers[0].mapping.shards = 50;
        let mut failing = scenario("s=steady.1&f.orders.errors=1");
        failing.callers[0].via = via;
        failing.callers[0].max_attempts = via.attempts();
        let answer = |status: u16| {
            if via.is_stream() {
                return "shard waits".to_owned();
            }
            if via.is_asynchronous() || via.is_polled() { "back to the queue".to_owned() } else { status.to_string() }
        };
        let fate = &fates(&throttled, Span::from_millis(5_500), Language::English)[0];
        assert!(fate.label.contains(&answer(via.status_of_throttle())), "{via:?}: {fate:?}");
        let fate = &fates(&failing, Span::from_secs(30), Language::English)[0];
        assert!(fate.label.contains(&answer(via.status_of(Outcome::Error))), "{via:?}: {fate:?}");
    }
}

#[test]
fn whoever_reads_is_told_at_which_gates_the_attempts_were_stopped() {
    let labels = |link: &str, at| {
        let fates = fates(&scenario(link), at, Language::English);
        fates.into_iter().map(|fate| fate.label).collect::<Vec<_>>()
    };
    let reserved = &labels("s=burst-reservation.1", Span::from_secs(30))[0];
    assert!(reserved.contains(" at its reservation of 50, back to the queue"), "{reserved}");
    let scaling = &labels("s=spike.1", Span::from_secs(20))[0];
    assert!(scaling.ends_with(" at the scaling rate, function URL answers 429"), "{scaling}");
    let account = &labels("s=promotion.2", PEAK)[1];
    assert!(account.ends_with(" at the account limit, API Gateway answers 500"), "{account}");
}

#[test]
fn events_of_a_function_switched_off_are_given_up_at_once() {
    let fate = &fates(&scenario("s=promotion.2&f.thumbnails.rc=0"), Span::from_secs(30), Language::English)[3];
    assert_eq!((fate.head.as_deref(), fate.lines.as_slice()), (None, ["given up at once".to_owned()].as_slice()));
}

#[test]
fn failed_runs_are_not_called_served() {
    let fate = &fates(&scenario("s=steady.1&f.orders.errors=1"), Span::from_secs(10), Language::English)[0];
    assert_eq!(fate.head.as_deref(), Some("951 failed"));
    assert_eq!(fate.lines, ["of 1,001, 50 running", "Invoke: 200 + error"]);
    let fate =
        &fates(&scenario("s=failing-consumer.1&f.invoices.retries=0"), Span::from_secs(30), Language::English)[0];
    assert_eq!(fate.lines.last().map(String::as_str), Some("given up at once"));
}

#[test]
fn where_every_attempt_got_through_the_dots_say_enough() {
    let fate = &fates(&scenario("s=promotion.2"), Span::from_secs(40), Language::English)[0];
    assert_eq!((fate.head.as_deref(), fate.lines.as_slice()), (None, [].as_slice()));
    assert_eq!(fate.label, "checkout: of the last 100 attempts 0 were throttled");
}

#[test]
fn before_the_first_request_there_is_no_fate() {
    let fate = &fates(&scenario("s=uploads-1000.1"), Span::ZERO, Language::English)[0];
    assert_eq!((fate.head.as_deref(), fate.lines.as_slice()), (None, ["no request yet".to_owned()].as_slice()));
}

#[test]
fn what_failed_and_what_still_runs_is_all_that_ran() {
    let scenario = scenario("s=failing-consumer.1");
    let plan = Arc::new(scenario.check().expect("a good scenario"));
    let mut simulation = Simulation::new(Arc::clone(&plan));
    simulation.run_to(Span::from_secs(120).after_start(), &mut ());
    let frame = simulation.frame();
    let (tally, running) = (&frame.functions[0].tally, u64::from(frame.functions[0].phases.in_flight().get()));
    assert_eq!((tally.errors() + running, running), (tally.invocations(), 2));
    let said = cause::sentence(Cause::of(&frame, &plan), &frame, &plan, Language::English).to_string();
    let counted = format!("{} of {} invocations ended with an error, 2 still run", tally.errors(), tally.invocations());
    assert!(said.contains(&counted), "{said}");
    let fate = &fates(&scenario, Span::from_secs(120), Language::English)[0];
    assert_eq!(fate.lines[0], format!("of {}, 2 running", tally.invocations()));
}

#[test]
fn only_who_was_refused_is_told_what_it_gets() {
    let versions = scenario("s=versions.1");
    let [english, korean] = Language::ALL.map(|language| fates(&versions, Span::from_secs(60), language));
    assert_eq!(english[0].lines, ["CLI gets 429"]);
    assert_eq!(korean[0].lines, ["CLI: 429"]);
    let mut failing = scenario("s=promotion.2&f.checkout.errors=1");
    let mut second = failing.callers[0].clone();
    (second.via, second.traffic) = (Via::Sdk, Traffic::At(vec![Burst { at: Span::from_secs(20), count: 1 }]));
    failing.callers.push(second);
    let failed = |at| fates(&failing, Span::from_secs(at), Language::English)[0].lines.len();
    assert_eq!([10, 30].map(failed), [2, 3], "how many ran, and what each caller got");
}

#[test]
fn an_authorizer_has_no_caller_who_gets_429() {
    let lines =
        |language| fates(&Shipped::Authorizer.scenario(), Shipped::Authorizer.opening(), language)[1].lines.clone();
    assert_eq!(Language::ALL.map(lines), [["its API answers 500"], ["API 응답 500"]]);
}

//! The arithmetic under the sentence: which limit it speaks of, what is wanted, what is too many.

use std::sync::Arc;

use explorer::arithmetic::{Arithmetic, Bound, mean_run, seconds, whole};
use explorer::language::Language;
use explorer::shipped::Shipped;
use lambda_sim::cause::Cause;
use lambda_sim::frame::Frame;
use lambda_sim::law::Law;
use lambda_sim::plan::Plan;
use lambda_sim::scenario::Scenario;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::{Instant, Span};
use lambda_sim::units::Concurrency;

fn plan(change: impl FnOnce(&mut Scenario)) -> Plan {
    let mut scenario = Shipped::Promotion.scenario();
    change(&mut scenario);
    scenario.check().expect("a good scenario")
}

fn reserve(scenario: &mut Scenario, function: usize, reserved: u32) {
    scenario.functions[function].reserved_concurrent_executions = Some(Concurrency::new(reserved));
}

const PEAK: Instant = Span::from_secs(90).after_start();
const CALM: Instant = Span::from_secs(30).after_start();

/// A frame at this instant in which nothing has happened.
fn frame(plan: &Plan, at: Instant) -> Frame {
    Frame { at, ..Simulation::new(Arc::new(plan.clone())).frame() }
}

fn of(cause: Cause, plan: &Plan, at: Instant) -> Option<Arithmetic> {
    Arithmetic::of(cause, &frame(plan, at), plan)
}

fn words(plan: &Plan, at: Instant) -> [String; 3] {
    let arithmetic = of(Cause::Calm, plan, at).expect("a rate");
    let language = Language::English;
    [
        arithmetic.equation(plan, language).to_string(),
        arithmetic.limit_label(plan, language).to_string(),
        arithmetic.verdict(language).to_string(),
    ]
}

#[test]
fn at_the_peak_of_the_promotion_69_in_100_are_too_many() {
    let [equation, limit, verdict] = words(&plan(|_| {}), PEAK);
    assert_eq!(equation, "4,000/s × 0.80 s = 3,200 for checkout, 57 for the others: 3,257 wanted at once");
    assert_eq!(limit, "limit 1,000");
    assert_eq!(verdict, "2,257 too many: 69 in 100");
}

#[test]
fn before_it_there_is_room() {
    let [_, _, verdict] = words(&plan(|_| {}), CALM);
    assert_eq!(verdict, "room for 847 more");
}

#[test]
fn a_little_too_many_is_not_called_room() {
    // 3,200 + 57 wanted, of 3,240.
    let [_, _, verdict] = words(&plan(|s| s.account.concurrent_executions = Concurrency::new(3_240)), PEAK);
    assert!(verdict.starts_with("17 too many"), "{verdict}");
}

#[test]
fn it_speaks_of_the_limit_that_is_exceeded_most() {
    // 24 wanted of 4 for thumbnails is more pressing than 3,233 of 996 for all others together.
    let [equation, limit, _] = words(&plan(|s| reserve(s, 3, 4)), PEAK);
    assert_eq!(equation, "40/s × 0.60 s = 24 wanted at once by thumbnails");
    assert_eq!(limit, "reserved 4");
    // 24 of 20 is not.
    let [_, limit, _] = words(&plan(|s| reserve(s, 3, 20)), PEAK);
    assert_eq!(limit, "unreserved 980");
}

#[test]
fn exact_instants_have_no_rate_to_reckon_with() {
    let plan = Shipped::TenRequests.scenario().check().expect("a good scenario");
    assert_eq!(of(Cause::Calm, &plan, CALM), None);
}

#[test]
fn short_durations_are_not_rounded_to_nothing() {
    for (value, expected) in [(0.8, "0.80"), (0.5, "0.50"), (2.5, "2.50"), (0.001, "0.001"), (0.125, "0.125")] {
        assert_eq!(seconds(value), expected);
    }
}

#[test]
fn small_concurrencies_keep_one_decimal() {
    for (value, expected) in [(3.6, "3.6"), (57.2, "57"), (0.0, "0"), (1.0, "1"), (0.1, "0.1"), (3_256.96, "3,257")] {
        assert_eq!(whole(value), expected);
    }
}

#[test]
fn under_a_sentence_it_speaks_of_the_limit_that_the_sentence_names() {
    let plan = plan(|scenario| reserve(scenario, 0, 600));
    let ids: Vec<_> = plan.function_ids().collect();
    let [checkout, catalog] = [ids[0], ids[1]];
    let allowed = |cause| of(cause, &plan, PEAK).map(|arithmetic| arithmetic.allowed);
    assert_eq!(allowed(Cause::Reservation { function: checkout }), Some(600));
    assert_eq!(allowed(Cause::UnreservedHeld { function: catalog }), Some(400));
}

#[test]
fn as_long_as_one_is_served_not_all_are_too_many() {
    let [_, _, verdict] = words(&plan(|s| s.account.concurrent_executions = Concurrency::new(1)), PEAK);
    assert_eq!(verdict, "3,256 too many: 99 in 100");
    let [_, _, verdict] = words(&plan(|s| reserve(s, 0, 0)), PEAK);
    assert_eq!(verdict, "3,200 too many: 100 in 100");
}

#[test]
fn under_the_scaling_rate_it_speaks_of_the_environments_so_far() {
    let plan = Arc::new(Shipped::Spike.scenario().check().expect("a good scenario"));
    let mut simulation = Simulation::new(Arc::clone(&plan));
    simulation.run_to(Shipped::Spike.opening().after_start(), &mut ());
    let frame = simulation.frame();
    let arithmetic = Arithmetic::of(Cause::of(&frame, &plan), &frame, &plan).expect("a rate");
    assert_eq!(arithmetic.bound, Bound::Environments);
    assert_eq!(arithmetic.allowed, frame.functions[0].phases.environments().get());
    let [english, korean] = Language::ALL.map(|language| arithmetic.limit_label(&plan, language).to_string());
    assert!(english.ends_with("environments") && korean.starts_with("실행 환경"), "{english} {korean}");
}

#[test]
fn a_queue_is_reckoned_with_the_limit_that_it_waits_for() {
    let plan = plan(|scenario| reserve(scenario, 3, 20));
    let thumbnails = plan.function_ids().nth(3).expect("four functions");
    for cause in [Cause::QueueAtReservation { function: thumbnails }, Cause::EventsDropped { function: thumbnails }] {
        let arithmetic = of(cause, &plan, PEAK).expect("a rate");
        assert_eq!((arithmetic.allowed, arithmetic.bound), (20, Bound::Reservation));
    }
    let arithmetic = of(Cause::QueueAtAccount { function: thumbnails }, &plan, PEAK).expect("a rate");
    assert_eq!((arithmetic.allowed, arithmetic.bound), (980, Bound::Account));
}

#[test]
fn a_run_takes_no_longer_than_its_timeout_and_as_long_where_it_hangs() {
    let plan = plan(|scenario| {
        scenario.functions[0].timeout = Span::from_secs(2);
        scenario.functions[0].duration = Law::Constant(Span::from_secs(3));
        scenario.functions[1].timeout = Span::from_secs(1);
        scenario.functions[1].timeout_rate = 0.5;
    });
    let mean = |place: usize| mean_run(&plan.functions()[place]).as_secs_f64();
    assert!((mean(0) - 2.0).abs() < 1e-9, "{}", mean(0));
    assert!((mean(1) - 0.56).abs() < 1e-9, "{}", mean(1));
}

#[test]
fn what_is_written_adds_up() {
    let numbers = |text: &str| -> Vec<f64> {
        text.split([' ', ':']).filter_map(|word| word.replace(',', "").parse().ok()).collect()
    };
    for milli in (400..2_400).step_by(7) {
        let plan = plan(|scenario| scenario.functions[0].duration = Law::Constant(Span::from_nanos(milli * 571_000)));
        let [equation, limit, verdict] = words(&plan, CALM);
        let terms = numbers(equation.split_once('=').expect("an equation").1);
        let [own, others, total] = terms[..] else { panic!("{equation}") };
        assert!((own + others - total).abs() < 1e-6, "{equation}");
        let (limit, rest) = (numbers(&limit)[0], numbers(&verdict)[0]);
        let sum = if verdict.starts_with("room") { total + rest } else { total - rest };
        // Part of a request has no room.
        assert!((limit - sum).abs() < 1.0, "{equation}: {verdict} of {limit}");
        assert!(total.fract() != 0.0 || (limit - sum).abs() < 1e-6, "{equation}: {verdict} of {limit}");
    }
}

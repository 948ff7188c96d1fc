//! The sentence that says why, on shipped scenarios and small ones, in both languages.

use std::sync::Arc;

use explorer::cause::Cause;
use explorer::language::Language;
use explorer::shipped::Shipped;
use lambda_sim::law::Law;
use lambda_sim::scenario::{Burst, Caller, Function, Scenario, Traffic};
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;

/// The sentences at an instant, English and Korean.
fn why(scenario: &Scenario, at: Span) -> [String; 2] {
    let plan = scenario.check().expect("a good scenario");
    let run = Run::of(Arc::new(plan), Span::from_secs(1));
    let frame = run.frame_at(at.after_start());
    Language::ALL.map(|language| Cause::of(&frame, run.plan()).sentence(&frame, run.plan(), language).to_string())
}

#[track_caller]
fn check(scenario: &Scenario, at: Span, english: &str, korean: &str) {
    let [found_english, found_korean] = why(scenario, at);
    assert!(found_english.contains(english), "{found_english}");
    assert!(found_korean.contains(korean), "{found_korean}");
}

/// Functions that each get `requests` at once after a second; handlers take ten seconds, INIT none.
fn bursts(functions: &[(&str, Option<u32>, u32)]) -> Scenario {
    let mut scenario = Scenario { length: Span::from_secs(60), ..Scenario::default() };
    for (name, reserved, requests) in functions {
        let mut function = Function::new(*name, Law::Constant(Span::from_secs(10)));
        function.reserved_concurrent_executions = reserved.map(Concurrency::new);
        function.init = Law::Constant(Span::ZERO);
        scenario.functions.push(function);
        let traffic = Traffic::At(vec![Burst { at: Span::from_secs(1), count: *requests }]);
        scenario.callers.push(Caller { function: (*name).to_owned(), traffic });
    }
    scenario
}

const BURST: Span = Span::from_millis(1_500);

#[test]
fn the_promotion_names_the_function_that_holds_the_account() {
    let scenario = Shipped::Promotion.scenario();
    check(&scenario, Span::from_secs(90), "checkout holds", "checkout 함수가 계정 한도 1,000 중");
}

#[test]
fn the_repaired_promotion_names_the_reservation() {
    let scenario = Shipped::PromotionRepaired.scenario();
    check(&scenario, Span::from_secs(90), "own reservation: 600 of 600 are in flight", "예약된 600 중 600건이 처리 중");
}

#[test]
fn after_the_promotion_nothing_is_refused_any_more() {
    let scenario = Shipped::Promotion.scenario();
    check(&scenario, Span::from_secs(250), "No request is throttled any more", "이제 스로틀되는 요청이 없습니다");
}

#[test]
fn steady_traffic_finds_room() {
    let scenario = Shipped::Steady.scenario();
    check(&scenario, Span::from_secs(30), "50 of the account’s 1,000 are in flight", "1,000 중 50건이 처리 중");
}

#[test]
fn the_first_of_the_ten_requests_waits_for_init() {
    let scenario = Shipped::TenRequests.scenario();
    check(&scenario, Span::from_millis(50), "1 new environment is in INIT", "새 실행 환경 1개가 INIT 중");
}

#[test]
fn before_the_first_request_there_is_none() {
    check(&bursts(&[("a", None, 1)]), Span::ZERO, "No request has arrived yet", "아직 도착한 요청이 없습니다");
}

#[test]
fn a_single_function_at_the_limit_has_nobody_to_blame() {
    check(
        &bursts(&[("a", None, 1_001)]),
        BURST,
        "a has 1,000 of the account’s 1,000",
        "a 함수가 계정 한도 1,000 중 1,000건을",
    );
}

#[test]
fn a_limit_shared_by_many_names_none_of_them() {
    let scenario = bursts(&[("a", None, 350), ("b", None, 350), ("c", None, 350)]);
    check(&scenario, BURST, "shared by several functions", "여러 함수에 나뉘어");
}

#[test]
fn what_reservations_leave_can_be_exhausted() {
    let scenario = bursts(&[("a", Some(400), 1), ("b", None, 700)]);
    check(&scenario, BURST, "b holds 600 of the other 600", "나머지 600 중 600건을 b 함수가");
}

#[test]
fn a_reservation_of_zero_switches_off() {
    check(&bursts(&[("a", Some(0), 5)]), BURST, "a is switched off", "a 함수는 꺼져 있습니다");
}

#[test]
fn a_limit_that_is_still_full_throttles_nobody_when_nobody_comes() {
    let scenario = bursts(&[("a", None, 1_001)]);
    let later = Span::from_secs(4);
    check(&scenario, later, "the last was at 0:01. 1,000 of", "마지막은 0:01 시점");
}

#[test]
fn a_room_that_has_emptied_refuses_nobody_though_the_last_throttle_is_fresh() {
    let mut scenario = bursts(&[("a", None, 1_001)]);
    scenario.functions[0].duration = Law::Constant(Span::from_millis(100));
    check(&scenario, BURST, "No request is throttled any more", "이제 스로틀되는 요청이 없습니다");
}

#[test]
fn one_request_is_in_flight_and_two_are() {
    let mut scenario = bursts(&[("a", None, 1)]);
    check(&scenario, BURST, "1 of the account’s 1,000 is in flight", "1건이 처리 중");
    scenario = bursts(&[("a", None, 2)]);
    check(&scenario, BURST, "2 of the account’s 1,000 are in flight", "2건이 처리 중");
}

#[test]
fn cold_starts_without_init_are_not_called_warm() {
    let [english, _] = why(&Shipped::Steady.scenario(), Span::from_millis(200));
    assert!(!english.contains("warm"), "{english}");
}

#[test]
fn a_run_without_any_request_says_so() {
    let mut scenario = Shipped::Steady.scenario();
    scenario.callers.clear();
    check(&scenario, BURST, "No request comes in this run", "이 실행에는 요청이 없습니다");
}

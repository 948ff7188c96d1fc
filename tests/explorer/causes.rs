//! The sentence that says why, on shipped scenarios and small ones, in both languages: every cause at a stated instant.

use std::collections::HashSet;
use std::mem;
use std::sync::Arc;

use explorer::cause;
use explorer::language::Language;
use explorer::shipped::Shipped;
use lambda_sim::cause::Cause;
use lambda_sim::destination::Destination;
use lambda_sim::frame::Frame;
use lambda_sim::law::Law;
use lambda_sim::scenario::{Burst, Caller, DeadLetterQueue, Function, Scenario, Traffic};
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;
use lambda_sim::via::Via;

fn look(scenario: &Scenario, at: Span) -> (Run, Frame) {
    let plan = scenario.check().expect("a good scenario");
    let run = Run::of(Arc::new(plan), Span::from_secs(1));
    let frame = run.frame_at(at.after_start());
    (run, frame)
}

/// The sentences at an instant, English and Korean.
fn why(scenario: &Scenario, at: Span) -> [String; 2] {
    let (run, frame) = look(scenario, at);
    let plan = run.plan().in_force(frame.at);
    let cause = Cause::of(&frame, plan);
    Language::ALL.map(|language| cause::sentence(cause, &frame, plan, language).to_string())
}

/// The rule under the sentence, English and Korean.
fn note(scenario: &Scenario, at: Span) -> Option<[String; 2]> {
    let (run, frame) = look(scenario, at);
    let cause = Cause::of(&frame, run.plan());
    let notes = Language::ALL.map(|language| cause::note(cause, &frame, run.plan(), language));
    let [Some(english), Some(korean)] = notes else { return None };
    Some([english.to_string(), korean.to_string()])
}

#[track_caller]
fn check(scenario: &Scenario, at: Span, english: &str, korean: &str) {
    let [found_english, found_korean] = why(scenario, at);
    assert!(found_english.contains(english), "{found_english}");
    assert!(found_korean.contains(korean), "{found_korean}");
}

#[track_caller]
fn check_note(scenario: &Scenario, at: Span, english: &str, korean: &str) {
    let [found_english, found_korean] = note(scenario, at).expect("a rule under the sentence");
    assert!(found_english.contains(english), "{found_english}");
    assert!(found_korean.contains(korean), "{found_korean}");
}

/// Functions that each get `requests` at once after a second; handlers take ten seconds, INIT none.
fn bursts(functions: &[(&str, Option<u32>, u32)]) -> Scenario {
    bursts_via(Via::Invoke, functions)
}

fn bursts_via(via: Via, functions: &[(&str, Option<u32>, u32)]) -> Scenario {
    let mut scenario = Scenario { length: Span::from_secs(60), ..Scenario::default() };
    for (name, reserved, requests) in functions {
        let mut function = Function::new(*name, Law::Constant(Span::from_secs(10)));
        function.reserved_concurrent_executions = reserved.map(Concurrency::new);
        function.init = Some(Law::Constant(Span::ZERO));
        function.asynchronous.retry_jitter = 0.0;
        scenario.functions.push(function);
        let traffic = Traffic::At(vec![Burst { at: Span::from_secs(1), count: *requests }]);
        scenario.callers.push(Caller::new(*name, via, traffic));
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
    check(&scenario, Span::from_secs(90), "own reservation: 598 of 600 are in flight", "예약된 600 중 598건이 처리 중");
}

#[test]
fn the_live_repair_is_told_step_by_step() {
    let scenario = Shipped::Repair.scenario();
    let told = [
        (85, "checkout holds 949 of the account’s 1,000", "checkout 함수가 계정 한도 1,000 중 949건을"),
        (95, "own reservation: 600 of 600 are in flight", "예약된 600 중 600건이 처리 중"),
        (140, "No request is throttled any more; the last was at 1:59.9", "이제 스로틀되는 요청이 없습니다"),
    ];
    for (secs, english, korean) in told {
        check(&scenario, Span::from_secs(secs), english, korean);
    }
}

#[test]
fn after_the_promotion_nothing_is_refused_any_more() {
    let scenario = Shipped::Promotion.scenario();
    check(&scenario, Span::from_secs(300), "No request is throttled any more", "이제 스로틀되는 요청이 없습니다");
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

#[test]
fn accepted_events_wait_for_their_first_attempt_then_for_init_then_run() {
    let scenario = Shipped::Uploads1000.scenario();
    let at = Span::from_millis;
    check(&scenario, at(5_020), "1,000 events of thumbnails were accepted with 202", "이벤트 1,000건이 202로 접수되어");
    check(&scenario, at(5_100), "1,000 new ones are in INIT", "새 실행 환경 1,000개가 INIT 중");
    check(&scenario, at(6_000), "1,000 of the account’s 1,000 are in flight", "1,000 중 1,000건이 처리 중");
    check(&scenario, at(10_000), "Nothing is in flight. 1,000 environments are idle", "유휴 실행 환경 1,000개가 남아");
}

#[test]
fn the_1001st_upload_waits_for_room_in_the_account() {
    let scenario = Shipped::Uploads1001.scenario();
    let at = Shipped::Uploads1001.opening();
    check(&scenario, at, "1,000 in flight. 1 event waits in Lambda’s queue", "이벤트 1건은 Lambda 대기열에서");
    check_note(&scenario, at, "until it is 6 h old", "6 h 넘게 지나면 폐기됩니다");
}

#[test]
fn events_wait_at_a_reservation_and_still_wait_while_nobody_is_throttled() {
    let scenario = Shipped::BurstReservation.scenario();
    let wave = Span::from_secs(26);
    check(
        &scenario,
        wave,
        "thumbnails has 50 of its reserved 50 in flight. 1,6",
        "thumbnails 함수가 예약된 50 중 50건을",
    );
    check_note(&scenario, wave, "tried again after 1 s, then 2, 4, 8 s", "1 s 뒤, 그다음 2, 4, 8 s");
    let lull = Shipped::BurstReservation.opening();
    check(&scenario, lull, "again; the oldest came at 0:10.", "0:10 시점부터 기다리고");
    check_note(&scenario, lull, "even while environments are idle", "유휴 환경이 있어도");
}

#[test]
fn after_the_promotion_its_uploads_still_wait() {
    let scenario = Shipped::Promotion.scenario();
    check(&scenario, Span::from_secs(200), "Nobody is throttled now, but ", "지금은 스로틀이 없지만 thumbnails 함수의");
}

#[test]
fn a_spike_meets_the_scaling_rate_all_the_way_up() {
    let scenario = Shipped::Spike.scenario();
    for seconds in [1, 5, 20, 35] {
        let at = Span::from_secs(seconds);
        check(
            &scenario,
            at,
            "used up its 1,000 new environments at once. 100 more",
            "새 실행 환경 1,000개를 다 썼습니다. 초당 100개",
        );
    }
}

#[test]
fn short_requests_meet_the_request_rate_while_half_of_the_limit_stands_unused() {
    let scenario = Shipped::RequestRate.scenario();
    for seconds in [6, 8, 11] {
        check(
            &scenario,
            Span::from_secs(seconds),
            "Requests to checkout come faster than 10,000 a second, 10 × the limit of 1,000. Only ",
            "checkout 함수로 오는 요청이 초당 10,000건(한도 1,000의 10배)보다 빠릅니다. 처리 중인 것은",
        );
    }
}

#[test]
fn a_reservation_has_a_request_rate_of_its_own() {
    let mut scenario = bursts(&[("a", Some(100), 1_002), ("b", None, 1)]);
    scenario.functions[0].duration = Law::Constant(Span::ZERO);
    let [english, korean] = why(&scenario, Span::from_millis(1_001));
    assert!(english.starts_with("Requests to a come faster than 1,000 a second, 10 × the limit of 100."), "{english}");
    assert!(korean.contains("초당 1,000건(한도 100의 10배)"), "{korean}");
}

#[test]
fn events_beyond_the_scaling_rate_wait_too() {
    let mut scenario = Shipped::Uploads1001.scenario();
    scenario.account.concurrent_executions = Concurrency::new(5_000);
    let at = Shipped::Uploads1001.opening();
    check(&scenario, at, "thumbnails has used up its 1,000 new environments", "thumbnails 함수가 한 번에");
    check_note(&scenario, at, "A throttled event is tried again after 1 s", "스로틀된 이벤트는 1 s 뒤");
}

#[test]
fn a_failing_consumer_fails_until_its_events_are_given_up() {
    let scenario = Shipped::FailingConsumer.scenario();
    let at = Shipped::FailingConsumer.opening();
    check(&scenario, at, "events wait to be tried again.", "다음 시도를 기다립니다");
    check(&scenario, at, "invoices fails: ", "invoices 함수 실패: 호출");
    check_note(&scenario, at, "1 min later, and once more 2 min after that", "1 min 뒤, 또 실패하면 다시 2 min 뒤");
    check(
        &scenario,
        Span::from_secs(340),
        "They are in the dead-letter queue",
        "배달 못한 편지 대기열(DLQ)에 들어갔습니다",
    );
}

#[test]
fn overnight_every_environment_is_gone_and_the_morning_starts_cold() {
    let scenario = Shipped::ColdMorning.scenario();
    check(
        &scenario,
        Span::from_secs(5 * 3_600),
        "so whatever is admitted next is a cold start",
        "다음에 받아들여지는 요청은 콜드 스타트가",
    );
    check(&scenario, Shipped::ColdMorning.opening(), "are in INIT, and their requests wait", "INIT 중이고");
}

#[test]
fn events_of_a_function_switched_off_are_given_up_as_they_come() {
    let mut scenario = bursts_via(Via::S3, &[("a", Some(0), 5)]);
    check(&scenario, BURST, "Callers get 202, but 5 events were given up", "호출자는 202를 받지만 이벤트 5건은");
    check_note(&scenario, BURST, "goes to the dead-letter queue (SQS)", "대기열(SQS)");
    scenario.functions[0].asynchronous.dead_letter_queue = DeadLetterQueue::None;
    check_note(&scenario, BURST, "is lost: there is no dead-letter queue", "유실됩니다");
    scenario.functions[0].destinations.on_failure = Some(Destination::named("sns"));
    check_note(&scenario, BURST, "a record goes to the destination on failure", "실패 시 대상으로 갑니다");
}

#[test]
fn an_sdk_waits_before_it_sends_a_throttled_request_again() {
    let mut scenario = bursts_via(Via::Sdk, &[("a", None, 1_001)]);
    // All have ended at 1.1 s, and the SDK has not come back yet.
    scenario.functions[0].duration = Law::Constant(Span::from_millis(100));
    let at = Span::from_millis(1_101);
    check(&scenario, at, "1 request to a waits for its SDK", "a 함수 요청 1건은 SDK가 잠시 뒤 다시 보냅니다");
    check_note(&scenario, at, "tries 3 times in all", "모두 3번 시도합니다");
}

#[test]
fn a_function_that_hangs_runs_into_its_timeout() {
    let mut scenario = bursts(&[("a", None, 4)]);
    scenario.functions[0].timeout = Span::from_secs(3);
    let at = Span::from_secs(5);
    check(&scenario, at, "its timeout of 3 s: 4 of its 4 invocations were cut off", "제한 시간(3 s)을 넘기고");
    check_note(&scenario, at, "A synchronous caller gets the error", "동기 호출자는 오류를 그대로 받고");
}

#[test]
fn failed_events_wait_for_minutes_without_any_further_error() {
    let mut scenario = bursts_via(Via::Event, &[("a", None, 1)]);
    scenario.functions[0].error_rate = 1.0;
    scenario.length = Span::from_secs(400);
    // It runs from 1.033 s to 11.033 s, and again a minute later.
    let at = Span::from_secs(40);
    check(
        &scenario,
        at,
        "1 event of a ended with an error and waits to be tried again; it came at 0:01",
        "오류로 끝난 이벤트 1건이",
    );
    for (retries, english, korean) in [
        (0, "does not try an event again", "다시 시도하지 않습니다"),
        (1, "once more, 1 min later", "한 번 더 시도합니다"),
        (2, "and once more 2 min after that", "다시 2 min 뒤"),
    ] {
        scenario.functions[0].asynchronous.maximum_retry_attempts = retries;
        check_note(&scenario, Span::from_secs(15), english, korean);
    }
}

#[test]
fn what_no_dead_letter_queue_takes_is_lost() {
    let mut scenario = bursts_via(Via::Event, &[("a", None, 2)]);
    scenario.functions[0].error_rate = 1.0;
    scenario.functions[0].asynchronous.maximum_retry_attempts = 0;
    scenario.functions[0].asynchronous.dead_letter_queue = DeadLetterQueue::None;
    check(&scenario, Span::from_secs(30), "2 events of a were given up and are lost", "되찾을 수 없습니다");
}

#[test]
fn throttles_and_errors_of_events_are_told_apart() {
    let mut scenario = bursts_via(Via::Event, &[("a", Some(2), 5)]);
    scenario.functions[0].error_rate = 1.0;
    let (_, frame) = look(&scenario, Span::from_millis(11_040));
    let state = &frame.functions[0];
    assert_eq!((state.waiting_events, state.throttled_events, state.failed_events), (5, 3, 2));
}

#[test]
fn the_sentence_of_the_command_says_the_same_in_plain_english() {
    let (run, frame) = look(&Shipped::BurstReservation.scenario(), Span::from_secs(30));
    let sentence = Cause::of(&frame, run.plan()).sentence(&frame, run.plan());
    assert!(sentence.starts_with("nobody is throttled right now, but events of thumbnails wait"), "{sentence}");
    assert!(sentence.contains("the oldest since 10s"), "{sentence}");
}

#[test]
fn no_sentence_is_longer_than_its_room_and_the_shipped_scenarios_need_many() {
    let mut causes = HashSet::new();
    for shipped in Shipped::ALL {
        let scenario = shipped.scenario();
        let (run, _) = look(&scenario, Span::ZERO);
        for part in 0..=200 {
            let at = Span::from_nanos(scenario.length.as_nanos() / 200 * part).after_start();
            let frame = run.frame_at(at);
            let plan = run.plan().in_force(at);
            let cause = Cause::of(&frame, plan);
            let english = cause::sentence(cause, &frame, plan, Language::English).to_string();
            assert!(english.chars().count() <= 118, "{}: {english}", shipped.id());
            let korean = cause::sentence(cause, &frame, plan, Language::Korean).to_string();
            assert_ne!(korean, english, "{}", shipped.id());
            causes.insert(mem::discriminant(&cause));
        }
    }
    assert!(12 <= causes.len(), "{} causes", causes.len());
}

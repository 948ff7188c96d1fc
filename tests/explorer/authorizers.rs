//! A throttled authorizer in words, and how often it is asked.

use std::sync::Arc;

use explorer::cause;
use explorer::language::Language;
use explorer::shipped::Shipped;
use lambda_sim::cause::Cause;
use lambda_sim::scenario::Scenario;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;

/// The sentence at an instant and the rule under it, English and Korean.
fn said(scenario: &Scenario, at: Span) -> [(String, Option<String>); 2] {
    let run = Run::of(Arc::new(scenario.check().expect("a good scenario")), Span::from_secs(1));
    let frame = run.frame_at(at.after_start());
    let cause = Cause::of(&frame, run.plan());
    Language::ALL.map(|language| {
        let note = cause::note(cause, &frame, run.plan(), language);
        (cause::sentence(cause, &frame, run.plan(), language).to_string(), note.map(|note| note.to_string()))
    })
}

#[test]
fn a_throttled_authorizer_refuses_its_api() {
    let mut scenario = Shipped::Authorizer.scenario();
    let [(english, _), (korean, _)] = said(&scenario, Shipped::Authorizer.opening());
    let told = "authorizer holds 923 of the account’s 1,000 and is throttled, so the API of orders answers 500: ";
    assert!(english.starts_with(told), "{english}");
    assert!(korean.contains("이를 쓰는 orders 함수의 API가"), "{korean}");
    scenario.functions[1].reserved_concurrent_executions = Some(Concurrency::new(200));
    let [(english, _), (korean, _)] = said(&scenario, Shipped::Authorizer.opening());
    assert!(english.starts_with("authorizer is throttled at its own reservation"), "{english}");
    assert!(english.contains("It authorizes the API of orders, which answers 500 instead: "), "{english}");
    assert!(korean.contains("이 권한 부여자를 쓰는 orders 함수의 API가"), "{korean}");
}

#[test]
fn how_often_it_is_asked_follows_from_how_long_its_answer_is_kept() {
    let mut scenario = Shipped::Authorizer.scenario();
    let at = Span::from_secs(100);
    let [(_, english), (_, korean)] = said(&scenario, at);
    let (english, korean) = (english.expect("a rule"), korean.expect("a rule"));
    assert!(
        english.starts_with("API Gateway keeps an answer of the authorizer for 5 min. So far it has asked for 24,"),
        "{english}"
    );
    assert!(korean.starts_with("API Gateway는 권한 부여자의 답을 5 min 동안 기억합니다."), "{korean}");
    scenario.callers[0].gateway.authorizer_result_ttl = Some(Span::ZERO);
    scenario.functions[1].duration = lambda_sim::law::Law::Constant(Span::from_millis(100));
    let [(_, english), (_, korean)] = said(&scenario, at);
    let (english, korean) = (english.expect("a rule"), korean.expect("a rule"));
    assert_eq!(
        english,
        "API Gateway keeps no answer of the authorizer: each request to orders is two invocations, one after the other."
    );
    assert!(korean.contains("호출이 두 번 이어집니다"), "{korean}");
}

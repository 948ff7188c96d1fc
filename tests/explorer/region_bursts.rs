//! The sentences of the scaling rate before November 2023 name its numbers, not today's.

use std::sync::Arc;

use explorer::language::Language;
use explorer::shipped::Shipped;
use explorer::{cause, findings};
use lambda_sim::cause::Cause;
use lambda_sim::scaling::ScalingRule;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

/// The spike, in a small Region before November 2023.
fn spike() -> Run {
    let mut scenario = Shipped::Spike.scenario();
    scenario.account.scaling_rate = ScalingRule::Burst500;
    Run::of(Arc::new(scenario.check().expect("a good scenario")), Span::from_secs(1))
}

#[test]
fn the_sentence_names_the_burst_of_the_region_and_what_comes_each_minute() {
    let run = spike();
    let frame = run.frame_at(Span::from_secs(20).after_start());
    let cause = Cause::of(&frame, run.plan());
    let [english, korean] =
        Language::ALL.map(|language| cause::sentence(cause, &frame, run.plan(), language).to_string());
    assert!(english.contains("used up the 500 new environments at once of the time before"), "{english}");
    assert!(english.contains("500 more come each minute"), "{english}");
    assert!(korean.contains("새 실행 환경 500개를 다 썼습니다. 분당 500개씩만"), "{korean}");
    let command = cause.sentence(&frame, run.plan());
    assert!(
        command.contains("500 new environments at once for all functions, then 500 a minute; it has 6"),
        "{command}"
    );
}

#[test]
fn the_finding_says_that_the_region_had_no_more() {
    let run = spike();
    let [english, korean] = Language::ALL.map(|language| findings::throttles(&run, language).to_string());
    assert!(english.contains("because the functions of the Region together have used up their 500 new"), "{english}");
    assert!(korean.starts_with("리전의 함수들이 한 번에 받을 수 있는 새 실행 환경 500개를 다 써서"), "{korean}");
}

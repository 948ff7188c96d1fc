//! A stream in words: a shard that is blocked, and one that falls behind.

use std::sync::Arc;

use explorer::arithmetic::Arithmetic;
use explorer::cause;
use explorer::demand;
use explorer::language::Language;
use explorer::shipped::Shipped;
use lambda_sim::cause::Cause;
use lambda_sim::scenario::Scenario;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

/// The sentence at an instant and the rule under it, English and Korean.
fn said(scenario: &Scenario, at: Span) -> [(String, String); 2] {
    let run = Run::of(Arc::new(scenario.check().expect("a good scenario")), Span::from_secs(1));
    let frame = run.frame_at(at.after_start());
    let cause = Cause::of(&frame, run.plan());
    Language::ALL.map(|language| {
        let note = cause::note(cause, &frame, run.plan(), language).expect("a rule under the sentence");
        (cause::sentence(cause, &frame, run.plan(), language).to_string(), note.to_string())
    })
}

#[test]
fn a_batch_that_fails_blocks_its_shard() {
    let mut scenario = Shipped::Stream.scenario();
    let [(english, rule), (korean, korean_rule)] = said(&scenario, Shipped::Stream.opening());
    assert_eq!(english, "A failing batch of clicks blocks its shard, 1 of 4. The oldest record has waited 75.2 s.");
    assert!(korean.contains("샤드를 막고 있습니다(4 중 1)"), "{korean}");
    assert!(rule.ends_with("is given up. It is tried again until its records are 24 h old."), "{rule}");
    assert!(korean_rule.ends_with("레코드가 24 h 지날 때까지 다시 시도합니다."), "{korean_rule}");
    scenario.callers[0].mapping.poison_record = None;
    let [(english, rule), (_, korean_rule)] = said(&scenario, Span::from_secs(28));
    assert!(english.starts_with("A failing batch of clicks-split blocks its shard, 1 of 4."), "{english}");
    let told = "Each time it fails it is split in two. It is given up after 2 more attempts, or when it is 24 h old.";
    assert!(rule.ends_with(told), "{rule}");
    assert!(korean_rule.contains("배치를 둘로 나눕니다. 2번 더 시도하거나"), "{korean_rule}");
}

#[test]
fn a_stream_that_is_too_slow_has_all_its_lanes_busy() {
    let mut scenario = Shipped::Stream.scenario();
    scenario.callers.truncate(1);
    scenario.callers[0].mapping.poison_record = None;
    scenario.callers[0].mapping.shards = 2;
    let [(english, rule), (korean, korean_rule)] = said(&scenario, Span::from_secs(60));
    assert!(english.ends_with("each of its 2 lanes has a batch in flight and then reads the next."), "{english}");
    assert!(korean.contains("레인 2개가 저마다 배치를 처리 중이고"), "{korean}");
    assert!(rule.starts_with("2 shards × ParallelizationFactor 1 = 2 batches in flight at most"), "{rule}");
    assert!(korean_rule.starts_with("샤드 2개 × ParallelizationFactor 1"), "{korean_rule}");
}

#[test]
fn what_comes_in_batches_is_not_reckoned_as_requests() {
    let scenario = Shipped::Stream.scenario();
    let plan = scenario.check().expect("a good scenario");
    let wanted = demand::wanted(&plan, Language::English);
    assert_eq!((wanted[0].at_once.as_deref(), wanted[0].reckoning.as_str()), (None, "200/s, in batches of up to 10"));
    assert_eq!(demand::total(&plan), None);
    let run = Run::of(Arc::new(plan), Span::from_secs(1));
    let frame = run.frame_at(Span::from_secs(10).after_start());
    assert_eq!(Arithmetic::of(Cause::Calm, &frame, run.plan()), None);
}

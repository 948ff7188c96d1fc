//! Messages that wait for pollers, as the page tells it.

use explorer::cause;
use explorer::language::Language;
use lambda_sim::cause::Cause;

use crate::session::open;

#[test]
fn messages_wait_in_the_queue_while_every_poller_has_a_batch() {
    let page = open("#s=sqs-pollers.1&t=60s");
    let (plan, frame) = page.scene().expect("a run");
    let cause = Cause::of(frame, plan);
    let [english, korean] = Language::ALL.map(|language| cause::sentence(cause, frame, plan, language).to_string());
    assert!(english.contains("messages wait in the queue of resize: its 25"), "{english}");
    assert!(korean.contains("resize 함수의 대기열에서 메시지"), "{korean}");
    let note = cause::note(cause, frame, plan, Language::English).expect("a rule");
    assert_eq!(
        note.to_string(),
        "A mapping begins with 5 pollers and gets 300/min while messages wait, up to 1,250. Each has one invocation in flight."
    );
}

#[test]
fn once_the_queue_is_empty_nothing_is_said_of_it() {
    let page = open("#s=sqs-pollers.1&t=200s");
    let (plan, frame) = page.scene().expect("a run");
    assert_eq!(Cause::of(frame, plan), Cause::Idle);
}

/// Disabled from the cursor on, as a person does it: what was in flight has ended, and nobody reads.
#[test]
fn a_mapping_that_is_disabled_is_said_to_read_nothing() {
    let page = open("#s=sqs-pollers.1&i.60s.c.0.enabled=false&t=90s");
    let (plan, frame) = page.scene().expect("a run");
    let cause = Cause::of(frame, plan);
    let [english, korean] = Language::ALL.map(|language| cause::sentence(cause, frame, plan, language).to_string());
    let end = "messages wait for resize: its event source mapping is disabled, so nobody reads them.";
    assert!(english.ends_with(end), "{english}");
    assert!(korean.contains("매핑이 비활성화되어 있습니다"), "{korean}");
    let note = cause::note(cause, frame, plan, Language::English).expect("a rule").to_string();
    assert!(note.ends_with("it goes on where it stopped."), "{note}");
}

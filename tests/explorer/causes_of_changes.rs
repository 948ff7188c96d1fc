//! The sentence at the instant of a change: it speaks of the limits that hold from then on, not of those that throttled before.

use explorer::cause;
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use lambda_sim::cause::{Cause, throttling};

use crate::session::{at, open, send};

/// The sentence at the cursor, English and Korean.
fn why(page: &Page) -> [String; 2] {
    let (plan, frame) = page.scene().expect("a scene");
    let cause = Cause::of(frame, plan);
    Language::ALL.map(|language| cause::sentence(cause, frame, plan, language).to_string())
}

#[test]
fn a_reservation_made_during_the_incident_ends_the_throttles_of_the_others_at_once() {
    let page = open("s=promotion.2&i.90s.f.checkout.rc=600&t=90s");
    let [english, korean] = why(&page);
    assert!(english.starts_with("checkout is throttled at its own reservation: 957 of 600 are in flight"), "{english}");
    assert!(korean.starts_with("checkout 함수"), "{korean}");
    let (plan, frame) = page.scene().expect("a scene");
    assert!(Cause::of(frame, plan) == Cause::Reservation { function: plan.function_ids().next().expect("checkout") });
    let throttled = plan.function_ids().filter(|id| throttling(frame, plan, *id).is_some());
    assert_eq!(throttled.count(), 1, "nobody but checkout");
}

#[test]
fn a_limit_that_is_raised_throttles_nobody_at_that_instant_though_nine_tenths_are_in_use() {
    let mut page = open("s=promotion.2&i.90s.a.ce=1100&t=89s");
    assert!(why(&page)[0].starts_with("checkout holds "), "{}", why(&page)[0]);
    send(&mut page, Message::Seek(at(90)));
    let [english, korean] = why(&page);
    assert!(!english.contains("are throttled"), "{english}");
    assert!(!korean.contains("스로틀됩니다"), "{korean}");
    send(&mut page, Message::Seek(at(92)));
    assert!(why(&page)[0].contains("1,100"), "{}", why(&page)[0]);
}

#[test]
fn a_limit_that_was_raised_for_a_while_throttles_at_once_whoever_is_over_it() {
    let page = open("s=promotion.2&i.80s-100s.a.ce=1100&t=100s");
    let [english, _] = why(&page);
    assert!(english.starts_with("checkout holds ") && english.contains("1,000"), "{english}");
}

#[test]
fn a_reservation_that_is_taken_away_leaves_no_sentence_about_it() {
    let page = open("s=promotion.2&f.checkout.rc=600&i.90s.f.checkout.rc=none&t=90s");
    let [english, korean] = why(&page);
    assert!(!english.contains("reserv") && !korean.contains("예약"), "{english} {korean}");
}

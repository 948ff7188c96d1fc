//! A run that takes long says how far it is, and can be given up.

use explorer::field::Field;
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::theme::Theme;
use lambda_sim::setting::{Setting, Value};

use crate::session::{at, digest, open, reserved, send};

/// The promotion at 90 s, with a new run half computed.
fn half_way(message: Message) -> Page {
    let mut page = open("s=promotion.2&t=90s");
    page.update(message);
    page.compute(200_000);
    assert!(page.is_computing());
    page
}

fn reserve() -> Message {
    Message::Slide(reserved("checkout"), 600.0)
}

#[test]
fn a_run_that_is_soon_done_says_nothing() {
    let mut page = half_way(reserve());
    assert!(!page.note_computing(199.0));
    assert_eq!(page.progress(), None);
}

#[test]
fn a_long_run_says_how_far_it_is_but_not_all_the_time() {
    let mut page = half_way(reserve());
    assert!(page.note_computing(200.0));
    let said = |page: &Page| page.progress().map(|said| said.to_string());
    let first = said(&page).expect("a text");
    assert!(first.starts_with("Computing ") && first.ends_with(" % of 6 min"), "{first}");
    assert!(!page.note_computing(400.0), "nothing was computed meanwhile");
    page.compute(200_000);
    assert!(!page.note_computing(299.0), "too soon");
    assert!(page.note_computing(300.0));
    assert_ne!(said(&page).expect("a text"), first);
    page.update(Message::SetLanguage(Language::Korean));
    assert!(said(&page).expect("a text").starts_with("6 min 중 "), "{:?}", said(&page));
    while !page.compute(200_000) {}
    assert_eq!(page.progress(), None);
    assert!(!page.note_computing(1_000.0), "it is done");
}

#[test]
fn another_edit_begins_to_count_again() {
    let mut page = half_way(reserve());
    assert!(page.note_computing(200.0));
    page.update(Message::Slide(reserved("checkout"), 500.0));
    assert_eq!(page.progress(), None);
}

#[test]
fn giving_up_keeps_the_run_and_puts_the_edit_back() {
    let before = open("s=promotion.2&t=90s");
    let mut page = half_way(reserve());
    assert!(page.can_cancel());
    assert!(page.update(Message::Cancel).write_link);
    assert!(!page.is_computing() && !page.can_cancel());
    assert_eq!(digest(&page), digest(&before));
    assert_eq!((page.cursor(), page.frame()), (at(90), before.frame()));
    assert_eq!(page.link(), before.link());
    assert_eq!(reserved("checkout").get(page.scenario()), Some(Value::Unset));
    assert!(page.can_undo().is_none(), "there is nothing to take back");
}

#[test]
fn giving_up_puts_back_only_what_was_not_computed() {
    let mut page = open("s=promotion.2&t=90s");
    send(&mut page, reserve());
    let settled = digest(&page);
    page.update(Message::Type(Field::of_function(Setting::Duration, "checkout"), "900".to_owned()));
    page.update(Message::Slide(reserved("catalog"), 20.0));
    page.compute(1_000);
    page.update(Message::Cancel);
    assert_eq!(digest(&page), settled);
    assert_eq!(reserved("checkout").get(page.scenario()), Some(Value::Count(600)));
    assert_eq!(reserved("catalog").get(page.scenario()), Some(Value::Unset));
    assert!(page.link().contains("f.checkout.rc=600") && !page.link().contains("catalog"), "{}", page.link());
    send(&mut page, reserve());
    assert_eq!(digest(&page), settled, "and the same edit again is the same run");
}

#[test]
fn the_first_run_of_a_page_cannot_be_given_up() {
    let mut page = Page::open("s=promotion.2", Language::English, Theme::Light);
    page.compute(1_000);
    assert!(!page.can_cancel());
    page.update(Message::Cancel);
    assert!(page.is_computing());
}

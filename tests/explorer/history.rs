//! Undo, redo and the ghost.

use explorer::field::Field;
use explorer::history::Change;
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::shipped::Shipped;
use lambda_sim::setting::{Setting, Value};

use crate::session::{digest, open, reserved, send};

fn type_into(page: &mut Page, field: Field, text: &str) {
    send(page, Message::Type(field, text.to_owned()));
}

fn duration(function: &str) -> Field {
    Field::of_function(Setting::Duration, function)
}

fn account() -> Field {
    Field::of_account(Setting::AccountConcurrency)
}

fn ghost(page: &Page) -> Option<u64> {
    page.previous_run().map(|run| run.digest().get())
}

#[test]
fn undo_takes_back_one_step_and_redo_does_it_again() {
    let mut page = open("s=promotion.2");
    let shipped = digest(&page);
    send(&mut page, Message::Slide(reserved("checkout"), 600.0));
    let repaired = digest(&page);
    type_into(&mut page, duration("reports"), "1s");
    let both = (digest(&page), page.link());
    assert!(send(&mut page, Message::Undo).compute);
    assert_eq!(digest(&page), repaired);
    send(&mut page, Message::Undo);
    assert_eq!((digest(&page), page.can_undo()), (shipped, None));
    assert!(page.edits().is_empty());
    send(&mut page, Message::Redo);
    assert_eq!(digest(&page), repaired);
    send(&mut page, Message::Redo);
    assert_eq!((digest(&page), page.link()), both);
    assert_eq!(page.can_redo(), None);
}

#[test]
fn where_there_is_nothing_to_undo_nothing_happens() {
    let mut page = open("s=promotion.2&f.checkout.rc=600");
    let before = (digest(&page), page.link());
    for message in [Message::Undo, Message::Redo] {
        let effects = send(&mut page, message);
        assert!(!effects.compute && !effects.write_link);
        assert_eq!((digest(&page), page.link()), before);
    }
}

#[test]
fn consecutive_moves_of_one_slider_are_one_step() {
    let mut page = open("s=promotion.2");
    let shipped = digest(&page);
    for position in [100.0, 300.0, 600.0] {
        send(&mut page, Message::Slide(reserved("checkout"), position));
    }
    assert_eq!(page.can_undo(), Some(&Change::Set(reserved("checkout"), Value::Count(600))));
    send(&mut page, Message::Undo);
    assert_eq!(digest(&page), shipped);
}

#[test]
fn moves_of_two_sliders_are_steps_of_their_own() {
    let mut page = open("s=promotion.2");
    send(&mut page, Message::Slide(reserved("checkout"), 600.0));
    let repaired = digest(&page);
    send(&mut page, Message::Slide(reserved("catalog"), 100.0));
    send(&mut page, Message::Slide(reserved("checkout"), 500.0));
    send(&mut page, Message::Undo);
    send(&mut page, Message::Undo);
    assert_eq!(digest(&page), repaired);
}

#[test]
fn a_slider_moved_there_and_back_leaves_nothing_to_undo() {
    let mut page = open("s=promotion.2");
    send(&mut page, Message::Slide(duration("checkout"), 500.0));
    assert!(page.can_undo().is_some());
    send(&mut page, Message::Slide(duration("checkout"), 800.0));
    assert_eq!(page.can_undo(), None);
    assert_eq!(ghost(&page), None, "a ghost of the very same run");
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    let mut page = open("s=promotion.2");
    send(&mut page, Message::Slide(reserved("checkout"), 600.0));
    send(&mut page, Message::Undo);
    send(&mut page, Message::Slide(reserved("checkout"), 500.0));
    assert_eq!(page.can_redo(), None);
    send(&mut page, Message::Undo);
    assert!(page.edits().is_empty());
}

#[test]
fn undoing_the_reset_of_everything_brings_back_edits_and_drafts() {
    let mut page = open("s=promotion.2&f.catalog.rc=50");
    type_into(&mut page, reserved("checkout"), "950");
    type_into(&mut page, duration("reports"), "1s");
    let (run, link) = (digest(&page), page.link());
    send(&mut page, Message::ResetAll);
    assert!(!page.is_changed());
    assert_eq!(page.can_undo(), Some(&Change::ResetAll));
    send(&mut page, Message::Undo);
    assert_eq!((digest(&page), page.link()), (run, link));
    assert_eq!(page.draft(&reserved("checkout")).map(|draft| draft.text.as_str()), Some("950"));
}

#[test]
fn resetting_what_was_never_taken_computes_nothing() {
    let mut page = open("s=promotion.2");
    type_into(&mut page, duration("reports"), "soon");
    let effects = page.update(Message::ResetAll);
    assert!(!effects.compute && !page.is_computing() && !page.is_changed());
}

#[test]
fn what_could_not_be_taken_is_a_step_without_a_run() {
    let mut page = open("s=promotion.2");
    let before = digest(&page);
    let effects = send(&mut page, Message::Type(duration("checkout"), "fast".to_owned()));
    assert!(!effects.compute);
    assert_eq!(page.can_undo(), Some(&Change::Refused(duration("checkout"), "fast".to_owned())));
    send(&mut page, Message::Undo);
    assert_eq!((page.draft(&duration("checkout")), digest(&page)), (None, before));
    send(&mut page, Message::Redo);
    assert_eq!(page.draft(&duration("checkout")).map(|draft| draft.text.as_str()), Some("fast"));
}

#[test]
fn a_draft_that_was_taken_with_a_later_edit_is_a_draft_again_after_undo() {
    let mut page = open("s=promotion.2");
    type_into(&mut page, reserved("checkout"), "950");
    type_into(&mut page, account(), "2,000");
    assert_eq!(reserved("checkout").get(page.scenario()), Some(Value::Count(950)));
    send(&mut page, Message::Undo);
    assert_eq!(reserved("checkout").get(page.scenario()), Some(Value::Unset));
    assert_eq!(page.draft(&reserved("checkout")).map(|draft| draft.text.as_str()), Some("950"));
}

#[test]
fn another_scenario_and_another_link_begin_a_new_history() {
    for message in
        [Message::ChooseScenario(Shipped::Steady), Message::OpenLink("s=promotion.2&f.checkout.rc=500".to_owned())]
    {
        let mut page = open("s=promotion.2");
        send(&mut page, Message::Slide(reserved("checkout"), 600.0));
        send(&mut page, Message::Undo);
        send(&mut page, Message::Redo);
        send(&mut page, message);
        assert_eq!((page.can_undo(), page.can_redo(), ghost(&page)), (None, None, None));
    }
}

#[test]
fn the_ghost_is_the_run_before_the_step_and_does_not_follow_a_drag() {
    let mut page = open("s=promotion.2");
    assert_eq!(ghost(&page), None);
    let shipped = digest(&page);
    for position in [100.0, 300.0, 600.0] {
        send(&mut page, Message::Slide(reserved("checkout"), position));
        assert_eq!(ghost(&page), Some(shipped));
    }
    let repaired = digest(&page);
    type_into(&mut page, duration("reports"), "1s");
    assert_eq!(ghost(&page), Some(repaired));
    type_into(&mut page, duration("reports"), "soon");
    assert_eq!(ghost(&page), Some(repaired), "what is not taken makes no other run");
}

#[test]
fn after_undo_and_redo_the_ghost_is_the_run_that_they_left() {
    let mut page = open("s=promotion.2");
    let shipped = digest(&page);
    send(&mut page, Message::Slide(reserved("checkout"), 600.0));
    let repaired = digest(&page);
    send(&mut page, Message::Undo);
    assert_eq!((digest(&page), ghost(&page)), (shipped, Some(repaired)));
    send(&mut page, Message::Redo);
    assert_eq!((digest(&page), ghost(&page)), (repaired, Some(shipped)));
}

#[test]
fn the_ghost_of_a_run_that_was_never_finished_is_the_one_that_was_seen() {
    let mut page = open("s=promotion.2");
    let seen = digest(&page);
    page.update(Message::Slide(reserved("checkout"), 600.0));
    send(&mut page, Message::Slide(reserved("catalog"), 100.0));
    assert_eq!(ghost(&page), Some(seen));
}

#[test]
fn steps_whose_run_is_given_up_are_forgotten() {
    let mut page = open("s=promotion.2");
    let shipped = digest(&page);
    page.update(Message::Slide(reserved("checkout"), 600.0));
    page.update(Message::Slide(reserved("catalog"), 100.0));
    page.update(Message::Cancel);
    assert_eq!((digest(&page), page.is_changed(), page.can_undo()), (shipped, false, None));
    send(&mut page, Message::Slide(reserved("catalog"), 50.0));
    send(&mut page, Message::Undo);
    assert_eq!((digest(&page), page.can_undo()), (shipped, None));
}

#[test]
fn every_change_has_words_in_both_languages() {
    let changes = [
        (Change::Set(reserved("checkout"), Value::Count(600)), "Reserved for checkout 600"),
        (Change::Refused(duration("checkout"), "fast".to_owned()), "Mean duration of checkout “fast”"),
        (Change::Set(account(), Value::Count(2_000)), "Account limit 2,000"),
        (Change::ResetAll, "Reset settings"),
    ];
    for (change, english) in changes {
        assert_eq!(change.text(Language::English), english);
        assert_ne!(change.text(Language::Korean), english);
    }
}

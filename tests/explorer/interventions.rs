//! "From here": edits that hold from the cursor on.

use explorer::arithmetic::Arithmetic;
use explorer::chart::limits::{self, Level};
use explorer::field::Field;
use explorer::language::Language;
use explorer::link::Link;
use explorer::marks::{self, MarkKind};
use explorer::message::Message;
use explorer::notice::Notice;
use explorer::page::Page;
use explorer::phrase::Piece;
use lambda_sim::cause::Cause;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::Span;

use crate::session::{at, digest, open, open_idle, reserved, send};

/// Sends a message, without computing what follows from it.
fn tell(page: &mut Page, message: Message) {
    page.update(message);
}

fn type_into(page: &mut Page, field: &Field, text: &str) {
    tell(page, Message::Type(field.clone(), text.to_owned()));
}

/// A page at 1:30 with "from here" on.
fn from_here() -> Page {
    let mut page = open_idle("s=promotion.2&t=90s");
    tell(&mut page, Message::SetFromHere(true));
    page
}

fn texts(page: &Page) -> Vec<String> {
    page.interventions().iter().map(|later| later.text(Language::English)).collect()
}

fn rate() -> Field {
    Field::of_function(Setting::PeakRate, "checkout")
}

#[test]
fn an_edit_holds_from_the_start_unless_the_switch_is_on() {
    let mut page = open_idle("s=promotion.2&t=90s");
    assert!(!page.is_from_here());
    type_into(&mut page, &reserved("checkout"), "600");
    assert!(page.interventions().is_empty());
    tell(&mut page, Message::SetFromHere(true));
    type_into(&mut page, &reserved("checkout"), "300");
    assert_eq!(texts(&page), ["1:30 checkout: Reserved concurrency 300"]);
    assert!(page.link().contains("&f.checkout.rc=600&i.1m30s.f.checkout.rc=300&"), "{}", page.link());
}

#[test]
fn a_control_shows_the_value_in_force_at_the_cursor_or_at_the_start() {
    let mut page = from_here();
    type_into(&mut page, &reserved("checkout"), "600");
    assert_eq!(page.value(&reserved("checkout")), Some(Value::Count(600)));
    tell(&mut page, Message::Seek(at(60)));
    assert_eq!(page.value(&reserved("checkout")), Some(Value::Unset));
    assert_eq!(page.later_note(&reserved("checkout")).as_deref(), Some("600 from 1:30 on"));
    tell(&mut page, Message::Seek(at(120)));
    assert_eq!(
        (page.value(&reserved("checkout")), page.later_note(&reserved("checkout"))),
        (Some(Value::Count(600)), None)
    );
    tell(&mut page, Message::SetFromHere(false));
    assert_eq!(page.value(&reserved("checkout")), Some(Value::Unset));
    assert_eq!(page.later_note(&reserved("checkout")).as_deref(), Some("600 from 1:30 on"));
}

#[test]
fn changes_stand_in_the_order_in_which_they_come_and_one_at_an_instant_replaces_the_other() {
    let mut page = from_here();
    type_into(&mut page, &reserved("checkout"), "600");
    tell(&mut page, Message::Seek(at(60)));
    type_into(&mut page, &rate(), "1000");
    tell(&mut page, Message::Seek(at(90)));
    type_into(&mut page, &reserved("checkout"), "500");
    assert_eq!(texts(&page), ["1:00 checkout: Peak request rate 1,000/s", "1:30 checkout: Reserved concurrency 500"]);
}

#[test]
fn what_holds_there_anyway_is_no_change() {
    let mut page = from_here();
    type_into(&mut page, &reserved("checkout"), "600");
    tell(&mut page, Message::RemoveReservation(0));
    assert!(page.interventions().is_empty() && page.edits().is_empty());
    tell(&mut page, Message::Seek(at(0)));
    type_into(&mut page, &reserved("checkout"), "600");
    assert!(page.interventions().is_empty(), "from the very start is from the start");
    assert!(page.edits().contains(&reserved("checkout")));
}

#[test]
fn seed_and_length_always_hold_from_the_start() {
    let mut page = from_here();
    for setting in [Setting::Seed, Setting::Length] {
        type_into(&mut page, &Field::of_account(setting), "400000");
    }
    assert!(page.interventions().is_empty());
    assert_eq!(page.edits().iter().count(), 2);
}

#[test]
fn moving_one_slider_at_one_instant_is_one_step_and_at_another_a_new_one() {
    let mut page = from_here();
    for position in [100.0, 300.0, 600.0] {
        tell(&mut page, Message::Slide(reserved("checkout"), position));
    }
    tell(&mut page, Message::Seek(at(120)));
    tell(&mut page, Message::Slide(reserved("checkout"), 700.0));
    assert_eq!(page.interventions().len(), 2);
    let name = |page: &Page| page.can_undo().map(|change| change.text(Language::English));
    assert_eq!(name(&page).as_deref(), Some("2:00 checkout: Reserved concurrency 700"));
    tell(&mut page, Message::Undo);
    assert_eq!((texts(&page).len(), name(&page).as_deref()), (1, Some("1:30 checkout: Reserved concurrency 600")));
    tell(&mut page, Message::Undo);
    assert_eq!((texts(&page).len(), page.can_undo()), (0, None));
}

#[test]
fn a_change_is_taken_away_by_its_place_and_comes_back_by_undo() {
    let mut page = from_here();
    type_into(&mut page, &reserved("checkout"), "600");
    type_into(&mut page, &rate(), "1000");
    tell(&mut page, Message::RemoveIntervention(0));
    assert_eq!(texts(&page), ["1:30 checkout: Peak request rate 1,000/s"]);
    let name = page.can_undo().map(|change| change.text(Language::English));
    assert_eq!(name.as_deref(), Some("Without 1:30 checkout: Reserved concurrency 600"));
    tell(&mut page, Message::Undo);
    assert_eq!(page.interventions().len(), 2);
    tell(&mut page, Message::RemoveIntervention(99));
    assert_eq!(page.interventions().len(), 2);
}

#[test]
fn a_reset_goes_back_to_what_held_before_the_last_change() {
    let mut page = from_here();
    type_into(&mut page, &reserved("checkout"), "600");
    tell(&mut page, Message::Seek(at(120)));
    type_into(&mut page, &reserved("checkout"), "500");
    assert_eq!(page.default_of(&reserved("checkout")), Some(Value::Count(600)));
    tell(&mut page, Message::ResetField(reserved("checkout")));
    assert_eq!(page.value(&reserved("checkout")), Some(Value::Count(600)));
    tell(&mut page, Message::ResetField(reserved("checkout")));
    assert_eq!((page.value(&reserved("checkout")), page.is_edited(&reserved("checkout"))), (Some(Value::Unset), false));
}

#[test]
fn a_draft_remembers_from_when_it_was_meant_to_hold() {
    let mut page = from_here();
    type_into(&mut page, &reserved("checkout"), "950");
    assert!(page.draft(&reserved("checkout")).is_some());
    tell(&mut page, Message::SetFromHere(false));
    type_into(&mut page, &Field::of_account(Setting::AccountConcurrency), "2,000");
    assert_eq!(texts(&page), ["1:30 checkout: Reserved concurrency 950"]);
}

#[test]
fn a_link_says_the_changes_and_is_read_back() {
    for part in
        ["i.1m30s.f.checkout.rc=600", "i.1.5s.a.ce=2000", "i.90s.f.checkout.rc=none", "i.2m.f.reports.duration=1s"]
    {
        let (link, notices) = Link::read(&format!("s=promotion.2&{part}"));
        assert_eq!((notices, link.edits.laters().len()), (Vec::new(), 1), "{part}");
        assert_eq!(Link::read(&link.write()), (link, Vec::new()), "{part}");
    }
    let (link, _) = Link::read("s=promotion.2&i.2m.a.ce=3000&i.1m.a.ce=2000");
    let instants: Vec<Span> = link.edits.laters().iter().map(|later| later.at).collect();
    assert_eq!(instants, [Span::from_secs(60), Span::from_secs(120)]);
}

#[test]
fn a_broken_change_in_a_link_is_left_out_and_said() {
    for part in
        ["i.soon.a.ce=1", "i.a.ce=1", "i.90.a.ce=1", "i.90s=1", "i.90s.seed=1", "i.90s.length=1s", "i.90s.f.x.rc=1"]
    {
        let (link, notices) = Link::read(&format!("s=promotion.2&{part}"));
        assert!(matches!(&notices[..], [Notice::UnknownKey { .. }]) && link.edits.is_empty(), "{part}: {notices:?}");
    }
    for part in ["i.90s.a.ce=many", "i.90s.f.checkout.rc=950", "i.90s.f.checkout.duration=-1s"] {
        let (link, notices) = Link::read(&format!("s=promotion.2&{part}&f.reports.rate=3/s"));
        assert!(matches!(&notices[..], [Notice::LinkValue { .. }]), "{part}: {notices:?}");
        assert_eq!((link.edits.laters().len(), link.edits.iter().count()), (0, 1), "{part}");
    }
}

#[test]
fn the_repair_from_here_leaves_what_was_before_and_serves_the_others_after() {
    let mut page = open("s=promotion.2&t=90s");
    let before = page.run().expect("a run").frame_at(at(89));
    tell(&mut page, Message::SetFromHere(true));
    send(&mut page, Message::Type(reserved("checkout"), "600".to_owned()));
    let run = page.run().expect("a run");
    assert_eq!(run.frame_at(at(89)), before);
    let throttled = |page: &Page| page.frame().expect("a frame").functions[1].tally.recent_throttles();
    assert!(0 < throttled(&page), "the last 100 are from before the change");
    assert_eq!(digest(&open(&page.link())), digest(&page));
    send(&mut page, Message::Seek(at(100)));
    assert_eq!(throttled(&page), 0);
    assert_eq!(page.scene().expect("a scene").0.reserved_total().get(), 600);
}

#[test]
fn a_limit_that_was_changed_during_the_run_is_edited_where_it_holds_only_from_there() {
    let limit_of = |page: &Page| {
        let (plan, frame) = page.scene().expect("a scene");
        let arithmetic = Arithmetic::of(Cause::AccountShared, frame, plan).expect("a rate");
        let label = page.limit_label(&arithmetic, plan);
        (label.to_string(), label.pieces().iter().any(|piece| matches!(piece, Piece::Spot(_))))
    };
    let mut page = open("s=promotion.2&i.80s.a.ce=2000&t=90s");
    assert_eq!(limit_of(&page), ("limit 2,000".to_owned(), false));
    tell(&mut page, Message::SetFromHere(true));
    assert_eq!(limit_of(&page), ("limit 2,000".to_owned(), true));
}

#[test]
fn changes_are_marks_on_the_time_line_one_for_each_instant() {
    let page = open("s=promotion.2&i.100s.f.checkout.rc=600&i.100s.f.reports.rc=20&i.120s.a.ce=2000");
    let marks = marks::of(page.run().expect("a run"));
    let changes = marks.iter().filter(|mark| mark.kind == MarkKind::Intervention).map(|mark| mark.at);
    assert_eq!(changes.collect::<Vec<_>>(), [at(100), at(120)]);
}

#[test]
fn a_mark_and_the_list_say_what_is_changed_in_both_languages() {
    let page = open(
        "s=promotion.2&i.100s.f.checkout.rc=600&i.100s.f.reports.rc=20&i.120s.a.ce=2000&i.130s.f.checkout.rc=none",
    );
    let said = |language: Language| {
        let marks = marks::of(page.run().expect("a run"));
        let changes = marks.into_iter().filter(|mark| mark.kind == MarkKind::Intervention);
        changes.map(|mark| mark.text(language)).collect::<Vec<_>>()
    };
    assert_eq!(
        said(Language::English),
        [
            "checkout: Reserved concurrency 600 · reports: Reserved concurrency 20 1:40",
            "Account limit 1,000 → 2,000 2:00",
            "checkout: Reserved concurrency 600 → not set 2:10",
        ]
    );
    assert_eq!(
        said(Language::Korean)[1..],
        ["계정 한도 1,000 → 2,000 2:00", "checkout: 예약된 동시성 600 → 설정 안 됨 2:10"]
    );
    let listed: Vec<String> = page.changes().iter().map(|listed| listed.text(Language::English)).collect();
    assert_eq!(listed[1..3], ["1:40 reports: Reserved concurrency 20", "2:00 Account limit 1,000 → 2,000"]);
}

#[test]
fn a_limit_that_is_changed_is_another_level_from_then_on() {
    let page = open("s=promotion.2&i.100s.f.checkout.rc=600&i.120s.a.ce=2000");
    let (plan, end) = (page.plan(), page.plan().end());
    assert_eq!(limits::reserved(plan, 0), [Level { value: 600, from: at(100), to: end }]);
    let raised = [Level { value: 1_000, from: at(0), to: at(120) }, Level { value: 2_000, from: at(120), to: end }];
    assert_eq!(limits::account(plan), raised);
}

/// An incident: a dependency is slow from 1:00 to 2:00.
#[test]
fn a_link_can_hold_a_change_that_ends() {
    let text = "s=promotion.2&i.1m-2m.f.checkout.depdelay=2s";
    let (link, notices) = Link::read(text);
    assert_eq!(notices, []);
    assert!(link.write().contains("&i.1m-2m.f.checkout.depdelay=2s"), "{}", link.write());
    let mut page = open_idle(text);
    tell(&mut page, Message::SetFromHere(true));
    let delay = Field::of_function(Setting::DependencyDelay, "checkout");
    let mut shown = |secs: u64| {
        tell(&mut page, Message::Seek(at(secs)));
        page.value(&delay).expect("a function has it")
    };
    let secs = |secs| Value::Span(Span::from_secs(secs));
    assert_eq!([59, 60, 119, 120].map(&mut shown), [secs(0), secs(2), secs(2), secs(0)]);
    let listed: Vec<String> = page.changes().iter().map(|change| change.text(Language::English)).collect();
    let both = ["1:00 checkout: Wait for a dependency 0 s → 2 s", "2:00 checkout: Wait for a dependency 2 s → 0 s"];
    assert_eq!(listed, both);
    tell(&mut page, Message::RemoveIntervention(0));
    assert!(page.changes().is_empty() && page.interventions().is_empty());
    let (_, notices) = Link::read("s=promotion.2&i.2m-1m.f.checkout.depdelay=2s");
    assert!(matches!(&notices[..], [Notice::LinkValue { .. }]), "{notices:?}");
}

#[test]
fn a_change_ends_at_the_cursor_and_is_held_again() {
    let mut page = from_here();
    type_into(&mut page, &reserved("checkout"), "600");
    let here = |page: &Page| page.changes().iter().map(|change| page.can_end_here(change)).collect::<Vec<_>>();
    assert_eq!(here(&page), [false], "where it begins it cannot end");
    tell(&mut page, Message::Seek(at(120)));
    assert_eq!(here(&page), [true]);
    tell(&mut page, Message::EndIntervention(0));
    assert_eq!(texts(&page), ["1:30–2:00 checkout: Reserved concurrency 600"]);
    assert!(page.link().contains("&i.1m30s-2m.f.checkout.rc=600&"), "{}", page.link());
    let listed: Vec<_> = page.changes().iter().map(|change| change.text(Language::English)).collect();
    assert_eq!(
        listed,
        ["1:30 checkout: Reserved concurrency 600", "2:00 checkout: Reserved concurrency 600 → not set"]
    );
    assert_eq!(here(&page), [false, false], "it ends here already, and an end has no end");
    assert_eq!(page.value(&reserved("checkout")), Some(Value::Unset));
    assert!(!page.is_edited(&reserved("checkout")), "what has ended is nothing to reset");
    tell(&mut page, Message::Seek(at(150)));
    assert_eq!(here(&page), [true, false], "it may end later");
    tell(&mut page, Message::HoldIntervention(0));
    assert_eq!(texts(&page), ["1:30 checkout: Reserved concurrency 600"]);
    tell(&mut page, Message::Undo);
    assert_eq!(texts(&page), ["1:30–2:00 checkout: Reserved concurrency 600"]);
    let name = page.can_undo().map(|change| change.text(Language::English));
    assert_eq!(name.as_deref(), Some("1:30–2:00 checkout: Reserved concurrency 600"));
}

#[test]
fn another_value_at_its_beginning_leaves_the_end_of_a_change_where_it_is() {
    let mut page = open_idle("s=promotion.2&t=90s&i.1m30s-2m.f.checkout.rc=600");
    tell(&mut page, Message::SetFromHere(true));
    type_into(&mut page, &reserved("checkout"), "500");
    assert_eq!(texts(&page), ["1:30–2:00 checkout: Reserved concurrency 500"]);
}

#[test]
fn a_change_does_not_end_before_it_begins() {
    let mut page = from_here();
    type_into(&mut page, &reserved("checkout"), "600");
    tell(&mut page, Message::Seek(at(60)));
    for place in [0, 7] {
        tell(&mut page, Message::EndIntervention(place));
    }
    assert_eq!(texts(&page), ["1:30 checkout: Reserved concurrency 600"]);
    assert!(page.draft(&reserved("checkout")).is_none(), "nothing is refused, for nothing was asked");
}

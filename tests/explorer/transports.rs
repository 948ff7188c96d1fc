//! Moving through a run: strides along the time axis, steps by change and by time, jumps from mark to mark.

use explorer::language::Language;
use explorer::marks::MarkKind;
use explorer::message::Message;
use explorer::page::Page;
use explorer::playback::StepBy;
use explorer::shipped::Shipped;
use explorer::transport::{Stride, Way};
use lambda_sim::time::{Instant, Span};

use crate::session::{at, open, send};

fn millis(millis: u64) -> Instant {
    Span::from_millis(millis).after_start()
}

fn stride(page: &mut Page, stride: Stride) -> Instant {
    assert!(send(page, Message::Stride(stride)).write_link);
    page.cursor()
}

#[test]
fn strides_go_from_edge_to_edge_of_the_periods() {
    let mut page = open("s=promotion.2&t=90.25s");
    assert_eq!(stride(&mut page, Stride::Period(Way::On)), at(91));
    assert_eq!(stride(&mut page, Stride::Period(Way::Back)), at(90));
    assert_eq!(stride(&mut page, Stride::Leap(Way::On)), at(100));
    assert_eq!(stride(&mut page, Stride::Fine(Way::Back)), millis(99_900));
    assert_eq!(stride(&mut page, Stride::Leap(Way::Back)), at(90));
    assert_eq!(stride(&mut page, Stride::Period(Way::Back)), at(89));
    assert_eq!(stride(&mut page, Stride::Start), Instant::START);
    assert_eq!(stride(&mut page, Stride::Period(Way::Back)), Instant::START);
    assert_eq!(stride(&mut page, Stride::End), at(360));
    assert_eq!(stride(&mut page, Stride::Leap(Way::On)), at(360));
}

#[test]
fn a_stride_pauses() {
    let mut page = open("s=promotion.2&t=90s");
    send(&mut page, Message::TogglePlay);
    stride(&mut page, Stride::Period(Way::On));
    assert!(!page.is_playing());
}

#[test]
fn steps_go_by_change_until_they_are_told_to_go_by_time() {
    let mut page = open("s=promotion.2&t=90s");
    assert_eq!(page.step_by(), StepBy::Change);
    send(&mut page, Message::StepForward);
    assert!(at(90) < page.cursor() && page.cursor() < millis(90_010), "4,000 requests come in a second");
    assert!(!send(&mut page, Message::SetStep(StepBy::Time)).write_link, "a link knows nothing of it");
    send(&mut page, Message::StepForward);
    assert_eq!(page.cursor(), at(91));
    send(&mut page, Message::StepForward);
    assert_eq!(page.cursor(), at(92));
    send(&mut page, Message::StepBack);
    assert_eq!(page.cursor(), at(91));
    send(&mut page, Message::SetStep(StepBy::Change));
    send(&mut page, Message::StepBack);
    assert!(millis(90_990) < page.cursor() && page.cursor() < at(91));
}

#[test]
fn a_step_by_time_gets_somewhere_in_every_shipped_scenario() {
    for shipped in Shipped::ALL {
        let length = shipped.scenario().length;
        let steps = length.as_nanos() / StepBy::time(length).as_nanos();
        assert!((20..=1_000).contains(&steps), "{}: {steps} steps", shipped.id());
    }
}

#[test]
fn jumps_go_from_mark_to_mark_and_stop_at_the_last() {
    let mut page = open("s=promotion.2&t=90s");
    let mut jump = |way| {
        send(&mut page, Message::SeekMark(way));
        let at = page.cursor();
        page.marks().into_iter().find(|mark| mark.at == at).map(|mark| mark.kind)
    };
    assert_eq!(jump(Way::Back), Some(MarkKind::FirstThrottle));
    assert_eq!(jump(Way::Back), Some(MarkKind::FirstColdStart));
    assert_eq!(jump(Way::Back), Some(MarkKind::FirstColdStart));
    assert_eq!(jump(Way::On), Some(MarkKind::FirstThrottle));
    assert_eq!(jump(Way::On), Some(MarkKind::LastThrottle));
    assert_eq!(jump(Way::On), Some(MarkKind::QueueDrained));
    assert_eq!(jump(Way::On), Some(MarkKind::QueueDrained));
}

#[test]
fn a_jump_says_where_it_goes() {
    let page = open("s=promotion.2&t=90s&i.2m.a.ce=2000");
    let name = |way| page.next_mark(way).map(|mark| mark.text(Language::English));
    assert_eq!(name(Way::Back).as_deref(), Some("First throttle 1:05.8"));
    assert_eq!(name(Way::On).as_deref(), Some("Account limit 1,000 → 2,000 2:00"));
}

#[test]
fn no_mark_gives_a_prediction_away() {
    let mut page = open("s=promotion.2&t=90s");
    assert_eq!(page.marks().len(), 4);
    send(&mut page, Message::Predict);
    assert!(page.marks().is_empty());
    let before = page.cursor();
    send(&mut page, Message::SeekMark(Way::On));
    assert_eq!(page.cursor(), before);
}

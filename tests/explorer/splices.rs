//! Traffic that is changed while "from here" is on: what comes before the cursor stays as it was.

use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::traffic::curve::{Stroke, Towards};
use explorer::traffic::points;
use explorer::traffic::sheet::Line;
use lambda_sim::scenario::Traffic;
use lambda_sim::time::Span;

use crate::session::{at, digest, open, open_idle, send};

/// The promotion in the middle of its plateau, with "from here" on.
fn from_here(page: Page) -> Page {
    let mut page = page;
    page.update(Message::SetFromHere(true));
    page
}

/// The curve of a caller: seconds and rates.
fn curve(page: &Page, caller: usize) -> Vec<(f64, f64)> {
    let points = points(page.traffic(caller).expect("a caller")).expect("a curve");
    points.iter().map(|point| (point.at.as_secs_f64(), point.rate.get())).collect()
}

fn nudge(point: usize, towards: Towards) -> Message {
    Message::Draw(0, Stroke::Nudge { point, towards, is_fine: false })
}

fn table(rows: &[(&str, &str)]) -> Vec<Line> {
    rows.iter().map(|(at, value)| [(*at).to_owned(), (*value).to_owned()]).collect()
}

const BEFORE: [(f64, f64); 3] = [(0.0, 120.0), (60.0, 120.0), (80.0, 4_000.0)];

#[test]
fn a_point_behind_the_cursor_is_moved_and_nothing_before_it() {
    let mut page = from_here(open_idle("s=promotion.2&t=90s"));
    page.update(nudge(3, Towards::Down));
    let moved = curve(&page, 0);
    assert_eq!(moved[..3], BEFORE);
    assert_eq!(moved[3..5], [(90.0, 4_000.0); 2], "the step that the change can begin with");
    assert_eq!((moved[5].0, moved[5].1 < 4_000.0, moved[6]), (170.0, true, (190.0, 120.0)));
    assert!(page.interventions().is_empty(), "a curve is one curve");
}

#[test]
fn a_point_before_the_cursor_cannot_be_moved_or_taken_away() {
    let mut page = from_here(open_idle("s=promotion.2&t=90s"));
    for message in [nudge(2, Towards::Up), Message::Draw(0, Stroke::Remove(0))] {
        page.update(message);
        assert_eq!(page.traffic(0), page.base().callers.first().map(|caller| &caller.traffic));
    }
    page.update(Message::Draw(0, Stroke::Remove(3)));
    assert_eq!(curve(&page, 0)[3..], [(90.0, 4_000.0), (90.0, 4_000.0), (190.0, 120.0)]);
}

#[test]
fn a_drag_from_here_holds_one_point_and_is_one_step() {
    let mut page = from_here(open_idle("s=promotion.2&t=90s"));
    page.update(Message::Grab(0, 3));
    for y in [0.6, 0.4, 0.2] {
        let point = page.grip().expect("a grip").point;
        page.update(Message::Draw(0, Stroke::Drag { point, x: 0.5, y }));
    }
    page.update(Message::Release);
    let drawn = curve(&page, 0);
    assert_eq!((drawn.len(), &drawn[..3]), (7, &BEFORE[..]));
    assert_eq!((drawn[5].0, drawn[5].1 < 1_500.0), (180.0, true));
    page.update(Message::Undo);
    assert_eq!(curve(&page, 0).len(), 5, "all of it was one step");
}

#[test]
fn the_later_side_of_the_step_can_be_dragged_away_from_the_cursor() {
    let mut page = from_here(open_idle("s=promotion.2&t=90s"));
    page.update(nudge(3, Towards::Down));
    page.update(Message::Grab(0, 4));
    for x in [0.3, 0.35, 0.4] {
        let point = page.grip().expect("a grip").point;
        page.update(Message::Draw(0, Stroke::Drag { point, x, y: 0.3 }));
    }
    let drawn = curve(&page, 0);
    assert_eq!(drawn[..4], [BEFORE[0], BEFORE[1], BEFORE[2], (90.0, 4_000.0)]);
    assert_eq!(drawn.iter().filter(|(at, _)| (91.0..169.0).contains(at)).count(), 1, "{drawn:?}");
}

#[test]
fn a_pasted_table_holds_from_the_cursor_on() {
    let mut page = from_here(open_idle("s=promotion.2&t=90s"));
    page.update(Message::PasteTraffic(0, "0,10\n100,10\n110,500".to_owned()));
    let expected = [(90.0, 4_000.0), (90.0, 10.0), (100.0, 10.0), (110.0, 500.0)];
    assert_eq!(curve(&page, 0), [&BEFORE[..], &expected].concat());
    assert!(!page.update(Message::SetFromHere(false)).compute);
    page.update(Message::PasteTraffic(0, "0,10".to_owned()));
    assert_eq!(curve(&page, 0), [(0.0, 10.0)], "without the switch it holds from the start");
}

#[test]
fn a_line_of_the_past_is_refused_with_its_value_and_the_rule() {
    let mut page = from_here(open_idle("s=promotion.2&t=90s"));
    let mut rows = page.lines(0);
    rows[1][1] = "500".to_owned();
    page.update(Message::TypeTraffic(0, rows.clone()));
    let said = |page: &Page, language| page.sheet(0).expect("a fault").text(language);
    assert!(said(&page, Language::English).starts_with("Line 2, “500”: lies before 1:30"), "{page:?}");
    assert!(said(&page, Language::Korean).contains("1:30 시점보다 앞"));
    assert_eq!(page.lines(0), rows, "nothing that was typed is lost");
    rows[1][1] = "120".to_owned();
    page.update(Message::TypeTraffic(0, rows));
    assert_eq!((page.sheet(0), page.is_drawn(0)), (None, false));
}

#[test]
fn exact_instants_before_the_cursor_stay_too() {
    let mut page = from_here(open_idle("s=uploads-1001.1&t=5.5s"));
    page.update(Message::TypeTraffic(0, table(&[("5", "1,001"), ("7", "30")])));
    page.update(Message::PasteTraffic(0, "0:08,40".to_owned()));
    let Some(Traffic::At(bursts)) = page.traffic(0) else { panic!("exact instants") };
    let bursts: Vec<_> = bursts.iter().map(|burst| (burst.at, burst.count)).collect();
    assert_eq!(bursts, [(Span::from_secs(5), 1_001), (Span::from_secs(8), 40)]);
}

#[test]
fn a_line_is_added_where_edits_hold() {
    let mut page = from_here(open_idle("s=promotion.2&t=300s"));
    page.update(Message::AddLine(0));
    assert_eq!((page.sheet(0), page.lines(0).last()), (None, Some(&["5:00".to_owned(), "120".to_owned()])));
}

#[test]
fn nothing_that_has_happened_happens_otherwise_and_a_link_says_it_all() {
    let mut page = from_here(open("s=promotion.2&t=90s"));
    let before = page.run().expect("a run").clone();
    send(&mut page, nudge(3, Towards::Down));
    let run = page.run().expect("a run");
    assert_ne!(run.digest(), before.digest());
    for secs in [30, 65, 75, 90] {
        assert_eq!(run.frame_at(at(secs)), before.frame_at(at(secs)), "at {secs} s");
    }
    assert_eq!(digest(&open(&page.link())), digest(&page));
}

#[test]
fn a_table_is_tried_again_when_its_rule_is_no_longer_broken() {
    let mut page = open_idle("s=steady.1&c.0.rate=0s:0&length=366d");
    page.update(Message::TypeTraffic(0, table(&[("0", "900000")])));
    assert!(page.sheet(0).is_some());
    let length = explorer::field::Field::of_account(lambda_sim::setting::Setting::Length);
    page.update(Message::Type(length, "10s".to_owned()));
    assert_eq!((page.sheet(0), curve(&page, 0)), (None, vec![(0.0, 900_000.0)]));
}

#[test]
fn a_table_that_takes_the_place_of_a_refused_one_stays() {
    let mut page = open_idle("s=steady.1&c.0.rate=0s:0&length=366d");
    page.update(Message::TypeTraffic(0, table(&[("0", "900000")])));
    page.update(Message::TypeTraffic(0, table(&[("0", "1")])));
    let length = explorer::field::Field::of_account(lambda_sim::setting::Setting::Length);
    page.update(Message::Type(length, "10s".to_owned()));
    assert_eq!((page.sheet(0), curve(&page, 0)), (None, vec![(0.0, 1.0)]));
}

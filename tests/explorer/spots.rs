//! The arithmetic's own numbers, changed where they stand.

use explorer::arithmetic::Arithmetic;
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::phrase::{Phrase, Piece};
use explorer::shipped::Shipped;
use explorer::spot::Spot;
use explorer::theme::Theme;
use lambda_sim::cause::Cause;

use crate::session::{open, send};

/// The equation and the label of the limit at the cursor.
fn phrases(page: &Page) -> Option<[Phrase; 2]> {
    let (plan, frame) = page.scene()?;
    let arithmetic = Arithmetic::of(Cause::of(frame, plan), frame, plan)?;
    Some([page.equation(&arithmetic, plan), page.limit_label(&arithmetic, plan)])
}

fn spots(page: &Page) -> Vec<Spot> {
    let phrases = phrases(page).expect("an arithmetic");
    let spot = |piece: &Piece| if let Piece::Spot(spot) = piece { Some(spot.clone()) } else { None };
    phrases.iter().flat_map(Phrase::pieces).filter_map(spot).collect()
}

fn shown(page: &Page) -> Vec<(String, String)> {
    spots(page).into_iter().map(|spot| (spot.field.key(), spot.number)).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, number)| ((*key).to_owned(), (*number).to_owned())).collect()
}

#[test]
fn at_the_incident_rate_duration_and_limit_can_be_changed_where_they_stand() {
    let mut page = open("s=promotion.2");
    let [rate, duration, limit] = [("f.checkout.rate", "4,000"), ("f.checkout.duration", "0.80"), ("a.ce", "1,000")];
    assert_eq!(shown(&page), pairs(&[rate, duration, limit]));
    let spot = spots(&page)[1].clone();
    send(&mut page, Message::Type(spot.field.clone(), spot.typed("0.25")));
    assert_eq!(shown(&page)[1].1, "0.25", "a duration is meant in seconds here");
    assert!(page.link().contains("f.checkout.duration=250ms"), "{}", page.link());
}

#[test]
fn a_reservation_is_the_limit_that_can_be_changed_at_it() {
    let page = open("s=promotion.2&f.checkout.rc=600");
    assert_eq!(shown(&page)[2], pairs(&[("f.checkout.rc", "600")])[0]);
}

#[test]
fn away_from_the_peak_the_rate_follows_from_the_curve() {
    let page = open("s=promotion.2&t=70s");
    assert_eq!(shown(&page), pairs(&[("f.checkout.duration", "0.80"), ("a.ce", "1,000")]));
}

#[test]
fn runs_that_are_cut_off_take_another_time_than_their_handler() {
    let page = open("s=promotion.2&f.checkout.timeouts=0.1&f.checkout.timeout=2");
    assert!(!shown(&page).iter().any(|(key, _)| key == "f.checkout.duration"), "{:?}", shown(&page));
}

#[test]
fn what_cannot_be_taken_stays_in_its_place_with_the_message_of_its_control() {
    let mut page = open("s=promotion.2");
    for (place, typed) in [(0, "many"), (1, "-1"), (1, "long"), (2, "0"), (2, "")] {
        let spot = spots(&page)[place].clone();
        send(&mut page, Message::Type(spot.field.clone(), spot.typed(typed)));
        assert!(shown(&page)[place].1.starts_with(typed), "{:?}", shown(&page));
        let problem = page.problem(&spot.field).expect("a problem").to_string();
        assert!(problem.contains("The run keeps"), "{problem}");
        send(&mut page, Message::Undo);
        assert_eq!(page.problem(&spot.field), None);
    }
}

#[test]
fn a_text_reads_the_same_with_and_without_numbers_to_change() {
    for language in Language::ALL {
        for shipped in Shipped::ALL.into_iter().filter(|shipped| *shipped != Shipped::ColdMorning) {
            let mut page = Page::open(&format!("s={}", shipped.id()), language, Theme::Light);
            while !page.compute(100_000) {}
            let Some([equation, label]) = phrases(&page) else { continue };
            let (plan, frame) = page.scene().expect("a scene");
            let same = Arithmetic::of(Cause::of(frame, plan), frame, plan).expect("an arithmetic");
            assert_eq!(equation.to_string(), same.equation(plan, language).to_string());
            assert_eq!(label.to_string(), same.limit_label(plan, language).to_string());
        }
    }
}

#[test]
fn an_arrow_is_a_step_of_the_slider_and_goes_beyond_its_ends_but_not_below_zero() {
    let mut page = open("s=promotion.2");
    let limit = spots(&page)[2].field.clone();
    assert_eq!(page.arrow_step(&limit, true), Some(1_010.0));
    for _ in 0..2 {
        let at = page.arrow_step(&limit, true).expect("a step");
        page.update(Message::Slide(limit.clone(), at));
    }
    assert!(page.link().contains("a.ce=1020"), "{}", page.link());
    page.update(Message::Undo);
    assert!(page.edits().is_empty(), "consecutive steps are one");
    page.update(Message::Type(limit.clone(), "5".to_owned()));
    assert_eq!(page.arrow_step(&limit, false), Some(0.0));
}

//! How the page answers: edits, drafts, cursor, playing. No browser.

use explorer::field::Field;
use explorer::message::Message;
use explorer::playback::Speed;
use explorer::shipped::Shipped;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::{Instant, Span};

use crate::session::{at, digest, open, reserved, send};

#[test]
fn a_slider_changes_the_run_and_the_link_but_not_the_cursor() {
    let mut page = open("s=promotion.1&t=100s");
    let before = digest(&page);
    let effects = send(&mut page, Message::Slide(reserved("checkout"), 600.0));
    assert!(effects.compute && effects.write_link);
    assert_ne!(digest(&page), before);
    assert_eq!(page.cursor(), at(100));
    assert!(page.link().contains("f.checkout.rc=600"), "{}", page.link());
}

#[test]
fn an_edited_page_and_its_opened_link_are_the_same_run() {
    let mut page = open("s=promotion.1");
    send(&mut page, Message::Slide(reserved("checkout"), 600.0));
    send(&mut page, Message::Type(Field::of_function(Setting::Duration, "reports"), "1s".to_owned()));
    let opened = open(&page.link());
    assert_eq!(digest(&opened), digest(&page));
    assert_eq!(opened.frame(), page.frame());
}

#[test]
fn repairing_the_promotion_by_hand_is_the_shipped_repair() {
    let mut page = open("s=promotion.1");
    send(&mut page, Message::Slide(reserved("checkout"), 600.0));
    assert_eq!(digest(&page), digest(&open("s=promotion-repaired.1")));
}

#[test]
fn going_back_to_the_shipped_value_is_no_edit() {
    let mut page = open("s=promotion.1");
    let field = Field::of_function(Setting::Duration, "checkout");
    send(&mut page, Message::Slide(field.clone(), 500.0));
    assert!(page.edits().contains(&field));
    send(&mut page, Message::Slide(field.clone(), 800.0));
    assert!(page.edits().is_empty());
}

#[test]
fn a_removed_reservation_is_not_set_again_by_the_shipped_one() {
    let mut page = open("s=promotion-repaired.1");
    send(&mut page, Message::RemoveReservation(0));
    assert_eq!(reserved("checkout").get(page.scenario()), Some(Value::Unset));
    assert_eq!(digest(&page), digest(&open("s=promotion.1")));
}

#[test]
fn a_rate_of_zero_does_not_lose_the_shape_of_the_curve() {
    let mut page = open("s=promotion.1");
    let before = digest(&page);
    let field = Field::of_function(Setting::PeakRate, "checkout");
    send(&mut page, Message::Slide(field.clone(), 0.0));
    send(&mut page, Message::Slide(field, 4_000.0));
    assert_eq!(digest(&page), before);
}

#[test]
fn stepping_forward_and_back_returns_to_the_same_change() {
    let mut page = open("s=promotion.1&t=90s");
    send(&mut page, Message::StepForward);
    let first = page.cursor();
    assert!(at(90) < first);
    send(&mut page, Message::StepForward);
    assert!(first < page.cursor());
    send(&mut page, Message::StepBack);
    assert_eq!(page.cursor(), first);
}

#[test]
fn steps_end_at_the_ends_of_the_run() {
    let mut page = open("s=ten-requests.1&t=0s");
    send(&mut page, Message::StepBack);
    assert_eq!(page.cursor(), Instant::START);
    send(&mut page, Message::Seek(at(1_000)));
    assert_eq!(page.cursor(), at(3), "a cursor stays within the run");
    send(&mut page, Message::StepForward);
    assert_eq!(page.cursor(), at(3));
}

#[test]
fn playing_moves_the_cursor_by_speed_and_stops_at_the_end() {
    let mut page = open("s=steady.1&t=10s");
    send(&mut page, Message::SetSpeed(Speed::Four));
    assert!(send(&mut page, Message::TogglePlay).frames);
    send(&mut page, Message::Frame(250.0));
    assert_eq!(page.cursor(), at(11));
    send(&mut page, Message::Seek(Span::from_millis(59_900).after_start()));
    send(&mut page, Message::TogglePlay);
    let effects = send(&mut page, Message::Frame(250.0));
    assert!(!page.is_playing() && page.is_at_end() && !effects.frames);
}

#[test]
fn a_hidden_tab_does_not_leap() {
    let mut page = open("s=steady.1&t=10s");
    send(&mut page, Message::TogglePlay);
    // At four times real time, half a second of the minute counts.
    send(&mut page, Message::Frame(60_000.0));
    assert_eq!(page.cursor(), at(12));
}

#[test]
fn the_old_run_stays_until_the_new_one_is_done() {
    let mut page = open("s=promotion.1");
    let before = digest(&page);
    page.update(Message::Slide(reserved("checkout"), 600.0));
    assert!(page.is_computing());
    page.compute(10);
    assert_eq!(digest(&page), before);
    while !page.compute(100_000) {}
    assert_ne!(digest(&page), before);
}

#[test]
fn another_scenario_forgets_edits_and_opens_where_there_is_something_to_see() {
    let mut page = open("s=promotion.1&f.checkout.rc=600");
    send(&mut page, Message::ChooseScenario(Shipped::TenRequests));
    assert!(page.edits().is_empty());
    assert_eq!(page.cursor(), Shipped::TenRequests.opening().after_start());
}

#[test]
fn play_at_the_end_begins_again() {
    let mut page = open("s=steady.1&t=60s");
    send(&mut page, Message::TogglePlay);
    assert_eq!(page.cursor(), Instant::START);
    assert!(page.is_playing());
}

#[test]
fn playing_shows_the_same_frames_as_seeking() {
    let mut playing = open("s=promotion.1&t=60s");
    let mut seeking = open("s=promotion.1&t=60s");
    send(&mut playing, Message::TogglePlay);
    for _ in 0..100 {
        send(&mut playing, Message::Frame(16.7));
        let at = playing.cursor();
        send(&mut seeking, Message::Seek(at));
        assert_eq!(playing.frame(), seeking.frame(), "{at}");
    }
}

#[test]
fn a_value_refused_before_is_taken_once_there_is_room() {
    let mut page = open("s=promotion.1");
    send(&mut page, Message::Type(reserved("checkout"), "950".to_owned()));
    assert_eq!(page.draft(&reserved("checkout")).map(|draft| draft.text.as_str()), Some("950"));
    let limit = Field::of_account(Setting::AccountConcurrency);
    send(&mut page, Message::Type(limit, "2,000".to_owned()));
    assert_eq!(page.draft(&reserved("checkout")), None);
    assert_eq!(reserved("checkout").get(page.scenario()), Some(Value::Count(950)));
    assert!(page.link().contains("f.checkout.rc=950"), "{}", page.link());
}

#[test]
fn a_scenario_too_large_to_end_is_refused_beside_its_field() {
    let mut page = open("s=steady.1&f.orders.rate=0/s&length=366d");
    let rate = Field::of_function(Setting::PeakRate, "orders");
    send(&mut page, Message::Type(rate.clone(), "1000000".to_owned()));
    assert!(page.draft(&rate).is_some());
}

#[test]
fn the_throttles_of_now_are_those_of_the_second_before_the_cursor() {
    let page = open("s=promotion.1&t=66s");
    assert_eq!(page.throttles_now(), 0, "the first throttle comes later");
    let page = open("s=promotion.1&t=90s");
    let rows = &page.run().expect("a run").series().account.rows;
    assert_eq!(page.throttles_now(), rows[89].throttled());
}

#[test]
fn a_long_run_is_offered_faster_speeds() {
    let page = open("s=cold-morning.1");
    assert_eq!(page.speed(), Speed::Thousand);
    assert!(Speed::offered(page.length()).contains(&page.speed()));
    for shipped in Shipped::ALL {
        let page = open(&format!("s={}", shipped.id()));
        assert!(Speed::offered(page.length()).contains(&page.speed()), "{}", shipped.id());
        let seconds = page.length().as_secs_f64() / page.speed().factor();
        assert!((2.0..60.0).contains(&seconds), "{} takes {seconds} s", shipped.id());
    }
}

#[test]
fn every_shipped_scenario_opens_where_there_is_something_to_see() {
    for shipped in Shipped::ALL {
        let page = open(&format!("s={}", shipped.id()));
        let frame = page.frame().expect("a run");
        assert!(frame.functions.iter().any(|function| 0 < function.tally.requests()), "{}", shipped.id());
    }
}

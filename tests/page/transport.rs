//! Playing, pausing, stepping, scrubbing.

use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::harness::{open, painted};

#[test]
async fn stepping_through_the_ten_requests_shows_each_change() {
    let page = open("s=ten-requests.1&t=0s").await;
    page.press("Back to the start").await;
    assert!(page.text(".environments .counts").starts_with("0 INVOKE · 1 INIT · 0 idle"));
    page.press("Step").await;
    // At 100 ms two things happen at once: INIT ends, then the second request arrives.
    assert!(page.text(".clock").starts_with("0:00.1"), "{}", page.text(".clock"));
    assert!(page.text(".environments .counts").starts_with("1 INVOKE · 1 INIT · 0 idle"));
    page.press("Step back").await;
    assert!(page.text(".clock").starts_with("0:00/"), "{}", page.text(".clock"));
}

#[test]
async fn scrubbing_moves_the_picture_to_that_instant() {
    let page = open("s=promotion.1").await;
    page.slide("Time", "30000").await;
    assert!(page.text(".clock").starts_with("0:30"));
    assert!(page.find(".pile").is_none(), "somebody is stopped");
}

#[test]
async fn a_mark_jumps_to_its_instant() {
    let page = open("s=promotion.1").await;
    painted().await;
    let names = page.all(".flag").into_iter().filter_map(|flag| flag.get_attribute("aria-label"));
    let name = names.into_iter().find(|name| name.starts_with("First throttle 1:0")).expect("a mark");
    page.press(&name).await;
    let time = name.rsplit(' ').next().expect("a time");
    assert!(page.text(".clock").starts_with(time), "{}", page.text(".clock"));
    assert!(page.find(".lane .fate .no").is_some(), "nobody is throttled at the first throttle");
}

#[test]
async fn buttons_jump_from_mark_to_mark_until_there_is_none() {
    let page = open("s=promotion.2&t=90s&i.2m.a.ce=2000").await;
    page.press("Next mark").await;
    assert!(page.text(".clock").starts_with("2:00/"), "{}", page.text(".clock"));
    page.press("Previous mark").await;
    assert!(page.text(".clock").starts_with("1:05.8"), "{}", page.text(".clock"));
    let next = page.named("Next mark");
    assert_eq!(next.get_attribute("title").as_deref(), Some("Next mark: Account limit 1,000 → 2,000 2:00"));
    page.press("Previous mark").await;
    let previous = page.named("Previous mark");
    assert_eq!(previous.get_attribute("aria-disabled").as_deref(), Some("true"));
}

#[test]
async fn nothing_moves_before_play_and_play_moves_the_clock_until_pause() {
    let page = open("s=promotion.1").await;
    let before = page.text(".clock");
    painted().await;
    assert_eq!(page.text(".clock"), before);
    page.press("Play").await;
    for _ in 0..600 {
        if page.text(".clock") != before {
            break;
        }
        painted().await;
    }
    assert_ne!(page.text(".clock"), before, "playing does not move the clock");
    page.press("Pause").await;
    let paused = page.text(".clock");
    painted().await;
    assert_eq!(page.text(".clock"), paused);
}

#[test]
async fn skipping_to_the_picture_moves_only_the_focus() {
    let page = open("s=steady.1&f.orders.rc=40&t=10s").await;
    let why = page.why();
    page.press("Skip to the picture").await;
    assert_eq!(page.why(), why);
    assert!(page.find("#stage:focus").is_some(), "the focus is elsewhere");
    assert!(page.find(".notices").is_none());
}

#[test]
async fn steps_go_by_change_or_by_time() {
    let page = open("s=promotion.2&t=90s").await;
    page.press("1 s").await;
    page.press("Step").await;
    assert!(page.text(".clock").starts_with("1:31/"), "{}", page.text(".clock"));
    page.strike("Time", "ArrowLeft", false).await;
    assert!(page.text(".clock").starts_with("1:30/"), "{}", page.text(".clock"));
    page.press("change").await;
    page.press("Step").await;
    // 4,000 requests come in a second: the clock does not tell the next change from now.
    assert!(page.text(".clock").starts_with("1:30/"), "{}", page.text(".clock"));
}

#[test]
async fn speeds_are_radio_buttons() {
    let page = open("s=promotion.2&t=90s").await;
    page.press("4×").await;
    assert_eq!(page.all("[role=radiogroup] input:checked").len(), 2);
    let chosen = page.find(".speed input:checked").expect("a speed").get_attribute("aria-label");
    assert_eq!(chosen.as_deref(), Some("4×"));
}

#[test]
async fn the_space_bar_plays_where_nothing_else_uses_it() {
    let page = open("s=promotion.2&t=90s").await;
    page.press_key("#stage", " ").await;
    assert_eq!(page.text(".play"), "Pause");
    page.strike("Time", " ", false).await;
    assert_eq!(page.text(".play"), "Play");
    page.strike("Account limit, number", " ", false).await;
    assert_eq!(page.text(".play"), "Play");
}

#[test]
async fn ctrl_and_an_arrow_jump_from_mark_to_mark() {
    let page = open("s=promotion.2&t=90s").await;
    page.press_chord("[data-keys=time]", "ArrowRight", false).await;
    assert!(page.text(".clock").starts_with("3:04.4"), "{}", page.text(".clock"));
    page.press_chord("[data-keys=time]", "ArrowRight", false).await;
    assert!(page.text(".clock").starts_with("4:11.1"), "{}", page.text(".clock"));
    let said = page.named("Time").get_attribute("aria-valuetext").unwrap_or_default();
    assert!(said.ends_with(" of 6:00: 146 in flight, 0 throttles in the last second"), "{said}");
}

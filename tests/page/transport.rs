//! Playing, pausing, stepping, scrubbing.

use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::harness::open;

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
    assert_eq!(page.text(".lane.f1 .fate"), "all served");
}

#[test]
async fn a_mark_jumps_to_its_instant() {
    let page = open("s=promotion.1").await;
    page.press("First throttle 1:06").await;
    assert!(page.text(".clock").starts_with("1:06"));
}

#[test]
async fn play_becomes_pause_and_nothing_moves_before_it() {
    let page = open("s=promotion.1").await;
    let before = page.text(".clock");
    page.settled().await;
    assert_eq!(page.text(".clock"), before);
    page.press("Play").await;
    page.press("Pause").await;
    assert!(page.named("Play").is_connected());
}

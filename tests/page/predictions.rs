//! The prediction on the page: asked, covered, settled.

use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::harness::open;

#[test]
async fn a_prediction_covers_what_has_not_been_watched_and_is_settled_by_the_run() {
    let page = open("s=uploads-1001.1").await;
    assert!(page.find(".covered").is_none());
    page.press("Predict first").await;
    assert!(page.text(".clock").starts_with("0:00"));
    assert_eq!(page.all(".covered").len(), 2, "charts and time line");
    page.press("some are given up").await;
    page.slide("Time", "30000").await;
    let said = page.text(".prediction .said");
    assert!(said.starts_with("Not so. Of 1,001 events 1,001 are done"), "{said}");
    assert!(page.find(".covered").is_none());
}

#[test]
async fn whoever_has_enough_sees_everything_again() {
    let page = open("s=steady.1").await;
    page.press("Predict first").await;
    page.press("Show everything").await;
    assert!(page.find(".covered").is_none());
    assert!(page.find(".prediction .choices").is_none());
}

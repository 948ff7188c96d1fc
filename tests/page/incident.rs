//! The promotion: watched, understood, repaired.

use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::harness::open;

#[test]
async fn the_promotion_opens_at_the_incident_and_says_why() {
    let page = open("").await;
    let why = page.why();
    assert!(why.starts_with("checkout holds "), "{why}");
    assert!(why.contains("of the account’s 1,000"), "{why}");
    assert!(page.text(".lane.f2 .fate").contains("of 100"), "catalog is not throttled with it");
}

#[test]
async fn reserving_with_the_slider_stops_the_throttling_of_the_others() {
    let page = open("").await;
    page.slide("Reserved for checkout", "600").await;
    let why = page.why();
    assert!(why.starts_with("checkout is throttled at its own reservation: 598 of 600"), "{why}");
    assert!(page.find(".lane.f1 .pile.at-reserved").is_some(), "checkout is stopped at its own gate");
    assert_eq!(page.all(".pile").len(), 1, "nobody else is stopped");
}

#[test]
async fn pressing_reserve_at_a_gate_makes_a_room_whose_number_has_the_focus() {
    let page = open("").await;
    page.press("Reserve concurrency for checkout").await;
    assert_eq!(page.value("Reservation of checkout"), "600");
    assert_eq!(page.value("Reserved for checkout"), "600", "the slider follows");
    assert!(page.find(".held .number:focus").is_some(), "the focus is elsewhere");
    page.fill("Reservation of checkout", "").await;
    assert!(page.find(".lane.f1 .reserve").is_some(), "emptied, it is removed");
}

#[test]
async fn raising_the_account_limit_makes_room_for_everybody() {
    let page = open("").await;
    page.slide("Account limit", "4000").await;
    assert!(page.why().contains("of the account’s 4,000 are in flight"), "{}", page.why());
    assert!(page.find(".pile").is_none(), "somebody is stopped");
}

#[test]
async fn a_lower_rate_of_the_selected_function_lowers_what_is_wanted() {
    let page = open("").await;
    assert!(page.text(".wanted .selected b").contains("3,200"));
    page.slide("Peak request rate", "1000").await;
    assert_eq!(page.text(".wanted .selected b"), "800");
    assert!(page.text(".outcome .verdict").contains(" 0 throttles"), "{}", page.text(".outcome .verdict"));
}

#[test]
async fn a_shorter_duration_lowers_what_is_wanted() {
    let page = open("").await;
    page.slide("Mean duration", "100").await;
    assert_eq!(page.text(".wanted .selected b"), "400");
}

#[test]
async fn the_settings_go_back_to_the_shipped_ones() {
    let page = open("").await;
    let before = page.text(".digest");
    page.slide("Reserved for checkout", "600").await;
    assert_ne!(page.text(".digest"), before);
    page.press("Reset settings").await;
    assert_eq!(page.text(".digest"), before);
}

#[test]
async fn the_numbers_of_the_arithmetic_are_changed_where_they_stand() {
    let page = open("").await;
    page.fill("Mean duration of checkout, in the arithmetic", "0.1").await;
    assert_eq!(
        (page.value("Mean duration, number"), page.value("Mean duration of checkout, in the arithmetic")),
        ("100".into(), "0.10".into())
    );
    page.fill("Peak request rate of checkout, in the arithmetic", "8000").await;
    assert!(page.text(".equation").contains("/s × "), "{}", page.text(".equation"));
    assert_eq!(page.value("Peak request rate, number"), "8,000");
    page.press_key(".sum input", "ArrowDown").await;
    assert_eq!(page.value("Account limit, number"), "990");
}

#[test]
async fn a_wrong_number_in_the_arithmetic_stays_there_and_says_its_rule() {
    let page = open("").await;
    let before = page.text(".digest");
    page.fill("Mean duration of checkout, in the arithmetic", "long").await;
    assert!(page.text(".fault").contains("long: must be a length of time"), "{}", page.text(".fault"));
    assert_eq!(page.value("Mean duration of checkout, in the arithmetic"), "long");
    assert_eq!(page.text(".digest"), before);
    page.press_key(".equation input.inline[aria-invalid=true]", "Escape").await;
    assert_eq!(
        page.value("Mean duration of checkout, in the arithmetic"),
        "long",
        "what was taken down as wrong is given back"
    );
}

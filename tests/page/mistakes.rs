//! Values that cannot be taken: said beside their field, kept as typed, and the run goes on with the last good one.

use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::harness::open;

#[test]
async fn reserving_too_much_shows_the_rule_of_aws_and_keeps_the_run() {
    let page = open("").await;
    let digest = page.text(".digest");
    page.fill("Reserved for checkout, number", "950").await;
    let error = page.text(".control .error");
    assert!(error.contains("at most 900 can be reserved"), "{error}");
    assert_eq!(page.value("Reserved for checkout, number"), "950", "what was typed is kept");
    assert_eq!(page.text(".digest"), digest);
    assert_eq!(page.named("Reserved for checkout, number").get_attribute("aria-invalid").as_deref(), Some("true"));
}

#[test]
async fn a_value_refused_before_is_taken_once_there_is_room() {
    let page = open("").await;
    page.fill("Reserved for checkout, number", "950").await;
    page.fill("Account limit, number", "2,000").await;
    assert!(page.find(".control .error").is_none());
    assert!(page.why().contains(" of 950 are in flight"), "{}", page.why());
}

#[test]
async fn nonsense_names_the_field_the_value_and_the_rule() {
    let page = open("").await;
    for (field, typed) in [("Mean duration, number", "fast"), ("Peak request rate, number", "-5")] {
        page.fill(field, typed).await;
        assert!(page.text(".control .error").contains(typed), "{}", page.text(".control .error"));
        assert_eq!(page.value(field), typed);
        page.press("Reset settings").await;
    }
}

//! Links: a scene sent and opened again, and links that are wrong.

use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::harness::open;

#[test]
async fn a_link_restores_scenario_settings_and_cursor() {
    let page = open("v=1&s=promotion.1&f.checkout.rc=600&t=100s").await;
    assert_eq!(page.value("Reserved for checkout"), "600");
    assert!(page.text(".clock").starts_with("1:40"));
    assert!(page.find(".notices").is_none(), "a good link needs no notice");
}

#[test]
async fn a_broken_link_opens_says_what_it_ignored_and_keeps_the_rest() {
    let page = open("v=1&s=promotion.1&f.checkout.rc=950&f.nobody.rc=1&a.ce=abc&x=y&f.catalog.rate=30/s&t=9h").await;
    let notices = page.text(".notices");
    for ignored in ["f.checkout.rc", "950", "f.nobody.rc", "a.ce", "abc", "“x”", "9h"] {
        assert!(notices.contains(ignored), "{ignored} is not in: {notices}");
    }
    assert!(page.text(".wanted tr:nth-child(2)").contains("30/s"), "the good part is kept");
    page.press("Close").await;
    assert!(page.find(".notices").is_none());
}

//! Both languages, switched without losing the run.

use explorer::language::Language;
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::harness::{open, open_in};

#[test]
async fn switching_the_language_keeps_run_and_cursor() {
    let page = open("s=promotion.1&t=100s").await;
    let (digest, clock) = (page.text(".digest"), page.text(".clock"));
    page.press("한국어").await;
    assert!(page.why().contains("계정 한도 1,000"), "{}", page.why());
    assert_eq!(page.text(".clock"), clock);
    assert_eq!(page.text(".digest").split(' ').next_back(), digest.split(' ').next_back());
}

#[test]
async fn the_incident_is_repaired_in_korean_too() {
    let page = open_in("", Language::Korean).await;
    page.slide("checkout 함수의 예약된 동시성", "600").await;
    assert!(page.why().starts_with("checkout 함수는 자신의 예약 한도에서 스로틀됩니다"), "{}", page.why());
}

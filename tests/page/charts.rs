//! The charts are drawn, and they have names.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::harness::{Mounted, open, painted};

/// Whether the picture has more than one colour.
fn is_drawn(canvas: &HtmlCanvasElement) -> bool {
    let context = canvas.get_context("2d").ok().flatten().expect("a context");
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    let pixels = context.get_image_data(0.0, 0.0, width, height).expect("pixels").data();
    pixels.chunks_exact(4).any(|pixel| pixel != &pixels[..4])
}

async fn canvases(page: &Mounted) -> Vec<HtmlCanvasElement> {
    // The charts learn their size from an observer, which reports after the next layout.
    for _ in 0..100 {
        let canvases: Vec<HtmlCanvasElement> =
            page.all("figure canvas").into_iter().map(JsCast::unchecked_into).collect();
        if !canvases.is_empty() && canvases.iter().all(is_drawn) {
            return canvases;
        }
        painted().await;
    }
    panic!("the charts stay empty");
}

#[test]
async fn each_chart_is_drawn_and_named_by_what_it_shows() {
    let page = open("s=promotion.2").await;
    let canvases = canvases(&page).await;
    let names: Vec<String> =
        canvases.iter().map(|canvas| canvas.get_attribute("aria-label").unwrap_or_default()).collect();
    assert!(canvases.iter().all(|canvas| canvas.get_attribute("role").as_deref() == Some("img")));
    assert!(names[0].starts_with("Highest concurrency 1,000 of 1,000"), "{}", names[0]);
    assert!(names[1].starts_with("Throttling begins at 1:05.8 because"), "{}", names[1]);
    assert!(names[2].contains("The largest burst: 820 environments of checkout"), "{}", names[2]);
    assert!(names[3].ends_with("The queue had drained at 4:11.1."), "{}", names[3]);
    assert!(names[4].starts_with("The oldest waiting event was"), "{}", names[4]);
}

#[test]
async fn a_scenario_without_events_has_no_charts_of_them() {
    let page = open("s=steady.1").await;
    assert_eq!(canvases(&page).await.len(), 3);
}

#[test]
async fn the_number_at_the_chart_is_the_number_in_flight() {
    let page = open("s=steady.1&t=30s").await;
    assert_eq!(page.text(".chart .value"), "50");
    assert!(page.text(".heads .account strong").contains("50 of 1,000"));
}

#[test]
async fn the_cursor_is_moved_along_a_chart_by_keys() {
    let page = open("s=promotion.2&t=90s").await;
    let slider = "Time in the chart “Throttles”";
    for (key, shift, clock) in [
        ("ArrowRight", false, "1:31"),
        ("ArrowRight", true, "1:31.1"),
        ("ArrowLeft", false, "1:31"),
        ("PageUp", false, "1:41"),
        ("Home", false, "0:00"),
        ("End", false, "6:00"),
    ] {
        page.strike(slider, key, shift).await;
        assert!(page.text(".clock").starts_with(&format!("{clock}/")), "{key}: {}", page.text(".clock"));
        let said = page.named(slider).get_attribute("aria-valuetext").unwrap_or_default();
        assert!(said.starts_with(&format!("{clock}: ")), "{said}");
    }
}

#[test]
async fn a_press_on_a_chart_moves_the_one_cursor() {
    let page = open("s=promotion.2&t=90s").await;
    page.point("Time in the chart “Cold starts”", 0.5).await;
    let clock = page.text(".clock");
    assert!(clock.starts_with("2:59") || clock.starts_with("3:00"), "{clock}");
    let cursors: Vec<_> = page.all(".plot .cursor").iter().map(|cursor| cursor.get_attribute("style")).collect();
    assert_eq!(cursors.len(), 5);
    assert!(cursors.iter().all(|style| style == &cursors[0]));
}

#[test]
async fn charts_are_tables_when_asked_and_charts_again() {
    let page = open("s=promotion.2&t=90s").await;
    page.press("as table").await;
    assert!(page.find(".chart canvas").is_none());
    let captions = page.all(".chart table caption");
    assert_eq!(captions.len(), 5);
    assert_eq!(page.text(".chart.throttles caption"), "Throttles: how many in each 15 s");
    assert_eq!(page.all(".chart.throttles tbody tr").len(), 24);
    assert!(page.text(".chart.throttles tr[aria-current]").starts_with("1:30"));
    page.press("as charts").await;
    assert_eq!(canvases(&page).await.len(), 5);
}

#[test]
async fn the_run_before_is_drawn_and_named_after_an_edit() {
    let page = open("s=promotion.2&t=90s").await;
    assert!(page.find(".direct.ghost").is_none());
    page.fill("Reserved for checkout, number", "600").await;
    canvases(&page).await;
    assert!(page.text(".chart.concurrency .direct.ghost").starts_with("before"));
    let compared = page.text(".verdict .compared");
    assert!(compared.contains("before: checkout not reserved. Throttles 311,841 → 346,382. catalog, "), "{compared}");
}

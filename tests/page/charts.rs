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
async fn both_charts_are_drawn_and_named_by_what_they_show() {
    let page = open("s=promotion.1").await;
    let canvases = canvases(&page).await;
    assert_eq!(canvases.len(), 2);
    for canvas in canvases {
        assert_eq!(canvas.get_attribute("role").as_deref(), Some("img"));
        let name = canvas.get_attribute("aria-label").unwrap_or_default();
        assert!(name.contains("1,000") || name.contains("throttled"), "{name}");
    }
}

#[test]
async fn the_number_at_the_chart_is_the_number_in_flight() {
    let page = open("s=steady.1&t=30s").await;
    assert_eq!(page.text(".chart .value"), "50");
    assert!(page.text(".heads .account strong").contains("50 of 1,000"));
}

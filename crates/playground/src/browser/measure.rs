//! How wide a text is.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, window};

/// The size of a text on a chart, as a part of the document's: `--t-12` of the stylesheet.
const SIZE: f64 = 0.75;
/// Its line height, as a part of its size.
const LINE: f64 = 14.0 / 12.0;

/// Measures the texts on charts, in the font that they are shown in.
#[derive(Debug)]
pub struct Measure {
    context: CanvasRenderingContext2d,
    size_px: f64,
}

impl Measure {
    /// A measure for the fonts of the document as they are now.
    pub fn new() -> Option<Self> {
        let window = window()?;
        let document = window.document()?;
        let property =
            |element: &web_sys::Element, name| window.get_computed_style(element).ok()??.get_property_value(name).ok();
        let root_px: f64 = property(&document.document_element()?, "font-size")?.trim_end_matches("px").parse().ok()?;
        let family = property(document.body()?.as_ref(), "font-family")?;
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let size_px = root_px * SIZE;
        // The heaviest weight that a text on a chart has.
        context.set_font(&format!("650 {size_px}px {family}"));
        Some(Self { context, size_px })
    }

    /// The width of a text in CSS pixels, rounded up.
    pub fn width(&self, text: &str) -> f64 {
        self.context.measure_text(text).map_or(0.0, |metrics| metrics.width().ceil())
    }

    /// The height of a line in CSS pixels.
    pub fn line(&self) -> f64 {
        self.size_px * LINE
    }
}

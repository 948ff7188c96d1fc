//! A canvas with as many pixels as the screen has, under plotters.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::prelude::DrawingBackend;
use plotters_canvas::CanvasBackend;
use web_sys::{HtmlCanvasElement, window};
use yew::NodeRef;

/// The most device pixels along one side: browsers refuse larger canvases.
const SIDE_MAX: f64 = 8_192.0;

/// What is painted on.
pub type Area = DrawingArea<CanvasBackend, Shift>;

/// What may go wrong while painting.
pub type AreaError = <CanvasBackend as DrawingBackend>::ErrorType;

/// Gives the canvas its size in device pixels and lets `paint` draw on it, with device pixels per CSS pixel. Returns its
/// width and height in CSS pixels; does nothing while it has none.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=8192 before")]
pub fn draw(canvas: &NodeRef, paint: impl FnOnce(&Area, f64)) -> Option<(f64, f64)> {
    let canvas = canvas.cast::<HtmlCanvasElement>()?;
    let scale = window().map_or(1.0, |window| window.device_pixel_ratio());
    let bounds = canvas.get_bounding_client_rect();
    let device = |css: f64| (css * scale).round().clamp(0.0, SIDE_MAX) as u32;
    let (width, height) = (device(bounds.width()), device(bounds.height()));
    if width == 0 || height == 0 {
        return None;
    }
    // Even to the same size: this clears what was drawn before.
    canvas.set_width(width);
    canvas.set_height(height);
    if let Some(backend) = CanvasBackend::with_canvas_object(canvas) {
        paint(&backend.into_drawing_area(), scale);
    }
    Some((bounds.width(), bounds.height()))
}

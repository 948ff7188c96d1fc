//! The browser's frames and its clock. The only clock of the project: it moves the cursor, never the simulation.

use gloo::render::{AnimationFrame, request_animation_frame};
use web_sys::window;

/// A frame that was asked for. Dropped, it does not come.
#[derive(Debug)]
pub struct Frame {
    _handle: AnimationFrame,
}

/// Calls back at the next frame, with the time in milliseconds.
pub fn next_frame(callback: impl FnOnce(f64) + 'static) -> Frame {
    Frame { _handle: request_animation_frame(callback) }
}

/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

//! The browser's frames and its clock. The only clock of the project: it moves the cursor, never the simulation.

use gloo::events::EventListener;
use gloo::render::{AnimationFrame, request_animation_frame};
use web_sys::window;

use super::address::Listener;

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

/// Calls back when the page is hidden, as by another tab, and when it is seen again: there are no frames between.
pub fn on_hidden_or_seen(callback: impl Fn() + 'static) -> Option<Listener> {
    let document = window()?.document()?;
    Some(Listener::of(EventListener::new(&document, "visibilitychange", move |_| callback())))
}

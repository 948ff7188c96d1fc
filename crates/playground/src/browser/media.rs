//! What the stylesheet asks of the screen, where the page has to know it, too.

use gloo::events::EventListener;
use web_sys::{MediaQueryList, window};

use super::address::Listener;

/// The width below which the stylesheet shows everything in one column.
const NARROW: &str = "(max-width: 679px)";

/// What a visitor asks for who gets sick of movement.
const LESS_MOTION: &str = "(prefers-reduced-motion: reduce)";

/// Whether there is room for one column only.
pub fn is_narrow() -> bool {
    query(NARROW).is_some_and(|query| query.matches())
}

/// Whether the visitor wants changes, but no movement.
pub fn prefers_less_motion() -> bool {
    query(LESS_MOTION).is_some_and(|query| query.matches())
}

/// Calls back when the page becomes narrow, or wide again.
pub fn on_narrow(callback: impl Fn(bool) + 'static) -> Option<Listener> {
    let query = query(NARROW)?;
    let asked = query.clone();
    Some(Listener::of(EventListener::new(&query, "change", move |_| callback(asked.matches()))))
}

fn query(media: &str) -> Option<MediaQueryList> {
    window()?.match_media(media).ok()?
}

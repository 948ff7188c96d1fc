//! What the stylesheet asks of the screen, where the page has to know it, too.

use gloo::events::EventListener;
use web_sys::{MediaQueryList, window};

use super::address::Listener;

/// The width below which the stylesheet shows everything in one column.
const NARROW: &str = "(max-width: 679px)";

/// Whether there is room for one column only.
pub fn is_narrow() -> bool {
    query().is_some_and(|query| query.matches())
}

/// Calls back when the page becomes narrow, or wide again.
pub fn on_narrow(callback: impl Fn(bool) + 'static) -> Option<Listener> {
    let query = query()?;
    let asked = query.clone();
    Some(Listener::of(EventListener::new(&query, "change", move |_| callback(asked.matches()))))
}

fn query() -> Option<MediaQueryList> {
    window()?.match_media(NARROW).ok()?
}

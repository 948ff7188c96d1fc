//! Keys that mean the same wherever the focus is.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, window};

use super::address::Listener;

/// What a person asks for with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Ctrl+Z, or Command+Z.
    Undo,
    /// Ctrl+Shift+Z or Ctrl+Y, or with Command.
    Redo,
}

/// Calls back when a shortcut is pressed, except in text fields: those have an undo of their own.
pub fn on_shortcut(callback: impl Fn(Shortcut) + 'static) -> Option<Listener> {
    let options = EventListenerOptions::enable_prevent_default();
    let window = window()?;
    let listener = EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|element| is_text(&element)) {
            return;
        }
        if let Some(shortcut) = shortcut(key) {
            event.prevent_default();
            callback(shortcut);
        }
    });
    Some(Listener::of(listener))
}

fn shortcut(key: &KeyboardEvent) -> Option<Shortcut> {
    if !(key.ctrl_key() || key.meta_key()) || key.alt_key() {
        return None;
    }
    match (key.key().to_ascii_lowercase().as_str(), key.shift_key()) {
        ("z", false) => Some(Shortcut::Undo),
        ("z", true) | ("y", false) => Some(Shortcut::Redo),
        _ => None,
    }
}

fn is_text(element: &Element) -> bool {
    element.matches("input:not([type=range]):not([type=checkbox]), textarea, [contenteditable]").unwrap_or(false)
}

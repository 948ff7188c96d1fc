//! Keys that mean the same wherever the focus is.

use explorer::keys::{Focus, Key};
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, window};

use super::address::Listener;

/// What does something of its own with keys.
const USES_KEYS: &str = "a[href], button, input, select, summary, textarea, [contenteditable], [role=slider]";

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
    element
        .matches("input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, [contenteditable]")
        .unwrap_or(false)
}

/// Tells of every key that is pressed, and where the focus is. A key that `answer` takes does nothing else.
pub fn on_key(answer: impl Fn(Key<'_>, Focus) -> bool + 'static) -> Option<Listener> {
    let options = EventListenerOptions::enable_prevent_default();
    let window = window()?;
    let listener = EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(pressed) = event.dyn_ref::<KeyboardEvent>() else { return };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let (name, code) = (pressed.key(), pressed.code());
        let key = Key {
            name: &name,
            code: &code,
            shift: pressed.shift_key(),
            ctrl: pressed.ctrl_key(),
            alt: pressed.alt_key(),
            meta: pressed.meta_key(),
            repeated: pressed.repeat(),
        };
        if !pressed.is_composing() && answer(key, target.as_ref().map_or(Focus::Page, focus)) {
            event.prevent_default();
        }
    });
    Some(Listener::of(listener))
}

fn focus(element: &Element) -> Focus {
    match element.get_attribute("data-keys").as_deref() {
        Some("time") => Focus::TimeLine,
        Some("chart") => Focus::Chart,
        _ if element.matches(USES_KEYS).unwrap_or(false) => Focus::Control,
        _ => Focus::Page,
    }
}

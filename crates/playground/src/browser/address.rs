//! The address: model state behind `#`, presentation behind `?`.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::{Url, Window, window};

/// The part behind `#`, without it.
pub fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// A parameter of the part behind `?`.
pub fn query(key: &str) -> Option<String> {
    url(&window()?)?.search_params().get(key)
}

/// Replaces the part behind `#`, without a new entry in the history.
pub fn write_fragment(fragment: &str) {
    change(|url| url.set_hash(fragment));
}

/// Replaces parameters of the part behind `?`, without a new entry in the history.
pub fn write_query(parameters: &[(&str, &str)]) {
    change(|url| {
        for (key, value) in parameters {
            url.search_params().set(key, value);
        }
    });
}

/// The whole address with this fragment.
pub fn full_link(fragment: &str) -> String {
    let Some(url) = window().as_ref().and_then(url) else {
        return format!("#{fragment}");
    };
    url.set_hash(fragment);
    url.href()
}

/// The whole address with this fragment, without some parameters of the part behind `?` and with these values of others.
pub fn link_without(left_out: &[&str], parameters: &[(&str, &str)], fragment: &str) -> String {
    let Some(url) = window().as_ref().and_then(url) else {
        return format!("#{fragment}");
    };
    for key in left_out {
        url.search_params().delete(key);
    }
    for (key, value) in parameters {
        url.search_params().set(key, value);
    }
    url.set_hash(fragment);
    url.href()
}

/// Listens until dropped.
#[derive(Debug)]
pub struct Listener {
    _listener: EventListener,
}

impl Listener {
    pub(super) fn of(listener: EventListener) -> Self {
        Self { _listener: listener }
    }
}

/// Calls back with the new fragment when a person changes it.
pub fn on_fragment(callback: impl Fn(String) + 'static) -> Option<Listener> {
    let window = window()?;
    let listener = EventListener::new(&window, "hashchange", move |_| {
        let fragment = fragment();
        // A fragment without a value is no link of ours, but the name of an element.
        if fragment.contains('=') {
            callback(fragment);
        }
    });
    Some(Listener::of(listener))
}

fn url(window: &Window) -> Option<Url> {
    Url::new(&window.location().href().ok()?).ok()
}

fn change(edit: impl FnOnce(&Url)) {
    let Some(window) = window() else { return };
    let Some(url) = url(&window) else { return };
    edit(&url);
    // Refused in some frames; the page works without it, and the copied link is still right.
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url.href()));
    }
}

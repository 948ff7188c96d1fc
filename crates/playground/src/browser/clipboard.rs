//! The clipboard, which a browser may refuse.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::window;

/// Copies a text and calls back with whether it worked.
pub fn copy(text: String, done: impl FnOnce(bool) + 'static) {
    let clipboard = window().filter(web_sys::Window::is_secure_context).map(|window| window.navigator().clipboard());
    let Some(clipboard) = clipboard else {
        done(false);
        return;
    };
    spawn_local(async move {
        let written = JsFuture::from(clipboard.write_text(&text)).await;
        done(written.is_ok());
    });
}

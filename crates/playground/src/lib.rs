//! The yew views, and one module that touches the browser.
//!
//! Everything here draws what [`explorer::page::Page`] says; no rule of Lambda and no word of text lives here. Only
//! [`browser`] may name the browser.

pub mod app;
pub mod browser;
mod view;

/// Mounts the page into the document's `#app`, or into its body.
pub fn start() {
    browser::mount::<app::App>("app");
}

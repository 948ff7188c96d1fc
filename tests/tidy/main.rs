//! The *tidy* suite: what a reviewer would otherwise have to say again and again.
//!
//! Each rule is a function from text to violations, so that a test can show it a bad sample; one more test holds it
//! against the whole project and lists everything it finds at once.
#![cfg(not(target_arch = "wasm32"))]

mod arrows; // who may name whom
mod browser_module; // one module of the page talks to the browser
mod lengths; // files and functions fit in a head
mod manifest; // reading Cargo.toml and Cargo.lock
mod names; // no module is a drawer for odds and ends
mod pins; // one version of wasm-bindgen everywhere
mod quotas; // every number of AWS has a source and a date
mod report; // path:line: rule
mod rust_text; // Rust without comments and string literals
mod source; // the files of the project
mod suites; // no test file is forgotten
mod top_level; // nothing piles up at the top
mod view_text; // what a person reads comes from the locales
mod words; // AWS's words, and nothing unfinished

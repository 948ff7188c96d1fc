//! The real page in a real browser: mounted, operated by accessible names, read like a person reads it.

#![cfg(target_arch = "wasm32")]

mod callers;
mod charts;
mod controls;
mod embedding;
mod harness;
mod incident;
mod languages;
mod links;
mod mistakes;
mod predictions;
mod stage;
mod transport;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

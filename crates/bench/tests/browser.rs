//! What the workloads take in the browser, printed for `cargo xtask bench`; nothing on the host.
#![cfg(target_arch = "wasm32")]

use bench::sample::{MARK, Place};
use bench::{measure, workload};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// As many rounds as there is patience for: one page holds all of them.
const ROUNDS: u32 = 11;

#[wasm_bindgen_test]
fn the_workloads_run() {
    let performance = web_sys::window().and_then(|window| window.performance()).expect("a browser has a clock");
    for workload in workload::all() {
        let sample = measure::measure(&workload, ROUNDS, Place::Browser, || performance.now());
        assert!(0 < sample.requests, "{}", workload.name);
        console_log!("{MARK}{}", sample.json());
    }
}

//! Inside the page, one module talks to the browser; everything else is a function of its properties.

use crate::report::{Violation, assert_none, lines_of};
use crate::rust_text::{RustText, line_of, names};
use crate::source;

/// Crates that reach into the browser; a name stands for all that begin with it.
const BROWSER: &[&str] = &["web_sys", "js_sys", "gloo", "wasm_bindgen", "plotters_canvas", "serde_wasm_bindgen"];

fn check(path: &str, source: &str) -> Vec<Violation> {
    let code = RustText::new(source).code;
    let reaches = |name: &str| BROWSER.iter().any(|browser| name.starts_with(browser));
    let found = names(&code).filter(|(_, name)| reaches(name));
    found.map(|(at, name)| Violation::at(path, line_of(&code, at), format!("`{name}` outside of browser.rs"))).collect()
}

fn is_browser_module(path: &str) -> bool {
    path == "crates/playground/src/browser.rs" || path.starts_with("crates/playground/src/browser/")
}

#[test]
fn only_the_browser_module_names_the_browser() {
    let mut files = source::rust_files("crates/playground/src/");
    files.retain(|file| !is_browser_module(&file.path));
    let violations: Vec<_> = files.iter().flat_map(|file| check(&file.path, &file.text)).collect();
    assert_none(&violations);
}

#[test]
fn a_call_into_the_browser_is_found_and_a_comment_about_it_is_not() {
    let sample =
        "// web_sys is not used here\nuse yew::prelude::*;\nlet now = js_sys::Date::now();\nuse gloo_timers as t;\n";
    assert_eq!(lines_of(&check("a", sample)), [3, 4]);
}

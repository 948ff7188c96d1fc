//! Chromium and its driver, from the distribution.

use super::debian;
use crate::shell;
use crate::stop::Stop;

/// Any of these will do; the driver finds it.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const DRIVER: &str = "chromedriver";

/// Debian's names.
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

pub(super) fn ready() -> Result<(), Stop> {
    let is_there = || BROWSERS.iter().any(|name| shell::find(name).is_some()) && shell::find(DRIVER).is_some();
    if is_there() {
        return Ok(());
    }
    debian::install(&PACKAGES, "the page is tested in a real browser", "about 1 min", &by_hand())?;
    if is_there() { Ok(()) } else { Err(Stop::new(by_hand())) }
}

fn by_hand() -> String {
    format!(
        "the page is tested in Chromium, and {} or {DRIVER} is missing. On Debian, type\n\n   {}\n\n\
         and start again. Elsewhere, install Chromium or Chrome and its driver, both on the PATH.\n\
         (`cargo xtask test --host` runs the tests that need no browser, `cargo xtask serve` needs none.)",
        BROWSERS.join("/"),
        debian::line(&PACKAGES),
    )
}

//! Chromium and its driver, from the distribution.

use std::process::Command;

use super::announced;
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
    let Some(privilege) = privilege().filter(|_| shell::find("apt-get").is_some()) else {
        return Err(Stop::new(by_hand()));
    };
    announced("chromium and chromium-driver", "the page is tested in a real browser", "about 1 min", || {
        install(privilege).map_err(|Stop(why)| Stop::new(format!("{why}\n{}", by_hand())))
    })?;
    if is_there() { Ok(()) } else { Err(Stop::new(by_hand())) }
}

fn install(privilege: &[&str]) -> Result<(), Stop> {
    shell::run(&mut apt_get(privilege, &["update"]))?;
    let options = ["install", "--yes", "--no-install-recommends"];
    shell::run(&mut apt_get(privilege, &[&options[..], &PACKAGES].concat()))
}

fn apt_get(privilege: &[&str], arguments: &[&str]) -> Command {
    // `env` carries the variable through sudo, which drops it otherwise.
    let quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    let words = [privilege, &quiet, arguments].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

/// The words before a command that let it install packages without asking for a password; none if it may not.
fn privilege() -> Option<&'static [&'static str]> {
    let is_root = shell::answer(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if is_root {
        Some(&[])
    } else if shell::succeeds(Command::new("sudo").args(["-n", "true"])) {
        Some(&["sudo", "-n"])
    } else {
        None
    }
}

fn by_hand() -> String {
    format!(
        "the page is tested in Chromium, and {} or {DRIVER} is missing. On Debian, type\n\n   \
         sudo apt-get update && sudo apt-get install --yes --no-install-recommends {}\n\n\
         and start again. Elsewhere, install Chromium or Chrome and its driver, both on the PATH.\n\
         (`cargo xtask test --host` runs the tests that need no browser, `cargo xtask serve` needs none.)",
        BROWSERS.join("/"),
        PACKAGES.join(" "),
    )
}

//! Node.js and npm, from the distribution.

use std::process::Command;

use super::debian;
use crate::shell;
use crate::stop::Stop;

/// The oldest version that the library which steers the browser accepts.
const OLDEST: u32 = 20;

/// Debian's names.
const PACKAGES: [&str; 2] = ["nodejs", "npm"];

pub(super) fn ready() -> Result<(), Stop> {
    let is_there = || shell::find("npm").is_some() && version().is_some_and(|version| OLDEST <= version);
    if is_there() {
        return Ok(());
    }
    debian::install(&PACKAGES, "they steer the browser through the built site", "about 1 min", &by_hand())?;
    if is_there() { Ok(()) } else { Err(Stop::new(by_hand())) }
}

/// The major version of the Node.js that is there.
fn version() -> Option<u32> {
    major(&shell::answer(Command::new("node").arg("--version"))?)
}

/// Of `v20.19.2` the 20.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn by_hand() -> String {
    format!(
        "the built site is tested with Node.js {OLDEST} or newer and npm, and they are missing. On Debian, type\n\n   {}\n\n\
         and start again. Elsewhere, install them so that `node` and `npm` are on the PATH.\n\
         (`cargo xtask test --host` runs the tests that need no browser.)",
        debian::line(&PACKAGES),
    )
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.19.2\n"), Some(20));
        assert_eq!(major("20"), None);
    }
}

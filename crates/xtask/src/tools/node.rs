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
    debian::install(&PACKAGES, "they steer the browser through the built site", "about 1 min", &by_hand(version()))?;
    // The distribution may have nothing newer.
    if is_there() { Ok(()) } else { Err(Stop::new(by_hand(version()))) }
}

/// The major version of the Node.js that is there.
fn version() -> Option<u32> {
    major(&shell::answer(Command::new("node").arg("--version"))?)
}

/// Of `v20.19.2` the 20.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// What a person can do, with this version of Node.js.
fn by_hand(version: Option<u32>) -> String {
    let here = match version {
        Some(old) if old < OLDEST => {
            format!(
                "Node.js {old} is too old for playwright-core, with which the built site is tested: it needs {OLDEST} or newer"
            )
        }
        Some(_) => "npm is missing, which fetches what the built site is tested with".to_owned(),
        None => format!("the built site is tested with Node.js {OLDEST} or newer and npm, and they are missing"),
    };
    format!(
        "{here}. On Debian 13 or newer, type\n\n   {}\n\n\
         and start again. Elsewhere, install them so that `node` and `npm` are on the PATH.\n\
         (`cargo xtask test --host` runs the tests that need no browser.)",
        debian::line(&PACKAGES),
    )
}

#[cfg(test)]
mod tests {
    use super::{by_hand, major};

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.19.2\n"), Some(20));
        assert_eq!(major("20"), None);
    }

    #[test]
    fn an_old_version_is_named_with_what_is_needed() {
        let said = by_hand(major("v18.19.0\n"));
        assert!(said.starts_with("Node.js 18 is too old for playwright-core"), "{said}");
        assert!(said.contains("it needs 20 or newer") && said.contains("apt-get install"), "{said}");
    }

    #[test]
    fn what_is_missing_is_not_called_old() {
        assert!(by_hand(Some(20)).starts_with("npm is missing"));
        assert!(by_hand(None).contains("Node.js 20 or newer and npm, and they are missing"));
    }
}

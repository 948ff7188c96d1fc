//! Packages of the distribution.

use std::process::Command;

use super::announced;
use crate::shell;
use crate::stop::Stop;

/// Installs packages, or stops with what a person can do by hand.
pub(super) fn install(packages: &[&str], why: &str, about: &str, by_hand: &str) -> Result<(), Stop> {
    let Some(privilege) = privilege().filter(|_| shell::find("apt-get").is_some()) else {
        return Err(Stop::new(by_hand));
    };
    announced(&packages.join(" and "), why, about, || {
        apt_get_install(privilege, packages).map_err(|Stop(why)| Stop::new(format!("{why}\n{by_hand}")))
    })
}

/// The line that a person types.
pub(super) fn line(packages: &[&str]) -> String {
    let packages = packages.join(" ");
    format!("sudo apt-get update && sudo apt-get install --yes --no-install-recommends {packages}")
}

fn apt_get_install(privilege: &[&str], packages: &[&str]) -> Result<(), Stop> {
    shell::run(&mut apt_get(privilege, &["update"]))?;
    let options = ["install", "--yes", "--no-install-recommends"];
    shell::run(&mut apt_get(privilege, &[&options[..], packages].concat()))
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

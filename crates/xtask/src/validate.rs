//! `cargo xtask validate`: what is known from elsewhere, and what the engine gives for it.

use crate::shell;
use crate::stop::Stop;
use crate::tools::Tools;

/// Fails where a case fails. `words` go to the crate `validation`.
pub(crate) fn run(words: &[&str]) -> Result<(), Stop> {
    let mut validate = Tools::none().command("cargo");
    validate.args(["run", "--quiet", "--release", "--locked", "--package", "validation", "--"]).args(words);
    shell::run(&mut validate)
}

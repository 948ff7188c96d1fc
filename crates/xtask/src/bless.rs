//! `cargo xtask bless`: the golden files say what the tests compute today.

use crate::shell;
use crate::stop::Stop;
use crate::tools::Tools;
use crate::workspace;

/// Only on the host: a browser cannot write files, and the digests must be the same in both anyway.
pub(crate) fn run() -> Result<(), Stop> {
    let mut tests = Tools::none().command("cargo");
    tests.current_dir(workspace::root());
    tests.env("BLESS", "1").args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    shell::run(&mut tests)?;
    println!("\nRead the difference (`git diff tests/golden`) and commit it alone, with the reason in the message.");
    Ok(())
}

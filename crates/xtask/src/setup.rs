//! `cargo xtask setup`: every tool, and the line after which `trunk serve` works by itself.

use crate::stop::Stop;
use crate::tools::{self, Tools};

pub(crate) fn run() -> Result<(), Stop> {
    let tools = Tools::ready(tools::EVERYTHING)?;
    println!("\nEverything is installed.");
    if let Some(line) = tools.export_line() {
        println!("With this line in the shell, plain `trunk serve` works too:\n\n   {line}");
    } else {
        println!("The tools are on the PATH: plain `trunk serve` works too.");
    }
    Ok(())
}

//! `lambda-sim check`: every problem of a file at once.

use std::path::Path;

use crate::file::counted;
use crate::{file, output};

/// Says that the file is fine, or gives all its problems.
pub(crate) fn check(path: &Path) -> Result<(), String> {
    let (scenario, _) = file::read(path)?;
    let functions = counted(scenario.functions.len(), "function");
    let callers = counted(scenario.callers.len(), "caller");
    let length = scenario.length;
    output::print(&format!("{}: no problems ({functions}, {callers}, {length})\n", path.display()))
}

//! `lambda-sim check`: every problem of a file at once.

use std::path::Path;

use crate::file;

/// Says that the file is fine, or gives all its problems.
pub(crate) fn check(path: &Path) -> Result<(), String> {
    let (scenario, _) = file::read(path)?;
    let (functions, callers) = (scenario.functions.len(), scenario.callers.len());
    println!("{}: no problems ({functions} functions, {callers} callers, {})", path.display(), scenario.length);
    Ok(())
}

//! Where the project is, and which versions it has locked.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::stop::Stop;

/// The top level of the repository.
pub(crate) fn root() -> PathBuf {
    // Cargo says at run time where the package is; what was true when it was compiled may be another clone.
    let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package).join("../..")
}

/// Reads a file of the top level.
pub(crate) fn read(name: &str) -> Result<String, Stop> {
    let path = root().join(name);
    fs::read_to_string(&path).map_err(|error| Stop::new(format!("cannot read {}: {error}", path.display())))
}

/// The version of a package in `Cargo.lock`.
pub(crate) fn locked_version(package: &str) -> Result<String, Stop> {
    version_in_lock(&read("Cargo.lock")?, package)
        .ok_or_else(|| Stop::new(format!("Cargo.lock does not name the package {package}")))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::version_in_lock;

    const LOCK: &str =
        "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a-b\"\nversion = \"2.0.1\"\n";

    #[test]
    fn a_version_is_found_by_the_whole_name() {
        assert_eq!(version_in_lock(LOCK, "a-b").as_deref(), Some("2.0.1"));
    }

    #[test]
    fn a_package_that_is_not_locked_has_no_version() {
        assert_eq!(version_in_lock(LOCK, "b"), None);
    }
}

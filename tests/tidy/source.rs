//! The files of the project, as text.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// A file, by its path from the top level, with `/` between the names.
#[derive(Debug)]
pub(crate) struct SourceFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The top level of the repository.
pub(crate) fn root() -> PathBuf {
    // Cargo says at run time where the package is; what was true when it was compiled may be another clone.
    let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package).parent().map_or_else(|| PathBuf::from(".."), Path::to_path_buf)
}

/// A file that must exist.
pub(crate) fn read(path: &str) -> String {
    let full = root().join(path);
    fs::read_to_string(&full).unwrap_or_else(|error| panic!("{path} cannot be read: {error}"))
}

/// Every text file with one of the extensions, in the order of the paths.
pub(crate) fn files(extensions: &[&str]) -> Vec<SourceFile> {
    let mut files = Vec::new();
    collect(&root(), "", extensions, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!files.is_empty(), "no file ends in {extensions:?}: the walk itself is broken");
    files
}

/// The Rust files below a directory.
pub(crate) fn rust_files(below: &str) -> Vec<SourceFile> {
    let mut files = files(&["rs"]);
    files.retain(|file| file.path.starts_with(below));
    files
}

/// The manifests of the crates and of the suites.
pub(crate) fn manifests() -> Vec<SourceFile> {
    let mut files = files(&["toml"]);
    files.retain(|file| file.path.ends_with("/Cargo.toml"));
    files
}

fn collect(directory: &Path, path: &str, extensions: &[&str], files: &mut Vec<SourceFile>) {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{path}: {error}"));
    for entry in entries.map_while(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() && !is_foreign(&path, &name) {
            collect(&entry.path(), &path, extensions, files);
        } else if kind.is_file() && extensions.iter().any(|extension| has_extension(&name, extension)) {
            let text = fs::read_to_string(entry.path()).unwrap_or_else(|error| panic!("{path}: {error}"));
            files.push(SourceFile { path, text });
        }
    }
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && end == extension)
}

/// What is not written by us: built, downloaded, or another program's own.
fn is_foreign(path: &str, name: &str) -> bool {
    matches!(path, "target" | "dist") || name == "node_modules" || (name.starts_with('.') && name != ".github")
}

//! Just enough of TOML to read dependencies and paths out of manifests, and packages out of the lock.

/// What a dependency is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Run,
    Build,
    Test,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) purpose: Purpose,
    pub(crate) line: usize,
}

/// Every dependency that a manifest names, also those for one target only.
pub(crate) fn dependencies(manifest: &str) -> Vec<Dependency> {
    let mut purpose = None;
    let mut found = Vec::new();
    for (line, text) in (1..).zip(manifest.lines()) {
        if let Some(header) = header(text) {
            purpose = purpose_of(header);
            if let Some((table, name)) = header.rsplit_once('.')
                && let Some(purpose) = purpose_of(table)
            {
                found.push(Dependency { name: unquoted(name), purpose, line });
            }
        } else if let (Some(purpose), Some((key, value))) = (purpose, text.split_once('=')) {
            let key = key.split('.').next().unwrap_or_default();
            let renamed = string_after(value, "package");
            found.push(Dependency { name: renamed.unwrap_or_else(|| unquoted(key)), purpose, line });
        }
    }
    found.retain(|dependency| !dependency.name.is_empty() && dependency.name.bytes().all(is_package_name));
    found
}

/// Every `path = "…"` of a target such as `[lib]` or `[[test]]`, with the header it stands under.
pub(crate) fn target_paths(manifest: &str) -> Vec<(String, String)> {
    let mut current = "";
    let mut found = Vec::new();
    for text in manifest.lines() {
        if let Some(header) = header(text) {
            current = header;
        } else if purpose_of(current).is_none() && text.trim_start().starts_with("path") {
            found.extend(string_after(text, "path").map(|path| (current.to_owned(), path)));
        }
    }
    found
}

/// A package in `Cargo.lock`, and the names of the packages it needs.
#[derive(Debug)]
pub(crate) struct Locked {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) needs: Vec<String>,
}

pub(crate) fn locked(lock: &str) -> Vec<Locked> {
    let packages = lock.split("[[package]]").skip(1);
    let read = packages.map(|text| Locked {
        name: string_after(text, "name").unwrap_or_default(),
        version: string_after(text, "version").unwrap_or_default(),
        needs: text.lines().filter_map(needed).collect(),
    });
    read.collect()
}

/// ` "serde",` or, where there are two versions, ` "serde 1.0.0",`
fn needed(line: &str) -> Option<String> {
    let entry = line.strip_prefix(" \"")?.strip_suffix("\",")?;
    entry.split(' ').next().map(str::to_owned)
}

/// The string in `key = "string"`, the key being a whole word.
pub(crate) fn string_after(text: &str, key: &str) -> Option<String> {
    let mut rest = text;
    while let Some(at) = rest.find(key) {
        let starts_word = rest[..at].bytes().next_back().is_none_or(|byte| !is_package_name(byte));
        rest = &rest[at + key.len()..];
        let value = rest.trim_start().strip_prefix('=').map(str::trim_start);
        if let Some((value, _)) = value.and_then(|value| value.strip_prefix('"')?.split_once('"'))
            && starts_word
        {
            return Some(value.to_owned());
        }
    }
    None
}

fn header(line: &str) -> Option<&str> {
    let inner = line.trim().strip_prefix('[')?.strip_suffix(']')?;
    Some(inner.trim_start_matches('[').trim_end_matches(']').trim())
}

fn purpose_of(table: &str) -> Option<Purpose> {
    let last = table.rsplit('.').next()?;
    match last {
        "dependencies" => Some(Purpose::Run),
        "build-dependencies" => Some(Purpose::Build),
        "dev-dependencies" => Some(Purpose::Test),
        _ => None,
    }
}

fn unquoted(key: &str) -> String {
    key.trim().trim_matches(['"', '\'']).to_owned()
}

fn is_package_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

#[test]
fn dependencies_are_read_in_every_spelling() {
    let manifest = r#"
[package]
name = "x"

[dependencies]
a.workspace = true
b = { package = "real-b", version = "1", features = [
    "std",
] }

[target.'cfg(target_arch = "wasm32")'.dev-dependencies]
c = "1"

[build-dependencies.d]
version = "1"
"#;
    let found = dependencies(manifest);
    let read: Vec<_> = found.iter().map(|found| (found.name.as_str(), found.purpose, found.line)).collect();
    let expected =
        [("a", Purpose::Run, 6), ("real-b", Purpose::Run, 7), ("c", Purpose::Test, 12), ("d", Purpose::Build, 14)];
    assert_eq!(read, expected);
}

#[test]
fn paths_of_targets_are_read_and_those_of_dependencies_are_not() {
    let manifest = "[[test]]\nname = \"a\"\npath = \"a/main.rs\"\n[dependencies]\nb = { path = \"../b\" }\n";
    assert_eq!(target_paths(manifest), [("test".to_owned(), "a/main.rs".to_owned())]);
}

#[test]
fn the_lock_names_packages_and_what_they_need() {
    let lock =
        "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.2.3\"\ndependencies = [\n \"b 2.0.0\",\n \"c\",\n]\n";
    let packages = locked(lock);
    assert_eq!((packages[0].name.as_str(), packages[0].version.as_str()), ("a", "1.2.3"));
    assert_eq!(packages[0].needs, ["b", "c"]);
}

//! Tools that cargo builds, each in a directory of the user's cache that is named after the tool and its version: a
//! clean clone finds them again, and two clones with different versions do not get in each other's way.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::announced;
use crate::shell;
use crate::stop::Stop;
use crate::workspace;

/// 0.22 needs a newer Rust than this workspace.
const TRUNK_VERSION: &str = "0.21.14";

pub(super) struct CargoTool {
    package: &'static str,
    version: String,
    programs: &'static [&'static str],
    why: &'static str,
    about: &'static str,
}

impl CargoTool {
    pub(super) fn trunk() -> Self {
        Self {
            package: "trunk",
            version: TRUNK_VERSION.to_owned(),
            programs: &["trunk"],
            why: "it builds the site and serves it",
            about: "about 6 min on two cores",
        }
    }

    /// Its output and the library in the page speak a private protocol, so the versions must be equal.
    pub(super) fn wasm_bindgen() -> Result<Self, Stop> {
        Ok(Self {
            package: "wasm-bindgen-cli",
            version: workspace::locked_version("wasm-bindgen")?,
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            why: "it joins WebAssembly to the page, and runs tests in the browser",
            about: "about 1.5 min on two cores",
        })
    }

    /// The directory to search, or none if the search path has the exact version already.
    pub(super) fn ready(&self) -> Result<Option<PathBuf>, Stop> {
        if self.programs.iter().all(|program| self.is_version_of(Path::new(program))) {
            return Ok(None);
        }
        let root = cache()?.join(format!("{}-{}", self.package, self.version));
        let bin = root.join("bin");
        let is_there = || self.programs.iter().all(|program| self.is_version_of(&bin.join(program)));
        if !is_there() {
            let what = format!("{} {}", self.package, self.version);
            announced(&what, self.why, self.about, || self.install(&root))?;
        }
        if is_there() {
            Ok(Some(bin))
        } else {
            Err(Stop::new(format!("{} {} does not run from {}", self.package, self.version, bin.display())))
        }
    }

    fn is_version_of(&self, program: &Path) -> bool {
        let answer = shell::answer(Command::new(program).arg("--version").env_remove("NO_COLOR"));
        answer.is_some_and(|answer| answer.split_whitespace().any(|word| word == self.version))
    }

    fn install(&self, root: &Path) -> Result<(), Stop> {
        // Built beside the result and not in a temporary directory, so that an interrupted build goes on where it was.
        let build = root.join("build");
        let cannot = |error| Stop::new(format!("cannot write to {}: {error}", root.display()));
        fs::create_dir_all(&build).map_err(cannot)?;
        let mut cargo = Command::new("cargo");
        cargo.args(["install", self.package, "--version", &self.version, "--locked", "--root"]).arg(root);
        // What the project or this shell says about builds is not meant for this one.
        cargo.current_dir(root).env("CARGO_TARGET_DIR", &build);
        cargo.env_remove("CARGO_BUILD_TARGET").env_remove("RUSTFLAGS");
        // Or cargo ends with the advice to change the path, which is not needed.
        shell::search_first(&mut cargo, &[root.join("bin")]);
        shell::run(&mut cargo)?;
        fs::remove_dir_all(&build).map_err(cannot)
    }
}

fn cache() -> Result<PathBuf, Stop> {
    let named = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|directory| directory.is_absolute());
    let caches = named.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    let caches = caches.ok_or_else(|| Stop::new("neither XDG_CACHE_HOME nor HOME is set: where may tools be kept?"))?;
    Ok(caches.join("lambda-concurrency-playground"))
}

//! `cargo xtask seal`: writes the page's policy into a built page. Trunk calls it after each build.
//!
//! A policy that allows no script inside the page would stop the one with which `trunk serve` reloads it, so a page that
//! contains one is left as it is.

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::stop::Stop;

/// Code, styles and pictures from the page's own folder, WebAssembly, and nothing else from anywhere. Styles in attributes
/// place what is drawn.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      style-src-attr 'unsafe-inline'; img-src 'self'; connect-src 'self'; base-uri 'none'; \
                      form-action 'none'";

/// Behind this line of the page, before anything is loaded.
const ENCODING: &str = r#"<meta charset="utf-8" />"#;

pub(crate) fn run() -> Result<(), Stop> {
    let Some(staging) = env::var_os("TRUNK_STAGING_DIR") else {
        return Err(Stop::new("trunk calls this after a build: type `trunk build --release`"));
    };
    let path = PathBuf::from(staging).join("index.html");
    let page = fs::read_to_string(&path).map_err(|error| Stop::new(format!("cannot read the built page: {error}")))?;
    let Some(sealed) = sealed(&page) else {
        return Err(Stop::new(format!("index.html has no line {ENCODING} for the policy to follow")));
    };
    fs::write(&path, sealed).map_err(|error| Stop::new(format!("cannot write the built page: {error}")))
}

/// The page with its policy, or as it is where a script stands inside it; `None` where there is no place for the policy.
fn sealed(page: &str) -> Option<String> {
    if has_script_inside(page) {
        return Some(page.to_owned());
    }
    let (before, after) = page.split_once(ENCODING)?;
    let policy = format!(r#"<meta http-equiv="Content-Security-Policy" content="{POLICY}" />"#);
    Some(format!("{before}{ENCODING}\n    {policy}{after}"))
}

fn has_script_inside(page: &str) -> bool {
    page.split("<script").skip(1).any(|tag| !tag.split('>').next().unwrap_or_default().contains("src="))
}

#[cfg(test)]
mod tests {
    use super::{POLICY, sealed};

    #[test]
    fn the_policy_stands_before_anything_is_loaded() {
        let page = r#"<head><meta charset="utf-8" /><script defer src="./boot.js"></script></head>"#;
        let sealed = sealed(page).expect("a place");
        let policy = sealed.find(POLICY).expect("a policy");
        assert!(policy < sealed.find("<script").expect("a script"));
    }

    #[test]
    fn a_page_with_a_script_inside_is_left_as_it_is() {
        let page = r#"<meta charset="utf-8" /><script src="a.js"></script><script>reload()</script>"#;
        assert_eq!(sealed(page).as_deref(), Some(page));
    }

    #[test]
    fn a_page_without_a_place_for_the_policy_is_refused() {
        assert_eq!(sealed("<script src=\"a.js\"></script>"), None);
    }
}

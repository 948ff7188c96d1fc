//! Running other programs, and showing each as the line a person would type.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::stop::Stop;

/// The line a person would type for `command`. The search path is left out: it is printed once, by `setup`.
pub(crate) fn typed(command: &Command) -> String {
    let variables = command
        .get_envs()
        .filter(|(name, _)| *name != "PATH")
        .filter_map(|(name, value)| Some(format!("{}={}", name.to_str()?, quoted(value?.to_str()?))));
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words = words.map(|word| quoted(&word.to_string_lossy()));
    variables.chain(words).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// Shows the line, runs it with this terminal, and stops unless it succeeds.
pub(crate) fn run(command: &mut Command) -> Result<(), Stop> {
    println!("   $ {}", typed(command));
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(Stop::new(format!("`{}` {}", typed(command), ending(status)))) }
}

/// Shows the line, runs it, and stops unless it succeeds. What it prints is for us; what it complains about for the person.
pub(crate) fn printed(command: &mut Command) -> Result<String, Stop> {
    println!("   $ {}", typed(command));
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| cannot_start(command, &error))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        Ok(text)
    } else {
        Err(Stop::new(format!("{text}`{}` {}", typed(command), ending(output.status))))
    }
}

/// Whether a command that only asks something succeeds. Its output is not shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// What a command that only asks something answers, or nothing if it fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

pub(crate) fn cannot_start(command: &Command, error: &std::io::Error) -> Stop {
    Stop::new(format!("cannot start `{}`: {error}", typed(command)))
}

pub(crate) fn ending(status: ExitStatus) -> String {
    status.code().map_or_else(|| "was ended by a signal".to_owned(), |code| format!("ended with status {code}"))
}

/// Where a program is on the search path of this process.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|directory| directory.join(&file)).find(|candidate| is_executable(candidate))
}

/// Lets a command find programs in these directories before those on the search path of this process.
pub(crate) fn search_first(command: &mut Command, directories: &[PathBuf]) {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = directories.iter().cloned().chain(env::split_paths(&path));
    if let Ok(path) = env::join_paths(all) {
        command.env("PATH", path);
    }
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;

    path.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

/// A duration as a person says it: `0.4 s`, `12 s`, `6 min 5 s`.
pub(crate) fn spoken(duration: Duration) -> String {
    match duration.as_secs() {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::{spoken, typed};

    #[test]
    fn a_command_is_shown_as_it_is_typed() {
        let mut command = Command::new("cargo");
        command.args(["doc", "--open"]).env("RUSTDOCFLAGS", "-D warnings").env("PATH", "elsewhere");
        assert_eq!(typed(&command), "RUSTDOCFLAGS='-D warnings' cargo doc --open");
    }

    #[test]
    fn durations_are_spoken() {
        assert_eq!(spoken(Duration::from_millis(420)), "0.4 s");
        assert_eq!(spoken(Duration::from_secs(59)), "59 s");
        assert_eq!(spoken(Duration::from_secs(365)), "6 min 5 s");
    }
}

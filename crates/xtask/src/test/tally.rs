//! Counting tests in what `cargo test` prints, while it prints it.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, ExitStatus, Stdio};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: u32,
    pub(super) failed: u32,
    /// Suites in which at least one test ran.
    pub(super) suites: u32,
}

impl Tally {
    pub(super) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.suites += other.suites;
    }

    /// The line that ends each suite, on the host and in the browser alike:
    /// `test result: ok. 3 passed; 0 failed; 0 ignored; …`
    fn of_line(line: &str) -> Option<Self> {
        let (_verdict, counts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
        let count = |what: &str| {
            let number = counts.split("; ").find_map(|count| count.strip_suffix(what));
            number.and_then(|number| number.trim().parse().ok())
        };
        let (passed, failed) = (count(" passed")?, count(" failed")?);
        Some(Self { passed, failed, suites: u32::from(passed + failed > 0) })
    }
}

/// Runs the command; its standard output goes on to ours line by line and is counted on the way.
pub(super) fn run_counted(command: &mut Command) -> io::Result<(ExitStatus, Tally)> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut line = Vec::new();
        while output.read_until(b'\n', &mut line)? > 0 {
            io::stdout().write_all(&line)?;
            tally.add(Tally::of_line(&String::from_utf8_lossy(&line)).unwrap_or_default());
            line.clear();
        }
    }
    Ok((child.wait()?, tally))
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn the_summary_of_a_suite_is_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(Tally::of_line(line), Some(Tally { passed: 12, failed: 3, suites: 1 }));
    }

    #[test]
    fn a_suite_without_tests_does_not_count_as_a_suite() {
        let line = "test result: ok. 0 passed; 0 failed; 0 ignored; 0 filtered out\n";
        assert_eq!(Tally::of_line(line), Some(Tally::default()));
    }

    #[test]
    fn other_lines_are_not_counted() {
        assert_eq!(Tally::of_line("test result_is_printed ... ok"), None);
        assert_eq!(Tally::of_line("the test result: ok. 1 passed; 0 failed"), None);
    }
}

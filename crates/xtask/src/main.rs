//! The developer's commands: `cargo xtask setup`, `serve`, `test`, `validate`, `bench`, `bless`; and `seal`, which trunk calls.
//!
//! Standard library only, so that on a fresh machine the first command compiles in a second or two and can then say
//! what it is about to install.
#![expect(clippy::print_stdout, reason = "a command talks to the person who typed it")]

mod bench;
mod bless;
mod seal;
mod serve;
mod setup;
mod shell;
mod stop;
mod test;
mod tools;
mod validate;
mod workspace;

use std::env;
use std::process::ExitCode;

use stop::Stop;

const HELP: &str = "\
cargo xtask <command>

  serve [-- ARGS]   build the site and serve it on this machine; ARGS go to `trunk serve`
  test [--host]     everything that CI runs; with --host only what needs Rust alone
  validate [--short] [--json FILE]
                    what is known from elsewhere, beside what the engine gives: expected, obtained, error, pass
  bench [--native] [--rounds N] [--json FILE]
                    how fast the engine is beside a bare event loop, here and in the browser; with --native only here
  setup             install the tools, and print the line after which plain `trunk serve` works
  bless             rewrite the golden files from today's results (then read the difference)

Each command installs what it misses, and says what that is, why, and how long it takes.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["setup"] => setup::run(),
        ["serve", "--", trunk @ ..] | ["serve", trunk @ ..] => serve::run(trunk),
        ["test"] => test::run(test::Extent::Everything),
        ["test", "--host"] => test::run(test::Extent::Host),
        ["bless"] => bless::run(),
        ["bench", "--native", words @ ..] => bench::run(bench::Extent::Native, words),
        ["bench", words @ ..] => bench::run(bench::Extent::Both, words),
        ["validate", words @ ..] => validate::run(words),
        ["seal"] => seal::run(),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop(why)) => {
            if !why.is_empty() {
                eprintln!("\nxtask: {why}");
            }
            ExitCode::FAILURE
        }
    }
}

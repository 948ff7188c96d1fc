//! Standard output, which whoever reads it may close.

use std::io::{ErrorKind, Write as _};

/// Prints a text. A reader who has seen enough, as `head` has, is no failure.
pub(crate) fn print(text: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
        _ => Ok(()),
    }
}

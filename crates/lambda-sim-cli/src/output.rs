//! Standard output, which whoever reads it may close.

use std::io::{self, BufWriter, ErrorKind, Write};

/// Prints a text.
pub(crate) fn print(text: &str) -> Result<(), String> {
    print_with(|out| out.write_all(text.as_bytes()))
}

/// Prints what is too long to be held as one text. A reader who has seen enough, as `head` has, is no failure.
pub(crate) fn print_with(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), String> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
        _ => Ok(()),
    }
}

//! Line numbers, which the syntax tree of `fluent-syntax` does not keep.

use super::super::source::Source;

/// The line of a part of the source's text, found by where the part lies in memory: the tree borrows from the text.
pub(super) fn line_of(source: &Source, part: &str) -> usize {
    line_at(source, part.as_ptr().addr() - source.text.as_ptr().addr())
}

/// The line of a byte of the source's text, from 1.
pub(super) fn line_at(source: &Source, offset: usize) -> usize {
    source.text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
}

//! The name of a function as the value of a setting.

use core::fmt;

use crate::quotas::FUNCTION_NAME_MAX;

/// A function's name, kept in place: values are copied, and go out with every change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Name {
    bytes: [u8; FUNCTION_NAME_MAX],
    length: usize,
}

impl Name {
    /// This name; `None` where it is longer than any function's.
    pub fn new(name: &str) -> Option<Self> {
        let (mut bytes, length) = ([0; FUNCTION_NAME_MAX], name.len());
        bytes.get_mut(..length)?.copy_from_slice(name.as_bytes());
        Some(Self { bytes, length })
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.bytes[..self.length]).expect("made of a text")
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

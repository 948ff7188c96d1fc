//! Why a command ends early, in words for the person who typed it.

/// The whole message, with the command to type where there is one. Empty when everything has been said already.
#[derive(Debug)]
pub(crate) struct Stop(pub(crate) String);

impl Stop {
    pub(crate) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }

    /// The reasons are on the screen already.
    pub(crate) fn silent() -> Self {
        Self(String::new())
    }
}

//! Whose a setting is.

use alloc::string::String;

/// Whose a setting is in a scenario, with its name as `String` or `&str`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner<N = String> {
    /// The run's or the account's.
    #[default]
    Account,
    /// A function's, by its name.
    Function(N),
    /// A caller's, by its place in the file.
    Caller(usize),
}

impl<N: AsRef<str>> Owner<N> {
    /// The name of the function, for a setting of one.
    pub fn function(&self) -> Option<&str> {
        if let Self::Function(name) = self { Some(name.as_ref()) } else { None }
    }

    /// The place of the caller, for a setting of one.
    pub fn caller(&self) -> Option<usize> {
        if let Self::Caller(place) = self { Some(*place) } else { None }
    }
}

impl<'a> From<&'a Owner> for Owner<&'a str> {
    fn from(owner: &'a Owner) -> Self {
        match owner {
            Owner::Account => Self::Account,
            Owner::Function(name) => Self::Function(name),
            Owner::Caller(place) => Self::Caller(*place),
        }
    }
}

impl<'a> From<Option<&'a str>> for Owner<&'a str> {
    /// A function's, or the account's.
    fn from(function: Option<&'a str>) -> Self {
        function.map_or(Self::Account, Self::Function)
    }
}

impl From<Option<String>> for Owner {
    /// A function's, or the account's.
    fn from(function: Option<String>) -> Self {
        function.map_or(Self::Account, Self::Function)
    }
}

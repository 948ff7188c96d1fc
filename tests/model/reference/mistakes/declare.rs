//! How mistakes are declared.

/// Declares [`Mistake`] with the list of all of them, so that none can be forgotten there.
macro_rules! mistakes {
    ($($(#[$doc:meta])* $mistake:ident,)*) => {
        /// A rule got wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Mistake {
            $($(#[$doc])* $mistake,)*
        }

        impl Mistake {
            pub(super) const ALL: &'static [Self] = &[$(Self::$mistake,)*];
        }
    };
}

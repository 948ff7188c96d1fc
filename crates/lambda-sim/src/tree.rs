//! A file or a link before anything is known about it: names, numbers and texts in a tree.
//!
//! Reading into a tree first is what lets the reader report *every* mistake at once; serde alone stops at the first.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

/// One value of a file, of any type.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// Nothing: `null`, or a key without a value.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i128),
    /// Any other number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// Names with values, in the order of the file. A name may stand twice; the reader reports it.
    Map(Vec<(String, Self)>),
}

impl Tree {
    /// A text that may be a number: how a link writes a value.
    pub fn from_text(text: &str) -> Self {
        match text.parse::<i128>() {
            Ok(number) => Self::Integer(number),
            Err(_) => Self::Text(text.to_string()),
        }
    }
}

impl fmt::Display for Tree {
    /// The value as a person would have typed it, cut where it becomes long.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("nothing"),
            Self::Bool(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            // With its point, so that 1.0 does not look like the whole number that is asked for.
            Self::Number(value) => write!(f, "{value:?}"),
            Self::Text(text) if text.chars().count() <= 60 => write!(f, "\"{text}\""),
            Self::Text(text) => {
                f.write_str("\"")?;
                text.chars().take(57).try_for_each(|c| fmt::Write::write_char(f, c))?;
                f.write_str("...\"")
            }
            Self::List(items) => write!(f, "a list of {}", items.len()),
            Self::Map(entries) => write!(f, "a map of {}", entries.len()),
        }
    }
}

#[cfg(feature = "serde")]
mod from_serde {
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;
    use core::fmt;

    use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

    use super::Tree;

    impl<'de> Deserialize<'de> for Tree {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(AnyValue)
        }
    }

    struct AnyValue;

    impl<'de> Visitor<'de> for AnyValue {
        type Value = Tree;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("any value")
        }

        fn visit_unit<E>(self) -> Result<Tree, E> {
            Ok(Tree::Null)
        }

        fn visit_none<E>(self) -> Result<Tree, E> {
            Ok(Tree::Null)
        }

        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
            deserializer.deserialize_any(self)
        }

        fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
            Ok(Tree::Bool(value))
        }

        fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
            Ok(Tree::Integer(value.into()))
        }

        fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
            Ok(Tree::Integer(value.into()))
        }

        fn visit_i128<E>(self, value: i128) -> Result<Tree, E> {
            Ok(Tree::Integer(value))
        }

        fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
            Ok(Tree::Number(value))
        }

        fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
            Ok(Tree::Text(value.to_string()))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
            let mut list = Vec::new();
            while let Some(item) = items.next_element()? {
                list.push(item);
            }
            Ok(Tree::List(list))
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
            let mut map = Vec::new();
            while let Some(entry) = entries.next_entry::<String, Tree>()? {
                map.push(entry);
            }
            Ok(Tree::Map(map))
        }
    }
}

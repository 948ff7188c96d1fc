//! A text with values in it that a view can tell from the words around them.

use core::fmt;

use crate::spot::Spot;

/// A message of the locales with its values filled in, ready to be shown.
///
/// It stays in pieces so that a view can emphasise the values, or put a control where a value stands. Its `Display`
/// is the plain sentence, for titles, labels and the status that a screen reader speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    pieces: Vec<Piece>,
}

/// A part of a [`Phrase`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words of the message.
    Text(&'static str),
    /// What stands for a variable of the message.
    Value {
        /// The variable, as the locales spell it: `count` for `{ $count }`.
        name: &'static str,
        /// The value as a person reads it.
        text: String,
    },
    /// A number that may be changed where it stands.
    Spot(Spot),
}

impl Phrase {
    /// The parts, in reading order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The phrase with the value of the variable `name` to be changed where it stands, if there is a way to.
    #[must_use]
    pub fn with_spot(mut self, name: &str, spot: Option<Spot>) -> Self {
        let is_its_value = |piece: &&mut Piece| matches!(piece, Piece::Value { name: other, .. } if *other == name);
        if let (Some(spot), Some(piece)) = (spot, self.pieces.iter_mut().find(is_its_value)) {
            *piece = Piece::Spot(spot);
        }
        self
    }

    /// This sentence, and another one behind it.
    #[must_use]
    pub fn then(mut self, next: impl Into<Self>) -> Self {
        let next = next.into();
        if !self.pieces.is_empty() && !next.pieces.is_empty() {
            self.pieces.push(Piece::Text(" "));
        }
        self.pieces.extend(next.pieces);
        self
    }
}

impl From<Vec<Piece>> for Phrase {
    fn from(pieces: Vec<Piece>) -> Self {
        Self { pieces }
    }
}

impl From<&'static str> for Phrase {
    fn from(text: &'static str) -> Self {
        Self { pieces: vec![Piece::Text(text)] }
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            Piece::Text(text) => formatter.write_str(text),
            Piece::Value { text, .. } => formatter.write_str(text),
            Piece::Spot(spot) => write!(formatter, "{}{}", spot.number, spot.unit),
        })
    }
}

impl Piece {
    /// The value of the variable `name`, shown as it displays itself.
    pub fn value(name: &'static str, shown: &impl fmt::Display) -> Self {
        Self::Value { name, text: shown.to_string() }
    }
}

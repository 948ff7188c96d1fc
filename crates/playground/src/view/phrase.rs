//! A phrase with its values emphasised.

use explorer::phrase::{Phrase, Piece};
use yew::{Html, html};

/// The words of a phrase, its values in bold.
pub(super) fn bold(phrase: &Phrase) -> Html {
    phrase.pieces().iter().map(piece).collect()
}

/// A part of a phrase: words as they are, a value in bold.
pub(super) fn piece(piece: &Piece) -> Html {
    match piece {
        Piece::Text(text) => html! { {*text} },
        Piece::Value { text, .. } => html! { <b>{ text }</b> },
        Piece::Spot(spot) => html! { <b>{ &spot.number }{ spot.unit }</b> },
    }
}

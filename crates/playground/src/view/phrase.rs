//! A phrase with its values emphasised.

use explorer::phrase::{Phrase, Piece};
use yew::{Html, html};

/// The words of a phrase, its values in bold.
pub(super) fn bold(phrase: &Phrase) -> Html {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => html! { {*text} },
        Piece::Value { text, .. } => html! { <b>{ text }</b> },
    };
    phrase.pieces().iter().map(piece).collect()
}

//! The way back and forth: undo, redo, and back to the shipped scenario.

use explorer::history::Change;
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::words;
use yew::{Callback, Html, html};

/// The buttons. Where there is nothing to do they stay in the tab order, so that the focus does not get lost.
pub(super) fn steps(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let named = |change: Option<&Change>, name: fn(Language, String) -> String| {
        change.map(|change| name(language, change.text(language)))
    };
    let undo = named(page.can_undo(), |language, change| words::undo_of(language, change).to_string());
    let redo = named(page.can_redo(), |language, change| words::redo_of(language, change).to_string());
    html! {
        <span class="steps">
            { button(words::undo(language), undo, on.reform(|_| Message::Undo)) }
            { button(words::redo(language), redo, on.reform(|_| Message::Redo)) }
        </span>
    }
}

/// A button, with what it would do as its name.
fn button(word: &'static str, name: Option<String>, onclick: Callback<yew::MouseEvent>) -> Html {
    let is_off = name.is_none();
    html! {
        <button
            type="button"
            class="button"
            aria-disabled={is_off.to_string()}
            aria-label={name.clone().unwrap_or_else(|| word.to_owned())}
            title={name}
            {onclick}
        >
            { word }
        </button>
    }
}

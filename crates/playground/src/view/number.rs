//! A number that may be changed: typed and taken with Enter or by leaving it, given back with Escape, stepped with arrows.

use explorer::field::Field;
use explorer::message::Message;
use explorer::page::Page;
use explorer::phrase::{Phrase, Piece};
use explorer::spot::Spot;
use explorer::words;
use yew::{Callback, Html, html};

use super::listen::sometimes;
use super::phrase::piece;
use super::typed::Typed;

/// How a number field looks, and how what is typed into it is meant.
pub(super) struct Look {
    /// Its id, where the focus is sent to it.
    pub(super) id: Option<String>,
    /// What it is called.
    pub(super) name: String,
    /// The text in it.
    pub(super) text: String,
    /// What stands there while there is none.
    pub(super) placeholder: &'static str,
    /// The element that says what is wrong.
    pub(super) error_id: String,
    /// The class and the style.
    pub(super) class: &'static str,
    pub(super) style: Option<String>,
}

/// A field as a number; `typed` makes what is typed what the field reads.
pub(super) fn number(
    page: &Page,
    field: &Field,
    look: Look,
    typed: impl Fn(&str) -> String + 'static,
    on: &Callback<Message>,
) -> Html {
    let take = {
        let field = field.clone();
        on.reform(move |text: String| Message::Type(field.clone(), typed(&text)))
    };
    let step = {
        let field = field.clone();
        let [up, down] = [true, false].map(|is_up| page.arrow_step(&field, is_up));
        sometimes(on, move |is_up| Some(Message::Slide(field.clone(), if is_up { up } else { down }?)))
    };
    html! {
        <Typed
            key={field.key()}
            id={look.id}
            name={look.name}
            text={look.text}
            placeholder={look.placeholder}
            keyboard="decimal"
            class={look.class}
            style={look.style}
            is_wrong={page.draft(field).is_some()}
            error_id={look.error_id}
            on_taken={take}
            on_step={step}
        />
    }
}

/// A phrase with its values emphasised, and the numbers in it that may be changed as fields.
pub(super) fn with_fields(page: &Page, phrase: &Phrase, on: &Callback<Message>) -> Html {
    let part = |part: &Piece| match part {
        Piece::Spot(spot) => inline(page, spot, on),
        _ => piece(part),
    };
    phrase.pieces().iter().map(part).collect()
}

/// What is wrong with the numbers of a phrase, if anything is: over what stands below, which does not move.
pub(super) fn faults(page: &Page, phrase: &Phrase) -> Html {
    let fault = |piece: &Piece| {
        let Piece::Spot(spot) = piece else { return None };
        let problem = page.problem(&spot.field)?.to_string();
        Some(html! { <p class="fault" id={error_id(&spot.field)}>{ problem }</p> })
    };
    phrase.pieces().iter().filter_map(fault).collect()
}

fn inline(page: &Page, spot: &Spot, on: &Callback<Message>) -> Html {
    let language = page.language();
    let look = Look {
        id: None,
        name: words::field_in_arithmetic(language, spot.field.title(language)).to_string(),
        text: spot.number.clone(),
        placeholder: "",
        error_id: error_id(&spot.field),
        class: "number inline",
        style: Some(format!("width:{}ch", width(&spot.number))),
    };
    let meant = spot.clone();
    html! {
        <>
            { number(page, &spot.field, look, move |text| meant.typed(text), on) }
            if !spot.unit.is_empty() { <b>{ spot.unit }</b> }
        </>
    }
}

fn error_id(field: &Field) -> String {
    format!("{}-fault", identifier(field))
}

/// The key of a field, with only letters, digits and hyphens.
pub(super) fn identifier(field: &Field) -> String {
    field.key().replace(|c: char| !c.is_ascii_alphanumeric(), "-")
}

/// About the width of a number in digits: what separates them is narrower.
fn width(number: &str) -> f64 {
    let each = number.chars().map(|c| if c == ',' || c == '.' { 0.5 } else { 1.0 });
    each.sum::<f64>().max(1.0) + 0.2
}

//! A number in the picture that a person may change: where it stands, not in a form.

use explorer::field::Field;
use explorer::message::Message;
use explorer::page::Page;
use yew::{Callback, Html, html};

use super::super::listen::sometimes;
use crate::browser;

/// The number of a function's setting. With the focus comes the selection of its function, whose controls say what is wrong
/// with a value that cannot be taken.
pub(super) fn number(
    page: &Page,
    place: usize,
    field: &Field,
    id: String,
    label: String,
    on: &Callback<Message>,
) -> Html {
    let draft = page.draft(field);
    let value = field.get(page.scenario()).map(Field::text).unwrap_or_default();
    let value = draft.map_or(value, |draft| draft.text.clone());
    let field = field.clone();
    let onchange = sometimes(on, move |event| Some(Message::Type(field.clone(), browser::typed_value(&event)?)));
    let select = on.reform(move |()| Message::SelectFunction(place));
    html! {
        <input
            {id}
            class="number"
            type="text"
            inputmode="numeric"
            autocomplete="off"
            aria-label={label}
            aria-invalid={draft.is_some().to_string()}
            {value}
            {onchange}
            onfocus={move |event| {
                select.emit(());
                browser::select_all(&event);
            }}
        />
    }
}

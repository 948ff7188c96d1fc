//! A number in the picture that a person may change: where it stands, not in a form.

use explorer::field::Field;
use explorer::message::Message;
use explorer::page::Page;
use yew::{Callback, Html, InputEvent, html};

use super::super::number::{Look, identifier, number};

/// The number of a function's setting. With the focus comes the selection of its function, whose controls say what is wrong
/// with a value that cannot be taken.
pub(super) fn number_of(
    page: &Page,
    place: usize,
    field: &Field,
    id: String,
    name: String,
    on: &Callback<Message>,
) -> Html {
    let draft = page.draft(field);
    let value = page.value(field).map(Field::text).unwrap_or_default();
    let look = Look {
        id: Some(id),
        name,
        text: draft.map_or(value, |draft| draft.text.clone()),
        placeholder: "",
        error_id: format!("{}-error", identifier(field)),
        class: "number",
        style: None,
    };
    // When it is typed into, not when Tab passes: whoever is on the way to a control would lose the function it is of.
    let oninput = on.reform(move |_: InputEvent| Message::SelectFunction(place));
    html! { <span class="where" {oninput}>{ number(page, field, look, str::to_owned, on) }</span> }
}

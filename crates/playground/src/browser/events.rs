//! What an event says.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, window};
use yew::{Event, FocusEvent, InputEvent, KeyboardEvent, TargetCast};

/// The position of a slider that was moved.
pub fn slid_value(event: &InputEvent) -> Option<f64> {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value_as_number()).filter(|value| value.is_finite())
}

/// What stands in a field that is being typed into.
pub fn text_in(event: &InputEvent) -> Option<String> {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value())
}

/// What was typed into a field.
pub fn typed_value(event: &Event) -> Option<String> {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value())
}

/// What was picked from a list.
pub fn selected_value(event: &Event) -> Option<String> {
    event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value())
}

/// Selects the whole text of a field that gets the focus, so that typing replaces it.
pub fn select_all(event: &FocusEvent) {
    if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
        input.select();
    }
}

/// The text in the text area of this id.
pub fn text_of(id: &str) -> Option<String> {
    let element = window()?.document()?.get_element_by_id(id)?;
    Some(element.dyn_into::<HtmlTextAreaElement>().ok()?.value())
}

/// Puts a text back into the field in which a key was pressed, all of it selected.
pub fn give_back(event: &KeyboardEvent, text: &str) {
    if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
        input.set_value(text);
        input.select();
    }
}

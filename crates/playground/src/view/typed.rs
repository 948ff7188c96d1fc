//! A text that is typed: the person's until it is taken. Whatever makes the page show itself anew in between, a run that goes on
//! or a function that is selected, does not take it out of the person's hands.

use yew::{AttrValue, Callback, Event, FocusEvent, Html, InputEvent, KeyboardEvent, Properties};
use yew::{function_component, html, use_state_eq};

use crate::browser;

#[derive(PartialEq, Properties)]
pub(super) struct TypedProps {
    /// Its id, where the focus is sent to it.
    #[prop_or_default]
    pub(super) id: Option<String>,
    /// What it is called.
    pub(super) name: String,
    /// The text in it while nobody types.
    pub(super) text: String,
    /// What stands there while there is none.
    #[prop_or_default]
    pub(super) placeholder: &'static str,
    /// The keyboard that a touch brings up.
    #[prop_or("text")]
    pub(super) keyboard: &'static str,
    /// The class and the style.
    pub(super) class: &'static str,
    #[prop_or_default]
    pub(super) style: Option<String>,
    /// Whether the text could not be taken, and the element that says why.
    pub(super) is_wrong: bool,
    pub(super) error_id: String,
    /// Takes what was typed, at Enter or when the field is left.
    pub(super) on_taken: Callback<String>,
    /// Goes a step up or down at an arrow key, where the text is a number.
    #[prop_or_default]
    pub(super) on_step: Option<Callback<bool>>,
}

/// The field. Its key says what it is a field of: of another thing, nothing has been typed yet.
#[function_component]
pub(super) fn Typed(props: &TypedProps) -> Html {
    let typed = use_state_eq(|| None::<String>);
    let oninput = {
        let typed = typed.clone();
        move |event: InputEvent| typed.set(browser::text_in(&event))
    };
    let onchange = {
        let (typed, taken) = (typed.clone(), props.on_taken.clone());
        move |event: Event| {
            typed.set(None);
            if let Some(text) = browser::typed_value(&event) {
                taken.emit(text);
            }
        }
    };
    let onblur = {
        let typed = typed.clone();
        move |_: FocusEvent| typed.set(None)
    };
    let value = (*typed).clone().unwrap_or_else(|| props.text.clone());
    let onkeydown = {
        let (text, step) = (props.text.clone(), props.on_step.clone());
        move |event: KeyboardEvent| {
            match (event.key().as_str(), &step) {
                ("ArrowUp", Some(step)) => step.emit(true),
                ("ArrowDown", Some(step)) => step.emit(false),
                ("Escape", _) => browser::give_back(&event, &text),
                _ => return,
            }
            typed.set(None);
            event.prevent_default();
        }
    };
    html! {
        <input
            id={props.id.clone()}
            class={props.class}
            style={props.style.clone().map(AttrValue::from)}
            type="text"
            inputmode={props.keyboard}
            autocomplete="off"
            aria-label={props.name.clone()}
            aria-invalid={props.is_wrong.to_string()}
            aria-describedby={props.is_wrong.then(|| props.error_id.clone())}
            {value}
            placeholder={props.placeholder}
            {oninput}
            {onchange}
            {onblur}
            {onkeydown}
            onfocus={|event| browser::select_all(&event)}
        />
    }
}

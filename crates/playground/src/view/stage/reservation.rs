//! Reserving where it happens: a button on the gate that is not set, and the number of the room that it builds.

use explorer::field::Field;
use explorer::message::Message;
use explorer::number::grouped;
use explorer::page::Page;
use explorer::stage::first_reservation;
use explorer::words;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::setting::{Setting, Value};
use yew::{Callback, Html, Properties, function_component, html, use_effect, use_mut_ref};

use super::number::number_of;
use crate::browser;

/// Where the number of a reservation stands: beside its room, or in the row of its gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    Room,
    Row,
}

impl Stand {
    fn id(self, place: usize) -> String {
        let name = match self {
            Self::Room => "room",
            Self::Row => "row",
        };
        format!("reserved-{name}-{place}")
    }
}

/// The button on the gate of a function without a reservation. The focus goes on to the number, where that stands.
pub(super) fn reserve(
    page: &Page,
    plan: &Plan,
    function: FunctionId,
    is_aside: bool,
    stand: Stand,
    on: &Callback<Message>,
) -> Html {
    let place = function.index();
    let first = first_reservation(plan, function);
    let function = plan.function(function);
    let language = page.language();
    html! {
        <Reserve
            {place}
            {first}
            name={function.name.clone()}
            is_set={function.reserved.is_some()}
            {is_aside}
            {stand}
            label={words::reserve_for(language, &function.name).to_string()}
            text={words::reserve(language)}
            hint={words::reserve_no_room(language)}
            on={on.clone()}
        />
    }
}

#[derive(PartialEq, Properties)]
struct ReserveProps {
    place: usize,
    /// What it reserves; nothing where no more can be reserved.
    first: Option<u32>,
    name: String,
    is_set: bool,
    /// Whether a pile stands where it would be.
    is_aside: bool,
    stand: Stand,
    label: String,
    text: &'static str,
    hint: &'static str,
    on: Callback<Message>,
}

/// Pressed, it makes room for the number of the new reservation, and hands the focus on to it.
#[function_component]
fn Reserve(props: &ReserveProps) -> Html {
    let is_pressed = use_mut_ref(|| false);
    {
        let (is_pressed, is_set, id) = (is_pressed.clone(), props.is_set, props.stand.id(props.place));
        use_effect(move || {
            if is_set && is_pressed.replace(false) {
                browser::focus(&id);
            }
        });
    }
    if props.is_set {
        return Html::default();
    }
    let onclick = props.first.map(|first| {
        let (on, place) = (props.on.clone(), props.place);
        let field = Field::of_function(Setting::ReservedConcurrency, &props.name);
        Callback::from(move |_| {
            is_pressed.replace(true);
            on.emit(Message::SelectFunction(place));
            on.emit(Message::Type(field.clone(), first.to_string()));
        })
    });
    html! {
        <button
            type="button"
            class={yew::classes!("reserve", props.is_aside.then_some("aside"))}
            aria-label={props.label.clone()}
            aria-disabled={props.first.is_none().then_some("true")}
            title={props.first.is_none().then_some(props.hint)}
            {onclick}
        >
            { props.text }
        </button>
    }
}

/// The number of a function's reservation. Emptied, it is removed. Where the reservation in force is not the one that an edit
/// would change, because somebody changed it during the run, it is only read.
pub(super) fn reservation(
    page: &Page,
    plan: &Plan,
    function: FunctionId,
    stand: Stand,
    on: &Callback<Message>,
) -> Html {
    let name = plan.function(function).name.as_str();
    let field = Field::of_function(Setting::ReservedConcurrency, name);
    let label = words::reservation_of(page.language(), name).to_string();
    let in_force = plan.function(function).reserved.map(|reserved| u64::from(reserved.get()));
    if let Some(reserved) = in_force.filter(|count| page.value(&field) != Some(Value::Count(*count)))
        && page.draft(&field).is_none()
        && !page.is_computing()
    {
        return html! { <b>{ grouped(reserved) }</b> };
    }
    number_of(page, function.index(), &field, stand.id(function.index()), label, on)
}

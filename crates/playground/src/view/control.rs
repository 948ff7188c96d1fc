//! A control: label, typed number, unit, slider with a tick at the shipped value, the way back, and what is wrong.

use explorer::field::{Field, position, without_commas};
use explorer::message::Message;
use explorer::page::Page;
use explorer::words;
use lambda_sim::setting::{Setting, Value};
use yew::{Callback, Html, html};

use super::listen::sometimes;
use super::number::{Look, identifier, number};
use super::phrase::bold;
use crate::browser;

/// The control of a field, under this label.
pub(super) fn control(page: &Page, field: &Field, label: &str, on: &Callback<Message>) -> Html {
    let language = page.language();
    let Some(value) = page.value(field) else {
        return html! {};
    };
    if let Some(choices) = field.choices(page.scenario()) {
        return choice(page, field, label, value, &choices, on);
    }
    let id = identifier(field);
    let error_id = format!("{id}-error");
    let draft = page.draft(field);
    let text = draft.map_or_else(|| Field::text(value), |draft| draft.text.clone());
    let placeholder = if value == Value::Unset { words::not_set(language) } else { "" };
    let look = Look {
        id: None,
        name: words::field_as_number(language, label).to_string(),
        text,
        placeholder,
        error_id: error_id.clone(),
        class: "number",
        style: None,
    };
    html! {
        <div class="control">
            <label for={id.clone()}>{ label }</label>
            <span class="reading">
                { number(page, field, look, ToOwned::to_owned, on) }
                <span class="unit">{ field.unit() }</span>
            </span>
            { slider(page, field, value, &id, on) }
            <p class="below" id={error_id}>{ below(page, field, value, on) }</p>
        </div>
    }
}

/// The control of a field with a few names to choose from.
fn choice(page: &Page, field: &Field, label: &str, value: Value, choices: &[Value], on: &Callback<Message>) -> Html {
    let language = page.language();
    let id = identifier(field);
    let onchange = {
        let field = field.clone();
        sometimes(on, move |event| Some(Message::Type(field.clone(), browser::selected_value(&event)?)))
    };
    let draft = page.draft(field);
    let error_id = format!("{id}-error");
    // What could not be taken stays as the person chose it.
    let shown = draft.map_or_else(|| Field::text(value), |draft| draft.text.clone());
    let option = |choice: Value| {
        let name = Field::text(choice);
        let is_selected = name == shown;
        html! { <option value={name} selected={is_selected}>{ field.spoken(choice, language) }</option> }
    };
    html! {
        <div class="control">
            <label for={id.clone()}>{ label }</label>
            <select
                id={id.clone()}
                aria-invalid={draft.is_some().to_string()}
                aria-describedby={draft.is_some().then(|| error_id.clone())}
                {onchange}
            >
                { for choices.iter().copied().map(option) }
            </select>
            <p class="below" id={error_id.clone()}>{ below(page, field, value, on) }</p>
        </div>
    }
}

fn slider(page: &Page, field: &Field, value: Value, id: &str, on: &Callback<Message>) -> Html {
    let scale = field.scale(page.ground(), page.scenario());
    let fraction = |at: f64| ((at - scale.min) / (scale.max - scale.min)).clamp(0.0, 1.0);
    // What could not be taken stays where the person left it.
    let drafted = page.draft(field).and_then(|draft| without_commas(&draft.text).parse::<f64>().ok());
    let at = drafted.or(position(value)).unwrap_or(scale.min);
    let spoken = field.spoken(drafted.map_or(value, |at| field.value_at(at)), page.language());
    let oninput = {
        let field = field.clone();
        sometimes(on, move |event| Some(Message::Slide(field.clone(), browser::slid_value(&event)?)))
    };
    let class = if scale.default.is_some() { "track default" } else { "track" };
    let style = format!("--d:{};--v:{}", fraction(scale.default.unwrap_or(scale.min)), fraction(at));
    html! {
        <div {class} {style}>
            <input
                type="range"
                id={id.to_owned()}
                min={scale.min.to_string()}
                max={scale.max.to_string()}
                step={scale.step.to_string()}
                value={at.clamp(scale.min, scale.max).to_string()}
                aria-valuetext={spoken}
                {oninput}
            />
        </div>
    }
}

/// Under the slider: what is wrong, that the value lies outside, and the way back.
fn below(page: &Page, field: &Field, value: Value, on: &Callback<Message>) -> Html {
    let language = page.language();
    if let Some(problem) = page.problem(field) {
        return html! { <span class="error" role="alert">{ bold(&problem) }</span> };
    }
    let scale = field.scale(page.ground(), page.scenario());
    let is_outside = position(value).is_some_and(|at| at < scale.min || scale.max < at);
    html! {
        <>
            if field.is_assumption() { <span class="assumed">{ words::assumption(language) }</span> }
            if let Some(said) = field.in_larger_unit(value) { <span>{ "= " }{ said }</span> }
            if is_outside { <span>{ words::outside_slider(language) }</span> }
            if let Some(later) = page.later_note(field) {
                <span>{ later }</span>
            }
            if let Some(note) = page.note(field, language) { <span>{ note }</span> }
            { for way_back(page, field, value, on) }
        </>
    }
}

/// The button that takes a reservation away, or the one that goes back to the shipped value.
fn way_back(page: &Page, field: &Field, value: Value, on: &Callback<Message>) -> Option<Html> {
    let language = page.language();
    let shipped = page.default_of(field).unwrap_or(Value::Unset);
    let is_reservation = field.setting == Setting::ReservedConcurrency && value != Value::Unset;
    let (label, message) = if is_reservation {
        (words::remove_reservation(language).to_owned(), Message::RemoveReservation(page.selected()))
    } else if page.is_edited(field) {
        let label = words::reset_to(language, field.spoken(shipped, language)).to_string();
        (label, Message::ResetField(field.clone()))
    } else {
        return None;
    };
    let slider = identifier(field);
    let onclick = on.reform(move |_| {
        // The button goes away with the change; the focus stays at the control.
        browser::focus(&slider);
        message.clone()
    });
    Some(html! { <button type="button" class="link" {onclick}>{ label }</button> })
}

//! Traffic as a table: a line for each point or instant, lines to paste, and how requests are spaced.

use explorer::message::Message;
use explorer::number::grouped;
use explorer::page::Page;
use explorer::traffic::curve::Stroke;
use explorer::traffic::sheet::Line;
use explorer::words;
use lambda_sim::scenario::{Process, Traffic};
use yew::{Callback, Html, Properties, function_component, html, use_effect_with};

use super::listen::sometimes;
use super::typed::Typed;
use crate::browser;

/// The ids of what is wrong with the table, and of the text to paste.
const FAULT: &str = "sheet-fault";
const PASTED: &str = "sheet-pasted";
/// The ids of the button that takes it, and of the cell that is wrong.
const TAKE: &str = "sheet-take";
const WRONG: &str = "sheet-wrong";

/// What is wrong with the table.
#[derive(Clone, Debug, PartialEq, Properties)]
struct AlarmProps {
    text: Option<String>,
}

/// What is wrong with the table. Whoever has pasted it goes on in the cell that is wrong; whoever types goes on where they are.
#[function_component]
fn Alarm(props: &AlarmProps) -> Html {
    use_effect_with(props.text.clone(), |text| {
        if text.is_some() {
            browser::focus_on(TAKE, WRONG);
        }
    });
    html! { <p class="error" id={FAULT} role="alert">{ props.text.clone() }</p> }
}

/// The table of a caller's traffic.
pub(super) fn table(page: &Page, caller: usize, traffic: &Traffic, on: &Callback<Message>) -> Html {
    let language = page.language();
    let lines = page.lines(caller);
    let value = match traffic {
        Traffic::Curve { .. } => words::traffic_rate(language),
        Traffic::At(_) => words::traffic_count(language),
    };
    let fault = page.sheet(caller).map(|sheet| sheet.text(language));
    let row = |place: usize| line(page, caller, traffic, &lines, place, on);
    html! {
        <div class="sheet">
            <table>
                <thead><tr><th>{ words::traffic_time(language) }</th><th>{ value }</th><td></td></tr></thead>
                <tbody>{ for (0..lines.len()).map(row) }</tbody>
            </table>
            <Alarm text={fault} />
            <button type="button" class="link" onclick={on.reform(move |_| Message::AddLine(caller))}>
                { words::traffic_add_line(language) }
            </button>
            { paste(page, caller, on) }
            { process(page, caller, traffic, on) }
        </div>
    }
}

fn line(page: &Page, caller: usize, traffic: &Traffic, lines: &[Line], place: usize, on: &Callback<Message>) -> Html {
    let language = page.language();
    let number = grouped(place as u64 + 1);
    let remove = {
        let mut lines = lines.to_vec();
        lines.remove(place);
        on.reform(move |_| Message::TypeTraffic(caller, lines.clone()))
    };
    let value = match traffic {
        Traffic::Curve { .. } => words::traffic_line_rate(language, number.clone()),
        Traffic::At(_) => words::traffic_line_count(language, number.clone()),
    };
    let names = [words::traffic_line_time(language, number.clone()).to_string(), value.to_string()];
    let fault = page.sheet(caller).map(|sheet| &sheet.fault);
    let cell = |(column, name): (usize, String)| {
        let is_wrong = fault.is_some_and(|fault| (fault.line, fault.cell) == (Some(place), column));
        let lines = lines.to_vec();
        let text = lines[place][column].clone();
        let take = on.reform(move |typed: String| {
            let mut lines = lines.clone();
            lines[place][column] = typed;
            Message::TypeTraffic(caller, lines)
        });
        html! {
            <td>
                <Typed
                    key={caller}
                    id={is_wrong.then(|| WRONG.to_owned())}
                    {name}
                    {text}
                    class="number"
                    {is_wrong}
                    error_id={FAULT}
                    on_taken={take}
                />
            </td>
        }
    };
    let remove_label = words::traffic_remove_line(language, number).to_string();
    html! {
        <tr key={place}>
            { for names.into_iter().enumerate().map(cell) }
            <td>
                <button type="button" class="remove" aria-label={remove_label.clone()} title={remove_label} onclick={remove}>
                    { "×" }
                </button>
            </td>
        </tr>
    }
}

/// Lines to paste, and the button that takes them.
fn paste(page: &Page, caller: usize, on: &Callback<Message>) -> Html {
    let language = page.language();
    let take = sometimes(on, move |_| Some(Message::PasteTraffic(caller, browser::text_of(PASTED)?)));
    html! {
        <div class="paste">
            <label for={PASTED}>{ words::traffic_paste(language) }</label>
            <textarea id={PASTED} rows="3" spellcheck="false" placeholder={"0:00,120\n1:20,4000"} />
            <button type="button" id={TAKE} class="button edged" onclick={take}>{ words::traffic_take(language) }</button>
        </div>
    }
}

fn process(page: &Page, caller: usize, traffic: &Traffic, on: &Callback<Message>) -> Html {
    let Traffic::Curve { process: chosen, .. } = traffic else {
        return html! {};
    };
    let language = page.language();
    let choices = [
        (Process::Even, "even", words::process_even(language)),
        (Process::Poisson, "poisson", words::process_poisson(language)),
    ];
    let onchange = sometimes(on, move |event| {
        let name = browser::selected_value(&event)?;
        let (process, ..) = choices.into_iter().find(|(_, value, _)| *value == name)?;
        Some(Message::Draw(caller, Stroke::Space(process)))
    });
    let option = |(process, value, name): (Process, &'static str, &'static str)| {
        html! { <option {value} selected={process == *chosen}>{ name }</option> }
    };
    html! {
        <label class="process">
            { words::traffic_process(language) }
            <select {onchange}>{ for choices.into_iter().map(option) }</select>
            if page.traffic_from().is_some() {
                <span class="quiet">{ words::traffic_process_note(language) }</span>
            }
        </label>
    }
}

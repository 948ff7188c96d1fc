//! Demand: rate x duration = wanted, for each function; the selected one's settings under it.

use explorer::demand::{Wanted, total, wanted};
use explorer::message::Message;
use explorer::page::Page;
use explorer::panels::Panel;
use explorer::words;
use yew::{Callback, Html, html};

use super::control::control;
use super::function_name::{function_name, hue};
use super::more;
use super::traffic::traffic;
use crate::browser;

/// The id of the column's title.
const TITLE: &str = "demand-title";

/// The column of demand.
pub(super) fn demand(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let rows = wanted(page.plan(), language);
    let reset = on.reform(|_| {
        // The button goes away with the changes.
        browser::focus(TITLE);
        Message::ResetAll
    });
    html! {
        <section class="demand" aria-labelledby={TITLE}>
            <h2 class="kicker" id={TITLE} tabindex="-1">
                <span>{ words::demand(language) }</span>
                <span class="quiet">{ words::demand_at_the_peak(language) }</span>
            </h2>
            <table class="wanted">
                <thead>
                    <tr><th>{ words::function(language) }</th><th>{ words::wanted_at_once(language) }</th></tr>
                </thead>
                <tbody>{ for rows.iter().map(|row| function_row(page, row, on)) }</tbody>
                if let Some(total) = total(page.plan()).filter(|_| 1 < rows.len()) {
                    <tfoot><tr><td>{ words::all_functions(language) }</td><td>{ total }</td></tr></tfoot>
                }
            </table>
            <button
                type="button"
                class="button edged opener"
                aria-expanded={page.is_open(Panel::Editors).to_string()}
                onclick={on.reform(|_| Message::Toggle(Panel::Editors))}
            >
                { words::change_editors(language) }
            </button>
            <div class={if page.is_open(Panel::Editors) { "editors open" } else { "editors" }}>
                { traffic(page, on) }
                { for page.demand_fields().iter().map(|field| control(page, field, field.label(language), on)) }
                { more::more(page, on) }
                if page.is_changed() {
                    <button type="button" class="button edged" onclick={reset}>{ words::reset_all(language) }</button>
                }
            </div>
        </section>
    }
}

fn function_row(page: &Page, row: &Wanted, on: &Callback<Message>) -> Html {
    let place = row.function.index();
    let is_selected = place == page.selected();
    let onclick = on.reform(move |_| Message::SelectFunction(place));
    html! {
        <tr class={if is_selected { "selected" } else { "" }}>
            <td>
                <button type="button" class={hue(place)} aria-pressed={is_selected.to_string()} {onclick}>
                    { function_name(place, &row.name) }
                    <span class="small">{ &row.callers }</span>
                </button>
            </td>
            <td>
                <b>{ row.at_once.clone().unwrap_or_default() }</b>
                <span class="small">{ &row.reckoning }</span>
            </td>
        </tr>
    }
}

//! Whether edits hold from the start or from the cursor on, and what was changed during the run.

use explorer::later::Listed;
use explorer::message::Message;
use explorer::number::clock;
use explorer::page::Page;
use explorer::words;
use yew::{Callback, Html, html};

use crate::browser;

/// The switch, and what it means now.
pub(super) fn from_here(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let is_on = page.is_from_here();
    let meaning = if is_on {
        words::from_here_on(language, clock(page.cursor().as_secs_f64())).to_string()
    } else {
        words::from_here_off(language).to_owned()
    };
    html! {
        <span class="from-here">
            <button
                type="button"
                class="switch"
                id={SWITCH}
                role="switch"
                aria-checked={is_on.to_string()}
                aria-describedby="from-here-meaning"
                onclick={on.reform(move |_| Message::SetFromHere(!is_on))}
            >
                <i aria-hidden="true"></i>
                { words::from_here(language) }
            </button>
            <span class="quiet" id="from-here-meaning">{ meaning }</span>
        </span>
    }
}

/// The switch takes the focus of a list that has become shorter.
const SWITCH: &str = "from-here";

/// The changes during the run, each with a button that takes it away.
pub(super) fn interventions(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let changes = page.changes();
    if changes.is_empty() {
        return html! {};
    }
    let remove = |place: usize, text: String| {
        let onclick = on.reform(move |_| {
            browser::focus(SWITCH);
            Message::RemoveIntervention(place)
        });
        let label = words::remove_change(language, text).to_string();
        html! {
            <button type="button" class="remove" aria-label={label.clone()} title={label} {onclick}>{ "×" }</button>
        }
    };
    let item = |(key, listed): (usize, Listed)| {
        let text = listed.text(language);
        html! {
            <li {key}>
                { text.clone() }
                if let Some(place) = listed.place { { remove(place, text) } }
            </li>
        }
    };
    html! {
        <ul class="interventions" aria-label={words::interventions(language)}>
            { for changes.into_iter().enumerate().map(item) }
        </ul>
    }
}

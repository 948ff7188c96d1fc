//! Whether edits hold from the start or from the cursor on, and what was changed during the run.

use explorer::by_hand::Sent;
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
    let (changes, sent) = (page.changes(), page.sent());
    if changes.is_empty() && sent.is_empty() {
        return html! {};
    }
    let remove = |message: Message, text: String| {
        let onclick = on.reform(move |_| {
            browser::focus(SWITCH);
            message.clone()
        });
        let label = words::remove_change(language, text).to_string();
        html! {
            <button type="button" class="remove" aria-label={label.clone()} title={label} {onclick}>{ "×" }</button>
        }
    };
    let changes = changes.into_iter();
    let changes = changes.map(|change| (change.text(language), change.place.map(Message::RemoveIntervention)));
    let sent = sent.into_iter().map(|Sent { text, place }| (text, place.map(Message::RemoveSent)));
    let item = |(key, (text, message)): (usize, (String, Option<Message>))| {
        html! {
            <li {key}>
                { text.clone() }
                if let Some(message) = message { { remove(message, text) } }
            </li>
        }
    };
    html! {
        <ul class="interventions" aria-label={words::interventions(language)}>
            { for changes.chain(sent).enumerate().map(item) }
        </ul>
    }
}

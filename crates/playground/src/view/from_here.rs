//! Whether edits hold from the start or from the cursor on, and what was changed during the run.

use explorer::by_hand::Sent;
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

/// The changes during the run, each with a button that takes it away, and one that ends it at the cursor.
pub(super) fn interventions(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let (changes, sent) = (page.changes(), page.sent());
    if changes.is_empty() && sent.is_empty() {
        return html! {};
    }
    let button = |message: Message, label: String, class: &'static str, sign: &'static str| {
        let onclick = on.reform(move |_| {
            // The button may go away with what it does.
            browser::focus(SWITCH);
            message.clone()
        });
        html! {
            <button type="button" {class} aria-label={label.clone()} title={label} {onclick}>{ sign }</button>
        }
    };
    let remove = |message: Message, label: String| button(message, label, "remove", "×");
    let taken_away = |text: &str| words::remove_change(language, text).to_string();
    let change = |change: &Listed| {
        let text = change.text(language);
        let buttons = change.place.map(|place| {
            if change.changed.is_end {
                return remove(
                    Message::HoldIntervention(place),
                    words::hold_change(language, text.as_str()).to_string(),
                );
            }
            let here = page.can_end_here(change).then(|| {
                let label = words::end_change(language, clock(page.cursor().as_secs_f64()), text.as_str());
                button(Message::EndIntervention(place), label.to_string(), "link", words::end_change_here(language))
            });
            html! { <>{ here }{ remove(Message::RemoveIntervention(place), taken_away(&text)) }</> }
        });
        html! { <>{ text }{ buttons }</> }
    };
    let by_hand = |Sent { text, place }: &Sent| {
        let buttons = place.map(|place| remove(Message::RemoveSent(place), taken_away(text)));
        html! { <>{ text.clone() }{ buttons }</> }
    };
    let items = changes.iter().map(change).chain(sent.iter().map(by_hand));
    html! {
        <ul class="interventions" aria-label={words::interventions(language)}>
            { for items.enumerate().map(|(key, item)| html! { <li {key}>{ item }</li> }) }
        </ul>
    }
}

//! The prediction: offered, asked, settled.

use charts::TimeAxis;
use explorer::message::Message;
use explorer::page::Page;
use explorer::prediction::{Answer, Prediction};
use explorer::words;
use yew::{Callback, Html, html};

use super::phrase::bold;
use crate::browser;

/// The id of the title; the focus goes there when the button that had it goes away.
const TITLE: &str = "prediction-title";

/// The prediction.
pub(super) fn prediction(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let (way, body) = match page.prediction() {
        Prediction::Offered => ((words::predict_first(language), Message::Predict), None),
        Prediction::Open { choice, .. } => {
            ((words::predict_uncover(language), Message::Uncover), Some(asked(page, choice, on)))
        }
        Prediction::Settled { .. } => ((words::predict_again(language), Message::Predict), Some(settled(page))),
    };
    let (label, message) = way;
    let onclick = on.reform(move |_| {
        // The button becomes another one; the focus goes to what it brought.
        browser::focus(TITLE);
        message.clone()
    });
    html! {
        <section class="prediction" aria-labelledby={TITLE}>
            <div class="kicker">
                <h2 id={TITLE} tabindex="-1">{ page.question().text(language) }</h2>
                <button type="button" class="link" title={words::predict_offer(language)} {onclick}>{ label }</button>
            </div>
            if let Some(body) = body { <div class="body">{ body }</div> }
        </section>
    }
}

fn asked(page: &Page, choice: Option<Answer>, on: &Callback<Message>) -> Html {
    let language = page.language();
    let option = |answer: Answer| {
        let onclick = on.reform(move |_| Message::Answer(answer));
        html! {
            <button
                type="button"
                class="button edged"
                aria-pressed={(choice == Some(answer)).to_string()}
                {onclick}
            >
                { answer.label(page.plan(), language).to_string() }
            </button>
        }
    };
    let hint = if choice.is_some() { words::predict_play(language) } else { words::predict_then_play(language) };
    html! {
        <>
            <div class="choices" role="group" aria-labelledby={TITLE}>{ for page.answers().into_iter().map(option) }</div>
            <p class="after" role="status">{ hint }</p>
        </>
    }
}

fn settled(page: &Page) -> Html {
    let Some((is_right, said)) = page.verdict() else {
        return html! {};
    };
    html! { <p class={if is_right { "said right" } else { "said" }} role="status">{ bold(&said) }</p> }
}

/// While a prediction is open: the class of what has a part of the time axis to cover, and from where on as its style.
pub(super) fn cover(page: &Page) -> (Option<&'static str>, Option<String>) {
    let time = TimeAxis { length_s: page.length().as_secs_f64() };
    let from = page.covered_from().map(|at| time.x(at.as_secs_f64()) * 100.0);
    (from.map(|_| "covered"), from.map(|from| format!("--covered:{from}%")))
}

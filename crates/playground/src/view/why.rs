//! The sentence that says why, and the arithmetic under it.

use explorer::arithmetic::Arithmetic;
use explorer::cause;
use explorer::message::Message;
use explorer::page::Page;
use lambda_sim::cause::Cause;
use lambda_sim::frame::Frame;
use lambda_sim::plan::Plan;
use yew::{Callback, Html, html};

use super::bar::bar;
use super::number::{faults, with_fields};
use super::phrase::bold;

/// The title of the picture.
pub(super) fn why(page: &Page, plan: &Plan, frame: &Frame, on: &Callback<Message>) -> Html {
    let language = page.language();
    let cause = Cause::of(frame, plan);
    let sentence = cause::sentence(cause, frame, plan, language).to_string();
    // A screen reader hears each new sentence at rest; while playing it would never come to an end.
    let spoken = if page.is_playing() { String::new() } else { sentence.clone() };
    html! {
        <header class="why-block">
            <h1 class="why">{ sentence }</h1>
            <p class="spoken" role="status">{ spoken }</p>
            if !page.presentation().embed { { below(page, cause, plan, frame, on) } }
        </header>
    }
}

/// Under the sentence: the rule behind it, or the arithmetic; the room for it is kept where there is neither.
fn below(page: &Page, cause: Cause, plan: &Plan, frame: &Frame, on: &Callback<Message>) -> Html {
    let language = page.language();
    if let Some(note) = cause::note(cause, frame, plan, language) {
        return html! { <p class="equation note">{ bold(&note) }</p> };
    }
    match Arithmetic::of(cause, frame, plan) {
        None => html! { <p class="equation note"></p> },
        Some(arithmetic) => {
            let (equation, limit) = (page.equation(&arithmetic, plan), page.limit_label(&arithmetic, plan));
            html! {
                <>
                    <p class="equation">{ with_fields(page, &equation, on) }</p>
                    { bar(&arithmetic, language, with_fields(page, &limit, on)) }
                    { faults(page, &equation) }
                    { faults(page, &limit) }
                </>
            }
        }
    }
}

//! The sentence that says why, and the arithmetic under it.

use explorer::arithmetic::Arithmetic;
use explorer::cause::Cause;
use explorer::page::Page;
use lambda_sim::frame::Frame;
use lambda_sim::plan::Plan;
use yew::{Html, html};

use super::bar::bar;
use super::phrase::bold;

/// The title of the picture.
pub(super) fn why(page: &Page, plan: &Plan, frame: &Frame) -> Html {
    let language = page.language();
    let cause = Cause::of(frame, plan);
    let sentence = cause.sentence(frame, plan, language).to_string();
    let arithmetic = Arithmetic::of(cause, plan, frame.at);
    // A screen reader hears each new sentence at rest; while playing it would never come to an end.
    let spoken = if page.is_playing() { String::new() } else { sentence.clone() };
    html! {
        <header class="why-block">
            <h1 class="why">{ sentence }</h1>
            <p class="spoken" role="status">{ spoken }</p>
            if let Some(arithmetic) = arithmetic {
                <p class="equation">{ bold(&arithmetic.equation(plan, language)) }</p>
                { bar(&arithmetic, plan, language) }
            } else {
                <p class="equation"></p>
                <div class="sum"></div>
            }
        </header>
    }
}

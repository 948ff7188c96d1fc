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
    let sentence = Cause::of(frame, plan).sentence(frame, plan, language);
    let arithmetic = Arithmetic::at(plan, frame.at);
    // While playing a screen reader would never come to an end; at rest it hears each new sentence once.
    let live = if page.is_playing() { "off" } else { "polite" };
    html! {
        <header class="why-block">
            <h1 class="why" aria-live={live}>{ sentence.to_string() }</h1>
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

//! The stage: why, in one sentence; the house with its gates and its pool; the queue below it; the environments.

mod environments;
mod gates;
mod geometry;
mod heads;
mod house;
mod labels;
mod lane;
mod marks;
mod number;
mod pool;
mod queue;
mod reservation;
mod rest;
mod source;

use explorer::message::Message;
use explorer::page::Page;
use explorer::words;
use yew::{Callback, Html, html};

use super::{limits, why};

/// The stage at the cursor.
pub(super) fn stage(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let Some((plan, frame)) = page.scene() else {
        return html! {
            <section class="stage" id="stage" tabindex="-1">
                <h1 class="why">{ words::computing(language) }</h1>
                if !page.presentation().embed { { limits::limits(page, on) } }
            </section>
        };
    };
    if page.presentation().embed {
        return html! {
            <section class="stage">
                { why::why(page, plan, frame, on) }
                { house::house(page, plan, frame, on) }
            </section>
        };
    }
    html! {
        <section class="stage" id="stage" tabindex="-1">
            { why::why(page, plan, frame, on) }
            { house::house(page, plan, frame, on) }
            { source::source(page, plan, frame) }
            { queue::queue(page, plan, frame, on) }
            // Before the environments: what is changed stands in sight of what it changes.
            { limits::limits(page, on) }
            { environments::environments(page, plan, frame) }
        </section>
    }
}

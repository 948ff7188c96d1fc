//! The stage: why, in one sentence; the gates; the pool under its limit.

use explorer::message::Message;
use explorer::page::Page;
use explorer::words;
use yew::{Callback, Html, html};

use super::{environments, lanes, limits, pool, why};

/// The stage at the cursor.
pub(super) fn stage(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let Some((plan, frame)) = page.scene() else {
        return html! {
            <section class="stage" id="stage" tabindex="-1">
                <h1 class="why">{ words::computing(language) }</h1>
                { limits::limits(page, on) }
            </section>
        };
    };
    html! {
        <section class="stage" id="stage" tabindex="-1">
            { why::why(page, plan, frame) }
            <div class="house">
                { lanes::lanes(page, plan, frame, on) }
                { pool::pool(plan, frame, language) }
            </div>
            { limits::limits(page, on) }
            { environments::environments(plan, frame, language) }
        </section>
    }
}

//! The limits: the account's, and what the selected function has reserved and provisioned.

use explorer::field::Field;
use explorer::message::Message;
use explorer::page::Page;
use explorer::words;
use yew::{Callback, Html, html};

use super::control::control;
use super::from_here::{from_here, interventions};
use super::steps::steps;

/// The sliders.
pub(super) fn limits(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let limit = |field: &Field| control(page, field, &field.title(language), on);
    html! {
        <section class="limits" aria-labelledby="limits-title">
            <div class="kicker">
                <h2 id="limits-title">{ words::limits(language) }</h2>
                { from_here(page, on) }
                { steps(page, on) }
            </div>
            <div class="limits-row">{ for page.limit_fields().iter().map(limit) }</div>
            { interventions(page, on) }
        </section>
    }
}

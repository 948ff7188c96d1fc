//! The limits: the account's, and the selected function's reservation.

use explorer::message::Message;
use explorer::page::Page;
use explorer::words;
use yew::{Callback, Html, html};

use super::control::control;
use super::from_here::{from_here, interventions};
use super::steps::steps;

/// Both sliders.
pub(super) fn limits(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let [account, reserved] = page.limit_fields();
    let reserved_label = words::reserved_of(language, page.selected_name()).to_string();
    html! {
        <section class="limits" aria-labelledby="limits-title">
            <div class="kicker">
                <h2 id="limits-title">{ words::limits(language) }</h2>
                { from_here(page, on) }
                { steps(page, on) }
            </div>
            <div class="pair">
                { control(page, &account, account.label(language), on) }
                { control(page, &reserved, &reserved_label, on) }
            </div>
            { interventions(page, on) }
        </section>
    }
}

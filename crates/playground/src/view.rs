//! The views: functions from the page's state to elements. The stage comes first, because it says what the page is about;
//! beside each other the columns stand from cause to effect: demand, stage, outcome.

mod bar;
mod chart;
mod control;
mod demand;
mod embed;
mod foot;
mod from_here;
mod function_name;
mod limits;
mod listen;
mod more;
mod notices;
mod number;
mod outcome;
mod phrase;
mod prediction;
mod scrubber;
mod sheet;
mod stage;
mod steps;
mod top;
mod traffic;
mod transport;
mod typed;
mod why;

use explorer::message::Message;
use explorer::page::Page;
use explorer::words;
use yew::{Callback, Html, html};

use crate::app::Shared;
use crate::browser;

/// The whole page, or the scene that is embedded in another one.
pub(crate) fn page(page: &Page, shared: Shared, on: &Callback<Message>, share: &Callback<()>) -> Html {
    if page.presentation().embed {
        return embed::scene(page, on);
    }
    let language = page.language();
    let computing = page.is_computing();
    // No link: behind `#` stands the state of the page.
    let skip = |_| browser::focus("stage");
    html! {
        <>
            <button type="button" class="skip" onclick={skip}>{ words::skip_to_stage(language) }</button>
            { top::bar(page, shared, on, share) }
            { notices::notices(page, on) }
            { transport::transport(page, on) }
            <main class="bench" aria-busy={computing.to_string()}>
                { stage::stage(page, on) }
                { demand::demand(page, on) }
                { prediction::prediction(page, on) }
                { outcome::outcome(page, on) }
            </main>
            { foot::foot(page) }
        </>
    }
}

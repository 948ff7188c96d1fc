//! One scene inside another page: what is played, why, the stage, one chart, the two limits and the prediction. What the page
//! around it may do without is left out; the sentence and the stage never are.

use explorer::field::Field;
use explorer::message::Message;
use explorer::page::Page;
use explorer::presentation::{Part, Presentation};
use explorer::words;
use lambda_sim::setting::Setting;
use yew::{Callback, Html, classes, html};

use super::control::control;
use super::{notices, outcome, prediction, stage, top, transport};
use crate::browser::{self, EMBEDDED};

/// The scene.
pub(super) fn scene(page: &Page, on: &Callback<Message>) -> Html {
    let shows = |part: Part| page.presentation().shows(part);
    html! {
        <div class={classes!("embed", page.presentation().transparent.then_some("transparent"))} id={EMBEDDED}>
            if shows(Part::Bar) { { bar(page, on) } }
            { notices::notices(page, on) }
            if shows(Part::Transport) { { transport::transport(page, on) } }
            <main aria-busy={page.is_computing().to_string()}>
                { stage::stage(page, on) }
                { below(page, on) }
            </main>
        </div>
    }
}

/// The title, the languages and the way to the whole page, in the state that is shown.
fn bar(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let shows = |part: Part| page.presentation().shows(part);
    let parameters = [("lang", language.tag()), ("theme", page.theme().tag())];
    let full = || browser::link_without(&Presentation::KEYS, &parameters, &page.link());
    html! {
        <header class="top">
            <b>{ page.shipped().title(language) }</b>
            <span class="space"></span>
            if shows(Part::Language) { { top::languages(language, on) } }
            if shows(Part::Open) {
                <a class="button" href={full()} target="_blank" rel="noopener">
                    <span class="long">{ words::open_full(language) }</span>
                    <span class="short">{ words::open_full_short(language) }</span>
                </a>
            }
        </header>
    }
}

/// Under the stage: the chart, and beside it what a person can do.
fn below(page: &Page, on: &Callback<Message>) -> Html {
    let shows = |part: Part| page.presentation().shows(part);
    let (chart, controls, asks) = (shows(Part::Chart), shows(Part::Controls), shows(Part::Prediction));
    if !(chart || controls || asks) {
        return html! {};
    }
    let limit = |field: Field| {
        let label = match field.owner.function() {
            Some(function) if field.setting == Setting::ProvisionedConcurrency => {
                words::label_provisioned(page.language(), function).to_string()
            }
            Some(function) => words::label_reserved(page.language(), function).to_string(),
            None => field.label(page.language()).to_owned(),
        };
        control(page, &field, &label, on)
    };
    html! {
        <div class={classes!("below-stage", chart.then_some("with-chart"))}>
            if chart { { outcome::one(page, on) } }
            if controls || asks {
                <div class="side">
                    if controls {
                        <section class="limits" aria-label={words::limits(page.language())}>
                            { for page.scene_fields().into_iter().map(limit) }
                        </section>
                    }
                    if asks { { prediction::prediction(page, on) } }
                </div>
            }
        </div>
    }
}

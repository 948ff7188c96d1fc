//! The outcome: charts on one time axis with one cursor, and the run in numbers.

mod axis;
mod bill;
mod figure;
mod labels;
mod picture;
mod plotted;
mod table;
mod tabs;

use std::rc::Rc;

use charts::TimeAxis;
use explorer::chart::Chart;
use explorer::findings;
use explorer::message::Message;
use explorer::page::Page;
use explorer::words;
use lambda_sim::timeline::Run;
use yew::{Callback, Html, classes, html};

use self::bill::Bill;
use super::phrase::bold;
use super::prediction;

/// The outcome.
pub(super) fn outcome(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let Some(run) = page.run() else {
        return html! { <section class="outcome"><p>{ words::computing(language) }</p></section> };
    };
    let (covered, style) = prediction::cover(page);
    html! {
        <section class={classes!("outcome", covered)} {style} aria-labelledby="outcome-title">
            <div class="kicker">
                <h2 id="outcome-title">{ words::outcome(language) }</h2>
                { switch(page, on) }
            </div>
            { verdict(page, run) }
            { charts(page, run, on) }
            <Bill run={Rc::clone(run)} before={page.previous_run().map(Rc::clone)} {language} />
        </section>
    }
}

/// One chart with the others on tabs, for a page with room for no more.
pub(super) fn one(page: &Page, on: &Callback<Message>) -> Html {
    let Some(run) = page.run() else {
        return html! {};
    };
    let (covered, style) = prediction::cover(page);
    html! {
        <section class={classes!("outcome", covered)} {style} aria-label={words::outcome(page.language())}>
            { charts(page, run, on) }
        </section>
    }
}

fn charts(page: &Page, run: &Rc<Run>, on: &Callback<Message>) -> Html {
    html! {
        <div class="charts">
            if page.shows_one_chart() {
                { tabs::tabs(page, on) }
                { figure::panel(page, run, page.chart(), on) }
            } else {
                { for page.charts().into_iter().map(|chart| figure::figure(page, run, chart, on)) }
            }
            if !page.shows_tables() { { axis::time_axis(page) } }
        </div>
    }
}

/// The button that turns charts into tables and back. While a prediction is open there is nothing to read in a table.
fn switch(page: &Page, on: &Callback<Message>) -> Html {
    if page.covered_from().is_some() {
        return html! {};
    }
    let (language, tables) = (page.language(), page.shows_tables());
    let label = if tables { words::as_charts(language) } else { words::as_table(language) };
    let onclick = on.reform(move |_| Message::ShowTables(!tables));
    html! { <button type="button" class="link" {onclick}>{ label }</button> }
}

/// The run in a few numbers, and beside the run before where there is one.
fn verdict(page: &Page, run: &Rc<Run>) -> Html {
    let language = page.language();
    let compared = page.previous_run().map(|before| {
        let name = page.name_of_previous_run(run, before);
        html! {
            <p class="compared"><span class="dashes" aria-hidden="true"></span>{ name }{ ". " }
            { bold(&findings::comparison(run, before, language)) }</p>
        }
    });
    html! {
        <div class="verdict">
            { for findings::summary(run, language).iter().map(|line| html! { <p>{ bold(line) }</p> }) }
            { for compared }
        </div>
    }
}

/// The time axis that all charts of a run have in common.
fn time_of(run: &Run) -> TimeAxis {
    TimeAxis { length_s: run.plan().length().as_secs_f64() }
}

/// The id of a part of a chart.
fn id(chart: Chart, part: &str) -> String {
    format!("chart-{}-{part}", chart.id())
}

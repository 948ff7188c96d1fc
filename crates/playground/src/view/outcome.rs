//! The outcome: charts on one time axis with one cursor.

mod backlog;
mod concurrency;
mod throttles;

use charts::TimeAxis;
use explorer::findings;
use explorer::page::Page;
use explorer::words;
use yew::{Html, classes, html};

use super::chart::time_axis;
use super::phrase::bold;
use super::prediction;

/// The outcome.
pub(super) fn outcome(page: &Page) -> Html {
    let language = page.language();
    let Some(run) = page.run() else {
        return html! { <section class="outcome"><p>{ words::computing(language) }</p></section> };
    };
    let time = TimeAxis { length_s: run.plan().length().as_secs_f64() };
    let at_s = page.cursor().as_secs_f64();
    let summary = findings::summary(run, language);
    let (covered, style) = prediction::cover(page);
    html! {
        <section class={classes!("outcome", covered)} {style} aria-labelledby="outcome-title">
            <h2 class="kicker" id="outcome-title">{ words::outcome(language) }</h2>
            <div class="verdict">{ for summary.iter().map(|line| html! { <p>{ bold(line) }</p> }) }</div>
            <div class="charts">
                { concurrency::chart(page, run, time, at_s) }
                { throttles::chart(page, run, time, at_s) }
                { for backlog::chart(page, run, time, at_s) }
                { time_axis(time, at_s, page.clock()) }
            </div>
        </section>
    }
}

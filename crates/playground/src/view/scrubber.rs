//! The time line: the whole run as a silhouette, its marks, and a native slider over it.

use std::rc::Rc;

use charts::{Silhouette, Steps, TimeAxis};
use explorer::findings::ThrottleRates;
use explorer::marks::{self, Mark};
use explorer::message::Message;
use explorer::number::clock;
use explorer::page::Page;
use explorer::words;
use lambda_sim::time::{Instant, Span};
use yew::{Callback, Html, NodeRef, classes, function_component, html};

use super::chart::{Canvas, RunProps, account_steps};
use super::listen::sometimes;
use super::prediction;
use crate::browser;

const MILLIS: f64 = 1_000.0;
/// Part of the width within which the names of two marks would run into each other.
const CLOSE: f64 = 0.36;

/// The time line.
pub(super) fn scrubber(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let length_s = page.length().as_secs_f64();
    let time = TimeAxis { length_s };
    let oninput = sometimes(on, |event| {
        let millis = browser::slid_value(&event)?;
        Some(Message::Seek(Span::from_secs_f64(millis / MILLIS).after_start()))
    });
    let step = page.run().map_or(1.0, |run| run.series().period().as_secs_f64() * MILLIS);
    let at = page.cursor().as_secs_f64();
    let cursor = format!("left:{}%", time.x(at) * 100.0);
    let (covered, style) = prediction::cover(page);
    html! {
        <div class={classes!("scrubber", covered)} {style}>
            if let Some(run) = page.run() {
                <Strip run={Rc::clone(run)} theme={page.theme()} />
                { flags(page, &marks::of(run), time, on) }
            } else {
                <p class="computing">{ words::computing(language) }</p>
            }
            <div class="cursor" style={cursor}></div>
            <input
                type="range"
                aria-label={words::time(language)}
                aria-valuetext={clock(at)}
                min="0"
                max={(length_s * MILLIS).to_string()}
                step={step.to_string()}
                value={(at * MILLIS).to_string()}
                {oninput}
            />
        </div>
    }
}

/// The marks; of two that lie close to each other, the first.
fn flags(page: &Page, marks: &[Mark], time: TimeAxis, on: &Callback<Message>) -> Html {
    let x = |mark: &Mark| time.x(mark.at.as_secs_f64());
    let is_clear = |mark: &&Mark| marks.first().is_none_or(|first| *mark == first || CLOSE < x(mark) - x(first));
    marks.iter().filter(is_clear).map(|mark| flag(page, *mark, time, on)).collect()
}

fn flag(page: &Page, mark: Mark, time: TimeAxis, on: &Callback<Message>) -> Html {
    let seconds = mark.at.as_secs_f64();
    let fraction = time.x(seconds);
    let is_late = matches!(mark.kind, marks::MarkKind::LastThrottle) || 0.7 < fraction;
    let class = if is_late { "flag end" } else { "flag" };
    let at: Instant = mark.at;
    let onclick = on.reform(move |_| Message::Seek(at));
    html! {
        <button type="button" {class} style={format!("left:{}%", fraction * 100.0)} {onclick}>
            { mark.kind.label(page.language()) }{ " " }{ mark.time() }
        </button>
    }
}

/// The silhouette of the run.
#[function_component]
fn Strip(props: &RunProps) -> Html {
    let run = Rc::clone(&props.run);
    let paint = Callback::from(move |canvas: NodeRef| {
        browser::draw(&canvas, |area, scale| {
            let period_s = run.series().period().as_secs_f64();
            let concurrency = account_steps(&run, |row| f64::from(row.concurrency.max));
            let rates = ThrottleRates::of(&run);
            let throttles = rates.total();
            let full = charts::peak([concurrency.as_slice()]).max(1.0);
            let silhouette = Silhouette {
                time: TimeAxis { length_s: run.plan().length().as_secs_f64() },
                concurrency: Steps { period_s, values: &concurrency },
                full,
                throttles: Steps { period_s: rates.period_s, values: &throttles },
                throttles_full: (charts::peak([throttles.as_slice()]) * 1.4).max(1.0),
            };
            let theme = browser::chart_theme("--paper", scale);
            // A canvas that cannot be drawn on stays empty; there is nobody to tell.
            let _ = charts::silhouette(area, &silhouette, &theme);
        });
    });
    html! { <Canvas label={None::<String>} version={props.version()} {paint} /> }
}

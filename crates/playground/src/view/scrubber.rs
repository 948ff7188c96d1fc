//! The time line: the whole run as a silhouette, its marks, and a native slider over it.

use std::rc::Rc;

use charts::{Silhouette, Steps, TimeAxis};
use explorer::language::Language;
use explorer::marks::flags::{self, Flag, Shown, Side};
use explorer::marks::{Mark, MarkKind};
use explorer::message::Message;
use explorer::page::Page;
use explorer::rates::ThrottleRates;
use explorer::theme::Theme;
use explorer::words;
use lambda_sim::metrics::Row;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use yew::{Callback, Html, NodeRef, Properties, classes, function_component, html, use_state_eq};

use super::chart::Canvas;
use super::listen::sometimes;
use super::prediction;
use crate::browser::{self, Measure};

const MILLIS: f64 = 1_000.0;
/// What stands around the name of a mark in the stylesheet, in CSS pixels.
const AROUND_PX: f64 = 12.0;

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
                <Strip
                    run={Rc::clone(run)}
                    theme={page.theme()}
                    {language}
                    marks={page.marks()}
                    has_names={!page.presentation().embed}
                    on={on.clone()}
                />
            } else if page.progress().is_none() {
                <p class="computing">{ words::computing(language) }</p>
            }
            <div class="cursor" style={cursor}></div>
            <input
                type="range"
                data-keys="time"
                aria-label={words::time(language)}
                aria-valuetext={page.time_in_words().to_string()}
                title={words::time_keys(language)}
                min="0"
                max={(length_s * MILLIS).to_string()}
                step={step.to_string()}
                value={(at * MILLIS).to_string()}
                {oninput}
            />
        </div>
    }
}

/// What the strip depends on.
#[derive(Clone, Debug, Properties)]
struct StripProps {
    run: Rc<Run>,
    theme: Theme,
    language: Language,
    /// None while a prediction covers them.
    marks: Vec<Mark>,
    /// Whether there is room for names above the strip.
    has_names: bool,
    on: Callback<Message>,
}

impl PartialEq for StripProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.run, &other.run)
            && (self.theme, self.language, &self.marks, self.has_names)
                == (other.theme, other.language, &other.marks, other.has_names)
    }
}

/// The silhouette of the run, and its marks with as many names as there is room for.
#[function_component]
fn Strip(props: &StripProps) -> Html {
    let size = use_state_eq(|| (0.0, 0.0));
    let paint = {
        let (run, size) = (Rc::clone(&props.run), size.clone());
        Callback::from(move |canvas: NodeRef| size.set(paint(&run, &canvas).unwrap_or_default()))
    };
    let length = props.run.plan().length();
    let measure = Measure::new();
    let width = |text: &str| match &measure {
        _ if !props.has_names => f64::INFINITY,
        Some(measure) => measure.width(text) + AROUND_PX,
        None => AROUND_PX,
    };
    let flags = flags::arrange(&props.marks, length, size.0, props.language, width);
    let version = (Rc::as_ptr(&props.run).addr(), props.theme);
    html! {
        <>
            <Canvas label={None::<String>} {version} {paint} />
            { for flags.into_iter().map(|shown| flag(props, shown)) }
        </>
    }
}

fn flag(props: &StripProps, Flag { mark, x, shown }: Flag) -> Html {
    let text = mark.text(props.language);
    let (side, written) = match shown {
        Shown::Full(side) => (Some(side), text.clone()),
        Shown::Name(side) => (Some(side), mark.label(props.language)),
        Shown::First(side) => (Some(side), mark.first(props.language).unwrap_or_default()),
        Shown::Short(side) => (Some(side), mark.kind.label(props.language).to_owned()),
        Shown::Line => (None, String::new()),
        Shown::Nothing => return html! {},
    };
    let side = match side {
        Some(Side::After) => "after",
        Some(Side::Before) => "before",
        None => "line",
    };
    let changed = (mark.kind == MarkKind::Intervention).then_some("changed");
    let at = mark.at;
    let onclick = props.on.reform(move |_| Message::Seek(at));
    html! {
        <button
            type="button"
            class={classes!("flag", side, changed)}
            style={format!("left:{}%", x * 100.0)}
            title={text.clone()}
            aria-label={text}
            {onclick}
        >
            { written }
        </button>
    }
}

fn paint(run: &Run, canvas: &NodeRef) -> Option<(f64, f64)> {
    browser::draw(canvas, |area, scale| {
        let period_s = run.series().period().as_secs_f64();
        let concurrency = account_steps(run, |row| f64::from(row.concurrency.max));
        let rates = ThrottleRates::of(run);
        let throttles = rates.total();
        let silhouette = Silhouette {
            time: TimeAxis { length_s: run.plan().length().as_secs_f64() },
            concurrency: Steps { period_s, values: &concurrency },
            full: charts::peak([concurrency.as_slice()]).max(1.0),
            throttles: Steps { period_s: rates.period_s, values: &throttles },
            throttles_full: (charts::peak([throttles.as_slice()]) * 1.4).max(1.0),
        };
        let theme = browser::chart_theme("--paper", scale);
        // A canvas that cannot be drawn on stays empty; there is nobody to tell.
        let _ = charts::silhouette(area, &silhouette, &theme);
    })
}

/// One value of the account's rows for each period.
fn account_steps(run: &Run, value: impl Fn(&Row) -> f64) -> Vec<f64> {
    run.series().account.rows.iter().map(value).collect()
}

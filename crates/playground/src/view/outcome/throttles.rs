//! The chart of throttles per second, stacked by the limit that refused them.

use std::rc::Rc;

use charts::{Pattern, ThrottleLayer, Throttles, TimeAxis, ValueAxis};
use explorer::findings::{self, per_second};
use explorer::number::grouped;
use explorer::page::Page;
use explorer::words;
use lambda_sim::admission::Limit;
use lambda_sim::timeline::Run;
use yew::{Callback, Html, NodeRef, function_component, html};

use super::super::chart::{Canvas, Direct, Figure, RunProps, figure};
use crate::browser;

/// The chart with what is read around it.
pub(super) fn chart(page: &Page, run: &Rc<Run>, time: TimeAxis, at_s: f64) -> Html {
    let language = page.language();
    let layers = layers(run);
    let axis = axis(&layers);
    let mut direct: Vec<Direct> = Vec::new();
    if run.series().account.total.throttled() == 0 {
        let text = words::no_throttles(language).to_owned();
        direct.push(Direct { x: 0.5, y: 0.5, class: "direct centre plain", text });
    }
    for (limit, layer) in Limit::ALL.into_iter().zip(&layers) {
        let text = match limit {
            Limit::Account => words::limit_account(language),
            Limit::Reserved => words::limit_reserved(language),
        };
        direct.extend(name_of_layer(run, layer, time, axis, text));
    }
    let now = page.throttles_now();
    let label = findings::throttles(run, language).to_string();
    figure(&Figure {
        title: words::chart_throttles(language),
        unit: words::per_second(language),
        value: format!("{}{}", grouped(now), words::per_second(language)),
        is_throttled: 0 < now,
        axis,
        time,
        at_s,
        direct,
        canvas: html! { <Picture run={Rc::clone(run)} theme={page.theme()} label={Some(label)} /> },
        class: "plot",
    })
}

/// Throttles per second of each limit, in the order of [`Limit::ALL`].
fn layers(run: &Run) -> [Vec<f64>; 2] {
    Limit::ALL.map(|limit| {
        let rows = run.series().account.rows.iter().enumerate();
        rows.map(|(place, row)| per_second(run, place, row.throttled_by(limit))).collect()
    })
}

fn axis(layers: &[Vec<f64>; 2]) -> ValueAxis {
    ValueAxis::fitting(charts::peak(layers.iter().map(Vec::as_slice)).max(1.0), &[])
}

/// The name of a limit in the middle of its throttles.
fn name_of_layer(run: &Run, layer: &[f64], time: TimeAxis, axis: ValueAxis, text: &str) -> Option<Direct> {
    let peak = charts::peak([layer]);
    if peak < axis.max * 0.3 {
        return None;
    }
    let high = |value: &f64| peak * 0.6 <= *value;
    let (first, last) = (layer.iter().position(high)?, layer.iter().rposition(high)?);
    let start = |row| time.x(run.series().start(row).as_secs_f64());
    (0.15 < start(last) - start(first)).then(|| Direct {
        x: f64::midpoint(start(first), start(last)),
        y: axis.y(peak * 0.45),
        class: "direct centre no",
        text: text.to_owned(),
    })
}

/// The geometry.
#[function_component]
fn Picture(props: &RunProps) -> Html {
    let run = Rc::clone(&props.run);
    let paint = Callback::from(move |canvas: NodeRef| {
        browser::draw(&canvas, |area, scale| {
            let layers = layers(&run);
            let patterns = [Pattern::Solid, Pattern::Rising];
            let drawn: Vec<ThrottleLayer<'_>> =
                patterns.into_iter().zip(&layers).map(|(pattern, values)| ThrottleLayer { pattern, values }).collect();
            let chart = Throttles {
                time: TimeAxis { length_s: run.series().length().as_secs_f64() },
                value: axis(&layers),
                period_s: run.series().period().as_secs_f64(),
                layers: &drawn,
            };
            // A canvas that cannot be drawn on stays empty; the numbers beside it are still there.
            let _ = charts::throttles(area, &chart, &browser::chart_theme("--side", scale));
        });
    });
    html! { <Canvas label={props.label.clone()} version={props.version()} {paint} /> }
}

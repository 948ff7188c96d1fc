//! The chart of waiting events: how many of each function wait for their first or next attempt, stacked.

use std::rc::Rc;

use charts::{Concurrency, TimeAxis, ValueAxis};
use explorer::findings;
use explorer::number::grouped;
use explorer::page::Page;
use explorer::words;
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;
use yew::{Callback, Html, NodeRef, function_component, html};

use super::super::chart::{Canvas, Direct, Figure, RunProps, figure, longest_stretch};
use crate::browser;

/// The lowest top of the axis.
const FEW: f64 = 5.0;
/// A name stands in the part of a queue that is at least this part of the axis high.
const HIGH: f64 = 0.4;
/// A name fits into a queue that is this part of the chart wide.
const WIDE: f64 = 0.3;

/// The chart with what is read around it; none where nobody calls asynchronously.
pub(super) fn chart(page: &Page, run: &Rc<Run>, time: TimeAxis, at_s: f64) -> Option<Html> {
    if !run.plan().callers().iter().map(|caller| caller.via).any(Via::is_asynchronous) {
        return None;
    }
    let language = page.language();
    let layers = layers(run);
    let axis = axis(&layers);
    let direct = if findings::has_backlog(run) {
        name_of_largest(run, &layers, time, axis)
    } else {
        let text = words::no_backlog(language).to_owned();
        Some(Direct { x: 0.5, y: 0.5, class: "direct centre plain", text })
    };
    let waiting = page.frame().map_or(0, |frame| frame.functions.iter().map(|function| function.waiting_events).sum());
    let label = findings::backlog(run, language).to_string();
    Some(figure(&Figure {
        title: words::chart_backlog(language),
        unit: "",
        value: grouped(u64::from(waiting)),
        is_throttled: false,
        axis,
        time,
        at_s,
        direct: direct.into_iter().collect(),
        canvas: html! { <Picture run={Rc::clone(run)} theme={page.theme()} label={Some(label)} /> },
        class: "plot low",
    }))
}

/// Waiting events of each function, in the order of the scenario; none where each only waits a moment for its first attempt.
fn layers(run: &Run) -> Vec<Vec<f64>> {
    if !findings::has_backlog(run) {
        return Vec::new();
    }
    let of =
        |series: &lambda_sim::metrics::SeriesOf| series.rows.iter().map(|row| f64::from(row.backlog.max)).collect();
    run.series().functions.iter().map(of).collect()
}

fn axis(layers: &[Vec<f64>]) -> ValueAxis {
    ValueAxis::fitting(charts::peak(layers.iter().map(Vec::as_slice)).max(FEW), &[])
}

/// The name of the function with the longest queue, inside its area where that is wide enough.
fn name_of_largest(run: &Run, layers: &[Vec<f64>], time: TimeAxis, axis: ValueAxis) -> Option<Direct> {
    let peaks = layers.iter().map(|layer| charts::peak([layer.as_slice()])).enumerate();
    let (place, peak) = peaks.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let (first, last) = longest_stretch(&layers[place], axis.max * HIGH)?;
    let start = |row| time.x(run.series().start(row).as_secs_f64());
    let (from, to) = (start(first), start(last + 1));
    let text = run.plan().functions()[place].name.clone();
    Some(if WIDE < to - from {
        Direct { x: f64::midpoint(from, to), y: axis.y(axis.max * HIGH / 2.0), class: "direct inside", text }
    } else if to < 0.5 {
        Direct { x: to, y: axis.y(peak), class: "direct beside", text }
    } else {
        Direct { x: from, y: axis.y(peak), class: "direct beside right", text }
    })
}

/// The geometry.
#[function_component]
fn Picture(props: &RunProps) -> Html {
    let run = Rc::clone(&props.run);
    let paint = Callback::from(move |canvas: NodeRef| {
        browser::draw(&canvas, |area, scale| {
            let layers = layers(&run);
            let functions: Vec<&[f64]> = layers.iter().map(Vec::as_slice).collect();
            let chart = Concurrency {
                time: TimeAxis { length_s: run.series().length().as_secs_f64() },
                value: axis(&layers),
                period_s: run.series().period().as_secs_f64(),
                functions: &functions,
                limits: &[],
                ghost: None,
            };
            // A canvas that cannot be drawn on stays empty; the numbers beside it are still there.
            let _ = charts::concurrency(area, &chart, &browser::chart_theme("--side", scale));
        });
    });
    html! { <Canvas label={props.label.clone()} version={props.version()} {paint} /> }
}

//! The chart of concurrency: what each function holds, stacked, under its limits.

use std::rc::Rc;

use charts::{Concurrency, Limit, TimeAxis, ValueAxis, Weight};
use explorer::findings;
use explorer::number::grouped;
use explorer::page::Page;
use explorer::words;
use lambda_sim::timeline::Run;
use yew::{Callback, Html, NodeRef, function_component, html};

use super::super::chart::{Canvas, Direct, Figure, RunProps, account_steps, figure, longest_stretch};
use crate::browser;

/// A line deeper than this part of the height has its name above it.
const LOW: f64 = 0.85;
/// A limit is drawn up to so many times the highest concurrency.
const NEAR: f64 = 3.0;
/// How much of the height a band needs before its name fits into it.
const BAND_FOR_NAME: f64 = 0.3;

/// The chart with what is read around it.
pub(super) fn chart(page: &Page, run: &Rc<Run>, time: TimeAxis, at_s: f64) -> Html {
    let language = page.language();
    let (axis, limits) = axis(run);
    let label = |limit: &Limit| {
        let text = match (limit.weight, reservation(run)) {
            (Weight::Light, Some((name, _))) => words::label_reserved(language, name).to_string(),
            _ => words::label_account_limit(language).to_owned(),
        };
        let y = axis.y(limit.value);
        // At the foot of the chart there is no room under the line.
        let class = if LOW < y { "direct over right" } else { "direct under right" };
        Direct { x: 1.0, y, class, text }
    };
    let mut direct: Vec<Direct> = limits.iter().map(label).collect();
    direct.extend(name_of_largest(run, time, axis));
    let in_flight = page.frame().map_or(0, |frame| frame.in_flight().get());
    let label = findings::concurrency(run, language).to_string();
    figure(&Figure {
        title: words::chart_concurrency(language),
        unit: "",
        value: grouped(u64::from(in_flight)),
        is_throttled: false,
        axis,
        time,
        at_s,
        direct,
        canvas: html! { <Picture run={Rc::clone(run)} theme={page.theme()} label={Some(label)} /> },
        class: "plot tall",
    })
}

/// The functions from the top of the stack to its bottom: the one with the largest reservation lies lowest, so that the
/// line of its reservation is a line over its own area.
fn stack(run: &Run) -> Vec<usize> {
    let functions = run.plan().functions();
    let mut places: Vec<usize> = (0..functions.len()).collect();
    places.sort_by_key(|place| functions[*place].reserved);
    places
}

/// Name and reservation of the lowest function of the stack, if it has one.
fn reservation(run: &Run) -> Option<(&str, f64)> {
    let function = &run.plan().functions()[*stack(run).last()?];
    let reserved = function.reserved.filter(|reserved| 0 < reserved.get())?;
    Some((&function.name, f64::from(reserved.get())))
}

fn limits(run: &Run) -> Vec<Limit> {
    let account = Limit::always(f64::from(run.plan().account_limit().get()), Weight::Heavy);
    let reserved = reservation(run).map(|(_, value)| Limit::always(value, Weight::Light));
    std::iter::once(account).chain(reserved).collect()
}

/// The axis, and the limits on it. A limit far above all that happens would press the picture to the ground: it is drawn
/// when it is near.
fn axis(run: &Run) -> (ValueAxis, Vec<Limit>) {
    let highest = charts::peak([account_steps(run, |row| f64::from(row.concurrency.max)).as_slice()]);
    let limits = limits(run);
    let near: Vec<Limit> = limits.into_iter().filter(|limit| limit.value <= highest * NEAR).collect();
    (ValueAxis::fitting(highest, &near), near)
}

/// The name of the function that holds most, inside its band, where the band is high enough.
fn name_of_largest(run: &Run, time: TimeAxis, axis: ValueAxis) -> Option<Direct> {
    let series = run.series();
    let peak_of = |place: usize| series.functions[place].total.concurrency.max;
    let largest = (0..series.functions.len()).max_by_key(|place| peak_of(*place))?;
    let peak = peak_of(largest);
    if f64::from(peak) < axis.max * BAND_FOR_NAME {
        return None;
    }
    let rows: Vec<f64> = series.functions[largest].rows.iter().map(|row| f64::from(row.concurrency.max)).collect();
    let (first, last) = longest_stretch(&rows, f64::from(peak) * 0.9)?;
    let middle = usize::midpoint(first, last);
    let lower = stack(run).into_iter().skip_while(|place| *place != largest).skip(1);
    let below: u32 = lower.map(|place| series.functions[place].rows[middle].concurrency.max).sum();
    let width = time.x(series.start(last).as_secs_f64()) - time.x(series.start(first).as_secs_f64());
    (0.2 < width).then(|| Direct {
        x: time.x(series.start(middle).as_secs_f64()),
        y: axis.y(f64::from(below) + f64::from(peak) * 0.4),
        class: "direct inside",
        text: run.plan().functions()[largest].name.clone(),
    })
}

/// The geometry.
#[function_component]
fn Picture(props: &RunProps) -> Html {
    let run = Rc::clone(&props.run);
    let paint = Callback::from(move |canvas: NodeRef| {
        browser::draw(&canvas, |area, scale| {
            let series = run.series();
            // Means, not maxima: these happen at different instants, so a stack of them could cross the limit.
            let steps = |place: usize| -> Vec<f64> {
                let rows = series.functions[place].rows.iter().enumerate();
                rows.map(|(row, of_period)| of_period.concurrency.mean(series.row_length(row))).collect()
            };
            let stack = stack(&run);
            let functions: Vec<Vec<f64>> = stack.iter().map(|place| steps(*place)).collect();
            let functions: Vec<&[f64]> = functions.iter().map(Vec::as_slice).collect();
            let (value, limits) = axis(&run);
            let chart = Concurrency {
                time: TimeAxis { length_s: series.length().as_secs_f64() },
                value,
                period_s: series.period().as_secs_f64(),
                functions: &functions,
                limits: &limits,
                ghost: None,
            };
            let mut theme = browser::chart_theme("--side", scale);
            theme.functions = stack.iter().map(|place| theme.functions[place % theme.functions.len()]).collect();
            // A canvas that cannot be drawn on stays empty; the numbers beside it are still there.
            let _ = charts::concurrency(area, &chart, &theme);
        });
    });
    html! { <Canvas label={props.label.clone()} version={props.version()} {paint} /> }
}

//! The chart of throttles per second, stacked by the limit that refused them.

use std::rc::Rc;

use charts::{Pattern, ThrottleLayer, Throttles, TimeAxis, ValueAxis};
use explorer::findings::{self, ThrottleRates};
use explorer::number::grouped;
use explorer::page::Page;
use explorer::words;
use lambda_sim::admission::Limit;
use lambda_sim::timeline::Run;
use yew::{Callback, Html, NodeRef, function_component, html};

use super::super::chart::{Canvas, Direct, Figure, RunProps, figure, longest_stretch};
use crate::browser;

/// A layer lower than this part of the axis has no name: there is no room for it.
const LEAST: f64 = 0.3;
/// A hill is as wide as it is this part of its peak high.
const HIGH: f64 = 0.6;
/// A name fits into a hill that is this part of the chart wide.
const WIDE: f64 = 0.3;

/// The chart with what is read around it.
pub(super) fn chart(page: &Page, run: &Rc<Run>, time: TimeAxis, at_s: f64) -> Html {
    let language = page.language();
    let rates = ThrottleRates::of(run);
    let axis = axis(&rates);
    let mut direct: Vec<Direct> = Vec::new();
    if run.series().account.total.throttled() == 0 {
        let text = words::no_throttles(language).to_owned();
        direct.push(Direct { x: 0.5, y: 0.5, class: "direct centre plain", text });
    }
    for limit in Limit::ALL {
        let text = match limit {
            Limit::Account => words::limit_account(language),
            Limit::Reserved => words::limit_reserved(language),
            Limit::ScalingRate => words::limit_scaling_rate(language),
            Limit::RequestRate => words::limit_request_rate(language),
        };
        direct.extend(name_of_layer(&rates, limit, time, axis, text));
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

fn axis(rates: &ThrottleRates) -> ValueAxis {
    ValueAxis::fitting(charts::peak(rates.by_limit.iter().map(Vec::as_slice)).max(1.0), &[])
}

/// The name of a limit: in the middle of its throttles where they are wide enough, otherwise beside their peak.
fn name_of_layer(rates: &ThrottleRates, limit: Limit, time: TimeAxis, axis: ValueAxis, text: &str) -> Option<Direct> {
    let (below, layer) = (&rates.by_limit[..limit as usize], &rates.by_limit[limit as usize]);
    let peak = charts::peak([layer.as_slice()]);
    if peak < axis.max * LEAST {
        return None;
    }
    let (first, last) = longest_stretch(layer, peak * HIGH)?;
    #[expect(clippy::cast_precision_loss, reason = "a place on the axis")]
    let start = |place: usize| time.x(place as f64 * rates.period_s);
    let is_wide = WIDE < start(last + 1) - start(first);
    let place = if is_wide { usize::midpoint(first, last) } else { layer.iter().position(|value| peak <= *value)? };
    let floor: f64 = below.iter().map(|layer| layer[place]).sum();
    let (x, class) = match is_wide {
        true => (f64::midpoint(start(first), start(last + 1)), "direct centre no on-hatch"),
        false if start(last) < 0.5 => (start(last + 1), "direct beside no"),
        false => (start(first), "direct beside right no"),
    };
    let height = if is_wide { layer[place] * 0.5 } else { peak };
    Some(Direct { x, y: axis.y(floor + height), class, text: text.to_owned() })
}

/// The geometry.
#[function_component]
fn Picture(props: &RunProps) -> Html {
    let run = Rc::clone(&props.run);
    let paint = Callback::from(move |canvas: NodeRef| {
        browser::draw(&canvas, |area, scale| {
            let rates = ThrottleRates::of(&run);
            let layers = &rates.by_limit;
            let patterns = [Pattern::Solid, Pattern::Rising, Pattern::Crossed, Pattern::Falling];
            let drawn: Vec<ThrottleLayer<'_>> =
                patterns.into_iter().zip(layers).map(|(pattern, values)| ThrottleLayer { pattern, values }).collect();
            let chart = Throttles {
                time: TimeAxis { length_s: run.series().length().as_secs_f64() },
                value: axis(&rates),
                period_s: rates.period_s,
                layers: &drawn,
                ghost: None,
            };
            // A canvas that cannot be drawn on stays empty; the numbers beside it are still there.
            let _ = charts::throttles(area, &chart, &browser::chart_theme("--side", scale));
        });
    });
    html! { <Canvas label={props.label.clone()} version={props.version()} {paint} /> }
}

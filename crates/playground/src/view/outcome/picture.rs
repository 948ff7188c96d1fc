//! A picture: plotters draws the geometry, everything that is read is HTML over it. It changes with the run, not with the
//! cursor.

use std::rc::Rc;

use charts::{Concurrency, Owner, Pattern, Steps, Theme, ThrottleLayer, Throttles, Trace};
use explorer::chart::Chart;
use explorer::language::Language;
use explorer::number::grouped;
use explorer::theme::Theme as Shade;
use lambda_sim::timeline::Run;
use yew::{Callback, Html, NodeRef, Properties, function_component, html, use_memo, use_state_eq};

use super::super::chart::Canvas;
use super::labels::labels;
use super::plotted::Plotted;
use crate::browser::{self, Area};

/// What a picture depends on.
#[derive(Clone, Debug, Properties)]
pub(super) struct PictureProps {
    pub(super) chart: Chart,
    pub(super) run: Rc<Run>,
    pub(super) before: Option<Rc<Run>>,
    pub(super) shade: Shade,
    pub(super) language: Language,
    /// Whether its finding may be told: not while a prediction is open.
    pub(super) told: bool,
}

impl PartialEq for PictureProps {
    fn eq(&self, other: &Self) -> bool {
        self.version() == other.version()
    }
}

impl PictureProps {
    /// What the picture depends on, as one value to compare.
    fn version(&self) -> (Chart, usize, usize, Shade, Language, bool) {
        let address = |run: &Rc<Run>| Rc::as_ptr(run).addr();
        let before = self.before.as_ref().map_or(0, address);
        (self.chart, address(&self.run), before, self.shade, self.language, self.told)
    }
}

/// The picture of one chart, with its axis and the names of what is drawn.
#[function_component]
pub(super) fn Picture(props: &PictureProps) -> Html {
    let PictureProps { chart, run, before, shade, language, told } = props.clone();
    let size = use_state_eq(|| (0.0, 0.0));
    let plotted = {
        let (run, before) = (Rc::clone(&run), before.clone());
        use_memo(props.version(), move |_| Plotted::of(chart, &run, before.as_deref()))
    };
    let paint = {
        let (plotted, size) = (Rc::clone(&plotted), size.clone());
        Callback::from(move |canvas: NodeRef| {
            let drawn = browser::draw(&canvas, |area, scale| {
                // A canvas that cannot be drawn on stays empty; the numbers beside it and the table are still there.
                let _ = draw(chart, &plotted, area, browser::chart_theme("--side", scale));
            });
            size.set(drawn.unwrap_or_default());
        })
    };
    let address = |run: &Rc<Run>| Rc::as_ptr(run).addr();
    let version = (address(&run) ^ before.as_ref().map_or(0, address).rotate_left(7), shade);
    let label = told.then(|| chart.finding(&run, language).to_string());
    let tick = |value: &f64| {
        let style = format!("top:{}%", plotted.value.y(*value) * 100.0);
        html! { <span class="tick" {style}>{ tick_text(*value) }</span> }
    };
    html! {
        <>
            <Canvas {label} {version} {paint} />
            <div aria-hidden="true">
                { for plotted.value.ticks().iter().map(tick) }
                { labels(chart, (&run, before.as_deref()), &plotted, *size, language) }
            </div>
        </>
    }
}

fn draw(chart: Chart, plotted: &Plotted, area: &Area, mut theme: Theme) -> charts::Drawn<browser::AreaError> {
    let (time, value, period_s) = (plotted.time, plotted.value, plotted.period_s);
    let ghost = plotted.ghost();
    match chart {
        Chart::Concurrency | Chart::Backlog | Chart::SourceBacklog(_) => {
            // The chart draws its first function on top, and gives it the first hue.
            let functions: Vec<&[f64]> = plotted.values().into_iter().rev().collect();
            theme.functions = plotted.layers.iter().rev().map(|layer| hue(&theme, layer.owner)).collect();
            let chart = Concurrency { time, value, period_s, functions: &functions, limits: &plotted.limits, ghost };
            charts::concurrency(area, &chart, &theme)
        }
        Chart::Throttles => {
            let patterns = [Pattern::Solid, Pattern::Rising, Pattern::Crossed, Pattern::Falling];
            let layers = patterns.into_iter().zip(plotted.values());
            let layers: Vec<_> = layers.map(|(pattern, values)| ThrottleLayer { pattern, values }).collect();
            charts::throttles(area, &Throttles { time, value, period_s, layers: &layers, ghost }, &theme)
        }
        Chart::ColdStarts | Chart::SpillOver | Chart::OldestAge | Chart::SourceAge(_) => {
            let Some(layer) = plotted.layers.first() else { return Ok(()) };
            let steps = Steps { period_s, values: &layer.values };
            charts::trace(area, &Trace { time, value, steps, owner: layer.owner, ghost }, &theme)
        }
    }
}

fn hue(theme: &Theme, owner: Owner) -> charts::Colour {
    match owner {
        Owner::Account => theme.ink,
        Owner::Function(place) => theme.functions.iter().copied().cycle().nth(place).unwrap_or(theme.ink),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole numbers from 0")]
fn tick_text(value: f64) -> String {
    if value.fract() == 0.0 { grouped(value as u64) } else { value.to_string() }
}

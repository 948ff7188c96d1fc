//! Charts: plotters draws the geometry, everything that is read is HTML over it.

use std::rc::Rc;

use charts::{TimeAxis, ValueAxis};
use explorer::number::{clock, grouped};
use explorer::theme::Theme;
use lambda_sim::metrics::Row;
use lambda_sim::timeline::Run;
use yew::{Callback, Html, NodeRef, Properties, function_component, html, use_effect_with, use_node_ref};

use crate::browser;

/// What a canvas shows.
#[derive(Debug, PartialEq, Properties)]
pub(super) struct CanvasProps {
    /// What it shows, for those who do not see it; without one it is decoration.
    pub(super) label: Option<String>,
    /// Changes when the picture does.
    pub(super) version: (usize, Theme),
    /// Paints.
    pub(super) paint: Callback<NodeRef>,
}

/// A canvas that paints itself when what it shows, or its size, changes.
#[function_component]
pub(super) fn Canvas(props: &CanvasProps) -> Html {
    let canvas = use_node_ref();
    {
        let canvas = canvas.clone();
        let paint = props.paint.clone();
        // The observer calls once when it begins, so this paints at first, too.
        use_effect_with(props.version, move |_| {
            let target = canvas.clone();
            let sizes = browser::on_resize(&canvas, move || paint.emit(target.clone()));
            move || drop(sizes)
        });
    }
    match &props.label {
        Some(label) => html! { <canvas ref={canvas} role="img" aria-label={label.clone()}></canvas> },
        None => html! { <canvas ref={canvas} aria-hidden="true"></canvas> },
    }
}

/// One value of the account's rows for each period.
pub(super) fn account_steps(run: &Run, value: impl Fn(&Row) -> f64) -> Vec<f64> {
    run.series().account.rows.iter().map(value).collect()
}

/// The longest stretch of values that are not below `least`: its first and its last place.
pub(super) fn longest_stretch(values: &[f64], least: f64) -> Option<(usize, usize)> {
    let mut longest: Option<(usize, usize)> = None;
    let mut first = 0;
    for (place, value) in values.iter().enumerate() {
        if *value < least {
            first = place + 1;
        } else if longest.is_none_or(|(from, to)| to - from < place - first) {
            longest = Some((first, place));
        }
    }
    longest
}

/// A text on the picture, beside the thing that it names.
pub(super) struct Direct {
    /// From the left, as a part of the width.
    pub(super) x: f64,
    /// From the top, as a part of the height.
    pub(super) y: f64,
    /// Where and in which hue.
    pub(super) class: &'static str,
    /// The text.
    pub(super) text: String,
}

/// What stands around and over a canvas.
pub(super) struct Figure {
    pub(super) title: &'static str,
    pub(super) unit: &'static str,
    /// The value at the cursor.
    pub(super) value: String,
    /// Whether the value is a throttle.
    pub(super) is_throttled: bool,
    pub(super) axis: ValueAxis,
    pub(super) time: TimeAxis,
    /// The cursor, in seconds.
    pub(super) at_s: f64,
    pub(super) direct: Vec<Direct>,
    pub(super) canvas: Html,
    pub(super) class: &'static str,
}

/// A chart with its title, values, axis and cursor.
pub(super) fn figure(shown: &Figure) -> Html {
    let cursor = format!("left:{}%", shown.time.x(shown.at_s) * 100.0);
    let tick = |value: &f64| {
        let style = format!("top:{}%", shown.axis.y(*value) * 100.0);
        html! { <span class="tick" {style}>{ tick_text(*value) }</span> }
    };
    let direct = |direct: &Direct| {
        let style = format!("left:{}%;top:{}%", direct.x * 100.0, direct.y * 100.0);
        html! { <span class={direct.class} {style}>{ &direct.text }</span> }
    };
    let value = if shown.is_throttled { "value no" } else { "value" };
    html! {
        <figure class="chart">
            <figcaption>
                <b>{ shown.title }</b><span class="unit" aria-hidden="true">{ shown.unit }</span>
                <span class={value}>{ &shown.value }</span>
            </figcaption>
            <div class={shown.class}>
                { shown.canvas.clone() }
                <span aria-hidden="true">
                    { for shown.axis.ticks().iter().map(tick) }
                    { for shown.direct.iter().map(direct) }
                    <span class="cursor" style={cursor}></span>
                </span>
            </div>
        </figure>
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole numbers from 0")]
fn tick_text(value: f64) -> String {
    if value.fract() == 0.0 { grouped(value as u64) } else { value.to_string() }
}

/// A character of the time axis, as a part of its width, where the page is narrow.
const CHARACTER: f64 = 0.025;

/// The time axis under the charts, with the cursor's time.
#[expect(clippy::cast_precision_loss, reason = "a few characters")]
pub(super) fn time_axis(time: TimeAxis, at_s: f64, shown: String) -> Html {
    let now = time.x(at_s);
    // At both ends the label stays inside.
    let now_style = format!("left:{0}%;transform:translateX(-{0}%)", now * 100.0);
    // A label that the cursor's would cover stays away.
    let width = |text: &str| text.chars().count() as f64 * CHARACTER;
    let free = |seconds: &f64| {
        CHARACTER * 2.0 + width(&clock(*seconds)) / 2.0 + width(&shown) / 2.0 < (time.x(*seconds) - now).abs()
    };
    let tick = |seconds: f64| {
        let style = format!("left:{}%", time.x(seconds) * 100.0);
        html! { <span class="tick" {style}>{ clock(seconds) }</span> }
    };
    html! {
        <div class="axis" aria-hidden="true">
            { for time.ticks(6).into_iter().filter(free).map(tick) }
            <span class="now" style={now_style}>{ shown }</span>
        </div>
    }
}

/// A run and the theme it is drawn in: what every chart depends on.
#[derive(Clone, Debug, Properties)]
pub(super) struct RunProps {
    pub(super) run: Rc<Run>,
    pub(super) theme: Theme,
    /// What the picture shows; without it, it is decoration.
    #[prop_or_default]
    pub(super) label: Option<String>,
}

impl PartialEq for RunProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.run, &other.run) && self.theme == other.theme && self.label == other.label
    }
}

impl RunProps {
    /// What the picture depends on, as one value to compare.
    pub(super) fn version(&self) -> (usize, Theme) {
        (Rc::as_ptr(&self.run).addr(), self.theme)
    }
}

//! The texts on a picture: each names one line or area, and stands beside it.

use charts::{Ground, Label, Owner, Room, Weight, place};
use explorer::chart::Chart;
use explorer::chart::burst::Burst;
use explorer::findings;
use explorer::language::Language;
use explorer::words;
use lambda_sim::admission::Limit;
use lambda_sim::timeline::Run;
use yew::{Classes, Html, classes, html};

use super::super::function_name::hue;
use super::plotted::{Plotted, provisioned, reserved};
use crate::browser::Measure;

/// Room left and right of a text, in CSS pixels, as in the stylesheet.
const PADDING_PX: f64 = 4.0;
/// The sample of the dashed line before the name of the run before, in CSS pixels.
const DASHES_PX: f64 = 18.0;
/// A layer lower than this part of the axis has no name: there is no room for it.
const LEAST: f64 = 0.15;
/// A hill is as wide as it is this part of its peak high.
const HIGH: f64 = 0.6;

const PAPER: &[Ground] = &[Ground::Paper];

/// A text and what it names.
struct Named {
    text: String,
    class: Classes,
    near: (f64, f64),
    grounds: Vec<Ground>,
    extra_px: f64,
    /// What is written where there is no room for this.
    instead: Option<Box<Self>>,
}

/// The texts of a chart, where there is room for them on a picture of this size.
pub(super) fn labels(
    chart: Chart,
    (run, before): (&Run, Option<&Run>),
    plotted: &Plotted,
    size: (f64, f64),
    language: Language,
) -> Html {
    let Some(measure) = Measure::new() else { return html! {} };
    let layers = plotted.values();
    let room = Room {
        size,
        line: measure.line(),
        time: plotted.time,
        value: plotted.value,
        period_s: plotted.period_s,
        layers: &layers,
        ghost: plotted.ghost(),
        limits: &plotted.limits,
    };
    let mut texts = texts(chart, run, before, plotted, language);
    let mut placed = placed(&room, &texts, &measure);
    let mut is_shortened = false;
    for (text, _) in texts.iter_mut().zip(&placed).filter(|(_, place)| place.is_none()) {
        if let Some(instead) = text.instead.take() {
            *text = *instead;
            is_shortened = true;
        }
    }
    if is_shortened {
        placed = self::placed(&room, &texts, &measure);
    }
    texts.iter().zip(placed).filter_map(|(text, place)| Some(drawn(place?, text))).collect()
}

/// The middle of each text, and its width in CSS pixels.
fn placed(room: &Room<'_>, texts: &[Named], measure: &Measure) -> Vec<Option<((f64, f64), f64)>> {
    let width = |text: &Named| measure.width(&text.text) + text.extra_px + 2.0 * PADDING_PX;
    let labels: Vec<Label<'_>> =
        texts.iter().map(|text| Label { width: width(text), near: text.near, grounds: &text.grounds }).collect();
    let places = place(room, &labels).into_iter().zip(&labels);
    places.map(|(place, label)| Some((place?, label.width))).collect()
}

fn drawn(((x, y), width): ((f64, f64), f64), text: &Named) -> Html {
    let style = format!("left:{}%;top:{}%;width:{width}px", x * 100.0, y * 100.0);
    html! { <span class={classes!("direct", text.class.clone())} {style}>{ &text.text }</span> }
}

fn texts(chart: Chart, run: &Run, before: Option<&Run>, plotted: &Plotted, language: Language) -> Vec<Named> {
    let mut texts = Vec::new();
    if let Some(nothing) = chart.emptiness(run, language) {
        let middle = (plotted.time.length_s / 2.0, plotted.value.max / 2.0);
        let name = Named::on_paper(nothing.to_owned(), classes!("plain"), middle);
        texts.push(name.or(words::no_values(language).to_owned()));
    }
    texts.extend(limit_names(run, plotted, language));
    match chart {
        Chart::Concurrency | Chart::Backlog | Chart::SourceBacklog(_) => texts.extend(name_of_largest(run, plotted)),
        Chart::Throttles => texts.extend(names_of_limits(plotted, language)),
        Chart::ColdStarts => texts.extend(burst(run, language)),
        Chart::SpillOver | Chart::OldestAge | Chart::SourceAge(_) => {}
    }
    texts.extend(before.and_then(|before| ghost(chart, (run, before), plotted, language)));
    texts
}

impl Named {
    fn on_paper(text: String, class: Classes, near: (f64, f64)) -> Self {
        Self { text, class, near, grounds: PAPER.to_vec(), extra_px: 0.0, instead: None }
    }

    /// With a shorter text where there is no room for this one.
    fn or(self, short: String) -> Self {
        let Self { class, near, grounds, extra_px, .. } = &self;
        let (class, grounds) = (class.clone(), grounds.clone());
        let short = Self { text: short, class, near: *near, grounds, extra_px: *extra_px, instead: None };
        Self { instead: Some(Box::new(short)), ..self }
    }
}

/// The names of the limits, at their right ends.
fn limit_names(run: &Run, plotted: &Plotted, language: Language) -> Vec<Named> {
    let name = |weight| match weight {
        Weight::Heavy => words::label_account_limit(language).to_owned(),
        Weight::Light => {
            let name = |place: usize| run.plan().functions()[place].name.as_str();
            match (reserved(run), provisioned(run)) {
                (None, Some(place)) => words::label_provisioned(language, name(place)).to_string(),
                (place, _) => words::label_reserved(language, place.map_or("", name)).to_string(),
            }
        }
    };
    let of = |weight| {
        let last = plotted.limits.iter().rfind(|limit| limit.weight == weight)?;
        // The text hangs under its line.
        Some(Named::on_paper(name(weight), classes!(), (last.to_s, last.value - plotted.value.max * 0.08)))
    };
    [Weight::Heavy, Weight::Light].into_iter().filter_map(of).collect()
}

/// The name of the function with the highest layer: inside it, or else over it.
fn name_of_largest(run: &Run, plotted: &Plotted) -> Option<Named> {
    let peaks =
        plotted.layers.iter().enumerate().map(|(place, layer)| (place, charts::peak([layer.values.as_slice()])));
    let (layer, peak) = peaks.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let Owner::Function(place) = plotted.layers[layer].owner else { return None };
    if peak < plotted.value.max * LEAST {
        return None;
    }
    let text = run.plan().functions()[place].name.clone();
    let near = middle_of(plotted, layer)?;
    let beside = Named::on_paper(text.clone(), classes!("of", hue(place)), near);
    let inside =
        Named { grounds: vec![Ground::Layer(layer)], ..Named::on_paper(text, classes!("inside", hue(place)), near) };
    Some(Named { instead: Some(Box::new(beside)), ..inside })
}

/// The names of the limits that stopped requests: inside their throttles, or beside them.
fn names_of_limits(plotted: &Plotted, language: Language) -> Vec<Named> {
    let of = |(layer, limit): (usize, Limit)| {
        let peak = charts::peak([plotted.layers[layer].values.as_slice()]);
        if peak < plotted.value.max * LEAST {
            return None;
        }
        let near = middle_of(plotted, layer)?;
        let text = Named::on_paper(findings::limit_name(limit, language).to_owned(), classes!("no"), near);
        Some(Named { grounds: vec![Ground::Layer(layer), Ground::Paper], ..text })
    };
    Limit::ALL.into_iter().enumerate().filter_map(of).collect()
}

/// The largest burst of cold starts, to the right of its peak.
fn burst(run: &Run, language: Language) -> Option<Named> {
    let burst = Burst::largest(run)?;
    let at_s = (burst.from + burst.lasts).as_secs_f64();
    let name = Named::on_paper(burst.text(run, language).to_string(), classes!(), (at_s, burst.peak / 2.0));
    Some(name.or(burst.short_text(language).to_string()))
}

/// The name of the run before, where it differs most.
fn ghost(chart: Chart, (run, before): (&Run, &Run), plotted: &Plotted, language: Language) -> Option<Named> {
    let ghost = plotted.ghost()?;
    let now = |place: usize| plotted.layers.iter().filter_map(|layer| layer.values.get(place)).sum::<f64>();
    let apart = |(place, value): &(usize, &f64)| (**value - now(*place)).abs();
    let (place, value) = ghost.values.iter().enumerate().max_by(|a, b| apart(a).total_cmp(&apart(b)))?;
    if apart(&(place, value)) < plotted.value.max * 0.02 {
        return None;
    }
    let text = match chart {
        Chart::Concurrency => findings::ghost_name(run, before, language),
        Chart::Throttles => findings::ghost_throttles_name(before, language),
        _ => words::ghost(language).to_owned(),
    };
    let near = (at(ghost.period_s, place), *value);
    let name = Named { extra_px: DASHES_PX, ..Named::on_paper(text, classes!("ghost"), near) };
    Some(name.or(words::ghost(language).to_owned()))
}

/// The middle of the longest hill of a layer: an instant in s, and a value.
fn middle_of(plotted: &Plotted, layer: usize) -> Option<(f64, f64)> {
    let values = &plotted.layers[layer].values;
    let (first, last) = longest_stretch(values, charts::peak([values.as_slice()]) * HIGH)?;
    let place = usize::midpoint(first, last);
    let below: f64 = plotted.layers[..layer].iter().filter_map(|layer| layer.values.get(place)).sum();
    Some((f64::midpoint(at(plotted.period_s, first), at(plotted.period_s, last + 1)), below + values[place] / 2.0))
}

/// The longest stretch of values that are not below `least`: its first and its last place.
fn longest_stretch(values: &[f64], least: f64) -> Option<(usize, usize)> {
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

#[expect(clippy::cast_precision_loss, reason = "a place on the axis")]
fn at(period_s: f64, place: usize) -> f64 {
    period_s * place as f64
}

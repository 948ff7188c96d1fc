//! Queues and streams before their functions: a square for each message or record, those that wait beside those in batches.

use explorer::fate::caller;
use explorer::number::grouped;
use explorer::page::Page;
use explorer::stage::{Source, Sources};
use explorer::words;
use lambda_sim::frame::Frame;
use lambda_sim::metrics::SourceKind;
use lambda_sim::plan::Plan;
use yew::{Html, classes, html};

use super::super::function_name::{function_name, hue};
use super::queue::{COLUMNS, HEIGHT, PITCH, square};

/// The queues and streams; nothing where nothing is polled.
pub(super) fn source(page: &Page, plan: &Plan, frame: &Frame) -> Html {
    let language = page.language();
    let Some(sources) = Sources::of(frame, plan) else {
        return Html::default();
    };
    let (title, rule, lanes) = match sources.kind {
        Some(SourceKind::Stream) => {
            (words::stream(language), words::stream_rule(language), words::stream_lanes(language))
        }
        Some(SourceKind::Queue) => {
            (words::source(language), words::source_rule(language), words::source_pollers(language))
        }
        None => (words::sources(language), words::sources_rule(language), words::sources_pollers(language)),
    };
    let is_one = sources.shown.len() == 1;
    html! {
        <section class="queue polled" aria-labelledby="source-title">
            <div class="size">
                <h2 id="source-title">{ title }</h2>
                <strong>{ grouped(u64::from(sources.visible)) }</strong>
                <p>{ words::source_waiting(language) }{ " " }<b>{ &sources.oldest }</b></p>
            </div>
            <div class="waits">
                <p>
                    { rule }
                    if 1 < sources.scale { { " " }{ words::queue_scale(language, grouped(u64::from(sources.scale))).to_string() } }
                </p>
                <ol>{ for sources.shown.iter().flat_map(|one| {
                    let function = plan.function(one.function).name.as_str();
                    // A function can have both.
                    let name = if sources.kind.is_none() { caller(one.via, language) } else { function };
                    let name = (!is_one).then_some(name);
                    let waiting = column(one, name, one.state.visible, words::source_visible(language), sources.scale);
                    [waiting, column(one, name, one.state.in_flight, words::source_in_flight(language), sources.scale)]
                }) }</ol>
            </div>
            <dl class="exits">
                <div><dt>{ lanes }</dt><dd>{ grouped(u64::from(sources.pollers)) }</dd></div>
                if sources.kind != Some(SourceKind::Queue) {
                    <div><dt>{ words::stream_blocked(language) }</dt><dd>{ grouped(u64::from(sources.blocked)) }</dd></div>
                }
            </dl>
        </section>
    }
}

/// What waits in a source, or is in its batches. The list says how many there are; the squares show it.
fn column(source: &Source, name: Option<&str>, count: u32, label: &'static str, scale: u32) -> Html {
    let place = source.function.index();
    let squares = count.div_ceil(scale);
    let path: String = (0..squares).map(square).collect();
    let height = (squares.div_ceil(COLUMNS) * PITCH).max(1);
    let view = format!("0 {} {} {height}", HEIGHT - height, COLUMNS * PITCH);
    html! {
        <li class={classes!(hue(place), (count == 0).then_some("none"))}>
            if 0 < count { <b>{ grouped(u64::from(count)) }</b> }
            <svg viewBox={view} aria-hidden="true"><path class={hue(place)} d={path} /></svg>
            <span>{ label }</span>
            if let Some(name) = name { { function_name(place, name) } }
        </li>
    }
}

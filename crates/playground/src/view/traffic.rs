//! The traffic of a caller: a small plot whose points can be dragged and moved by keys.

use explorer::fate::caller_name;
use explorer::message::Message;
use explorer::number::{grouped, rate};
use explorer::page::Page;
use explorer::panels::Panel;
use explorer::traffic::curve::{Stroke, Towards, rate_at};
use explorer::traffic::plot::{Plot, Tick};
use explorer::traffic::{points, sheet, unit};
use explorer::words;
use lambda_sim::scenario::{Burst, Point, Traffic};
use lambda_sim::time::Span;
use lambda_sim::units::Rate;
use yew::{Callback, Html, KeyboardEvent, PointerEvent, html};

use super::function_name::{function_name, hue};
use super::listen::sometimes;
use super::sheet::table;
use crate::browser;

/// The class of the area that a pointer moves over.
const AREA: &str = "curve";
/// The class of a point.
const POINT: &str = "point";

/// The editor of the selected function's traffic.
pub(super) fn traffic(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let Some(caller) = page.caller() else {
        return html! {};
    };
    let (Some(traffic), Some(plot)) = (page.traffic(caller), page.plot(caller)) else {
        return html! {};
    };
    let unit = unit(page.scenario().callers[caller].via, traffic, language);
    let label = words::traffic_label(language, page.selected_name()).to_string();
    html! {
        <section class="traffic" aria-label={label}>
            <h3 class="kicker">
                { function_name(page.selected(), page.selected_name()) }
                <span class="quiet">{ unit }</span>
            </h3>
            { callers(page, caller, on) }
            <div class="graph">
                <div class="values">{ for plot.value_ticks().into_iter().map(value_tick) }</div>
                { area(page, caller, traffic, &plot, on) }
                { for plot.time_ticks().into_iter().map(time_tick) }
            </div>
            if let Some(from) = page.traffic_from() {
                <p class="quiet">{ words::traffic_from_here(language, sheet::instant(from)).to_string() }</p>
            }
            { tools(page, caller, traffic, on) }
            if page.is_open(Panel::Table) { { table(page, caller, traffic, on) } }
        </section>
    }
}

/// Where a function has several callers: which of them.
fn callers(page: &Page, chosen: usize, on: &Callback<Message>) -> Html {
    let language = page.language();
    let callers = page.callers();
    if callers.len() < 2 {
        return html! {};
    }
    let onchange = sometimes(on, |event| Some(Message::SelectCaller(browser::selected_value(&event)?.parse().ok()?)));
    let option = |place: usize| {
        let name = caller_name(page.scenario().callers[place].via, language);
        html! { <option value={place.to_string()} selected={place == chosen}>{ name }</option> }
    };
    html! {
        <label class="caller">
            { words::traffic_caller(language) }
            <select {onchange}>{ for callers.into_iter().map(option) }</select>
        </label>
    }
}

/// The plot itself: what is drawn, the points over it, and the cursor.
fn area(page: &Page, caller: usize, traffic: &Traffic, plot: &Plot, on: &Callback<Message>) -> Html {
    let now = format!("left:{}%", plot.x(page.cursor().since_start()) * 100.0);
    let past = format!("width:{}%", plot.x(page.cursor().since_start()) * 100.0);
    let drawing = match traffic {
        Traffic::Curve { points, .. } => curve(points, plot),
        Traffic::At(bursts) => needles(bursts, plot),
    };
    let points = points(traffic).unwrap_or_default();
    let handle = |(place, point)| handle(page, caller, place, point, points.len(), plot, on);
    let held = page.grip().map(|grip| grip.point);
    let grab = {
        let (points, plot) = (points.to_vec(), *plot);
        sometimes(on, move |event: PointerEvent| {
            if !browser::is_on(&event, POINT) {
                return None;
            }
            let place = browser::place_over(&event, AREA)?;
            let point = plot.nearest(&points, (place.x, place.y), (place.width, place.height))?;
            browser::hold(&event, AREA).then_some(Message::Grab(caller, point))
        })
    };
    let drag = sometimes(on, move |event: PointerEvent| {
        let (point, place) = (held?, browser::place_over(&event, AREA)?);
        Some(Message::Draw(caller, Stroke::Drag { point, x: place.x, y: place.y }))
    });
    let release = move |_: PointerEvent| held.map(|_| Message::Release);
    html! {
        <div
            class={yew::classes!(AREA, hue(page.selected()))}
            onpointerdown={grab}
            onpointermove={drag}
            onpointerup={sometimes(on, release)}
            onpointercancel={sometimes(on, release)}
        >
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">{ drawing }</svg>
            if page.traffic_from().is_some() { <i class="past" style={past}></i> }
            <i class="cursor" style={now}></i>
            { for points.iter().enumerate().filter(|(_, point)| plot.contains(point.at)).map(handle) }
        </div>
    }
}

fn curve(points: &[Point], plot: &Plot) -> Html {
    let y = |rate: Rate| 100.0 - plot.y(rate.get()) * 100.0;
    let [first, last] = [Span::ZERO, plot.length].map(|end| y(rate_at(points, end)));
    let inside = points.iter().filter(|point| plot.contains(point.at));
    let through: Vec<String> = inside.map(|point| format!("L{} {}", plot.x(point.at) * 100.0, y(point.rate))).collect();
    let line = format!("M0 {first}{}L100 {last}", through.concat());
    html! {
        <>
            <path class="area" d={format!("{line}V100H0z")} />
            <path class="line" d={line} />
        </>
    }
}

fn needles(bursts: &[Burst], plot: &Plot) -> Html {
    let needle = |burst: &Burst| {
        let (x, y) = (plot.x(burst.at) * 100.0, 100.0 - plot.y(f64::from(burst.count)) * 100.0);
        html! { <path class="needle" d={format!("M{x} 100V{y}")} /> }
    };
    bursts.iter().filter(|burst| plot.contains(burst.at)).map(needle).collect()
}

/// A point, by its number from the last one, as points are added before it: a slider in two directions, with its value beside it while it is held or has the focus.
fn handle(
    page: &Page,
    caller: usize,
    place: usize,
    point: &Point,
    count: usize,
    plot: &Plot,
    on: &Callback<Message>,
) -> Html {
    let language = page.language();
    let (x, y) = (plot.x(point.at), plot.y(point.rate.get()));
    let is_past = page.traffic_from().is_some_and(|from| point.at < from);
    let value = words::traffic_value(language, rate(point.rate.get()), sheet::instant(point.at)).to_string();
    let is_held = page.grip().is_some_and(|grip| (grip.caller, grip.point) == (caller, place));
    let side = if x < 0.5 { "right" } else { "left" };
    let id = identifier(caller, place);
    let next = identifier(caller, place + 1);
    let onkeydown = sometimes(on, move |event: KeyboardEvent| {
        let stroke = stroke(&event, place)?;
        event.prevent_default();
        if matches!(stroke, Stroke::Remove(_)) && place == 0 && 1 < count {
            // The element goes away with the point.
            browser::focus(&next);
        }
        Some(Message::Draw(caller, stroke))
    });
    html! {
        <div
            key={count - place}
            {id}
            class={yew::classes!(POINT, side, is_held.then_some("held"))}
            style={format!("left:{}%;bottom:{}%", x * 100.0, y * 100.0)}
            role="slider"
            tabindex="0"
            aria-disabled={is_past.then_some("true")}
            aria-label={words::traffic_point(language, grouped(place as u64 + 1), grouped(count as u64)).to_string()}
            aria-valuemin="0"
            aria-valuemax={plot.top.to_string()}
            aria-valuenow={point.rate.get().to_string()}
            aria-valuetext={value.clone()}
            {onkeydown}
        >
            <span class="says" aria-hidden="true">{ value }</span>
        </div>
    }
}

fn identifier(caller: usize, point: usize) -> String {
    format!("point-{caller}-{point}")
}

/// What a key does to a point.
fn stroke(event: &KeyboardEvent, point: usize) -> Option<Stroke> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let is_fine = event.shift_key();
    let nudge = |towards| Some(Stroke::Nudge { point, towards, is_fine });
    match event.key().as_str() {
        "ArrowUp" => nudge(Towards::Up),
        "ArrowDown" => nudge(Towards::Down),
        "ArrowLeft" => nudge(Towards::Earlier),
        "ArrowRight" => nudge(Towards::Later),
        "Delete" | "Backspace" => Some(Stroke::Remove(point)),
        _ => None,
    }
}

fn value_tick(tick: Tick) -> Html {
    html! { <span class="value-tick" style={format!("bottom:{}%", tick.at * 100.0)}>{ tick.label }</span> }
}

fn time_tick(tick: Tick) -> Html {
    html! { <span class="time-tick" style={format!("left:{}%", tick.at * 100.0)}>{ tick.label }</span> }
}

/// Under the plot: a point more, the table, and the way back.
fn tools(page: &Page, caller: usize, traffic: &Traffic, on: &Callback<Message>) -> Html {
    let language = page.language();
    let at = page.cursor().since_start();
    let is_open = page.is_open(Panel::Table);
    html! {
        <div class="tools">
            <button
                type="button"
                class="link"
                aria-expanded={is_open.to_string()}
                onclick={on.reform(|_| Message::Toggle(Panel::Table))}
            >
                { words::traffic_table(language) }
            </button>
            if points(traffic).is_some() {
                <button
                    type="button"
                    class="link"
                    onclick={on.reform(move |_| Message::Draw(caller, Stroke::Add(at)))}
                >
                    { words::traffic_add_point(language) }
                </button>
            }
            if page.is_drawn(caller) {
                <button type="button" class="link" onclick={on.reform(move |_| Message::ResetTraffic(caller))}>
                    { words::traffic_reset(language) }
                </button>
            }
        </div>
    }
}

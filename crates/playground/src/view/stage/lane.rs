//! A lane: the source of a function's requests, and its gates in the order in which they are checked. Refused attempts are
//! piled up at the gate that refused them, the others stand behind the wall.

use explorer::fate::{Fate, callers};
use explorer::message::Message;
use explorer::number::rate;
use explorer::page::Page;
use explorer::stage::{Gate, Lane};
use lambda_sim::admission::Limit;
use lambda_sim::frame::Frame;
use lambda_sim::plan::Plan;
use yew::{Callback, Classes, Html, classes, html};

use super::super::function_name::{function_name, hue};
use super::marks;
use super::reservation::{Stand, reserve};

/// The room between a pile and its gate.
const STEP: u32 = 7;

/// The lane of one function, with the attempts that really come to it.
pub(super) fn lane(
    page: &Page,
    plan: &Plan,
    frame: &Frame,
    lane: &Lane,
    per_second: &[f64],
    on: &Callback<Message>,
) -> Html {
    let place = lane.function.index();
    let name = plan.function(lane.function).name.as_str();
    let fate = Fate::of(frame, plan, lane, page.language());
    let is_selected = place == page.selected();
    let onclick = on.reform(move |_| Message::SelectFunction(place));
    let class =
        classes!("lane", hue(place), lane.has_queue.then_some("queued"), lane.reserved.is_set.then_some("owned"));
    html! {
        <li {class}>
            <button type="button" class="source" aria-pressed={is_selected.to_string()} {onclick}>
                { function_name(place, name) }
                <span class="caller">{ callers(plan, lane.function, page.language()) }</span>
                <span class="rate">{ lane.rate.map(|_| rate(per_second[place])).unwrap_or_default() }</span>
            </button>
            <span class="spoken">{ fate.label.clone() }</span>
            { streams(lane) }
            { rail(lane, lane.rail.is_some_and(|rail| rail.is_shut(frame, plan))) }
            { walk(page, frame, lane) }
            { gates(lane) }
            { words(lane, &fate) }
            { reserve(page, plan, lane.function, 0 < lane.reserved.refused, Stand::Room, on) }
        </li>
    }
}

/// The gates with the piles before them, and the dots behind the wall. The piles before the wall are kept together, since a
/// narrow page shows them at one gate.
fn gates(lane: &Lane) -> Html {
    html! {
        <>
            <div class="piles" aria-hidden="true">
                { marks::pile("at-request-rate", lane.request_rate.refused) }
                { marks::pile("at-reserved", lane.reserved.refused) }
                { marks::pile("at-account", lane.account.refused) }
            </div>
            { marks::dots(lane.by_rail(), lane.passed - lane.by_rail()) }
            { marks::pile("at-scaling-rate", lane.scaling_rate.refused) }
            { gate("request-rate", lane.request_rate) }
            { gate("reserved", lane.reserved) }
            { gate("account", lane.account) }
            { gate("scaling-rate", lane.scaling_rate) }
        </>
    }
}

/// A stroke with a gap in it, the door, which is shut while the gate refuses.
pub(super) fn gate(name: &'static str, gate: Gate) -> Html {
    let class = classes!("gate", name, gate.is_set.then_some("set"), gate.is_shut.then_some("shut"));
    html! { <span {class} aria-hidden="true"></span> }
}

/// The stream of requests, from gate to gate as thick as what is left of it, and up to each pile.
fn streams(lane: &Lane) -> Html {
    let names = ["to-request-rate", "to-reserved", "to-account", "to-scaling-rate", "to-pool"];
    let refused = lane.gates().map(|gate| gate.refused).into_iter().chain([0]);
    // The others are on the rail.
    let mut left = lane.recent() - lane.by_rail();
    let stream = |(name, refused): (&'static str, u32)| {
        let share = if lane.recent() == 0 { 0.0 } else { f64::from(left) / f64::from(lane.recent()) };
        let thickness = thickness(lane.rate, share);
        left -= refused;
        if thickness <= 0.0 {
            return Html::default();
        }
        let gap = if refused == 0 { 0 } else { marks::width(refused) + STEP };
        let style = format!("height:{thickness:.1}px;margin-right:{gap}px");
        html! {
            <>
                <i class={classes!("stream", name)} {style} aria-hidden="true"></i>
                if name == "to-pool" { <i class="arrow" aria-hidden="true"></i> }
            </>
        }
    };
    names.into_iter().zip(refused).map(stream).collect()
}

/// The way into provisioned environments, over the gates: none of them is met there. A bar across it says that it is full.
fn rail(lane: &Lane, is_shut: bool) -> Html {
    let Some(rail) = lane.rail.filter(|rail| 0 < rail.requested || 0 < rail.started) else {
        return Html::default();
    };
    let share = f64::from(rail.started) / f64::from(lane.recent().max(1));
    let style = format!("--thick:{:.1}px", thickness(lane.rate, share).clamp(1.0, 4.0));
    let class = classes!("rail", is_shut.then_some("shut"), (rail.started == 0).then_some("unused"));
    html! { <i {class} {style} aria-hidden="true"></i> }
}

/// The thickness of a stream in pixels, by the logarithm of its rate; thin where there is no rate.
fn thickness(rate: Option<f64>, share: f64) -> f64 {
    match rate.map(|rate| rate * share) {
        _ if share <= 0.0 => 0.0,
        Some(rate) if rate <= 0.0 => 0.0,
        Some(rate) => 1.2 + 1.25 * rate.max(1.0).log10(),
        None => 1.2,
    }
}

/// The newest request on its way, while it can be followed: at real speed or slower, and where few come.
fn walk(page: &Page, frame: &Frame, lane: &Lane) -> Html {
    let is_slow = page.speed().factor() <= 1.0;
    if !page.is_playing() || !is_slow || !lane.is_countable() {
        return Html::default();
    }
    let way = match lane.stops_at() {
        _ if lane.rail.is_some_and(|rail| rail.is_newest) => "by-rail",
        Some(Limit::RequestRate) => "to-request-rate",
        Some(Limit::Reserved) => "to-reserved",
        Some(Limit::Account) => "to-account",
        Some(Limit::ScalingRate) => "to-scaling-rate",
        None => "to-pool",
    };
    // A new key is a new element, which walks anew.
    let number = frame.function(lane.function).tally.attempts();
    html! { <span class={classes!("walk", way)} aria-hidden="true"><i key={number}></i></span> }
}

/// What becomes of the requests, beside the pile: left of the wall, or right of a gate before it.
fn words(lane: &Lane, fate: &Fate) -> Html {
    let before_words = lane.request_rate.refused + lane.reserved.refused;
    let is_early = lane.account.refused + lane.scaling_rate.refused < before_words;
    let class: Classes = classes!("fate", is_early.then_some("early"));
    html! {
        <div {class} aria-hidden="true">
            if let Some(head) = &fate.head { <b class={fate.is_throttled.then_some("no")}>{ head }</b> }
            <small>{ for fate.lines.iter().map(|line| html! { <span>{ line }</span> }) }</small>
        </div>
    }
}

/// The way of events: from the lane down into the queue, from the queue up into the lane, and back to the queue when refused.
/// The lowest lane shows the way back; over it, the words beside the pile say it. `up` lanes with a queue are below this one, and
/// `owned` is whether any of them all has a reservation: then the ways up keep left of the piles before it.
pub(super) fn loop_of(lane: &Lane, up: usize, owned: bool) -> Html {
    let [_, reserved, account, scaling_rate] = lane.gates();
    let back = if 0 < up {
        None
    } else if 0 < reserved.refused {
        Some(("from-reserved", reserved.refused))
    } else if 0 < account.refused {
        Some(("from-account", account.refused))
    } else {
        (0 < scaling_rate.refused).then_some(("from-scaling-rate", scaling_rate.refused))
    };
    let classes = classes!("loop", hue(lane.function.index()), owned.then_some("owned"), (0 < up).then_some("upper"));
    html! {
        <div class={classes} style={format!("--up:{up}")} aria-hidden="true">
            <i class="into"></i>
            <i class="out"></i>
            if let Some((from, refused)) = back {
                <i class={classes!("back", from)} style={format!("margin-right:{}px", marks::width(refused) / 2 + STEP)}></i>
                <i class="back-down"></i>
            }
        </div>
    }
}

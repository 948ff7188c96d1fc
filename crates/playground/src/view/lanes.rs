//! A lane for each function: its last 100 attempts, the throttled ones piled up at the gate that stopped them. Whoever passed the
//! gates but got no new environment stands behind them, beside those that are served.

use explorer::fate::Fate;
use explorer::message::Message;
use explorer::number::{grouped, rate};
use explorer::page::Page;
use explorer::words;
use lambda_sim::admission::Limit;
use lambda_sim::cause::{throttling, ways};
use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::units::Concurrency;
use lambda_sim::via::Via;
use yew::{Callback, Html, html};

use super::function_name::{function_name, hue};

/// Marks in a column of a lane, and the distance between two of them.
const COLUMN: u32 = 10;
const PITCH: u32 = 6;

/// All lanes.
pub(super) fn lanes(page: &Page, plan: &Plan, frame: &Frame, on: &Callback<Message>) -> Html {
    let language = page.language();
    html! {
        <div class="lanes">
            { gates(page, plan, frame) }
            <ul aria-label={words::lanes_title(language)}>
                { for plan.function_ids().map(|id| lane(page, plan, frame, id, on)) }
            </ul>
        </div>
    }
}

/// The names of the gates over them, with what they count.
fn gates(page: &Page, plan: &Plan, frame: &Frame) -> Html {
    let language = page.language();
    let count = |count: u32| grouped(u64::from(count));
    let is_set = plan.functions().iter().any(|function| function.reserved.is_some());
    let limit = plan.account_limit().get();
    let in_flight = words::count_of(language, count(frame.in_flight().get()), count(limit)).to_string();
    let unreserved =
        words::gate_unreserved(language, count(frame.unreserved.get()), count(plan.unreserved().get())).to_string();
    html! {
        <div class="gates">
            <p class="reserved">
                <b>{ words::gate_reserved(language) }</b>
                if !is_set { <small>{ words::not_set(language) }</small> }
            </p>
            <p class="account">
                <b>{ words::setting_account_limit(language) }</b>
                if is_set { <small>{ unreserved }</small> }
                <strong>{ in_flight }</strong>
            </p>
        </div>
    }
}

fn lane(page: &Page, plan: &Plan, frame: &Frame, id: FunctionId, on: &Callback<Message>) -> Html {
    let place = id.index();
    let function = frame.function(id);
    let name = plan.function(id).name.as_str();
    let tally = &function.tally;
    let (recent, throttled) = (tally.recent(), tally.recent_throttles());
    let onclick = on.reform(move |_| Message::SelectFunction(place));
    let fate = Fate::of(frame, plan, id, page.language());
    let reserved = plan.function(id).reserved;
    let limit = plan.limit_of(id);
    // Where several limits have stopped some of them, all stand at the last one.
    let stopped_by = tally.last_throttle().map_or(limit, |(_, throttle)| throttle.limit);
    let piled_at = |gate| if gate == stopped_by { throttled } else { 0 };
    // A reservation of 0 is shut for everybody, tried or not.
    let shut = if reserved == Some(Concurrency::ZERO) { Some(Limit::Reserved) } else { throttling(frame, plan, id) };
    let gate = |class, gate| gate_class(class, gate == limit, shut == Some(gate));
    let is_selected = place == page.selected();
    let selected = is_selected.then_some("selected");
    let queue = ways(plan, id).any(Via::is_asynchronous).then_some("queue");
    html! {
        <li class={yew::classes!("lane", selected, queue, hue(place))}>
            <button type="button" class="name" aria-pressed={is_selected.to_string()} {onclick}>
                { function_name(place, name) }
                <span class="rate">{ arrival_rate(plan, id, frame) }</span>
            </button>
            { crosses(piled_at(Limit::Reserved)) }
            <span class={gate("gate reserved", Limit::Reserved)} aria-hidden="true">
                if let Some(reserved) = reserved {
                    <b>{ grouped(u64::from(reserved.get())) }</b>
                }
            </span>
            <span class="fate" role="img" aria-label={fate.label.clone()}>{ shown(&fate) }</span>
            { crosses(piled_at(Limit::Account)) }
            <span class={gate("gate wall", Limit::Account)} aria-hidden="true"></span>
            { dots(recent - throttled, piled_at(Limit::ScalingRate) + piled_at(Limit::RequestRate)) }
        </li>
    }
}

/// The rate at this instant; nothing where requests come at exact instants.
fn arrival_rate(plan: &Plan, id: FunctionId, frame: &Frame) -> String {
    if !plan.has_curve(id) {
        return String::new();
    }
    rate(plan.rate_at(id, frame.at).get())
}

fn gate_class(gate: &'static str, is_set: bool, is_shut: bool) -> yew::Classes {
    yew::classes!(gate, is_set.then_some("set"), is_shut.then_some("shut"))
}

fn shown(fate: &Fate) -> Html {
    let class = fate.is_throttled.then_some("no");
    html! {
        <>
            if let Some(head) = &fate.head { <b {class}>{ head }</b> }
            { for fate.lines.iter().map(|line| html! { <small>{ line }</small> }) }
        </>
    }
}

/// Crosses, ten to a column, filled from the gate outwards.
fn crosses(count: u32) -> Html {
    let cross = |(column, row): (u32, u32)| {
        let (x, y) = ((COLUMN - 1 - column) * PITCH + 1, row * PITCH + 1);
        format!("M{x} {y}l4 4m0-4l-4 4")
    };
    let path: String = places(count).map(cross).collect();
    html! { <svg class="marks crosses" viewBox="0 0 60 60" aria-hidden="true"><path d={path} /></svg> }
}

/// Dots, ten to a column, filled from the gate inwards; behind them crosses for those that got no environment.
fn dots(count: u32, refused: u32) -> Html {
    let dot = |(column, row): (u32, u32)| {
        let (x, y) = (column * PITCH + 1, row * PITCH + 3);
        format!("M{x} {y}a2 2 0 1 0 4 0a2 2 0 1 0-4 0z")
    };
    let cross = |(column, row): (u32, u32)| format!("M{} {}l4 4m0-4l-4 4", column * PITCH + 1, row * PITCH + 1);
    let path: String = places(count).map(dot).collect();
    let crosses: String = places(count + refused).skip(count as usize).map(cross).collect();
    html! {
        <svg class="marks dots" viewBox="0 0 60 60" aria-hidden="true">
            <path d={path} />
            if 0 < refused { <path class="refused" d={crosses} /> }
        </svg>
    }
}

fn places(count: u32) -> impl Iterator<Item = (u32, u32)> {
    (0..count).map(|mark| (mark / COLUMN, mark % COLUMN))
}

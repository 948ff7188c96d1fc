//! Beside the pool: how many requests of each function are in it, and whose rooms there are. Every label has a place that follows
//! from the plan; only the thin lines to the squares move.

use explorer::arithmetic::mean_run;
use explorer::message::Message;
use explorer::number::grouped;
use explorer::page::Page;
use explorer::stage::{Holder, Occupant, Pool, Room};
use explorer::words;
use lambda_sim::plan::Plan;
use yew::{Callback, Html, html};

use super::super::function_name::{function_name, hue};
use super::geometry::Geometry;
use super::reservation::{self, Stand};

/// The height of a label, and of the one of the function that wants most.
const LINE: f64 = 17.0;
const TALL: f64 = 40.0;
/// The height of one with a number that can be changed.
const FIELD: f64 = 24.0;
/// Part of a room that is much.
const MUCH: f64 = 0.4;
/// How far the lines reach.
const REACH: f64 = 9.0;

/// What a label speaks of.
#[derive(Clone, Copy)]
enum Subject<'a> {
    Room(&'a Room),
    Occupant { room: &'a Room, one: &'a Occupant, is_tall: bool },
}

struct Label<'a> {
    subject: Subject<'a>,
    /// Where its middle would like to be, from the top.
    wish: f64,
    height: f64,
}

/// All labels.
pub(super) fn labels(page: &Page, plan: &Plan, pool: &Pool, geometry: &Geometry, on: &Callback<Message>) -> Html {
    let floors = geometry.floors(pool);
    let mut labels = Vec::new();
    for (room, floor) in pool.rooms.iter().zip(&floors) {
        labels.extend(of_room(room, plan, *floor, geometry));
    }
    let middles = spread(&labels, geometry.height);
    let level = |subject: &Subject<'_>| match subject {
        Subject::Room(_) => None,
        Subject::Occupant { room, one, .. } => {
            let place = pool.rooms.iter().position(|other| std::ptr::eq(other, *room))?;
            let middle = f64::from(one.invoke_squares.start + one.init_squares.end) / 2.0;
            let level = middle / f64::from(geometry.columns) * geometry.pitch_y;
            Some((one.function, floors[place] - level))
        }
    };
    let lines = labels.iter().zip(&middles).filter_map(|(label, middle)| {
        let (function, from) = level(&label.subject)?;
        Some(html! { <path class={hue(function.index())} d={format!("M0 {from:.1}L{REACH} {middle:.1}")} /> })
    });
    let percent = |middle: f64| format!("top:{:.2}%", middle / geometry.height * 100.0);
    let shown = labels.iter().zip(&middles).map(|(label, middle)| {
        let style = percent(*middle);
        match label.subject {
            Subject::Room(room) => room_label(page, plan, room, style, on),
            Subject::Occupant { one, is_tall, .. } => held(plan, one, is_tall, style),
        }
    });
    html! {
        <div class="held">
            <svg viewBox={format!("0 0 {REACH} {:.1}", geometry.height)} preserveAspectRatio="none" aria-hidden="true">
                { for lines }
            </svg>
            { for shown }
        </div>
    }
}

/// The labels of a room from the floor up: the functions below the one that fills most of it, that one in the middle, the
/// others, and at the top the room's own. Where none fills much, all stand on the floor.
fn of_room<'a>(room: &'a Room, plan: &Plan, floor: f64, geometry: &Geometry) -> Vec<Label<'a>> {
    let top = floor - geometry.level(room.squares());
    let tall = if floor - top < TALL { None } else { room.occupants.iter().position(|one| fills(one, room, plan)) };
    let below = tall.unwrap_or(room.occupants.len());
    let mut labels = Vec::new();
    for (place, one) in room.occupants.iter().enumerate() {
        let is_tall = tall == Some(place);
        let lines = |others: &[Occupant]| -> f64 { others.iter().map(|_| LINE).sum() };
        let wish = match place {
            _ if is_tall => f64::midpoint(floor, top),
            _ if place < below => floor + LINE / 2.0 - lines(&room.occupants[..=place]),
            _ => top + LINE / 2.0 + lines(&room.occupants[place..]),
        };
        let height = if is_tall { TALL } else { LINE };
        labels.push(Label { subject: Subject::Occupant { room, one, is_tall }, wish, height });
    }
    // A reservation is a number that can be changed, with a line under it.
    let height = if let Holder::Reservation(_) = room.holder { FIELD } else { LINE };
    labels.push(Label { subject: Subject::Room(room), wish: top + height / 2.0, height });
    labels
}

/// Whether a function can fill much of a room: by what it wants at its peak, or alone where no rate is known.
fn fills(one: &Occupant, room: &Room, plan: &Plan) -> bool {
    let wanted = plan.peak_rate(one.function).offered_concurrency(mean_run(plan.function(one.function)));
    let is_known = plan.has_curve(one.function);
    if is_known { MUCH * f64::from(room.size) <= wanted } else { room.occupants.len() == 1 }
}

/// The middles of labels that come from the bottom up, moved apart where they would overlap, and into the picture.
fn spread(labels: &[Label<'_>], height: f64) -> Vec<f64> {
    let mut ceiling = height + LINE / 2.0;
    let mut middles: Vec<f64> = labels
        .iter()
        .map(|label| {
            let middle = label.wish.min(ceiling - label.height / 2.0);
            ceiling = middle - label.height / 2.0;
            middle
        })
        .collect();
    let mut floor = 0.0;
    for (label, middle) in labels.iter().zip(&mut middles).rev() {
        *middle = middle.max(floor + label.height / 2.0);
        floor = *middle + label.height / 2.0;
    }
    middles
}

fn room_label(page: &Page, plan: &Plan, room: &Room, style: String, on: &Callback<Message>) -> Html {
    let language = page.language();
    let size = grouped(u64::from(room.size));
    let text = match room.holder {
        Holder::Reservation(owner) => {
            return html! {
                <p class="room" {style}>
                    { words::pool_reserved(language) }{ " " }{ reservation::reservation(page, plan, owner, Stand::Room, on) }
                </p>
            };
        }
        Holder::Provisioned(_) if room.available < room.size => {
            words::pool_provisioning(language, grouped(u64::from(room.available)), size).to_string()
        }
        Holder::Provisioned(_) => words::pool_provisioned(language, size).to_string(),
        Holder::Everyone if plan.unreserved() == plan.account_limit() => {
            words::pool_all_unreserved(language).to_owned()
        }
        Holder::Everyone => words::pool_unreserved(language, size).to_string(),
    };
    html! { <p class="room" {style}>{ text }</p> }
}

fn held(plan: &Plan, one: &Occupant, is_tall: bool, style: String) -> Html {
    let place = one.function.index();
    let class = yew::classes!("count", hue(place), is_tall.then_some("tall"));
    html! {
        <p {class} {style} aria-hidden="true">
            <b>{ grouped(u64::from(one.requests())) }</b>{ " " }
            { function_name(place, &plan.function(one.function).name) }
        </p>
    }
}

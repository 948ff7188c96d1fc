//! The pool: a square for each request in flight, under the roof of the account's limit. A reservation is a room of its own.

use core::ops::Range;

use explorer::language::Language;
use explorer::number::grouped;
use explorer::stage::{Holder, Occupant, Pool, Room};
use explorer::words;
use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use yew::{Html, html};

use super::super::function_name::hue;
use super::geometry::Geometry;

/// Part of the pitch that a square fills, and that the dot of a free place does.
const FILL: f64 = 0.8;
const DOT: f64 = 0.3;

/// The pool.
pub(super) fn pool(plan: &Plan, frame: &Frame, pool: &Pool, geometry: &Geometry, language: Language) -> Html {
    let floors = geometry.floors(pool);
    let rooms = pool.rooms.iter().zip(floors).map(|(one, floor)| room(one, floor, geometry));
    html! {
        <svg
            class="pool"
            role="img"
            aria-label={label(plan, frame, language)}
            viewBox={format!("0 0 {:.1} {:.1}", geometry.width(), geometry.height)}
            preserveAspectRatio="none"
        >
            { for rooms }
        </svg>
    }
}

fn label(plan: &Plan, frame: &Frame, language: Language) -> String {
    let held = |id: FunctionId| {
        let count = grouped(u64::from(frame.function(id).phases.in_flight().get()));
        words::pool_held(language, &plan.function(id).name, count).to_string()
    };
    let held: Vec<String> = plan.function_ids().map(held).collect();
    let in_flight = grouped(u64::from(frame.in_flight().get()));
    let limit = grouped(u64::from(plan.account_limit().get()));
    words::pool_label(language, in_flight, limit, held.join(", ")).to_string()
}

fn room(room: &Room, floor: f64, geometry: &Geometry) -> Html {
    let draw = Draw { floor, geometry };
    if let Holder::Provisioned(id) = room.holder {
        return provisioned(room, hue(id.index()), &draw);
    }
    let occupant = |one: &Occupant| {
        html! {
            <>
                <path class={yew::classes!("invoke", hue(one.function.index()))} d={draw.squares(&one.invoke_squares)} />
                <path class={yew::classes!("init", hue(one.function.index()))} d={draw.halves(&one.init_squares)} />
            </>
        }
    };
    html! {
        <g>
            { for room.occupants.iter().map(occupant) }
            <path class="free" d={draw.dots(&(room.filled()..room.squares()))} />
            if room.holder != Holder::Everyone {
                <path class="partition" d={format!("M0 {:.1}H{:.1}", floor + 2.5, geometry.width())} />
            }
        </g>
    }
}

/// A room of provisioned environments: ringed where they serve a request, outlined where they are free, dots where they are not
/// ready yet.
fn provisioned(room: &Room, hue: &'static str, draw: &Draw<'_>) -> Html {
    let (filled, ready) = (room.filled(), room.ready());
    html! {
        <g class="provisioned">
            <path class={yew::classes!("ringed", hue)} d={draw.rings(&(0..filled), true)} />
            <path class={yew::classes!("ready", hue)} d={draw.rings(&(filled..ready), false)} />
            <path class="free" d={draw.dots(&(ready..room.squares()))} />
            <path class="partition" d={format!("M0 {:.1}H{:.1}", draw.floor + 2.5, draw.geometry.width())} />
        </g>
    }
}

/// Draws the places of a room, row by row from its floor.
struct Draw<'a> {
    floor: f64,
    geometry: &'a Geometry,
}

impl Draw<'_> {
    fn squares(&self, places: &Range<u32>) -> String {
        self.each(places, FILL, |width, height| format!("h{width:.2}v{height:.2}h-{width:.2}z"))
    }

    /// A ring, with or without a square in it: each is a square within a square.
    fn rings(&self, places: &Range<u32>, is_filled: bool) -> String {
        let sides = if is_filled { &[1.0, 0.7, 0.4][..] } else { &[1.0, 0.7] };
        self.each(places, FILL, |width, height| {
            let mut from = 1.0;
            let mut square = |side: &f64| {
                let (x, y) = ((from - side) / 2.0 * width, (from - side) / 2.0 * height);
                from = *side;
                let (width, height) = (width * side, height * side);
                format!("m{x:.2} {y:.2}h{width:.2}v{height:.2}h-{width:.2}z")
            };
            sides.iter().map(&mut square).collect()
        })
    }

    /// Half filled: INIT.
    fn halves(&self, places: &Range<u32>) -> String {
        self.each(places, FILL, |width, height| format!("v{height:.2}h{width:.2}z"))
    }

    fn dots(&self, places: &Range<u32>) -> String {
        self.each(places, DOT, |width, height| format!("h{width:.2}v{height:.2}h-{width:.2}z"))
    }

    fn each(&self, places: &Range<u32>, fill: f64, shape: impl Fn(f64, f64) -> String) -> String {
        let Geometry { columns, pitch_x, pitch_y, .. } = *self.geometry;
        let shape = shape(pitch_x * fill, pitch_y * fill);
        let one = |place: u32| {
            let x = (f64::from(place % columns) + (1.0 - fill) / 2.0) * pitch_x;
            let y = self.floor - (f64::from(place / columns) + f64::midpoint(1.0, fill)) * pitch_y;
            format!("M{x:.2} {y:.2}{shape}")
        };
        places.clone().map(one).collect()
    }
}

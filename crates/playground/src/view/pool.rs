//! The pool: a square for each request in flight, under the roof of the account's limit. A reservation is a room of its own.

use explorer::language::Language;
use explorer::number::grouped;
use explorer::words;
use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use yew::{Html, html};

use super::function_name::{function_name, hue};

/// The pool's size in the picture.
const WIDTH: f64 = 132.0;
const HEIGHT: f64 = 330.0;
/// The most squares that are told apart; with more, a square stands for several requests.
const SQUARES_MAX: u32 = 1_000;
/// The largest distance between two squares.
const PITCH_MAX: f64 = 22.0;
/// Part of the pitch that a square fills.
const FILL: f64 = 0.8;

/// A room of the pool: who may be in it, and how many.
struct Room {
    functions: Vec<FunctionId>,
    size: u32,
    is_reserved: bool,
}

/// The pool.
pub(super) fn pool(plan: &Plan, frame: &Frame, language: Language) -> Html {
    let limit = plan.account_limit().get();
    let scale = requests_per_square(limit);
    let rooms = rooms(plan);
    let rows_at = |columns: u32| rooms.iter().map(|room| squares(room.size, scale).div_ceil(columns)).sum::<u32>();
    let (columns, pitch) = fit(rows_at);
    let mut top = 0;
    let mut drawn = Vec::new();
    for room in &rooms {
        drawn.push(draw_room(room, frame, scale, columns, pitch, top));
        top += squares(room.size, scale).div_ceil(columns);
    }
    let (width, height) = (f64::from(columns) * pitch, f64::from(top) * pitch);
    let in_flight = grouped(u64::from(frame.in_flight().get()));
    let held = |id: FunctionId| {
        let count = grouped(u64::from(frame.function(id).phases.in_flight().get()));
        words::pool_held(language, &plan.function(id).name, count).to_string()
    };
    let held: Vec<String> = plan.function_ids().map(held).collect();
    let limit = grouped(u64::from(limit));
    let label = words::pool_label(language, &in_flight, &limit, held.join(", ")).to_string();
    html! {
        <div class="pool">
            <p class="pool-title">
                <b>{ words::pool_title(language) }</b>
                <span class="quiet">{ words::pool_scale(language, u64::from(scale)).to_string() }</span>
            </p>
            <div class="roof">
                <svg
                    role="img"
                    aria-label={label}
                    viewBox={format!("0 0 {width} {height}")}
                    style={format!("width:{width}px;height:{height}px")}
                >
                    { for drawn }
                </svg>
            </div>
            <ul class="held" aria-hidden="true">{ for plan.function_ids().map(|id| count(plan, frame, id)) }</ul>
        </div>
    }
}

fn count(plan: &Plan, frame: &Frame, id: FunctionId) -> Html {
    let in_flight = frame.function(id).phases.in_flight().get();
    html! {
        <li class={hue(id.index())}>
            <b>{ grouped(u64::from(in_flight)) }</b>{ function_name(id.index(), &plan.function(id).name) }
        </li>
    }
}

/// How many requests a square stands for, so that there are not too many squares: 1, 2, 5, 10, ...
fn requests_per_square(limit: u32) -> u32 {
    let powers = (0..9).map(|power| 10_u32.pow(power));
    let mut steps = powers.flat_map(|power| [power, 2 * power, 5 * power]);
    steps.find(|step| limit.div_ceil(*step) <= SQUARES_MAX).unwrap_or(u32::MAX)
}

fn squares(requests: u32, scale: u32) -> u32 {
    requests.div_ceil(scale)
}

/// First the rooms of the reservations, then what all others share.
fn rooms(plan: &Plan) -> Vec<Room> {
    let reserved = plan.function_ids().filter_map(|id| {
        let size = plan.function(id).reserved?.get();
        Some(Room { functions: vec![id], size, is_reserved: true })
    });
    let others = plan.function_ids().filter(|id| plan.function(*id).reserved.is_none()).collect();
    let shared = Room { functions: others, size: plan.unreserved().get(), is_reserved: false };
    reserved.chain([shared]).filter(|room| 0 < room.size).collect()
}

/// The number of columns that makes the squares largest, and their distance.
fn fit(rows_at: impl Fn(u32) -> u32) -> (u32, f64) {
    let pitch = |columns: u32| {
        let by_height = HEIGHT / f64::from(rows_at(columns).max(1));
        (WIDTH / f64::from(columns)).min(by_height).min(PITCH_MAX)
    };
    let choices = (4..=22).map(|columns| (columns, pitch(columns)));
    choices.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).unwrap_or((20, 6.0))
}

fn draw_room(room: &Room, frame: &Frame, scale: u32, columns: u32, pitch: f64, top: u32) -> Html {
    let (mut requests, mut next) = (0, 0);
    // Rounded over the whole room, so that all squares together stand for all requests, and a few still fill one.
    let mut take = |count: u32| {
        requests += count;
        let first = std::mem::replace(&mut next, squares(requests, scale));
        path(first, next - first, columns, pitch, top)
    };
    let filled: Html = room
        .functions
        .iter()
        .map(|id| {
            let count = frame.function(*id).phases.in_flight().get();
            html! { <path class={hue(id.index())} d={take(count)} /> }
        })
        .collect();
    let rest = squares(room.size, scale).saturating_sub(next);
    let empty = path(next, rest, columns, pitch, top);
    let bottom = f64::from(top + squares(room.size, scale).div_ceil(columns)) * pitch;
    html! {
        <>
            { filled }
            <path class="empty" d={empty} />
            if room.is_reserved {
                <path class="partition" d={format!("M0 {bottom}h{}", f64::from(columns) * pitch)} />
            }
        </>
    }
}

/// Squares from the place `first` on, row by row.
fn path(first: u32, count: u32, columns: u32, pitch: f64, top: u32) -> String {
    let side = pitch * FILL;
    let square = |place: u32| {
        let x = f64::from(place % columns) * pitch + (pitch - side) / 2.0;
        let y = f64::from(top + place / columns) * pitch + (pitch - side) / 2.0;
        format!("M{x:.2} {y:.2}h{side:.2}v{side:.2}h-{side:.2}z")
    };
    (first..first + count).map(square).collect()
}

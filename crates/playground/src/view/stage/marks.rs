//! Marks of a lane: a cross for each of the last attempts that was refused, a dot for each that was not, ten to a column.

use yew::{Html, html};

/// Marks in a column, and the distance between two of them.
const COLUMN: u32 = 10;
const PITCH: u32 = 6;
const SIDE: u32 = COLUMN * PITCH;

/// How wide so many marks are.
pub(super) fn width(count: u32) -> u32 {
    count.div_ceil(COLUMN) * PITCH
}

/// Crosses piled up before the gate at their right that refused them.
pub(super) fn pile(gate: &'static str, count: u32) -> Html {
    if count == 0 {
        return Html::default();
    }
    let cross =
        |(column, row): (u32, u32)| format!("M{} {}l4 4m0-4l-4 4", SIDE - 5 - column * PITCH, SIDE - 5 - row * PITCH);
    let path: String = places(count).map(cross).collect();
    let view = format!("{} 0 {} {SIDE}", SIDE - width(count), width(count));
    html! { <svg class={yew::classes!("marks", "pile", gate)} viewBox={view} aria-hidden="true"><path d={path} /></svg> }
}

/// Dots behind the gate at their left that let them in; before them those that came past all gates, ringed.
pub(super) fn dots(ringed: u32, others: u32) -> Html {
    let count = ringed + others;
    let circle = |(column, row): (u32, u32), radius: f64| {
        let (x, y) = (f64::from(column * PITCH) + 2.2 - radius, SIDE - 3 - row * PITCH);
        format!("M{x:.1} {y}a{radius} {radius} 0 1 0 {0} 0a{radius} {radius} 0 1 0-{0} 0z", radius * 2.0)
    };
    // The gap of the ring is a circle within a circle, and its dot one within both.
    let ring = |place| [2.6, 1.9, 1.1].map(|radius| circle(place, radius)).concat();
    let rings = places(count).take(ringed as usize).map(ring);
    let path: String = rings.chain(places(count).skip(ringed as usize).map(|place| circle(place, 2.2))).collect();
    let view = format!("0 0 {} {SIDE}", width(count).max(1));
    html! { <svg class="marks dots" viewBox={view} aria-hidden="true"><path d={path} /></svg> }
}

fn places(count: u32) -> impl Iterator<Item = (u32, u32)> {
    (0..count).map(|mark| (mark / COLUMN, mark % COLUMN))
}

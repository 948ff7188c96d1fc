//! Marks of a lane: a cross for each of the last attempts that was refused, a dot for each that was not, ten to a column.

use yew::{Html, html};

/// Marks in a column, and the distance between two of them.
const COLUMN: u32 = 10;
const PITCH: u32 = 6;
const SIDE: u32 = COLUMN * PITCH;
/// From its left end: a dot; and a ring, which is a circle within a circle, with a dot in it.
const DOT: &str = "a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0z";
const RING: &str = "m-.4 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0zm.7 0a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0-3.8 0zm.8 0a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0z";

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
    let at = |(column, row): (u32, u32), shape: &str| format!("M{} {}{shape}", column * PITCH, SIDE - 3 - row * PITCH);
    let (rings, dots): (String, String) = (
        places(count).take(ringed as usize).map(|place| at(place, RING)).collect(),
        places(count).skip(ringed as usize).map(|place| at(place, DOT)).collect(),
    );
    let view = format!("0 0 {} {SIDE}", width(count).max(1));
    html! {
        <svg class="marks dots" viewBox={view} aria-hidden="true">
            <path class="ringed" d={rings} />
            <path class="dot" d={dots} />
        </svg>
    }
}

fn places(count: u32) -> impl Iterator<Item = (u32, u32)> {
    (0..count).map(|mark| (mark / COLUMN, mark % COLUMN))
}

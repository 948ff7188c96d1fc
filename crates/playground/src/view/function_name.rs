//! A function's name with its mark: hue, shape and word always together.

use yew::{Classes, Html, classes, html};

/// The outlines of the marks, in the order of the functions: circle, square, triangle, diamond.
const MARKS: [&str; 4] =
    ["M5 0.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z", "M1 1h8v8H1z", "M5 0.5L9.7 9H0.3z", "M5 0L10 5L5 10L0 5z"];
const HUES: [&str; 4] = ["f1", "f2", "f3", "f4"];

/// The class that gives an element the hue of the function at this place.
pub(super) fn hue(place: usize) -> &'static str {
    HUES[place % HUES.len()]
}

/// The name of the function at this place, with its mark.
pub(super) fn function_name(place: usize, name: &str) -> Html {
    let class: Classes = classes!("fn", hue(place));
    html! {
        <span {class}>
            <svg class="mark" viewBox="0 0 10 10" aria-hidden="true"><path d={MARKS[place % MARKS.len()]} /></svg>
            { name }
        </span>
    }
}

//! Texts on a chart stand near what they name, and on nothing else.

use charts::{Ground, Label, Limit, Room, Steps, TimeAxis, ValueAxis, Weight, place};

const SIZE: (f64, f64) = (300.0, 100.0);
const LINE: f64 = 14.0;

/// Calm, a plateau of 80 in the middle, calm.
const PLATEAU: [f64; 10] = [10.0, 10.0, 10.0, 80.0, 80.0, 80.0, 80.0, 10.0, 10.0, 10.0];

fn room<'a>(layers: &'a [&'a [f64]], limits: &'a [Limit]) -> Room<'a> {
    Room {
        size: SIZE,
        line: LINE,
        time: TimeAxis { length_s: 10.0 },
        value: ValueAxis { max: 100.0 },
        period_s: 1.0,
        layers,
        ghost: None,
        limits,
    }
}

/// Left, right, top, bottom of a text in pixels.
fn frame(middle: (f64, f64), width: f64) -> [f64; 4] {
    let (x, y) = (middle.0 * SIZE.0, middle.1 * SIZE.1);
    [x - width / 2.0, x + width / 2.0, y - LINE / 2.0, y + LINE / 2.0]
}

fn one(room: &Room<'_>, label: Label<'_>) -> Option<[f64; 4]> {
    place(room, &[label])[0].map(|middle| frame(middle, label.width))
}

#[test]
fn a_text_inside_an_area_touches_none_of_its_edges() {
    let layers: [&[f64]; 1] = [&PLATEAU];
    let label = Label { width: 60.0, near: (5.0, 40.0), grounds: &[Ground::Layer(0)] };
    let [left, right, top, bottom] = one(&room(&layers, &[]), label).expect("room");
    assert!(90.0 <= left && right <= 210.0 && 20.0 <= top && bottom <= 100.0, "{left} {right} {top} {bottom}");
}

#[test]
fn a_text_that_is_too_wide_for_its_area_goes_to_the_next_ground() {
    let layers: [&[f64]; 1] = [&PLATEAU];
    let label = |grounds| Label { width: 125.0, near: (5.0, 40.0), grounds };
    assert_eq!(one(&room(&layers, &[]), label(&[Ground::Layer(0)])), None);
    let on_paper = one(&room(&layers, &[]), label(&[Ground::Layer(0), Ground::Paper])).expect("room");
    assert!(on_paper[3] <= 20.0 || on_paper[0] >= 210.0 || on_paper[1] <= 90.0, "{on_paper:?}");
}

#[test]
fn a_text_on_paper_stands_above_everything_under_it() {
    let layers: [&[f64]; 2] = [&[20.0; 10], &PLATEAU];
    let label = Label { width: 50.0, near: (8.5, 25.0), grounds: &[Ground::Paper] };
    let [left, _, _, bottom] = one(&room(&layers, &[]), label).expect("room");
    assert!(210.0 <= left && bottom <= 70.0, "{left} {bottom}");
}

#[test]
fn no_text_is_crossed_by_a_limit_or_by_the_run_before() {
    let limits = [Limit::always(60.0, Weight::Heavy)];
    let near = Label { width: 80.0, near: (10.0, 60.0), grounds: &[Ground::Paper] };
    let layers: [&[f64]; 1] = [&[5.0; 10]];
    let [_, right, top, bottom] = one(&room(&layers, &limits), near).expect("room");
    assert!(bottom <= 39.0 || 41.0 <= top, "{top} {bottom}");
    assert!((300.0 - right).abs() < 1e-9, "as far right as it can: {right}");

    let ghost = Some(Steps { period_s: 1.0, values: &[60.0; 10] });
    let [_, _, top, bottom] = one(&Room { ghost, ..room(&layers, &[]) }, near).expect("room");
    assert!(bottom <= 38.0 || 42.0 <= top, "{top} {bottom}");
}

#[test]
fn a_limit_that_ends_leaves_the_room_behind_it() {
    let limits = [Limit { to_s: 2.0, ..Limit::always(60.0, Weight::Heavy) }];
    let label = Label { width: 80.0, near: (8.0, 60.0), grounds: &[Ground::Paper] };
    let [_, _, top, bottom] = one(&room(&[], &limits), label).expect("room");
    assert!(top < 40.0 && 40.0 < bottom, "{top} {bottom}");
}

#[test]
fn two_texts_with_the_same_wish_stand_beside_or_over_each_other() {
    let label = Label { width: 100.0, near: (5.0, 50.0), grounds: &[Ground::Paper] };
    let placed = place(&room(&[], &[]), &[label; 3]);
    let frames: Vec<_> = placed.into_iter().map(|middle| frame(middle.expect("room"), 100.0)).collect();
    for (place, a) in frames.iter().enumerate() {
        for b in &frames[..place] {
            assert!(a[1] <= b[0] || b[1] <= a[0] || a[3] <= b[2] || b[3] <= a[2], "{a:?} over {b:?}");
        }
    }
}

#[test]
fn where_there_is_no_room_there_is_no_text() {
    let layers: [&[f64]; 1] = [&[100.0; 10]];
    let label = Label { width: 50.0, near: (5.0, 50.0), grounds: &[Ground::Paper] };
    assert_eq!(place(&room(&layers, &[]), &[label]), [None]);
    assert_eq!(place(&Room { size: (0.0, 0.0), ..room(&[], &[]) }, &[label]), [None]);
    assert_eq!(place(&room(&[], &[]), &[Label { width: 301.0, ..label }]), [None]);
}

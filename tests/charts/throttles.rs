//! Throttles by the limit that stopped the request.

use charts::{Pattern, ThrottleLayer, Throttles, TimeAxis, ValueAxis, throttles};

use crate::drawing::{RED, Shape, fills, strokes, svg, theme};

const SIZE: (u32, u32) = (200, 100);
const VALUE: ValueAxis = ValueAxis { max: 100.0 };

/// Nothing, a hill, nothing.
const HILL: [f64; 10] = [0.0, 0.0, 20.0, 40.0, 60.0, 60.0, 30.0, 10.0, 0.0, 0.0];

fn draw(layers: &[(Pattern, &[f64])]) -> String {
    let layers: Vec<_> = layers.iter().map(|&(pattern, values)| ThrottleLayer { pattern, values }).collect();
    let time = TimeAxis { length_s: 10.0 };
    let chart = Throttles { time, value: VALUE, period_s: 1.0, layers: &layers, ghost: None };
    svg(SIZE, |area| throttles(area, &chart, &theme(1.0)))
}

/// Red lines that are neither upright nor level.
fn hatch(drawing: &str) -> Vec<Shape> {
    let oblique = |line: &Shape| line.points.len() == 2 && line.points[0].0 != line.points[1].0;
    strokes(drawing, RED).into_iter().filter(|line| oblique(line) && line.points[0].1 != line.points[1].1).collect()
}

/// Whether a line goes up to the right.
fn rises(line: &Shape) -> bool {
    (line.points[0].1 > line.points[1].1) == (line.points[0].0 < line.points[1].0)
}

#[test]
fn a_solid_layer_has_no_hatch() {
    assert!(hatch(&draw(&[(Pattern::Solid, &HILL)])).is_empty());
}

#[test]
fn each_pattern_is_told_apart_by_the_direction_of_its_lines() {
    let directions = |pattern| {
        let lines = hatch(&draw(&[(pattern, &HILL)]));
        (lines.iter().any(rises), lines.iter().any(|line| !rises(line)))
    };
    assert_eq!(directions(Pattern::Rising), (true, false));
    assert_eq!(directions(Pattern::Falling), (false, true));
    assert_eq!(directions(Pattern::Crossed), (true, true));
}

#[test]
fn a_hatch_covers_its_area_and_nothing_else() {
    for pattern in [Pattern::Rising, Pattern::Falling] {
        let lines = hatch(&draw(&[(pattern, &HILL)]));
        let mut seconds = [false; 10];
        for line in &lines {
            for step in 0..line.right() - line.left() {
                let column = line.left() + step;
                let row = if rises(line) { line.bottom() - step } else { line.top() + step };
                let second = usize::try_from(column / 20).unwrap();
                seconds[second] = true;
                assert!(f64::from(100 - row) <= HILL[second] && row < 100, "{pattern:?}: {line:?}");
            }
        }
        assert_eq!(seconds, HILL.map(|value| value > 0.0), "{pattern:?}");
    }
}

#[test]
fn hatch_lines_are_evenly_spaced_over_the_whole_area() {
    for pattern in [Pattern::Rising, Pattern::Falling] {
        let lines = hatch(&draw(&[(pattern, &[100.0; 10])]));
        let mut crossings: Vec<i32> = lines
            .iter()
            .map(|line| if rises(line) { line.bottom() + line.left() } else { line.top() - line.left() })
            .collect();
        crossings.sort_unstable();
        assert!(crossings.windows(2).all(|pair| pair[1] - pair[0] == 6), "{pattern:?}: {crossings:?}");
        assert!(crossings[crossings.len() - 1] - crossings[0] > 280, "{pattern:?}: {crossings:?}");
    }
}

#[test]
fn the_second_layer_stands_on_the_first() {
    let drawing = draw(&[(Pattern::Solid, &[20.0; 10]), (Pattern::Rising, &[30.0; 10])]);
    let areas: Vec<_> = fills(&drawing, RED).iter().map(|area| (area.top(), area.bottom())).collect();
    assert_eq!(areas, [(80, 100), (50, 80)]);
    assert!(hatch(&drawing).iter().all(|line| line.top() >= 49 && line.bottom() <= 80));
}

#[test]
fn without_throttles_nothing_is_red() {
    assert!(!draw(&[(Pattern::Solid, &[0.0; 10]), (Pattern::Crossed, &[])]).contains(RED));
}

//! The ghost: the line of a previous run.

use charts::{Concurrency, Pattern, Steps, ThrottleLayer, Throttles, TimeAxis, ValueAxis, concurrency, throttles};

use crate::drawing::{GHOST, PAPER, fills, strokes, svg, theme};

const SIZE: (u32, u32) = (200, 100);
const TIME: TimeAxis = TimeAxis { length_s: 10.0 };
const VALUE: ValueAxis = ValueAxis { max: 100.0 };
const NOW: [f64; 10] = [20.0; 10];

fn draw(previous: &[f64]) -> String {
    let ghost = Some(Steps { period_s: 1.0, values: previous });
    let chart = Concurrency { time: TIME, value: VALUE, period_s: 1.0, functions: &[&NOW], limits: &[], ghost };
    svg(SIZE, |area| concurrency(area, &chart, &theme(1.0)))
}

#[test]
fn a_run_that_is_the_same_has_no_ghost() {
    assert!(strokes(&draw(&NOW), GHOST).is_empty());
}

#[test]
fn the_ghost_is_drawn_where_the_runs_differ_and_joins_the_edge_where_they_part() {
    let mut previous = NOW;
    previous[4..6].fill(70.0);
    let drawing = draw(&previous);
    let dashes = strokes(&drawing, GHOST);
    let corners: Vec<_> = dashes.iter().flat_map(|dash| dash.points.clone()).collect();
    assert_eq!(corners[0], (80, 80));
    assert!(corners.iter().any(|corner| corner.1 == 30), "{corners:?}");
    assert!(corners.iter().all(|corner| (80..=120).contains(&corner.0)), "{corners:?}");
    let halo = &strokes(&drawing, PAPER)[0];
    assert_eq!(halo.points, [(80, 80), (80, 30), (120, 30), (120, 80)]);
}

#[test]
fn the_ghost_is_dashed_four_and_three() {
    let drawing = draw(&[70.0; 10]);
    let dashes: Vec<_> = strokes(&drawing, GHOST).iter().map(|dash| (dash.left(), dash.right())).collect();
    assert_eq!(dashes[..3], [(0, 4), (7, 11), (14, 18)]);
}

#[test]
fn a_previous_run_with_nothing_leaves_no_mark_on_the_base_line() {
    assert!(strokes(&draw(&[0.0; 10]), GHOST).is_empty());
}

#[test]
fn the_edges_of_the_present_run_are_drawn_over_the_ghost() {
    let layers = [ThrottleLayer { pattern: Pattern::Solid, values: &NOW }];
    let ghost = Some(Steps { period_s: 1.0, values: &[40.0; 10] });
    let chart = Throttles { time: TIME, value: VALUE, period_s: 1.0, layers: &layers, ghost };
    let drawing = svg(SIZE, |area| throttles(area, &chart, &theme(1.0)));
    let last = drawing.lines().rfind(|line| line.starts_with("<polyline")).unwrap();
    assert!(last.contains("#FF0000"), "{last}");
}

#[test]
fn the_paper_is_painted_first_and_covers_what_was_there() {
    let paper = &fills(&draw(&NOW), PAPER)[0];
    assert_eq!(paper.points, [(0, 0), (200, 100)]);
}

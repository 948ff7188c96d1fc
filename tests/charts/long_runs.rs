//! More values than pixels.

use charts::{
    Concurrency, Pattern, Silhouette, Steps, ThrottleLayer, Throttles, TimeAxis, ValueAxis, concurrency, silhouette,
    throttles,
};

use crate::drawing::{HUES, RED, fills, shapes, strokes, svg, theme};

const SIZE: (u32, u32) = (400, 100);
const TIME: TimeAxis = TimeAxis { length_s: 1_000.0 };
const VALUE: ValueAxis = ValueAxis { max: 100.0 };
const BUCKETS: usize = 1_000_000;
const PERIOD_S: f64 = 0.001;

/// Where the odd bucket of a long run may be.
const PLACES: [usize; 6] = [0, 1, 123_456, 500_000, 777_777, BUCKETS - 1];

/// A level with one bucket that differs.
fn run(level: f64, place: usize, odd: f64) -> Vec<f64> {
    let mut values = vec![level; BUCKETS];
    values[place] = odd;
    values
}

fn stacked(functions: &[&[f64]]) -> String {
    let chart = Concurrency { time: TIME, value: VALUE, period_s: PERIOD_S, functions, limits: &[], ghost: None };
    svg(SIZE, |area| concurrency(area, &chart, &theme(1.0)))
}

/// The column of pixels in which a bucket begins.
fn column(place: usize) -> i32 {
    i32::try_from(place * 400 / BUCKETS).unwrap()
}

#[test]
fn a_spike_of_one_bucket_in_a_million_rises_to_its_full_height() {
    for place in PLACES {
        let drawing = stacked(&[&run(10.0, place, 75.0)]);
        let (area, edge) = (&fills(&drawing, HUES[0])[0], &strokes(&drawing, HUES[0])[0]);
        assert_eq!((area.top(), edge.top()), (25, 25), "{place}");
        let spike = area.points.iter().find(|point| point.1 == 25).unwrap();
        assert!((spike.0 - column(place)).abs() <= 1, "{place}: {spike:?}");
    }
}

#[test]
fn a_spike_of_one_bucket_on_top_of_another_function_rises_to_the_total() {
    for place in PLACES {
        let drawing = stacked(&[&run(0.0, place, 30.0), &run(40.0, 0, 40.0)]);
        assert_eq!(fills(&drawing, HUES[0])[0].top(), 30, "{place}");
    }
}

#[test]
fn a_dip_of_one_bucket_in_a_million_is_a_line_down_to_it() {
    for place in PLACES {
        let drawing = stacked(&[&run(75.0, place, 10.0)]);
        assert_eq!(strokes(&drawing, HUES[0])[0].bottom(), 90, "{place}");
    }
}

#[test]
fn a_single_throttle_in_a_million_buckets_is_drawn() {
    for place in PLACES {
        let values = run(0.0, place, 50.0);
        let layers = [ThrottleLayer { pattern: Pattern::Solid, values: &values }];
        let chart = Throttles { time: TIME, value: VALUE, period_s: PERIOD_S, layers: &layers, ghost: None };
        let drawing = svg(SIZE, |area| throttles(area, &chart, &theme(1.0)));
        assert_eq!(strokes(&drawing, RED)[0].top(), 50, "{place}");
    }
}

#[test]
fn the_strip_shows_a_single_small_throttle_two_pixels_wide_and_high() {
    for (place, scale, least) in [(0, 1.0, 2), (400_000, 1.0, 2), (400_000, 3.0, 6), (BUCKETS - 1, 2.0, 4)] {
        let values = run(0.0, place, 0.001);
        let strip = Silhouette {
            time: TIME,
            concurrency: Steps { period_s: PERIOD_S, values: &[] },
            full: 100.0,
            throttles: Steps { period_s: PERIOD_S, values: &values },
            throttles_full: 100.0,
        };
        let drawing = svg(SIZE, |area| silhouette(area, &strip, &theme(scale)));
        let red = &fills(&drawing, RED)[0];
        assert_eq!((red.right() - red.left(), red.bottom() - red.top()), (least, least), "{place}");
        assert_eq!(red.left(), column(place).min(400 - least), "{place}");
    }
}

#[test]
fn the_strip_keeps_the_shape_of_throttles_that_last() {
    let mut values = [0.0; 100];
    values[20..30].fill(80.0);
    values[30..60].fill(40.0);
    let strip = Silhouette {
        time: TIME,
        concurrency: Steps { period_s: 10.0, values: &[] },
        full: 100.0,
        throttles: Steps { period_s: 10.0, values: &values },
        throttles_full: 100.0,
    };
    // One row more than the scale of values, for the base line.
    let drawing = svg((400, 101), |area| silhouette(area, &strip, &theme(1.0)));
    let corners = [(80, 20), (120, 20), (120, 60), (240, 60), (240, 100), (80, 100)];
    assert_eq!(fills(&drawing, RED)[0].points, corners);
}

#[test]
fn what_is_drawn_of_a_long_run_is_bounded_by_the_pixels() {
    let noise = |seed: usize| -> Vec<f64> {
        (0..BUCKETS).map(|i| f64::from(u8::try_from((i * 7_919 + seed) * 31 % 47).unwrap())).collect()
    };
    let drawing = stacked(&[&noise(1), &noise(5)]);
    let corners: usize = shapes(&drawing).iter().map(|shape| shape.points.len()).sum();
    // Two functions, an area and an edge each, at most four corners a column.
    assert!(corners < 2 * 2 * 4 * 400, "{corners}");
}

#[test]
fn periods_that_fill_whole_pixels_keep_sharp_steps() {
    let values: Vec<f64> = (0..100).map(|i| if i % 2 == 0 { 20.0 } else { 60.0 }).collect();
    let chart =
        Concurrency { time: TIME, value: VALUE, period_s: 10.0, functions: &[&values], limits: &[], ghost: None };
    let drawing = svg(SIZE, |area| concurrency(area, &chart, &theme(1.0)));
    let edge = &strokes(&drawing, HUES[0])[0];
    assert!(edge.points.iter().all(|point| point.0 % 4 == 0), "{edge:?}");
    assert_eq!(edge.points.len(), 200);
}

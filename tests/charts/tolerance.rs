//! Whatever the size and the numbers: no panic, and nothing that cannot be drawn.

use charts::{
    Concurrency, Limit, Pattern, Silhouette, Steps, ThrottleLayer, Throttles, TimeAxis, ValueAxis, Weight, concurrency,
    silhouette, throttles,
};

use crate::drawing::{Area, HUES, Outcome, fills, shapes, svg, theme};

const ODD: [f64; 7] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -5.0, 1e300, f64::MAX, 3.0];

/// Series of every awkward kind.
fn series() -> [Vec<f64>; 5] {
    [vec![], vec![0.0; 4], vec![7.0], vec![5.0; 5_000], ODD.to_vec()]
}

/// All three charts on one area.
fn draw_all(area: &Area<'_>, values: &[f64], time: TimeAxis, value: ValueAxis, scale: f64) -> Outcome {
    let theme = theme(scale);
    let all = Steps { period_s: 1.0, values };
    let limits = [Weight::Heavy, Weight::Light].map(|weight| Limit::always(6.0, weight));
    let layers = [Pattern::Solid, Pattern::Rising, Pattern::Crossed].map(|pattern| ThrottleLayer { pattern, values });
    let ghost = Some(Steps { period_s: 0.7, values: &[3.0, 9.0] });
    let functions = [values, &[1.0, 2.0], values];
    let chart = Concurrency { time, value, period_s: 1.0, functions: &functions, limits: &limits, ghost };
    concurrency(area, &chart, &theme)?;
    throttles(area, &Throttles { time, value, period_s: 1.0, layers: &layers, ghost }, &theme)?;
    let strip = Silhouette { time, concurrency: all, full: value.max, throttles: all, throttles_full: value.max };
    silhouette(area, &strip, &theme)
}

#[test]
fn small_areas_and_awkward_numbers_do_not_panic() {
    for values in series() {
        for size in [(1, 1), (1, 50), (50, 1), (2, 3), (40, 30)] {
            for length_s in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-9, 10.0, 1e12] {
                for max in [0.0, -1.0, f64::NAN, f64::INFINITY, 8.0] {
                    let (time, value) = (TimeAxis { length_s }, ValueAxis { max });
                    svg(size, |area| draw_all(area, &values, time, value, 1.0));
                }
            }
        }
    }
}

#[test]
fn awkward_pixel_ratios_do_not_panic() {
    for scale in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-6, 50.0, 1e12] {
        let (time, value) = (TimeAxis { length_s: 10.0 }, ValueAxis { max: 8.0 });
        svg((40, 30), |area| draw_all(area, &[3.0, 4.0], time, value, scale));
    }
}

#[test]
fn awkward_periods_draw_no_area() {
    for period_s in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let chart = Concurrency {
            time: TimeAxis { length_s: 10.0 },
            value: ValueAxis { max: 8.0 },
            period_s,
            functions: &[&[5.0]],
            limits: &[],
            ghost: None,
        };
        assert!(fills(&svg((40, 30), |area| concurrency(area, &chart, &theme(1.0))), HUES[0]).is_empty());
    }
}

#[test]
fn an_area_of_no_size_is_left_alone() {
    for size in [(0, 0), (0, 20), (20, 0)] {
        let (time, value) = (TimeAxis { length_s: 10.0 }, ValueAxis { max: 8.0 });
        assert!(shapes(&svg(size, |area| draw_all(area, &[3.0], time, value, 1.0))).is_empty(), "{size:?}");
    }
}

#[test]
fn everything_stays_inside_the_area() {
    let (time, value) = (TimeAxis { length_s: 5.0 }, ValueAxis { max: 4.0 });
    let drawing = svg((40, 30), |area| draw_all(area, &[9.0, 1e9, 2.0, 3.0, 50.0, 6.0], time, value, 1.0));
    for shape in shapes(&drawing) {
        assert!(shape.left() >= 0 && shape.right() <= 40 && shape.top() >= 0 && shape.bottom() <= 30, "{shape:?}");
    }
}

#[test]
fn what_is_not_a_number_counts_as_nothing() {
    let draw = |values: &[f64]| {
        let chart = Concurrency {
            time: TimeAxis { length_s: 4.0 },
            value: ValueAxis { max: 8.0 },
            period_s: 1.0,
            functions: &[&[2.0; 4], values],
            limits: &[],
            ghost: None,
        };
        svg((40, 30), |area| concurrency(area, &chart, &theme(1.0)))
    };
    assert_eq!(draw(&[f64::NAN, 5.0, f64::INFINITY, -3.0]), draw(&[0.0, 5.0, 0.0, 0.0]));
}

//! The picture is where the axes say it is, so that labels and the cursor beside it are right.

use charts::{Concurrency, Limit, TimeAxis, ValueAxis, Weight, concurrency};

use crate::drawing::{AXIS, GRID, HUES, INK, Shape, fills, strokes, svg, theme};

const SIZE: (u32, u32) = (300, 96);
const TIME: TimeAxis = TimeAxis { length_s: 60.0 };

fn draw(size: (u32, u32), scale: f64, values: &[f64], limits: &[Limit]) -> String {
    let chart =
        Concurrency { time: TIME, value: axis(limits), period_s: 1.0, functions: &[values], limits, ghost: None };
    svg(size, |area| concurrency(area, &chart, &theme(scale)))
}

fn axis(limits: &[Limit]) -> ValueAxis {
    ValueAxis::fitting(0.0, limits)
}

fn middle(shape: &Shape) -> f64 {
    f64::from(shape.top() + shape.bottom()) / 2.0
}

#[test]
fn the_line_of_the_account_limit_is_where_the_axis_says() {
    for (height, value) in [(96, 1_000.0), (97, 1_000.0), (42, 350.0), (640, 12.0)] {
        let limits = [Limit::always(value, Weight::Heavy)];
        let lines = fills(&draw((300, height), 1.0, &[], &limits), INK);
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].left(), lines[0].right()), (0, 300));
        assert!((middle(&lines[0]) - axis(&limits).y(value) * f64::from(height)).abs() <= 0.5);
    }
}

#[test]
fn the_whole_stroke_of_a_limit_that_is_the_roof_is_inside_the_area() {
    for height in [30, 96, 400] {
        let limits = [Limit::always(1_000.0, Weight::Heavy)];
        let lines = fills(&draw((300, height), 1.0, &[], &limits), INK);
        assert_eq!(lines[0].bottom() - lines[0].top(), 2);
        assert!(lines[0].top() >= 0);
    }
}

#[test]
fn a_light_limit_is_a_dashed_line_of_one_pixel() {
    let limits = [1_000.0, 600.0].map(|value| Limit::always(value, Weight::Light));
    let dashes = fills(&draw(SIZE, 1.0, &[], &limits), INK);
    let row = axis(&limits).y(600.0) * f64::from(SIZE.1);
    let lower: Vec<_> = dashes.iter().filter(|dash| (f64::from(dash.top()) - row).abs() <= 0.5).collect();
    assert_eq!(lower.len() * 2, dashes.len());
    assert!(lower.len() > 20 && lower.iter().all(|dash| dash.bottom() - dash.top() == 1));
    assert!(lower.windows(2).all(|pair| pair[0].right() < pair[1].left()));
    assert!(lower[lower.len() - 1].right() <= 300);
}

#[test]
fn a_step_is_where_the_time_axis_says() {
    let mut values = [0.0; 60];
    values[20..35].fill(500.0);
    let limits = [Limit::always(1_000.0, Weight::Heavy)];
    let area = &fills(&draw(SIZE, 1.0, &values, &limits), HUES[0])[0];
    let x = |t_s: f64| TIME.x(t_s) * f64::from(SIZE.0);
    assert!((f64::from(area.left()) - x(20.0)).abs() <= 0.5);
    assert!((f64::from(area.right()) - x(35.0)).abs() <= 0.5);
    assert!((f64::from(area.top()) - axis(&limits).y(500.0) * f64::from(SIZE.1)).abs() <= 0.5);
}

#[test]
fn the_plot_fills_the_area_from_the_beginning_to_the_end() {
    let area = &fills(&draw(SIZE, 1.0, &[800.0; 60], &[]), HUES[0])[0];
    assert_eq!((area.left(), area.right(), area.bottom()), (0, 300, 96));
}

#[test]
fn grid_lines_are_at_the_labelled_values_and_the_base_line_at_zero() {
    let limits = [Limit::always(1_000.0, Weight::Heavy)];
    let drawing = draw(SIZE, 1.0, &[], &limits);
    let rows: Vec<i32> = fills(&drawing, GRID).iter().map(Shape::top).collect();
    let labelled: Vec<f64> = axis(&limits).ticks().iter().map(|&tick| axis(&limits).y(tick) * 96.0).collect();
    assert_eq!(rows.len() + 1, labelled.len());
    for (row, expected) in rows.iter().zip(&labelled[1..]) {
        assert!((f64::from(*row) - expected).abs() <= 0.5, "{row}, {expected}");
    }
    let base = &fills(&drawing, AXIS)[0];
    assert_eq!((base.left(), base.right(), base.top(), base.bottom()), (0, 300, 95, 96));
}

#[test]
fn strokes_grow_with_the_pixel_ratio() {
    let limits = [Limit::always(1_000.0, Weight::Heavy)];
    for (scale, thickness) in [(1.0, 2), (1.5, 3), (2.0, 4), (3.0, 6)] {
        let line = &fills(&draw((900, 288), scale, &[], &limits), INK)[0];
        assert_eq!(line.bottom() - line.top(), thickness, "{scale}");
    }
}

#[test]
fn upright_strokes_have_an_even_width_so_that_no_canvas_smears_them() {
    for scale in [0.5, 1.0, 1.25, 1.5, 2.0, 2.625, 3.0] {
        let edges = strokes(&draw(SIZE, scale, &[1.0, 2.0, 3.0], &[]), HUES[0]);
        assert!(!edges.is_empty());
        assert!(edges.iter().all(|edge| edge.stroke_width >= 2 && edge.stroke_width % 2 == 0), "{scale}: {edges:?}");
    }
}

#[test]
fn a_part_of_a_canvas_is_a_plot_as_well() {
    let limits = [Limit::always(1_000.0, Weight::Heavy)];
    let chart = Concurrency {
        time: TIME,
        value: axis(&limits),
        period_s: 1.0,
        functions: &[&[800.0; 60]],
        limits: &limits,
        ghost: None,
    };
    let drawing = svg((500, 200), |area| {
        let (_, right) = area.split_horizontally(200);
        let (_, below) = right.split_vertically(104);
        concurrency(&below, &chart, &theme(1.0))
    });
    let area = &fills(&drawing, HUES[0])[0];
    assert_eq!((area.left(), area.right(), area.bottom()), (200, 500, 200));
    let line = &fills(&drawing, INK)[0];
    assert!((middle(line) - 104.0 - axis(&limits).y(1_000.0) * 96.0).abs() <= 0.5);
}

//! Functions on top of each other.

use charts::{Concurrency, TimeAxis, ValueAxis, concurrency, peak};

use crate::drawing::{HUES, fills, shapes, strokes, svg, theme};

const SIZE: (u32, u32) = (240, 200);

fn draw(functions: &[&[f64]]) -> String {
    let chart = Concurrency {
        time: TimeAxis { length_s: 12.0 },
        value: axis(functions),
        period_s: 1.0,
        functions,
        limits: &[],
        ghost: None,
    };
    svg(SIZE, |area| concurrency(area, &chart, &theme(1.0)))
}

fn axis(functions: &[&[f64]]) -> ValueAxis {
    ValueAxis::fitting(peak(functions.iter().copied()), &[])
}

#[test]
fn the_top_of_the_stack_is_the_total() {
    let functions: [&[f64]; 3] = [
        &[10.0, 40.0, 30.0, 0.0, 60.0, 60.0, 5.0, 1.0, 0.0, 70.0, 20.0, 15.0],
        &[20.0, 20.0, 21.0, 25.0, 0.0, 10.0, 10.0, 90.0, 3.0, 0.0, 0.0, 40.0],
        &[5.0, 4.0, 3.0, 2.0, 1.0, 0.0, 6.0, 7.0, 8.0, 9.0, 50.0, 30.0],
    ];
    let drawing = draw(&functions);
    for second in 0..12 {
        let total: f64 = functions.iter().map(|values| values[second]).sum();
        let column = i32::try_from(second * 20 + 10).unwrap();
        let top = HUES.iter().flat_map(|hue| fills(&drawing, hue)).filter_map(|area| area.top_at(column)).min();
        let expected = axis(&functions).y(total) * f64::from(SIZE.1);
        assert!((f64::from(top.unwrap()) - expected).abs() <= 0.5, "second {second}: {top:?}, {expected}");
    }
}

#[test]
fn the_first_function_is_on_top() {
    let drawing = draw(&[&[10.0; 12], &[20.0; 12], &[30.0; 12]]);
    let [first, second, third] = HUES.map(|hue| fills(&drawing, hue).remove(0));
    assert_eq!(third.bottom(), 200);
    assert_eq!(second.bottom(), third.top());
    assert_eq!(first.bottom(), second.top());
}

#[test]
fn areas_lie_beside_each_other_and_edges_over_all_areas() {
    let drawing = draw(&[&[10.0; 12], &[20.0; 12]]);
    let kinds: Vec<String> = shapes(&drawing).into_iter().map(|shape| shape.tag).collect();
    let last_area = kinds.iter().rposition(|tag| tag == "polygon").unwrap();
    let first_edge = kinds.iter().position(|tag| tag == "polyline").unwrap();
    assert!(last_area < first_edge, "{kinds:?}");
}

#[test]
fn a_function_without_requests_paints_nothing_in_its_hue() {
    let drawing = draw(&[&[10.0; 12], &[0.0; 12], &[30.0; 12]]);
    assert!(!shapes(&drawing).iter().any(|shape| shape.colour == HUES[1]));
}

#[test]
fn a_function_that_pauses_is_drawn_in_two_pieces() {
    let drawing = draw(&[&[4.0, 4.0, 4.0, 0.0, 0.0, 0.0, 0.0, 4.0, 4.0, 4.0, 4.0, 4.0]]);
    let pieces: Vec<_> = fills(&drawing, HUES[0]).iter().map(|area| (area.left(), area.right())).collect();
    assert_eq!(pieces, [(0, 60), (140, 240)]);
    assert_eq!(strokes(&drawing, HUES[0]).len(), 2);
}

#[test]
fn an_edge_rises_from_the_layer_below_and_falls_back_to_it() {
    let drawing = draw(&[&[0.0, 10.0, 0.0], &[20.0, 20.0, 20.0]]);
    let below = fills(&drawing, HUES[1])[0].top();
    let edge = &strokes(&drawing, HUES[0])[0].points;
    assert_eq!((edge[0], edge[edge.len() - 1]), ((20, below), (40, below)));
}

#[test]
fn a_series_ends_where_its_values_end() {
    let drawing = draw(&[&[10.0; 5]]);
    assert_eq!(fills(&drawing, HUES[0])[0].right(), 100);
    assert_eq!(strokes(&drawing, HUES[0])[0].points.len(), 2, "no fall: nothing is known beyond");
}

#[test]
fn values_beyond_the_end_of_the_axis_are_not_drawn() {
    let mut longer = [10.0; 13];
    longer[12] = 9.0;
    assert_eq!(draw(&[&[10.0; 12]]), draw(&[&longer]));
}

#[test]
fn a_function_with_fewer_values_counts_as_zero_at_the_end() {
    let short: &[f64] = &[10.0; 4];
    let mut padded = [0.0; 12];
    padded[..4].copy_from_slice(short);
    assert_eq!(draw(&[short, &[5.0; 12]]), draw(&[&padded, &[5.0; 12]]));
    assert_eq!(draw(&[&[5.0; 12], short]), draw(&[&[5.0; 12], &padded]));
}

#[test]
fn hues_are_used_again_when_there_are_more_functions() {
    let drawing = draw(&[&[1.0; 12], &[1.0; 12], &[1.0; 12], &[1.0; 12]]);
    assert_eq!(HUES.map(|hue| fills(&drawing, hue).len()), [2, 1, 1]);
}

#[test]
fn the_peak_is_a_total_that_occurred_and_not_the_sum_of_peaks() {
    let alternating: [&[f64]; 2] = [&[100.0, 10.0, 0.0], &[5.0, 80.0]];
    assert!((peak(alternating) - 105.0).abs() < 1e-9);
}

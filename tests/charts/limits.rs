//! A limit that is changed while the run goes on is one line with a step.

use charts::{Concurrency, Limit, TimeAxis, ValueAxis, Weight, concurrency};

use crate::drawing::{INK, fills, svg, theme};

const VALUE: ValueAxis = ValueAxis { max: 100.0 };

fn draw(limits: &[Limit]) -> String {
    let time = TimeAxis { length_s: 10.0 };
    let chart = Concurrency { time, value: VALUE, period_s: 1.0, functions: &[&[1.0; 10]], limits, ghost: None };
    svg((200, 100), |area| concurrency(area, &chart, &theme(1.0)))
}

fn level(value: f64, weight: Weight, from_s: f64, to_s: f64) -> Limit {
    Limit { value, weight, from_s, to_s }
}

/// Corners of everything drawn in ink.
fn inked(limits: &[Limit]) -> Vec<Vec<(i32, i32)>> {
    fills(&draw(limits), INK).into_iter().map(|shape| shape.points).collect()
}

#[test]
fn a_raised_limit_is_two_lines_and_the_riser_between_them() {
    let limits = [level(50.0, Weight::Heavy, 0.0, 5.0), level(80.0, Weight::Heavy, 5.0, f64::INFINITY)];
    assert_eq!(inked(&limits), [[(0, 49), (100, 51)], [(100, 19), (200, 21)], [(99, 19), (101, 51)]]);
}

#[test]
fn a_limit_that_comes_late_begins_there_without_a_riser() {
    let drawn = inked(&[level(50.0, Weight::Light, 5.0, f64::INFINITY)]);
    assert_eq!(drawn[0], [(100, 50), (106, 51)]);
    assert!(drawn.iter().all(|piece| 100 <= piece[0].0 && piece[1].0 <= 200), "{drawn:?}");
}

#[test]
fn limits_of_different_weight_are_different_lines() {
    let limits = [level(50.0, Weight::Light, 0.0, 5.0), level(80.0, Weight::Heavy, 5.0, f64::INFINITY)];
    assert!(inked(&limits).iter().all(|piece| piece[1].1 - piece[0].1 <= 2));
}

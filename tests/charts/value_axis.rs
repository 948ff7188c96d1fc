//! Where a value is, how high the axis reaches, and which values are labelled.

use charts::{HEADROOM, Limit, ValueAxis, Weight};

/// Greatest values from nothing to a billion.
fn greatest_values() -> impl Iterator<Item = f64> {
    let growing = std::iter::successors(Some(0.3), |value| Some(value * 1.13));
    std::iter::once(0.0).chain(growing.take_while(|&value| value < 1e9))
}

fn account(value: f64) -> Limit {
    Limit::always(value, Weight::Heavy)
}

fn fractions(max: f64, values: &[f64]) -> Vec<f64> {
    values.iter().map(|&value| ValueAxis { max }.y(value)).collect()
}

/// Whole, and at most two figures that are not zero.
fn is_round(value: f64) -> bool {
    let leading = value / 10_f64.powf(value.log10().floor());
    value == 0.0 || (value.fract() == 0.0 && ((leading * 10.0).round() - leading * 10.0).abs() < 1e-6)
}

#[test]
fn an_account_limit_of_a_thousand_is_labelled_0_500_1000() {
    let axis = ValueAxis::fitting(1_000.0, &[account(1_000.0)]);
    assert_eq!(axis.ticks(), [0.0, 500.0, 1_000.0]);
}

#[test]
fn there_are_at_most_three_ticks_from_zero_and_all_are_round() {
    for greatest in greatest_values() {
        let axis = ValueAxis::fitting(greatest, &[]);
        let ticks = axis.ticks();
        assert!((1..=3).contains(&ticks.len()), "{greatest}: {ticks:?}");
        assert_eq!(ticks.first(), Some(&0.0), "{greatest}");
        assert!(ticks.iter().all(|&tick| is_round(tick) && tick <= axis.max), "{greatest}: {ticks:?}");
        assert!(ticks.is_sorted_by(|low, high| low < high), "{greatest}: {ticks:?}");
    }
}

#[test]
fn the_last_tick_is_in_the_upper_half_and_a_middle_tick_is_in_the_middle() {
    for greatest in greatest_values() {
        let axis = ValueAxis::fitting(greatest, &[]);
        let ticks = axis.ticks();
        let last = *ticks.last().unwrap();
        assert!(last > axis.max / 2.0, "{greatest}: {ticks:?} of {}", axis.max);
        assert!(ticks.len() < 3 || (ticks[1] * 2.0 - last).abs() < 1e-9, "{greatest}: {ticks:?}");
    }
}

#[test]
fn whatever_is_greatest_has_headroom_above_it() {
    for greatest in greatest_values() {
        for limit in greatest_values().step_by(7) {
            let axis = ValueAxis::fitting(greatest, &[account(limit)]);
            assert!(greatest.max(limit) * (1.0 + HEADROOM) <= axis.max * (1.0 + 1e-9), "{greatest}, limit {limit}");
        }
    }
}

#[test]
fn a_limit_that_nothing_exceeds_is_the_roof() {
    for greatest in [37.0, 1_350.0] {
        let axis = ValueAxis::fitting(greatest, &[account(1_350.0), account(600.0)]);
        assert!((axis.max - 1_350.0 * (1.0 + HEADROOM)).abs() < 1e-9, "{greatest}");
    }
}

#[test]
fn the_axis_stands_still_while_the_data_move_below_the_same_round_number() {
    assert_eq!(ValueAxis::fitting(3_100.0, &[]), ValueAxis::fitting(3_900.0, &[]));
}

#[test]
fn a_series_of_nothing_still_has_an_axis() {
    for nothing in [0.0, -5.0, f64::NAN, f64::INFINITY] {
        assert_eq!(ValueAxis::fitting(nothing, &[account(f64::NAN)]).ticks(), [0.0, 1.0]);
    }
}

#[test]
fn the_greatest_number_there_is_still_has_an_axis() {
    let axis = ValueAxis::fitting(f64::MAX, &[]);
    assert!(axis.max.is_finite() && !axis.ticks().is_empty());
}

#[test]
fn a_value_is_a_fraction_of_the_height_from_the_top() {
    assert_eq!(fractions(1_000.0, &[0.0, 250.0, 1_000.0]), [1.0, 0.75, 0.0]);
}

#[test]
fn a_value_outside_the_axis_is_on_the_nearest_edge() {
    assert_eq!(fractions(1_000.0, &[-1.0, 2_000.0, f64::INFINITY]), [1.0, 0.0, 0.0]);
}

#[test]
fn everything_is_at_the_bottom_of_an_axis_without_a_height() {
    for max in [0.0, -1.0, f64::NAN] {
        assert_eq!(fractions(max, &[0.0, 5.0]), [1.0, 1.0], "{max}");
    }
}

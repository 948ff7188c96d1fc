//! Where an instant is, and which instants are labelled.

use charts::TimeAxis;

/// Lengths of run from a second to ten years, in seconds.
fn lengths_s() -> impl Iterator<Item = f64> {
    std::iter::successors(Some(1.0), |length_s| Some(length_s * 1.37)).take_while(|&length_s| length_s < 3.2e8)
}

fn fractions(length_s: f64, instants_s: &[f64]) -> Vec<f64> {
    instants_s.iter().map(|&t_s| TimeAxis { length_s }.x(t_s)).collect()
}

#[test]
fn five_minutes_are_labelled_by_the_minute() {
    assert_eq!(TimeAxis { length_s: 300.0 }.ticks(6), [0.0, 60.0, 120.0, 180.0, 240.0, 300.0]);
}

#[test]
fn half_a_day_is_labelled_by_hours() {
    assert_eq!(TimeAxis { length_s: 43_200.0 }.ticks(5), [0.0, 10_800.0, 21_600.0, 32_400.0, 43_200.0]);
}

#[test]
fn ticks_are_never_more_than_asked_for() {
    for length_s in lengths_s() {
        for max_count in 0..20 {
            let ticks = TimeAxis { length_s }.ticks(max_count);
            assert!(ticks.len() <= max_count, "{length_s} s: {ticks:?}");
        }
    }
}

#[test]
fn ticks_begin_at_zero_stay_inside_the_run_and_are_evenly_spaced() {
    for length_s in lengths_s() {
        let ticks = TimeAxis { length_s }.ticks(6);
        assert_eq!(ticks.first(), Some(&0.0));
        assert!(ticks.iter().all(|&t_s| t_s <= length_s), "{length_s} s: {ticks:?}");
        let gaps: Vec<f64> = ticks.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(gaps.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-6), "{length_s} s: {ticks:?}");
    }
}

#[test]
fn ticks_are_as_many_as_friendly_steps_allow() {
    for length_s in lengths_s().filter(|&length_s| length_s > 3.0) {
        let ticks = TimeAxis { length_s }.ticks(6);
        assert!(ticks.len() >= 3, "{length_s} s: {ticks:?}");
    }
}

#[test]
fn a_run_made_of_many_periods_keeps_its_last_label() {
    let length_s = (0..3_000).map(|_| 0.1).sum();
    assert_eq!(TimeAxis { length_s }.ticks(6).len(), 6);
}

#[test]
fn an_instant_is_a_fraction_of_the_width() {
    assert_eq!(fractions(300.0, &[0.0, 90.0, 300.0]), [0.0, 0.3, 1.0]);
}

#[test]
fn an_instant_outside_the_run_is_on_the_nearest_edge() {
    assert_eq!(fractions(300.0, &[-1.0, 301.0, f64::INFINITY]), [0.0, 1.0, 1.0]);
}

#[test]
fn an_axis_without_a_length_has_a_beginning() {
    for length_s in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let axis = TimeAxis { length_s };
        assert_eq!(axis.ticks(6), [0.0], "{length_s}");
        assert!((0.0..=1.0).contains(&axis.x(0.0)), "{length_s}");
    }
}

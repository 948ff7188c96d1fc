//! Numbers as the page writes them, in both languages.

use core::time::Duration;

use explorer::number::{age, clock, decimal, duration, grouped, rate, trimmed};

#[test]
fn a_count_has_a_comma_every_three_digits() {
    let table = [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1_000, "1,000"),
        (12_345, "12,345"),
        (123_456, "123,456"),
        (1_234_567, "1,234,567"),
        (u64::MAX, "18,446,744,073,709,551,615"),
    ];
    for (count, written) in table {
        assert_eq!(grouped(count), written);
    }
}

#[test]
fn a_decimal_has_exactly_the_places_asked_for() {
    let table = [
        (0.0, 0, "0"),
        (0.0, 2, "0.00"),
        (1_234.5, 2, "1,234.50"),
        (1_234_567.891, 1, "1,234,567.9"),
        (0.05, 3, "0.050"),
        (-1_234.5, 1, "-1,234.5"),
        (1e21, 0, "1,000,000,000,000,000,000,000"),
        (1e-9, 3, "0.000"),
    ];
    for (value, places, written) in table {
        assert_eq!(decimal(value, places), written, "{value} with {places} places");
    }
}

#[test]
fn half_is_rounded_away_from_zero() {
    let table = [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.5, 0, "-1"),
        (-2.5, 0, "-3"),
        (0.125, 2, "0.13"),
        (0.25, 1, "0.3"),
        (-0.25, 1, "-0.3"),
    ];
    for (value, places, written) in table {
        assert_eq!(decimal(value, places), written, "{value} with {places} places");
    }
}

#[test]
fn what_is_rounded_is_the_number_as_a_person_writes_it() {
    // The binary fractions nearest to these lie just below the half.
    let table = [(1.005, 2, "1.01"), (2.675, 2, "2.68"), (0.285, 2, "0.29"), (1.115, 2, "1.12")];
    for (value, places, written) in table {
        assert_eq!(decimal(value, places), written, "{value} with {places} places");
    }
}

#[test]
fn rounding_up_carries_through_nines_and_over_the_comma() {
    assert_eq!(decimal(9.99, 1), "10.0");
    assert_eq!(decimal(0.999, 2), "1.00");
    assert_eq!(decimal(999.95, 1), "1,000.0");
    assert_eq!(decimal(999_999.5, 0), "1,000,000");
}

#[test]
fn nothing_is_written_as_minus_zero() {
    assert_eq!(decimal(-0.0, 1), "0.0");
    assert_eq!(decimal(-0.04, 1), "0.0");
    assert_eq!(trimmed(-0.04, 1), "0");
    assert_eq!(clock(-0.000_4), "0:00");
}

#[test]
fn a_trimmed_number_has_no_trailing_zeros() {
    let table = [
        (0.0, 2, "0"),
        (1.0, 2, "1"),
        (1.5, 2, "1.5"),
        (1.25, 2, "1.25"),
        (1.255, 2, "1.26"),
        (100.0, 0, "100"),
        (100.0, 3, "100"),
        (1_200.0, 1, "1,200"),
        (0.999, 2, "1"),
    ];
    for (value, places, written) in table {
        assert_eq!(trimmed(value, places), written, "{value} with up to {places} places");
    }
}

#[test]
fn what_is_no_number_is_a_dash() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(decimal(value, 1), "–");
        assert_eq!(trimmed(value, 1), "–");
        assert_eq!(clock(value), "–");
        assert_eq!(rate(value), "–");
    }
}

#[test]
fn the_clock_shows_minutes_and_seconds_and_hours_only_from_one_hour_on() {
    let table = [
        (0.0, "0:00"),
        (5.0, "0:05"),
        (59.0, "0:59"),
        (60.0, "1:00"),
        (90.0, "1:30"),
        (3_599.0, "59:59"),
        (3_600.0, "1:00:00"),
        (3_661.0, "1:01:01"),
        (21_600.0, "6:00:00"),
        (360_000.0, "100:00:00"),
        (-90.0, "-1:30"),
    ];
    for (seconds, written) in table {
        assert_eq!(clock(seconds), written, "{seconds} s");
    }
}

#[test]
fn the_clock_shows_tenths_or_thousandths_only_when_there_are_some() {
    let table = [
        (90.5, "1:30.5"),
        (0.1, "0:00.1"),
        (12.25, "0:12.250"),
        (12.001, "0:12.001"),
        (3_600.75, "1:00:00.750"),
        (0.000_4, "0:00"),
        (0.000_6, "0:00.001"),
        (59.999_6, "1:00"),
        (3_599.999_6, "1:00:00"),
    ];
    for (seconds, written) in table {
        assert_eq!(clock(seconds), written, "{seconds} s");
    }
}

#[test]
fn a_duration_is_given_in_its_most_natural_unit() {
    let table = [
        (0, "0 s"),
        (800, "800 ms"),
        (1_000, "1 s"),
        (1_500, "1.5 s"),
        (59_000, "59 s"),
        (60_000, "1 min"),
        (90_000, "90 s"),
        (100_000, "100 s"),
        (360_000, "6 min"),
        (5_400_000, "90 min"),
        (7_200_000, "2 h"),
        (21_600_000, "6 h"),
        (86_400_000, "24 h"),
        (3_600_000_000, "1,000 h"),
    ];
    for (milliseconds, written) in table {
        assert_eq!(duration(Duration::from_millis(milliseconds)), written, "{milliseconds} ms");
    }
}

#[test]
fn a_duration_loses_nothing() {
    let table = [
        (1, "1 ns"),
        (999, "999 ns"),
        (1_000, "1 µs"),
        (1_234, "1.234 µs"),
        (250_000, "250 µs"),
        (1_500_000, "1.5 ms"),
        (1_000_001, "1.000001 ms"),
        (1_001_000_000, "1.001 s"),
        (60_000_000_001, "60.000000001 s"),
        (5_400_500_000_000, "5,400.5 s"),
    ];
    for (nanoseconds, written) in table {
        assert_eq!(duration(Duration::from_nanos(nanoseconds)), written, "{nanoseconds} ns");
    }
    assert_eq!(duration(Duration::MAX), "18,446,744,073,709,551,615.999999999 s");
}

#[test]
fn a_rate_is_given_per_second_unless_it_is_rare() {
    let table = [
        (0.0, "0/s"),
        (4_000.0, "4,000/s"),
        (120.0, "120/s"),
        (120.4, "120/s"),
        (12.5, "12.5/s"),
        (12.34, "12.3/s"),
        (99.96, "100/s"),
        (3.333_333, "3.33/s"),
        (0.5, "0.5/s"),
        (0.1, "0.1/s"),
        (0.05, "3/min"),
        (1.0 / 30.0, "2/min"),
        (1.0 / 600.0, "0.1/min"),
        (1.0 / 1_200.0, "3/h"),
        (1.0 / 86_400.0, "1/day"),
    ];
    for (per_second, written) in table {
        assert_eq!(rate(per_second), written, "{per_second} per second");
    }
}

#[test]
fn an_age_has_the_digits_that_the_command_shows() {
    let table = [
        (0, "0 ms"),
        (33, "33 ms"),
        (100, "0.1 s"),
        (1_990, "2.0 s"),
        (10_000, "10.0 s"),
        (22_780, "22.8 s"),
        (119_949, "119.9 s"),
        (119_999, "2 min"),
        (120_000, "2 min"),
        (131_490, "2 min 11 s"),
        (7_199_000, "119 min 59 s"),
        (7_199_900, "2 h"),
        (21_600_000, "6 h"),
        (21_720_000, "6 h 2 min"),
    ];
    for (millis, written) in table {
        assert_eq!(age(Duration::from_millis(millis)), written);
    }
}

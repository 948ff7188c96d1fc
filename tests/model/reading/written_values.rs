//! Lengths of time, rates and bursts, as they are written; what is printed is read back as the same value.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::time::Span;
use lambda_sim::units::Rate;

use super::mistakes::problems;
use crate::dice::Dice;

#[test]
fn lengths_of_time_are_read_with_their_units() {
    for (text, nanos) in [
        ("0s", 0),
        ("1ns", 1),
        ("1us", 1_000),
        ("1ms", 1_000_000),
        ("1s", 1_000_000_000),
        ("1m", 60_000_000_000),
        ("1h", 3_600_000_000_000),
        ("1d", 86_400_000_000_000),
        ("1m30s", 90_000_000_000),
        ("1h 30m", 5_400_000_000_000),
        (" 800ms ", 800_000_000),
        ("1.5s", 1_500_000_000),
        (".5s", 500_000_000),
        ("5.s", 5_000_000_000),
        ("0.000000001s", 1),
        ("1.5000000000000000000s", 1_500_000_000),
        ("0.25d", 21_600_000_000_000),
        ("18446744073709551615ns", u64::MAX),
    ] {
        assert_eq!(Span::parse(text), Some(Span::from_nanos(nanos)), "{text:?}");
    }
}

#[test]
fn what_is_no_length_of_time_is_refused() {
    for text in [
        "",
        " ",
        "5",
        "s",
        ".s",
        "-1s",
        "+1s",
        "1 s",
        "1S",
        "1sec",
        "1min",
        "1w",
        "1e3s",
        "1,5s",
        "1..5s",
        "1.5.5s",
        "NaNs",
        "infs",
        "0.0000000001s",
        "1.5ns",
        "1s2",
        "1s-",
        "\u{661}s",
    ] {
        assert_eq!(Span::parse(text), None, "{text:?}");
    }
}

/// So that the range of a setting refuses it, which names the rule it really breaks.
#[test]
fn what_is_longer_than_a_length_can_be_is_the_longest() {
    for text in ["18446744073709551615ns", "18446744073709551616ns", "99999999999999999999d", "213504d", "213503d2d"] {
        assert_eq!(Span::parse(text), Some(Span::from_nanos(u64::MAX)), "{text:?}");
    }
}

#[test]
fn a_printed_length_of_time_is_read_back_as_the_same() {
    let mut dice = Dice::new(1);
    for round in 0..20_000_u32 {
        // Of every size, and often round.
        let nanos = dice.roll() >> dice.below(64);
        let nanos = if round.is_multiple_of(2) { nanos / 1_000_000 * 1_000_000 } else { nanos };
        let span = Span::from_nanos(nanos);
        assert_eq!(Span::parse(&span.to_string()), Some(span), "{span}");
    }
    for span in [0, 1, 999, 1_000, 59_999_999_999, 60_000_000_000, u64::MAX].map(Span::from_nanos) {
        assert_eq!(Span::parse(&span.to_string()), Some(span), "{span}");
    }
}

#[test]
fn lengths_of_time_are_printed_as_people_write_them() {
    for text in ["0s", "1ns", "145ms", "1.5s", "800ms", "1m30s", "5m", "1h", "1d2h3m4.5s", "15m", "366d", "1m0.5us"] {
        let Some(span) = Span::parse(text) else { panic!("{text}") };
        assert_eq!(span.to_string(), text.replace("1m0.5us", "1m500ns"));
    }
}

#[test]
fn rates_are_read_with_their_units() {
    for (text, per_second) in [
        ("0/s", 0.0),
        ("100/s", 100.0),
        ("90/min", 1.5),
        ("90/m", 1.5),
        ("7200/h", 2.0),
        ("0.5/s", 0.5),
        (".5/s", 0.5),
        ("1e3/s", 1_000.0),
        (" 5 / s ", 5.0),
        ("1000000/s", 1e6),
    ] {
        assert_eq!(Rate::parse(text), Rate::per_second(per_second), "{text:?}");
    }
}

#[test]
fn what_is_no_rate_is_refused() {
    for text in [
        "",
        "5",
        "/s",
        "5/",
        "s",
        "-1/s",
        "+1/s",
        "5/d",
        "5/S",
        "5 per s",
        "NaN/s",
        "inf/s",
        "infinity/s",
        "1e400/s",
        "1,5/s",
        "1_000/s",
        "0x5/s",
        "5/s/s",
    ] {
        assert_eq!(Rate::parse(text), None, "{text:?}");
    }
    for rate in [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -f64::MIN_POSITIVE] {
        assert_eq!(Rate::per_second(rate), None, "{rate}");
    }
}

#[test]
fn a_printed_rate_is_read_back_as_the_same() {
    let mut dice = Dice::new(2);
    for _ in 0..5_000 {
        // Any finite float that is not negative, and numbers as people write them.
        let any = f64::from_bits(dice.roll() >> 1);
        let round = f64::from(dice.between(0, 2_000_000)) / f64::from(dice.pick(&[1, 2, 60, 3_600, 1_000]));
        for rate in [any, round].into_iter().filter_map(Rate::per_second) {
            assert_eq!(Rate::parse(&rate.to_string()), Some(rate), "{rate}");
        }
    }
    assert_eq!(Rate::per_second(-0.0).map(|rate| rate.to_string()), Some("0/s".to_owned()));
}

#[test]
fn bursts_are_read_with_and_without_a_count() {
    let count = |at: &str| {
        let file =
            format!("version: 1\nfunctions: {{ a: {{ duration: 1s }} }}\ncallers: [{{ function: a, at: [\"{at}\"] }}]");
        problems(&file).len()
    };
    for right in ["10s", "10s x 1000", "10sx3", "0s x 0", "1m30s x 1000000"] {
        assert_eq!(count(right), 0, "{right:?}");
    }
    for wrong in [
        "",
        "x",
        "10s x",
        "x 5",
        "10s x -1",
        "10s x 1.5",
        "10s x 1000001",
        "10s x 4294967296",
        "10s * 3",
        "10s x 3 x 4",
        "3 x 10s",
    ] {
        assert_eq!(count(wrong), 1, "{wrong:?}");
    }
}

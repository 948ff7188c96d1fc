//! Numbers as the page writes them: the same in every language, a comma every three digits, a point before decimals.
//!
//! The browser's own formatting is not used: it writes 10,000 in several ways, and host tests could not see it.

use core::iter;
use core::time::Duration;

/// What stands where there is no number to show.
const NO_NUMBER: &str = "–";

/// A count: `1,234,567`.
pub fn grouped(count: u64) -> String {
    group(&count.to_string())
}

/// A number with exactly so many decimals, half rounded away from zero: `1,234.50`.
///
/// What is rounded is the number as a person would write it. So 1.005 becomes `1.01`, although the nearest binary
/// fraction lies a little below. Not-a-number and infinities are shown as a dash.
pub fn decimal(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return NO_NUMBER.to_owned();
    }
    // `Display` writes the shortest digits that mean this number, and never an exponent.
    let written = value.abs().to_string();
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let padded = fraction.chars().chain(iter::repeat('0')).take(places);
    let mut digits: Vec<char> = whole.chars().chain(padded).collect();
    if fraction.chars().nth(places).is_some_and(|next| next >= '5') {
        increment(&mut digits);
    }

    let is_zero = digits.iter().all(|&digit| digit == '0');
    let sign = if value < 0.0 && !is_zero { "-" } else { "" };
    let decimals: String = digits.split_off(digits.len() - places).into_iter().collect();
    let whole = group(&digits.into_iter().collect::<String>());
    let point = if places > 0 { "." } else { "" };
    format!("{sign}{whole}{point}{decimals}")
}

/// A number with at most so many decimals and no trailing zeros: `1,234.5`.
pub fn trimmed(value: f64, places: usize) -> String {
    without_trailing_zeros(&decimal(value, places)).to_owned()
}

/// An instant of the run, for the cursor: `1:30`, `1:30.5`, `1:30.125`, `1:00:00`.
///
/// Whole seconds have no decimals, whole tenths one, everything else three: a moving cursor would otherwise jump
/// between more widths.
pub fn clock(seconds: f64) -> String {
    let Ok(span) = Duration::try_from_secs_f64(seconds.abs()) else {
        return NO_NUMBER.to_owned();
    };
    let thousandths = span.saturating_add(Duration::from_micros(500)).as_millis();
    let sign = if seconds < 0.0 && thousandths > 0 { "-" } else { "" };
    let fraction = match thousandths % 1_000 {
        0 => String::new(),
        tenths if tenths.is_multiple_of(100) => format!(".{}", tenths / 100),
        thousandths => format!(".{thousandths:03}"),
    };
    let second = thousandths / 1_000 % 60;
    let minute = thousandths / 60_000 % 60;
    match thousandths / 3_600_000 {
        0 => format!("{sign}{minute}:{second:02}{fraction}"),
        hour => format!("{sign}{hour}:{minute:02}:{second:02}{fraction}"),
    }
}

/// Tenths of a second that have passed: what a sentence or a mark needs of an instant, and never later than it.
pub fn tenths(seconds: f64) -> f64 {
    (seconds * 10.0).floor() / 10.0
}

/// A span of time, for settings: `800 ms`, `1.5 s`, `90 s`, `6 min`, `2 h`.
///
/// Nothing is rounded away, so what is read can be typed back. Hours and minutes are only used when they come out
/// whole: "90 s" reads better than "1.5 min".
pub fn duration(span: Duration) -> String {
    let nanos = span.as_nanos();
    let seconds = span.as_secs();
    let whole_seconds = span.subsec_nanos() == 0;
    match nanos {
        0 => "0 s".to_owned(),
        _ if whole_seconds && seconds.is_multiple_of(3_600) => format!("{} h", grouped(seconds / 3_600)),
        _ if whole_seconds && seconds.is_multiple_of(60) => format!("{} min", grouped(seconds / 60)),
        1_000_000_000.. => in_unit(nanos, 9, "s"),
        1_000_000.. => in_unit(nanos, 6, "ms"),
        1_000.. => in_unit(nanos, 3, "µs"),
        _ => format!("{nanos} ns"),
    }
}

/// How old something is, to be read while it grows: `33 ms`, `0.4 s`, `22.8 s`, `2 min 11 s`, `3 h 5 min`. Rounded
/// as the command rounds it.
pub fn age(span: Duration) -> String {
    let both = |whole: u64, unit: &str, part: u64, of_unit: &str| match part {
        0 => format!("{whole} {unit}"),
        _ => format!("{whole} {unit} {part} {of_unit}"),
    };
    let (millis, seconds) = (rounded(span, 1_000_000), rounded(span, 1_000_000_000));
    match millis {
        0..100 => format!("{millis} ms"),
        100..119_950 => format!("{} s", decimal(span.as_secs_f64(), 1)),
        119_950..7_199_500 => both(seconds / 60, "min", seconds % 60, "s"),
        _ => {
            let minutes = rounded(span, 60_000_000_000);
            both(minutes / 60, "h", minutes % 60, "min")
        }
    }
}

/// A span in a unit of so many nanoseconds, half rounded up.
fn rounded(span: Duration, unit: u64) -> u64 {
    u64::try_from((span.as_nanos() + u128::from(unit) / 2) / u128::from(unit)).unwrap_or(u64::MAX)
}

/// A rate given per second: `4,000/s`, `12.5/s`, `0.25/s`; rare things per minute, hour or day: `3/min`.
///
/// Two or three digits are kept, more only before the point: it is for reading, not for typing back.
pub fn rate(per_second: f64) -> String {
    const UNITS: [(f64, &str); 3] = [(1.0, "s"), (60.0, "min"), (3_600.0, "h")];
    if !per_second.is_finite() {
        return NO_NUMBER.to_owned();
    }
    let (seconds, unit) = UNITS
        .into_iter()
        .find(|(seconds, _)| per_second == 0.0 || per_second.abs() * seconds >= 0.1)
        .unwrap_or((86_400.0, "day"));
    let value = per_second * seconds;
    let places = match value.abs() {
        100.0.. => 0,
        10.0.. => 1,
        _ => 2,
    };
    format!("{}/{unit}", trimmed(value, places))
}

/// Whole nanoseconds in a unit of `10^power` of them, with as many decimals as it takes.
fn in_unit(nanos: u128, power: usize, unit: &str) -> String {
    let digits = nanos.to_string();
    let (whole, fraction) = digits.split_at(digits.len() - power);
    let number = format!("{}.{fraction}", group(whole));
    format!("{} {unit}", without_trailing_zeros(&number))
}

fn group(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Adds one to the last of these decimal digits.
fn increment(digits: &mut Vec<char>) {
    for digit in digits.iter_mut().rev() {
        if let Some(next) = char::from_digit(digit.to_digit(10).unwrap_or(0) + 1, 10) {
            *digit = next;
            return;
        }
        *digit = '0';
    }
    digits.insert(0, '1');
}

fn without_trailing_zeros(number: &str) -> &str {
    match number.split_once('.') {
        Some(_) => number.trim_end_matches('0').trim_end_matches('.'),
        None => number,
    }
}

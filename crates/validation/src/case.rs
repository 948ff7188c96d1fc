//! A case, its source and its rows.

use std::fmt;

use crate::batch_means::Estimate;

/// How long a case may measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// As long as it takes: minutes for all cases together.
    Full,
    /// Seconds for all cases together: fewer batches, so wider standard errors.
    Short,
}

impl Effort {
    /// One of two numbers.
    pub fn choose<T>(self, full: T, short: T) -> T {
        match self {
            Self::Full => full,
            Self::Short => short,
        }
    }
}

/// Where an expected value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// In a few words.
    pub name: &'static str,
    /// The address, or the formula.
    pub address: &'static str,
}

/// Something that is known from elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// A short name.
    pub name: &'static str,
    /// Where it is known from.
    pub source: Source,
    /// Measures.
    pub rows: fn(Effort) -> Vec<Row>,
}

/// A value that was expected or obtained.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// Any number from here to there.
    Range(f64, f64),
    /// Words.
    Words(String),
}

/// Whether a row passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Passes,
    /// It does not.
    Fails,
    /// It is one of several that are judged together, in a row of their own.
    Together,
}

/// One number of a case.
#[derive(Clone, Debug)]
pub struct Row {
    /// What was measured.
    pub what: String,
    /// What it should be.
    pub expected: Value,
    /// What it is.
    pub obtained: Value,
    /// The standard error of what was obtained, where it was estimated.
    pub standard_error: Option<f64>,
    /// How far off it is, in words.
    pub error: String,
    /// The same as a part of how far it may be: more than 1 fails.
    pub used: f64,
    /// Whether that is near enough.
    pub verdict: Verdict,
}

impl Row {
    /// Exactly the same number.
    pub fn exact(what: impl Into<String>, expected: impl Into<f64>, obtained: impl Into<f64>) -> Self {
        let (expected, obtained) = (expected.into(), obtained.into());
        let off = obtained - expected;
        let error = if off == 0.0 { "0".to_owned() } else { format!("{off:+}") };
        Self::new(what, Value::Number(expected), Value::Number(obtained), error, part_of(off, 0.0))
    }

    /// Exactly the same words.
    pub fn words(what: impl Into<String>, expected: impl Into<String>, obtained: impl Into<String>) -> Self {
        let (expected, obtained) = (expected.into(), obtained.into());
        let (error, used) = if expected == obtained { ("0", 0.0) } else { ("differs", f64::INFINITY) };
        Self::new(what, Value::Words(expected), Value::Words(obtained), error.to_owned(), used)
    }

    /// Within three standard errors of a number that is known exactly.
    pub fn estimate(what: impl Into<String>, expected: f64, obtained: Estimate) -> Self {
        Self::estimates(what, Estimate { value: expected, error: 0.0 }, obtained)
    }

    /// Within three standard errors, those of both together.
    pub fn estimates(what: impl Into<String>, expected: Estimate, obtained: Estimate) -> Self {
        let off = (obtained.value - expected.value) / obtained.error.hypot(expected.error);
        let error = format!("{}, {off:+.1} SE", relative(expected.value, obtained.value));
        let values = (Value::Number(expected.value), Value::Number(obtained.value));
        Self::new(what, values.0, values.1, error, part_of(off, 3.0)).with(obtained)
    }

    /// Off by this part at most.
    pub fn near(what: impl Into<String>, expected: f64, obtained: f64, most: f64) -> Self {
        let error = format!("{}, may be {} %", relative(expected, obtained), most * 100.0);
        let used = part_of(obtained / expected - 1.0, most);
        Self::new(what, Value::Number(expected), Value::Number(obtained), error, used)
    }

    /// Inside bounds that the source gives.
    pub fn between(what: impl Into<String>, (low, high): (f64, f64), obtained: Estimate) -> Self {
        let middle = low.midpoint(high);
        let error = format!("{} from the middle", relative(middle, obtained.value));
        let used = part_of(obtained.value - middle, high - middle);
        Self::new(what, Value::Range(low, high), Value::Number(obtained.value), error, used).with(obtained)
    }

    /// One measurement, and all that the engine can give; off by this part at most.
    pub fn reached(what: impl Into<String>, measured: f64, (low, high): (f64, f64), most: f64) -> Self {
        let nearest = measured.clamp(low, high);
        let error = format!("{}, may be {} %", relative(measured, nearest), most * 100.0);
        let used = part_of(nearest / measured - 1.0, most);
        Self::new(what, Value::Number(measured), Value::Range(low, high), error, used)
    }

    /// At most so much.
    pub fn at_most(what: impl Into<String>, most: f64, obtained: f64) -> Self {
        let error = format!("{} of at most {most}", digits(obtained));
        Self::new(what, Value::Range(0.0, most), Value::Number(obtained), error, part_of(obtained, most))
    }

    /// One of several that are judged together.
    pub fn together(what: impl Into<String>, expected: f64, obtained: Estimate) -> Self {
        let error = relative(expected, obtained.value);
        let row = Self::new(what, Value::Number(expected), Value::Number(obtained.value), error, 0.0).with(obtained);
        Self { verdict: Verdict::Together, ..row }
    }

    fn new(what: impl Into<String>, expected: Value, obtained: Value, error: String, used: f64) -> Self {
        // What is no number at all does not pass either.
        let verdict = if used <= 1.0 { Verdict::Passes } else { Verdict::Fails };
        Self { what: what.into(), expected, obtained, standard_error: None, error, used, verdict }
    }

    fn with(self, estimate: Estimate) -> Self {
        Self { standard_error: Some(estimate.error), ..self }
    }
}

/// An error as a part of the most that it may be.
fn part_of(off: f64, most: f64) -> f64 {
    if off == 0.0 { 0.0 } else { off.abs() / most }
}

fn relative(expected: f64, obtained: f64) -> String {
    format!("{:+.2} %", (obtained / expected - 1.0) * 100.0)
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => f.pad(&digits(*number)),
            Self::Range(low, high) if *low == 0.0 => write!(f, "<= {}", digits(*high)),
            Self::Range(low, high) => write!(f, "{} to {}", digits(*low), digits(*high)),
            Self::Words(words) => f.pad(words),
        }
    }
}

/// Whole numbers as they are, others to five digits.
fn digits(number: f64) -> String {
    if number.fract() == 0.0 {
        return format!("{number}");
    }
    // Decimals until five digits stand behind the leading zeros.
    let mut decimals = 4;
    let mut size = number.abs();
    while size < 1.0 && decimals < 12 {
        size *= 10.0;
        decimals += 1;
    }
    while 10.0 <= size && 0 < decimals {
        size /= 10.0;
        decimals -= 1;
    }
    format!("{number:.decimals$}")
}

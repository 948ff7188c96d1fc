//! What is counted, per second, or in a short run per part of a second: as charts draw it and as numbers beside them say it.

use lambda_sim::admission::Limit;
use lambda_sim::metrics::{Row, Series};
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

/// A run shorter than this is looked at in parts of a second.
const SHORT: Span = Span::from_secs(10);
/// Such a part: long enough that one thing in it does not look like many a second.
const PART: Span = Span::from_millis(100);
const SECOND: Span = Span::from_secs(1);

/// Over how long things are counted in a run of this length: the unit of the charts, and of the numbers beside them.
pub fn unit(length: Span) -> Span {
    if length < SHORT { PART } else { SECOND }
}

/// Counts per [`unit()`].
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    /// How long each value holds, in s.
    pub period_s: f64,
    /// The counts in each unit.
    pub values: Vec<f64>,
}

impl Rates {
    /// The rates of what `count` finds in these rows, over periods of a unit or more.
    pub fn of(series: &Series, rows: &[Row], count: impl Fn(&Row) -> u64) -> Self {
        let together = together(series);
        let places: Vec<usize> = (0..rows.len()).collect();
        let value = |places: &[usize]| {
            let seconds: f64 = places.iter().map(|place| series.row_length(*place).as_secs_f64()).sum();
            rate(places.iter().map(|place| count(&rows[*place])).sum(), seconds / unit(series.length()).as_secs_f64())
        };
        Self {
            period_s: series.period().as_secs_f64() * places.chunks(together).next().map_or(1.0, length),
            values: places.chunks(together).map(value).collect(),
        }
    }

    /// The start of the period of a value.
    pub fn start(&self, place: usize) -> Instant {
        Span::from_secs_f64(self.period_s * length_of(place)).after_start()
    }
}

/// How many rows one value takes.
fn together(series: &Series) -> usize {
    usize::try_from(unit(series.length()).as_nanos().div_ceil(series.period().as_nanos())).unwrap_or(usize::MAX)
}

/// Throttles per [`unit()`], by limit.
#[derive(Clone, Debug, PartialEq)]
pub struct ThrottleRates {
    /// How long each value holds, in s.
    pub period_s: f64,
    /// The counts in each unit, in the order of [`Limit::ALL`].
    pub by_limit: [Vec<f64>; Limit::ALL.len()],
}

impl ThrottleRates {
    /// The rates of a run, over periods of a unit or more.
    pub fn of(run: &Run) -> Self {
        let series = run.series();
        let of = |limit| Rates::of(series, &series.account.rows, |row| row.throttled_by(limit));
        let rates = Limit::ALL.map(of);
        Self { period_s: rates[0].period_s, by_limit: rates.map(|rates| rates.values) }
    }

    /// The rates of all limits together.
    pub fn total(&self) -> Vec<f64> {
        let [first, others @ ..] = &self.by_limit;
        first
            .iter()
            .enumerate()
            .map(|(place, rate)| rate + others.iter().map(|other| other[place]).sum::<f64>())
            .collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate for a picture")]
fn rate(count: u64, units: f64) -> f64 {
    if units <= 0.0 { 0.0 } else { count as f64 / units }
}

fn length(places: &[usize]) -> f64 {
    length_of(places.len())
}

#[expect(clippy::cast_precision_loss, reason = "a few periods")]
fn length_of(periods: usize) -> f64 {
    periods as f64
}

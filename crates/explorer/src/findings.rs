//! What a chart shows, in a sentence: its text for those who do not see it, and the number at its title.

use core::time::Duration;

use lambda_sim::admission::Limit;
use lambda_sim::metrics::Row;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

use crate::language::Language;
use crate::number::{age, clock, decimal, grouped};
use crate::phrase::Phrase;
use crate::words;

/// A run shorter than this is looked at in parts of a second; in a longer one what is counted a second is counted over a
/// second, as the number beside the chart is.
const SHORT: Span = Span::from_secs(20);

/// Throttles per second, by limit, as charts draw them.
#[derive(Clone, Debug, PartialEq)]
pub struct ThrottleRates {
    /// how long each value holds, in s.
    pub period_s: f64,
    /// The rates [1/s], in the order of [`Limit::ALL`].
    pub by_limit: [Vec<f64>; Limit::ALL.len()],
}

impl ThrottleRates {
    /// The rates of a run, over periods of a second or more unless the run is short.
    pub fn of(run: &Run) -> Self {
        let series = run.series();
        let second = if series.length() < SHORT { 1 } else { Span::from_secs(1).as_nanos() };
        let together = usize::try_from(second.div_ceil(series.period().as_nanos())).unwrap_or(usize::MAX);
        let places: Vec<usize> = (0..series.len()).collect();
        let rate = |places: &[usize], limit| {
            let seconds: f64 = places.iter().map(|place| series.row_length(*place).as_secs_f64()).sum();
            let count: u64 = places.iter().map(|place| series.account.rows[*place].throttled_by(limit)).sum();
            per_second(count, seconds)
        };
        Self {
            period_s: series.period().as_secs_f64() * places.chunks(together).next().map_or(1.0, length),
            by_limit: Limit::ALL.map(|limit| places.chunks(together).map(|places| rate(places, limit)).collect()),
        }
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
fn per_second(count: u64, seconds: f64) -> f64 {
    if seconds <= 0.0 { 0.0 } else { count as f64 / seconds }
}

#[expect(clippy::cast_precision_loss, reason = "a few periods")]
fn length(places: &[usize]) -> f64 {
    places.len() as f64
}

/// What the chart of concurrency shows.
pub fn concurrency(run: &Run, language: Language) -> Phrase {
    let total = &run.series().account.total;
    let highest = grouped(u64::from(total.concurrency.max));
    let at = peak_at(run, |row| u64::from(row.concurrency.max));
    let mean = decimal(total.concurrency.mean(run.plan().length()), 1);
    let limit = grouped(u64::from(run.plan().account_limit().get()));
    words::finding_concurrency(language, highest, limit, at, mean)
}

/// What the chart of throttles shows.
pub fn throttles(run: &Run, language: Language) -> Phrase {
    let total = &run.series().account.total;
    if total.throttled() == 0 {
        return words::finding_no_throttles(language, grouped(total.requests));
    }
    let at = peak_at(run, Row::throttled);
    let by = |limit| grouped(total.throttled_by(limit));
    let (throttled, attempts) = (grouped(total.throttled()), grouped(total.attempts()));
    let [account, reserved, scaling, rate] = Limit::ALL.map(by);
    words::finding_throttles(language, throttled, attempts, account, reserved, scaling, rate, at)
}

/// Whether an event has waited for more than its first attempt.
pub fn has_backlog(run: &Run) -> bool {
    let functions = run.series().functions.iter().zip(run.plan().functions());
    let mut waits = functions.map(|(series, planned)| planned.asynchronous.delay < series.total.oldest_age);
    waits.any(|waited| waited)
}

/// What the chart of waiting events shows.
pub fn backlog(run: &Run, language: Language) -> Phrase {
    if !has_backlog(run) {
        return words::no_backlog(language).into();
    }
    let total = &run.series().account.total;
    let at = peak_at(run, |row| u64::from(row.backlog.max));
    let oldest = age(Duration::from_nanos(total.oldest_age.as_nanos()));
    words::finding_backlog(language, grouped(u64::from(total.backlog.max)), at, oldest)
}

/// The whole run in a few numbers, one phrase a line: requests first, then errors and events where there are any.
pub fn summary(run: &Run, language: Language) -> Vec<Phrase> {
    let total = &run.series().account.total;
    let (requests, throttles) = (grouped(total.requests), grouped(total.throttled()));
    let mut lines = vec![words::outcome_summary(language, requests, throttles, grouped(total.cold_starts))];
    if 0 < total.errors {
        lines.push(words::outcome_errors(language, grouped(total.errors), grouped(total.invocations)));
    }
    let events = &total.events;
    if 0 < events.received {
        let left = events.received.saturating_sub(events.done + events.dropped);
        let (received, done, dropped) = (grouped(events.received), grouped(events.done), grouped(events.dropped));
        lines.push(words::outcome_events(language, received, done, dropped, grouped(left)));
    }
    lines
}

/// The start of the first period with the highest value.
fn peak_at(run: &Run, value: impl Fn(&Row) -> u64) -> String {
    let rows = run.series().account.rows.iter().enumerate();
    // The last of equals is what `max_by_key` takes; reversed, the first.
    let peak = rows.rev().max_by_key(|(_, row)| value(row)).map_or(0, |(place, _)| place);
    clock(run.series().start(peak).as_secs_f64())
}

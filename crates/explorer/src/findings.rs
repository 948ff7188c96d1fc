//! What a chart shows, in a sentence: its text for those who do not see it, and the number at its title.

use lambda_sim::admission::Limit;
use lambda_sim::metrics::Row;
use lambda_sim::timeline::Run;

use crate::language::Language;
use crate::number::{clock, decimal, grouped};
use crate::phrase::Phrase;
use crate::words;

/// A count of one period, as a rate [1/s].
#[expect(clippy::cast_precision_loss, reason = "a rate for a picture")]
pub fn per_second(run: &Run, row: usize, count: u64) -> f64 {
    let seconds = run.series().row_length(row).as_secs_f64();
    if seconds <= 0.0 { 0.0 } else { count as f64 / seconds }
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
        return words::finding_no_throttles(language, grouped(total.requests()));
    }
    let at = peak_at(run, Row::throttled);
    let by = |limit| grouped(total.throttled_by(limit));
    let (throttled, requests) = (grouped(total.throttled()), grouped(total.requests()));
    words::finding_throttles(language, throttled, requests, by(Limit::Account), by(Limit::Reserved), at)
}

/// The start of the first period with the highest value.
fn peak_at(run: &Run, value: impl Fn(&Row) -> u64) -> String {
    let rows = run.series().account.rows.iter().enumerate();
    // The last of equals is what `max_by_key` takes; reversed, the first.
    let peak = rows.rev().max_by_key(|(_, row)| value(row)).map_or(0, |(place, _)| place);
    clock(run.series().start(peak).as_secs_f64())
}

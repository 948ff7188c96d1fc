//! The burst of cold starts that is worth a label: how many environments of which function, in how long.

use core::time::Duration;

use lambda_sim::id::FunctionId;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

use crate::language::Language;
use crate::number::{duration, grouped};
use crate::phrase::Phrase;
use crate::rates::{Rates, unit};
use crate::words;

/// A burst goes on while cold starts are at least this part of its peak.
const STILL: f64 = 0.1;

/// Cold starts of one function, close together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burst {
    /// The function.
    pub function: FunctionId,
    /// How many cold starts.
    pub count: u64,
    /// When it begins.
    pub from: Instant,
    /// How long it lasts, in whole periods of the chart.
    pub lasts: Span,
    /// The most in one unit of the chart.
    pub peak: f64,
}

impl Burst {
    /// The largest burst of the function with the most cold starts; `None` where there are no cold starts.
    pub fn largest(run: &Run) -> Option<Self> {
        let series = run.series();
        let most = |id: &FunctionId| series.functions[id.index()].total.cold_starts;
        let function = run.plan().function_ids().filter(|id| 0 < most(id)).max_by_key(most)?;
        let rates = Rates::of(series, &series.functions[function.index()].rows, |row| row.cold_starts);
        let highest = rates.values.iter().copied().fold(0.0, f64::max);
        let mut largest: Option<Self> = None;
        let mut open: Option<Self> = None;
        for (place, rate) in rates.values.iter().copied().enumerate() {
            if rate < highest * STILL {
                open = None;
                continue;
            }
            let (from, end) = (rates.start(place), rates.start(place + 1).min(run.plan().end()));
            let mut burst = open.unwrap_or(Self { function, count: 0, from, lasts: Span::ZERO, peak: 0.0 });
            burst.count += count(rate, end.since(from).as_secs_f64() / unit(series.length()).as_secs_f64());
            burst.lasts = end.since(burst.from);
            burst.peak = burst.peak.max(rate);
            if largest.is_none_or(|largest| largest.count < burst.count) {
                largest = Some(burst);
            }
            open = Some(burst);
        }
        largest
    }

    /// The burst in words: "829 environments of checkout in 8 s".
    pub fn text(&self, run: &Run, language: Language) -> Phrase {
        words::label_burst(language, self.count, &run.plan().function(self.function).name, self.lasting())
    }

    /// The burst in few words: "829 in 8 s".
    pub fn short_text(&self, language: Language) -> Phrase {
        words::label_burst_short(language, grouped(self.count), self.lasting())
    }

    fn lasting(&self) -> String {
        duration(Duration::from_nanos(self.lasts.as_nanos()))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count that was divided by its time")]
fn count(rate: f64, units: f64) -> u64 {
    (rate * units).round() as u64
}

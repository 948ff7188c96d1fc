//! The unit of the age chart: one for its axis and for the number at the cursor.

use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

use super::{Chart, source};
use crate::number::decimal;

/// Up to this age, milliseconds are read better than parts of a second.
const SHORT: Span = Span::from_secs(1);

/// In which unit ages are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeUnit {
    /// Where no event gets old.
    Milliseconds,
    /// Where one does.
    Seconds,
}

impl AgeUnit {
    /// The unit for the ages of a run in a chart, beside those of the run before.
    pub fn of(chart: Chart, run: &Run, before: Option<&Run>) -> Self {
        let oldest = |run: &Run| match chart {
            Chart::SourceAge(kind) => source::total(run, kind).oldest_age,
            _ => run.series().account.total.oldest_age,
        };
        let oldest = oldest(run).max(before.map_or(Span::ZERO, oldest));
        if Span::ZERO < oldest && oldest < SHORT { Self::Milliseconds } else { Self::Seconds }
    }

    /// How it is written, in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Milliseconds => "ms",
            Self::Seconds => "s",
        }
    }

    /// An age in this unit.
    pub fn value(self, age: Span) -> f64 {
        match self {
            Self::Milliseconds => age.as_secs_f64() * 1e3,
            Self::Seconds => age.as_secs_f64(),
        }
    }

    /// An age in this unit, with as many digits as the command shows: `33 ms`, `0.03 s`, `22.8 s`, `131 s`.
    pub fn written(self, age: Span) -> String {
        let value = self.value(age);
        let places = match (self, value) {
            (Self::Milliseconds, _) | (Self::Seconds, 100.0..) => 0,
            (Self::Seconds, 10.0..) => 1,
            (Self::Seconds, _) => 2,
        };
        format!("{} {}", decimal(value, places), self.name())
    }
}

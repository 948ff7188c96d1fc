//! What the charts of queues and streams show.

use core::time::Duration;

use lambda_sim::metrics::{SourceCounts, SourceKind};
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

use crate::chart::source;
use crate::language::Language;
use crate::number::{age, clock, grouped};
use crate::phrase::Phrase;
use crate::words;

/// What the chart of waiting messages and records shows.
pub fn source_backlog(run: &Run, kind: SourceKind, language: Language) -> Phrase {
    let Some((at, total)) = peak(run, kind, |row| u64::from(row.visible.max)) else {
        return words::nothing_sent(language).into();
    };
    let [highest, taken] = [total.visible.max, total.in_flight.max].map(|count| grouped(u64::from(count)));
    words::finding_source_backlog(language, highest, at, taken)
}

/// What the chart of their age shows.
pub fn source_age(run: &Run, kind: SourceKind, language: Language) -> Phrase {
    let Some((at, total)) = peak(run, kind, |row| row.oldest_age.as_nanos()) else {
        return words::nothing_sent(language).into();
    };
    let oldest = words::finding_source_age(language, written(total.oldest_age), at);
    if total.iterator_age == Span::ZERO {
        return oldest;
    }
    oldest.then(words::finding_iterator_age(language, written(total.iterator_age)))
}

/// The greatest `IteratorAge` of a run; `None` where no batch of a stream was sent.
pub(super) fn iterator_age(run: &Run, language: Language) -> Option<Phrase> {
    let age = source::series(run, SourceKind::Stream)?.account.total.iterator_age;
    (Span::ZERO < age).then(|| words::outcome_iterator_age(language, written(age)))
}

/// The start of the first period with the highest value, and the whole run; `None` where nothing was sent.
fn peak(run: &Run, kind: SourceKind, value: impl Fn(&SourceCounts) -> u64) -> Option<(String, SourceCounts)> {
    let all = &source::series(run, kind)?.account;
    // The last of equals is what `max_by_key` takes; reversed, the first.
    let (place, _) = all.rows.iter().enumerate().rev().max_by_key(|(_, row)| value(row))?;
    (0 < all.total.sent).then(|| (clock(run.series().start(place).as_secs_f64()), all.total))
}

fn written(span: Span) -> String {
    age(Duration::from_nanos(span.as_nanos()))
}

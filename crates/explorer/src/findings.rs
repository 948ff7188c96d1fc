//! What a chart shows, in a sentence: its text for those who do not see it; and the whole run in a few numbers.

mod cold_answers;
mod comparison;
mod source;

use core::time::Duration;

use lambda_sim::admission::{Limit, Throttle};
use lambda_sim::id::FunctionId;
use lambda_sim::metrics::Row;
use lambda_sim::time::Instant;
use lambda_sim::timeline::Run;

use crate::chart::burst::Burst;
use crate::language::Language;
use crate::number::{age, clock, decimal, grouped, tenths};
use crate::phrase::Phrase;
use crate::words;

pub use comparison::{comparison, ghost_name, ghost_throttles_name};
pub use source::{source_age, source_backlog};

/// The name of a limit, as it stands beside its throttles.
pub fn limit_name(limit: Limit, language: Language) -> &'static str {
    match limit {
        Limit::Account => words::limit_account(language),
        Limit::Reserved => words::limit_reserved(language),
        Limit::ScalingRate => words::limit_scaling_rate(language),
        Limit::RequestRate => words::limit_request_rate(language),
    }
}

/// What the chart of concurrency shows.
pub fn concurrency(run: &Run, language: Language) -> Phrase {
    let series = run.series();
    let total = &series.account.total;
    let highest = grouped(u64::from(total.concurrency.max));
    let place = peak(run, |row| u64::from(row.concurrency.max));
    let at = clock(series.start(place).as_secs_f64());
    let mean = decimal(total.concurrency.mean(run.plan().length()), 1);
    let limit = grouped(u64::from(run.plan().in_force(series.start(place)).account_limit().get()));
    let held = |id: &FunctionId| series.functions[id.index()].rows[place].concurrency.max;
    match run.plan().function_ids().max_by_key(held) {
        Some(largest) if 1 < series.functions.len() => {
            let function = &run.plan().function(largest).name;
            let held = grouped(u64::from(held(&largest)));
            words::finding_concurrency_of(language, highest, limit, at, held, function, mean)
        }
        _ => words::finding_concurrency(language, highest, limit, at, mean),
    }
}

/// What the chart of throttles shows: from when on, because of which limit, how many and until when.
pub fn throttles(run: &Run, language: Language) -> Phrase {
    let total = &run.series().account.total;
    let landmarks = &run.series().landmarks;
    let (Some(first), Some(last)) = (landmarks.first_throttle, landmarks.last_throttle) else {
        return words::finding_no_throttles(language, grouped(total.requests));
    };
    let begins = begins(run, first, language);
    let (throttled, attempts) = (grouped(total.throttled()), grouped(total.attempts()));
    let summed = words::finding_throttles(language, throttled, attempts, moment(last));
    let stopped: Vec<Limit> = Limit::ALL.into_iter().filter(|limit| 0 < total.throttled_by(*limit)).collect();
    let each = stopped.iter().filter(|_| 1 < stopped.len()).map(|limit| {
        let count = grouped(total.throttled_by(*limit));
        words::finding_throttles_by(language, limit_name(*limit, language), count)
    });
    each.fold(begins.then(summed), Phrase::then)
}

/// That throttling begins, and why.
fn begins(run: &Run, first: Instant, language: Language) -> Phrase {
    let frame = run.frame_at(first);
    let ids = run.plan().function_ids();
    let mut throttles = ids.filter_map(|id| Some((id, frame.function(id).tally.last_throttle()?)));
    let Some((id, (_, throttle))) = throttles.find(|(_, (at, _))| *at == first) else {
        return words::finding_begins(language, moment(first));
    };
    let Throttle { limit, allowed, .. } = throttle;
    let (at, allowed) = (moment(first), grouped(allowed.into()));
    let function = &run.plan().function(id).name;
    let is_shared = 0 < run.plan().in_force(first).reserved_total().get();
    match limit {
        Limit::Account if is_shared => words::finding_begins_unreserved(language, at, allowed),
        Limit::Account => words::finding_begins_account(language, at, allowed),
        Limit::Reserved => words::finding_begins_reserved(language, at, function, allowed),
        Limit::ScalingRate if run.plan().scaling_rate().is_shared() => {
            words::finding_begins_burst(language, at, allowed)
        }
        Limit::ScalingRate => words::finding_begins_scaling(language, at, function, allowed),
        Limit::RequestRate => words::finding_begins_rate(language, at, allowed),
    }
}

/// What the chart of cold starts shows.
pub fn cold_starts(run: &Run, language: Language) -> Phrase {
    let total = &run.series().account.total;
    let Some(burst) = Burst::largest(run) else {
        return words::no_cold_starts(language).into();
    };
    let (cold, invocations) = (grouped(total.cold_starts), grouped(total.invocations));
    let summed = words::finding_cold_starts(language, cold, invocations);
    summed.then(words::finding_burst(language, burst.text(run, language), moment(burst.from)))
}

/// What the chart of spill-over shows.
pub fn spill_over(run: &Run, language: Language) -> Phrase {
    let total = &run.series().account.total;
    let provisioned = &total.provisioned;
    if provisioned.spillovers == 0 {
        return words::finding_no_spill_over(language, grouped(provisioned.invocations));
    }
    let of = grouped(provisioned.invocations + provisioned.spillovers);
    let at = peak_at(run, |row| row.provisioned.spillovers);
    words::finding_spill_over(language, grouped(provisioned.spillovers), of, at)
}

/// Whether an event has waited for more than its first attempt.
pub fn has_backlog(run: &Run) -> bool {
    let functions = run.series().functions.iter().zip(run.plan().functions());
    let mut waits = functions.map(|(series, planned)| planned.asynchronous.delay < series.total.oldest_age);
    waits.any(|waited| waited)
}

/// What the chart of waiting events shows.
pub fn backlog(run: &Run, language: Language) -> Phrase {
    let series = run.series();
    if series.account.total.events.received == 0 {
        return words::no_events(language).into();
    }
    let at = peak_at(run, |row| u64::from(row.backlog.max));
    let highest = words::finding_backlog(language, grouped(u64::from(series.account.total.backlog.max)), at);
    if !has_backlog(run) {
        return highest.then(words::finding_first_only(language));
    }
    let left = series.account.waiting_at_end as u64;
    match series.landmarks.queue_drained {
        Some(drained) => highest.then(words::finding_drained(language, moment(drained))),
        None => highest.then(words::finding_left(language, grouped(left))),
    }
}

/// What the chart of the oldest event's age shows.
pub fn oldest_age(run: &Run, language: Language) -> Phrase {
    if run.series().account.total.events.received == 0 {
        return words::no_events(language).into();
    }
    let at = peak_at(run, |row| row.oldest_age.as_nanos());
    let oldest = Duration::from_nanos(run.series().account.total.oldest_age.as_nanos());
    words::finding_age(language, age(oldest), at)
}

/// The whole run in a few numbers, one phrase a line: requests first, then errors and events where there are any.
pub fn summary(run: &Run, language: Language) -> Vec<Phrase> {
    let total = &run.series().account.total;
    let (requests, throttles) = (grouped(total.requests), grouped(total.throttled()));
    let mut lines = vec![words::outcome_summary(language, requests, throttles, grouped(total.cold_starts))];
    lines.extend(cold_answers::line(run, language));
    let provisioned = &total.provisioned;
    if 0 < provisioned.available {
        let (started, spilled) = (grouped(provisioned.invocations), grouped(provisioned.spillovers));
        lines.push(words::outcome_provisioned(language, started, spilled));
    }
    if 0 < total.errors {
        lines.push(words::outcome_errors(language, grouped(total.errors), grouped(total.invocations)));
    }
    let events = &total.events;
    if 0 < events.received {
        let left = events.received.saturating_sub(events.done + events.dropped);
        let (received, done, dropped) = (grouped(events.received), grouped(events.done), grouped(events.dropped));
        lines.push(words::outcome_events(language, received, done, dropped, grouped(left)));
    }
    lines.extend(source::iterator_age(run, language));
    lines
}

/// An instant as a sentence needs it.
fn moment(at: Instant) -> String {
    clock(tenths(at.as_secs_f64()))
}

/// The first period with the highest value.
fn peak(run: &Run, value: impl Fn(&Row) -> u64) -> usize {
    let rows = run.series().account.rows.iter().enumerate();
    // The last of equals is what `max_by_key` takes; reversed, the first.
    rows.rev().max_by_key(|(_, row)| value(row)).map_or(0, |(place, _)| place)
}

/// The start of the first period with the highest value.
fn peak_at(run: &Run, value: impl Fn(&Row) -> u64) -> String {
    clock(run.series().start(peak(run, value)).as_secs_f64())
}

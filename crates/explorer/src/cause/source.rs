//! Queues and streams that are polled, in words: what waits there, and what a batch that fails does to its shard.

use core::time::Duration;

use lambda_sim::cause::{Cause, blocked, fullest, waiting};
use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::{Plan, PlannedCaller};
use lambda_sim::quotas::RECORD_RETENTION;
use lambda_sim::source::SourceFrame;
use lambda_sim::time::Span;

use super::{count, spoken};
use crate::language::Language;
use crate::number::{age, grouped};
use crate::phrase::Phrase;
use crate::words;

/// The source that a cause speaks of: its caller and its state.
fn source_of<'a>(
    cause: Cause,
    function: FunctionId,
    frame: &'a Frame,
    plan: &'a Plan,
) -> Option<(&'a PlannedCaller, &'a SourceFrame)> {
    if let Cause::Blocked { .. } = cause { blocked(frame, plan, function) } else { fullest(frame, plan, function) }
}

/// What waits, and for what.
pub(super) fn sentence(cause: Cause, function: FunctionId, frame: &Frame, plan: &Plan, language: Language) -> Phrase {
    let name = plan.function(function).name.as_str();
    let Some((caller, source)) = source_of(cause, function, frame, plan) else {
        return words::why_calm(language, u64::from(frame.in_flight().get()), count(plan.account_limit()));
    };
    let (visible, pollers) = (waiting(frame, caller, source), grouped(source.pollers.into()));
    if let Cause::Blocked { .. } = cause {
        // Also lanes that have gone can be blocked.
        let lanes = grouped(caller.mapping.lanes().max(source.blocked).into());
        let waited = source.oldest.map_or(Span::ZERO, |oldest| frame.at.since(oldest));
        let (blocked, waited) = (grouped(source.blocked.into()), age(Duration::from_nanos(waited.as_nanos())));
        return words::why_blocked(language, name, blocked, lanes, waited);
    }
    if !caller.mapping.is_enabled {
        return if caller.via.is_stream() {
            words::why_stream_disabled(language, visible, name)
        } else {
            words::why_disabled(language, visible, name)
        };
    }
    if caller.via.is_stream() {
        return words::why_reading(language, visible, name, pollers);
    }
    words::why_polling(language, visible, name, pollers)
}

/// The rule behind it.
pub(super) fn note(
    cause: Cause,
    function: FunctionId,
    frame: &Frame,
    plan: &Plan,
    language: Language,
) -> Option<Phrase> {
    let (caller, _) = source_of(cause, function, frame, plan)?;
    if let Cause::Blocked { .. } = cause {
        return Some(after_error(caller, language));
    }
    let mapping = &caller.mapping;
    if !mapping.is_enabled {
        return Some(words::note_disabled(language).into());
    }
    if caller.via.is_stream() {
        let factor = grouped(mapping.parallelization_factor.into());
        let (shards, lanes) = (grouped(mapping.shards.into()), grouped(mapping.lanes().into()));
        return Some(words::note_lanes(language, shards, factor, lanes));
    }
    Some(match mapping.message_groups {
        Some(groups) => words::note_polled_by_group(language, grouped(groups.into())),
        None => words::note_polled(language, mapping.ramp.name(), grouped(mapping.most_pollers().into())),
    })
}

/// What follows an error in a stream.
fn after_error(caller: &PlannedCaller, language: Language) -> Phrase {
    let mapping = &caller.mapping;
    let order: Phrase = words::note_stream_order(language).into();
    let split = if mapping.bisects { words::note_stream_bisect(language).into() } else { Phrase::default() };
    let age = spoken(mapping.record_age.unwrap_or(RECORD_RETENTION));
    let end = match mapping.retry_attempts {
        Some(retries) => words::note_stream_attempts(language, u64::from(retries), age),
        None => words::note_stream_age(language, age),
    };
    order.then(split).then(end)
}

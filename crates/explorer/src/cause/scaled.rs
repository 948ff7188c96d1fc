//! What Application Auto Scaling has just done, in words: which alarm, from what to what, and what that waits for.

use lambda_sim::autoscaling::{Part, ScalingCause};
use lambda_sim::cause::Cause;
use lambda_sim::frame::{Frame, FunctionFrame};
use lambda_sim::plan::Plan;
use lambda_sim::time::Span;

use super::{count, moment};
use crate::language::Language;
use crate::number::decimal;
use crate::phrase::Phrase;
use crate::words;

/// A change is news for this long, and as long as it is not ready.
const NEWS: Span = Span::from_secs(15);

/// What it did last, while that is news; `None` where something else has to be explained.
pub(super) fn note(cause: Cause, frame: &Frame, plan: &Plan, language: Language) -> Option<Phrase> {
    let is_theirs = matches!(
        cause,
        Cause::Allocating { .. }
            | Cause::SpillOver { .. }
            | Cause::Ready { .. }
            | Cause::ColdStarts { .. }
            | Cause::Updated { .. }
            | Cause::Calm
            | Cause::Idle
            | Cause::Recovered
    );
    if !is_theirs {
        return None;
    }
    let news = plan.function_ids().filter_map(|id| Some((id, frame.function(id).tally.last_scaled()?)));
    let (function, scaled) = news.max_by_key(|(_, scaled)| scaled.at)?;
    let state = frame.function(function);
    if NEWS < frame.at.since(scaled.at) && !is_allocating(state) {
        return None;
    }
    let (at, from, to) = (moment(scaled.at), count(scaled.from), count(scaled.to));
    let why = match scaled.cause {
        ScalingCause::AlarmHigh { utilization, target } => {
            words::note_alarm_high(language, at, percent(utilization), percent(target), from, to)
        }
        ScalingCause::AlarmLow { utilization, target } => {
            // The alarm stands below nine tenths of the target.
            let low = Part(target.0 / 10 * 9);
            words::note_alarm_low(language, at, percent(utilization), percent(low), from, to)
        }
        ScalingCause::MinCapacity | ScalingCause::MaxCapacity => {
            words::note_range(language, at, scaled.cause.name(), from, to)
        }
    };
    Some(match state.allocated_at() {
        _ if scaled.is_refused => why.then(words::note_scaling_refused(language)),
        Some(ready_at) if is_allocating(state) => why.then(words::note_scaling_waits(language, moment(ready_at))),
        _ => why,
    })
}

fn is_allocating(state: &FunctionFrame) -> bool {
    0 < state.allocating().get()
}

#[expect(clippy::cast_precision_loss, reason = "to be read, in tenths of a percent")]
fn percent(part: Part) -> String {
    let tenths = (part.0 / 1_000_000) as f64 / 10.0;
    format!("{} %", decimal(tenths, usize::from(!part.0.is_multiple_of(10_000_000))))
}

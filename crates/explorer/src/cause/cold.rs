//! Why there are as many cold starts as there are, in words.

use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;

use super::spoken;
use crate::arithmetic::whole;
use crate::language::Language;
use crate::number::rate;
use crate::phrase::Phrase;
use crate::words;

/// How many requests come during an INIT: each that finds nothing idle starts one more. `None` where most of what is in flight does not
/// wait for INIT, or no rate is known.
pub(super) fn note(function: FunctionId, frame: &Frame, plan: &Plan, language: Language) -> Option<Phrase> {
    let (phases, init) = (frame.function(function).phases, plan.function(function).init.mean());
    let per_second = plan.rate_at(function, frame.at);
    let meanwhile = per_second.offered_concurrency(init);
    let is_reason = phases.invoke < phases.init && 1.0 <= meanwhile;
    is_reason.then(|| words::note_cold_starts(language, rate(per_second.get()), spoken(init), whole(meanwhile)))
}

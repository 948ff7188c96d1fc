//! Demand at the peak: what each function wants at once, by its own highest rate.

use lambda_sim::cause::ways;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::via::Via;

use crate::arithmetic::{mean_run, seconds, whole};
use crate::fate::callers;
use crate::language::Language;
use crate::number::{grouped, rate};
use crate::words;

/// One function's demand at its peak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The function.
    pub function: FunctionId,
    /// Its name.
    pub name: String,
    /// Who calls it: `ALB`, or `S3, async`.
    pub callers: String,
    /// Highest rate x mean duration; `None` where requests come at exact instants, or in batches.
    pub at_once: Option<String>,
    /// How that is reckoned: `4,000/s × 0.80 s`.
    pub reckoning: String,
}

/// The demand of every function, in the order of the scenario.
pub fn wanted(plan: &Plan, language: Language) -> Vec<Wanted> {
    let of = |function: FunctionId| {
        let planned = plan.function(function);
        let peak = plan.peak_rate(function);
        let duration = mean_run(planned);
        let mean_s = seconds(duration.as_secs_f64());
        let is_rate = plan.has_curve(function);
        let batches = batch_size(plan, function).filter(|_| is_rate);
        Wanted {
            function,
            name: planned.name.clone(),
            callers: callers(plan, function, language),
            at_once: (is_rate && batches.is_none()).then(|| whole(peak.offered_concurrency(duration))),
            reckoning: if let Some(size) = batches {
                words::reckoning_batches(language, rate(peak.get()), grouped(size.into())).to_string()
            } else if is_rate {
                words::reckoning(language, rate(peak.get()), mean_s).to_string()
            } else if is_called(plan, function) {
                words::reckoning_called(language, mean_s).to_string()
            } else {
                words::reckoning_instants(language, mean_s).to_string()
            },
        }
    };
    plan.function_ids().map(of).collect()
}

/// Whether only others' requests make a function run: it authorizes them, or is sent records of them.
fn is_called(plan: &Plan, function: FunctionId) -> bool {
    ways(plan, function).all(|via| matches!(via, Via::Authorizer | Via::Destination))
}

/// The sum over all functions; `None` where requests come at exact instants, too, or in batches: these have no rate to reckon with.
pub fn total(plan: &Plan) -> Option<String> {
    let each = plan.function_ids().map(|id| plan.peak_rate(id).offered_concurrency(mean_run(plan.function(id))));
    let is_reckoned = |id: FunctionId| plan.has_curve(id) && batch_size(plan, id).is_none();
    plan.function_ids().all(is_reckoned).then(|| whole(each.sum()))
}

/// How many messages or records a batch of a function can have that gets nothing else; `None` for all others. How many of its batches
/// are in flight is for their pollers to say, and for no rate.
pub(crate) fn batch_size(plan: &Plan, function: FunctionId) -> Option<u32> {
    let mut callers = plan.callers().iter().filter(|caller| caller.function == function);
    let first = callers.clone().next()?;
    callers.all(|caller| caller.via.is_polled()).then_some(first.mapping.batch_size)
}

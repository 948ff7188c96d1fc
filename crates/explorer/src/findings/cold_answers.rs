//! How long cold starts took to answer, function beside function.

use core::time::Duration;

use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

use crate::language::Language;
use crate::number::age;
use crate::phrase::Phrase;
use crate::words;

/// With more functions a line is not read.
const FUNCTIONS_MAX: usize = 4;
/// The slowest is worth telling beside the fastest where it takes so many times as long.
const APART: u64 = 2;

/// The median response time of the cold starts of each function, the slowest first: "a 8.0 s, b 0.5 s". `None` where nothing is to be
/// compared.
pub(super) fn line(run: &Run, language: Language) -> Option<Phrase> {
    let plan = run.plan();
    let median = |id| run.series().answers_of(plan, id).cold.percentile(0.5);
    let mut medians: Vec<(Span, &str)> =
        plan.function_ids().filter_map(|id| Some((median(id)?, plan.function(id).name.as_str()))).collect();
    medians.sort_by(|one, other| other.cmp(one));
    let ((slowest, _), (fastest, _)) = (medians.first()?, medians.last()?);
    if FUNCTIONS_MAX < medians.len() || slowest.as_nanos() < fastest.as_nanos().saturating_mul(APART) {
        return None;
    }
    let written = |(median, name): &(Span, &str)| format!("{name} {}", age(Duration::from_nanos(median.as_nanos())));
    let answers: Vec<String> = medians.iter().map(written).collect();
    Some(words::outcome_cold_answers(language, answers.join(", ")))
}

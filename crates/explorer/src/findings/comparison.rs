//! Two runs beside each other: what the ghost is called, and what became of its numbers.

use lambda_sim::admission::Limit;
use lambda_sim::id::FunctionId;
use lambda_sim::timeline::Run;

use super::limit_name;
use crate::language::Language;
use crate::number::grouped;
use crate::phrase::Phrase;
use crate::words;

/// What the run before is called: by the limit in which it differs, if it does.
pub fn ghost_name(run: &Run, before: &Run, language: Language) -> String {
    let (now, then) = (run.plan(), before.plan());
    if now.account_limit() != then.account_limit() {
        return words::ghost_limit(language, grouped(then.account_limit().get().into())).to_string();
    }
    let mut functions = now.functions().iter().zip(then.functions());
    match functions.find(|(now, then)| now.reserved != then.reserved) {
        Some((_, then)) => match then.reserved {
            Some(reserved) => words::ghost_reserved(language, &then.name, grouped(reserved.get().into())).to_string(),
            None => words::ghost_not_reserved(language, &then.name).to_string(),
        },
        None => words::ghost(language).to_owned(),
    }
}

/// What the run before is called beside its throttles: by the limit that stopped most of them.
pub fn ghost_throttles_name(before: &Run, language: Language) -> String {
    let total = &before.series().account.total;
    match Limit::ALL.into_iter().max_by_key(|limit| total.throttled_by(*limit)) {
        Some(limit) if 0 < total.throttled() => {
            words::ghost_throttles(language, limit_name(limit, language)).to_string()
        }
        _ => words::ghost(language).to_owned(),
    }
}

/// What became of throttles and of what was served, beside the run before.
pub fn comparison(run: &Run, before: &Run, language: Language) -> Phrase {
    let throttled = |run: &Run| grouped(run.series().account.total.throttled());
    let (then, now) = (throttled(before), throttled(run));
    // A function that only one of them has is a different story: nothing to subtract.
    let common = run.plan().functions().iter().zip(before.plan().functions()).all(|(now, then)| now.name == then.name);
    let change = |id: &FunctionId| served(run, *id).abs_diff(served(before, *id));
    match run.plan().function_ids().max_by_key(change).filter(|id| common && 0 < change(id)) {
        Some(id) => {
            let sign = if served(run, id) < served(before, id) { "−" } else { "+" };
            let function = &run.plan().function(id).name;
            words::compared(language, then, now, function, format!("{sign}{}", grouped(change(&id))))
        }
        None => words::compared_throttles(language, then, now),
    }
}

/// Invocations that ended without a function error, or may still do so.
fn served(run: &Run, id: FunctionId) -> u64 {
    let total = run.series().functions.get(id.index()).map(|series| series.total).unwrap_or_default();
    total.invocations.saturating_sub(total.errors)
}

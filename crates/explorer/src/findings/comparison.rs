//! Two runs beside each other: what the ghost is called, and what became of its numbers.

use core::cmp::Reverse;

use lambda_sim::admission::Limit;
use lambda_sim::id::FunctionId;
use lambda_sim::metrics::Row;
use lambda_sim::timeline::Run;

use super::limit_name;
use crate::language::Language;
use crate::number::grouped;
use crate::page::Page;
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

impl Page {
    /// What the run before is called in full: where no limit tells it apart, by the step that came between.
    pub fn name_of_previous_run(&self, run: &Run, before: &Run) -> String {
        let language = self.language();
        let name = ghost_name(run, before, language);
        // Once a step is undone, what came between is no longer the last one.
        match self.can_undo().filter(|_| name == words::ghost(language) && self.can_redo().is_none()) {
            Some(change) => words::ghost_without(language, change.text(language)).to_string(),
            None => name,
        }
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

/// The most functions that are named on one side of a comparison.
const NAMED_MAX: usize = 3;

/// What became of throttles, beside the run before: who is spared and who pays for it; where nobody pays, what became of what
/// was served; where nothing did, of the cold starts.
pub fn comparison(run: &Run, before: &Run, language: Language) -> Phrase {
    let (then, now) = (grouped(throttled(before)), grouped(throttled(run)));
    let all = words::compared_throttles(language, then.clone(), now.clone());
    // A function that only one of them has is a different story: nothing to subtract.
    if !run.plan().functions().iter().zip(before.plan().functions()).all(|(now, then)| now.name == then.name) {
        return all;
    }
    let is_spared = |id: &FunctionId| throttled_of(run, *id) < throttled_of(before, *id);
    let pays = |id: &FunctionId| throttled_of(before, *id) < throttled_of(run, *id);
    let change = |id: FunctionId| throttled_of(run, id).abs_diff(throttled_of(before, id));
    let [spared, paying] = [Side::of(run, is_spared, change, language), Side::of(run, pays, change, language)];
    if let (Some(spared), Some(paying)) = (spared, paying) {
        return words::compared_sides(language, then, now, spared.names, spared.count, paying.names, paying.count);
    }
    let change = |id: &FunctionId| served(run, *id).abs_diff(served(before, *id));
    match run.plan().function_ids().max_by_key(change).filter(|id| 0 < change(id)) {
        Some(id) => {
            let sign = if served(run, id) < served(before, id) { "−" } else { "+" };
            let function = &run.plan().function(id).name;
            words::compared(language, then, now, function, format!("{sign}{}", grouped(change(&id))))
        }
        None if cold_starts(run) != cold_starts(before) && throttled(run) == throttled(before) => {
            words::compared_cold_starts(language, grouped(cold_starts(before)), grouped(cold_starts(run)))
        }
        None => all,
    }
}

/// The functions that have fewer throttles than before, or those that have more.
struct Side {
    /// Their names, whoever changed most first.
    names: String,
    /// By how much all of them together have changed.
    count: String,
}

impl Side {
    /// Those that `is_on` it; `None` where there is none.
    fn of(
        run: &Run,
        is_on: impl Fn(&FunctionId) -> bool,
        change: impl Fn(FunctionId) -> u64,
        language: Language,
    ) -> Option<Self> {
        let mut functions: Vec<FunctionId> = run.plan().function_ids().filter(is_on).collect();
        functions.sort_by_key(|id| Reverse(change(*id)));
        let count = functions.iter().map(|id| change(*id)).sum();
        // One that is left over is named as well: "and 1 more" is no shorter.
        let shown = if functions.len() <= NAMED_MAX + 1 { functions.len() } else { NAMED_MAX };
        let (shown, others) = functions.split_at(shown);
        let each: Vec<&str> = shown.iter().map(|id| run.plan().function(*id).name.as_str()).collect();
        let names = match others.len() {
            0 => each.join(", "),
            others => words::compared_others(language, each.join(", "), others as u64).to_string(),
        };
        (!functions.is_empty()).then(|| Self { names, count: grouped(count) })
    }
}

fn cold_starts(run: &Run) -> u64 {
    run.series().account.total.cold_starts
}

fn throttled(run: &Run) -> u64 {
    run.series().account.total.throttled()
}

fn throttled_of(run: &Run, id: FunctionId) -> u64 {
    total(run, id).throttled()
}

/// Invocations that ended without a function error, or may still do so.
fn served(run: &Run, id: FunctionId) -> u64 {
    let total = total(run, id);
    total.invocations.saturating_sub(total.errors)
}

/// The whole run of a function as one period; nothing where it has no such function.
fn total(run: &Run, id: FunctionId) -> Row {
    run.series().functions.get(id.index()).map(|series| series.total).unwrap_or_default()
}

//! What callers see: status codes and response times.

use lambda_sim::id::VersionId;
use lambda_sim::metrics::{Answers, Histogram};
use lambda_sim::plan::{Plan, PlannedCaller};
use lambda_sim::timeline::Run;

use crate::grid::{Column, NOTHING, aligned};
use crate::short::short;

/// None where there is no caller.
pub(super) fn of(run: &Run) -> Option<String> {
    let plan = run.plan();
    if plan.callers().is_empty() {
        return None;
    }
    let answers = &run.series().answers;
    let percentile = |header, of: fn(&Answers) -> &Histogram, part: f64| {
        let value = |answers| of(answers).percentile(part).map_or(NOTHING.to_owned(), short);
        Column::numbers(header, answers.iter().map(value)).unless_empty()
    };
    let columns = [
        Some(Column::names("caller of", plan.callers().iter().map(|caller| called(plan, caller)))),
        Some(Column::names("via", plan.callers().iter().map(|caller| caller.via.name().to_owned()))),
        Some(Column::names("status", answers.iter().map(status))).filter(|_| answers.iter().any(is_answered)),
        percentile("warm p50", |answers| &answers.warm, 0.5),
        percentile("p95", |answers| &answers.warm, 0.95),
        percentile("p99", |answers| &answers.warm, 0.99),
        percentile("cold p50", |answers| &answers.cold, 0.5),
        percentile("p95", |answers| &answers.cold, 0.95),
        percentile("p99", |answers| &answers.cold, 0.99),
    ];
    Some(aligned(&columns.into_iter().flatten().collect::<Vec<_>>()))
}

/// What it calls: a function, with a version or alias that is named behind it, as in AWS.
fn called(plan: &Plan, caller: &PlannedCaller) -> String {
    let function = plan.function(caller.function);
    match caller.version {
        VersionId::LIVE => function.name.clone(),
        version => format!("{}:{}", function.name, function.versions[version.index()].name),
    }
}

fn is_answered(answers: &Answers) -> bool {
    !answers.status.is_empty()
}

/// `200: 5210, 429: 12`.
fn status(answers: &Answers) -> String {
    if !is_answered(answers) {
        return NOTHING.to_owned();
    }
    let each = answers.status.iter().map(|(status, count)| format!("{status}: {count}"));
    each.collect::<Vec<_>>().join(", ")
}

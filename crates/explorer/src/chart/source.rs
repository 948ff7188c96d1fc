//! What the charts of queues and streams say.

use lambda_sim::metrics::SourceCounts;
use lambda_sim::plan::Plan;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use crate::language::Language;
use crate::page::Page;
use crate::words;

/// The unit of what waits: messages in queues, records in streams; none where there are both.
pub(super) fn unit(plan: &Plan, language: Language) -> &'static str {
    let polled = || plan.callers().iter().map(|caller| caller.via).filter(|via| via.is_polled());
    match (polled().any(Via::is_stream), polled().any(|via| !via.is_stream())) {
        (true, false) => words::unit_records(language),
        (false, true) => words::unit_messages(language),
        _ => "",
    }
}

/// All queues and streams of a run together; all zero where there are none.
pub(super) fn total(run: &Run) -> SourceCounts {
    run.series().sources.as_ref().map(|sources| sources.account.total).unwrap_or_default()
}

/// What waits to be read at the cursor.
pub(super) fn visible(page: &Page) -> u64 {
    page.frame().map_or(0, |frame| frame.sources.iter().map(|source| u64::from(source.visible)).sum())
}

/// How old the oldest is at the cursor.
pub(super) fn oldest_age(page: &Page) -> Option<Span> {
    let frame = page.frame()?;
    let oldest = frame.sources.iter().filter_map(|source| source.oldest).min()?;
    Some(frame.at.since(oldest))
}

//! What the charts of queues and streams say.

use lambda_sim::metrics::{SourceCounts, SourceKind, SourceSeries};
use lambda_sim::plan::Plan;
use lambda_sim::source::SourceFrame;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

use crate::language::Language;
use crate::page::Page;
use crate::words;

/// The unit of what waits: messages in queues, records in streams.
pub(super) fn unit(kind: SourceKind, language: Language) -> &'static str {
    match kind {
        SourceKind::Queue => words::unit_messages(language),
        SourceKind::Stream => words::unit_records(language),
    }
}

/// What was in the queues of a run, or in its streams; `None` where there are none.
pub fn series(run: &Run, kind: SourceKind) -> Option<&SourceSeries> {
    run.series().sources.as_ref()?.of_kind(kind)
}

/// All queues of a run together, or all streams; all zero where there are none.
pub(crate) fn total(run: &Run, kind: SourceKind) -> SourceCounts {
    series(run, kind).map(|sources| sources.account.total).unwrap_or_default()
}

/// What waits to be read at the cursor.
pub(super) fn visible(page: &Page, kind: SourceKind) -> u64 {
    at_cursor(page, kind).map(|source| u64::from(source.visible)).sum()
}

/// How old the oldest is at the cursor.
pub(super) fn oldest_age(page: &Page, kind: SourceKind) -> Option<Span> {
    let oldest = at_cursor(page, kind).filter_map(|source| source.oldest).min()?;
    Some(page.frame()?.at.since(oldest))
}

fn at_cursor(page: &Page, kind: SourceKind) -> impl Iterator<Item = SourceFrame> {
    let (plan, frame) = page.scene().unzip();
    let callers = plan.into_iter().flat_map(Plan::callers);
    let sources = callers.zip(frame.into_iter().flat_map(|frame| &frame.sources));
    sources.filter(move |(caller, _)| SourceKind::of(caller.via) == Some(kind)).map(|(_, source)| *source)
}

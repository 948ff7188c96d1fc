//! A session without a browser: open a link, send messages, read the page.

use std::sync::{Arc, OnceLock};

use explorer::field::Field;
use explorer::language::Language;
use explorer::message::{Effects, Message};
use explorer::page::Page;
use explorer::shipped::Shipped;
use explorer::theme::Theme;
use lambda_sim::setting::Setting;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

/// The page at this link, computed.
pub(crate) fn open(link: &str) -> Page {
    let mut page = open_idle(link);
    while !page.compute(100_000) {}
    page
}

/// The page at this link, with its run still to be computed.
pub(crate) fn open_idle(link: &str) -> Page {
    Page::open(link, Language::English, Theme::Light)
}

/// Sends a message and computes what follows from it.
pub(crate) fn send(page: &mut Page, message: Message) -> Effects {
    let effects = page.update(message);
    while !page.compute(100_000) {}
    effects
}

/// A function's reservation.
pub(crate) fn reserved(function: &str) -> Field {
    Field::of_function(Setting::ReservedConcurrency, function)
}

/// The digest of the run that is shown.
pub(crate) fn digest(page: &Page) -> u64 {
    page.run().expect("a run").digest().get()
}

/// An instant of so many seconds.
pub(crate) fn at(secs: u64) -> Instant {
    Span::from_secs(secs).after_start()
}

/// A shipped scenario's run, in periods of a second; computed once for all tests.
pub(crate) fn run(shipped: Shipped) -> &'static Run {
    static RUNS: [OnceLock<Run>; Shipped::ALL.len()] = [const { OnceLock::new() }; Shipped::ALL.len()];
    let place = Shipped::ALL.iter().position(|one| *one == shipped).expect("all are shipped");
    RUNS[place].get_or_init(|| run_with(shipped, Span::from_secs(1)))
}

/// A shipped scenario's run, in periods of this length.
pub(crate) fn run_with(shipped: Shipped, period: Span) -> Run {
    Run::of(Arc::new(shipped.scenario().check().expect("a good scenario")), period)
}

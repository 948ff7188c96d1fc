//! A session without a browser: open a link, send messages, read the page.

use explorer::field::Field;
use explorer::language::Language;
use explorer::message::{Effects, Message};
use explorer::page::Page;
use explorer::theme::Theme;
use lambda_sim::setting::Setting;
use lambda_sim::time::{Instant, Span};

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

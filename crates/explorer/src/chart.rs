//! The charts of the outcome: which there are, what they are called, and what each says at the cursor.

pub mod age;
pub mod burst;
pub mod limits;
pub mod source;
pub mod table;

use core::time::Duration;

use lambda_sim::frame::Frame;
use lambda_sim::metrics::SourceKind;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use self::age::AgeUnit;
use crate::findings;
use crate::language::Language;
use crate::number::{age, duration, grouped};
use crate::page::Page;
use crate::phrase::Phrase;
use crate::rates;
use crate::words;

/// What stands where there is nothing to measure.
pub(crate) const NOTHING: &str = "–";

/// A chart of the outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chart {
    /// Requests in flight, by function, under the limits.
    #[default]
    Concurrency,
    /// Throttles per second, by limit.
    Throttles,
    /// Cold starts per second.
    ColdStarts,
    /// Invocations per second that spill over.
    SpillOver,
    /// Asynchronous events that wait.
    Backlog,
    /// How long the oldest of them has waited.
    OldestAge,
    /// Messages that wait in queues, or records in streams.
    SourceBacklog(SourceKind),
    /// How old the oldest of them is.
    SourceAge(SourceKind),
}

impl Chart {
    /// All charts, in reading order.
    pub const ALL: [Self; 10] = [
        Self::Concurrency,
        Self::Throttles,
        Self::ColdStarts,
        Self::SpillOver,
        Self::Backlog,
        Self::OldestAge,
        Self::SourceBacklog(SourceKind::Queue),
        Self::SourceAge(SourceKind::Queue),
        Self::SourceBacklog(SourceKind::Stream),
        Self::SourceAge(SourceKind::Stream),
    ];

    /// The charts that make sense for a run: those of events only where somebody calls asynchronously, those of queues and streams
    /// only where there are any, and spill-over only where something is provisioned.
    pub fn of(run: &Run) -> Vec<Self> {
        let is_asynchronous = run.plan().callers().iter().map(|caller| caller.via).any(Via::is_asynchronous);
        let is_provisioned = 0 < run.series().account.total.provisioned.available;
        let makes_sense = |chart: &Self| match chart {
            Self::SpillOver => is_provisioned,
            Self::SourceBacklog(kind) | Self::SourceAge(kind) => source::series(run, *kind).is_some(),
            chart => is_asynchronous || !chart.is_of_events(),
        };
        Self::ALL.into_iter().filter(makes_sense).collect()
    }

    /// Whether it counts what happens in a unit of time.
    pub(crate) const fn is_rate(self) -> bool {
        matches!(self, Self::Throttles | Self::ColdStarts | Self::SpillOver)
    }

    /// The kind of source that it shows; `None` where it shows none.
    pub const fn source(self) -> Option<SourceKind> {
        match self {
            Self::SourceBacklog(kind) | Self::SourceAge(kind) => Some(kind),
            _ => None,
        }
    }

    const fn is_of_events(self) -> bool {
        matches!(self, Self::Backlog | Self::OldestAge)
    }

    /// Its name in ids and links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Concurrency => "concurrency",
            Self::Throttles => "throttles",
            Self::ColdStarts => "cold-starts",
            Self::SpillOver => "spill-over",
            Self::Backlog => "backlog",
            Self::OldestAge => "oldest-age",
            Self::SourceBacklog(SourceKind::Queue) => "queue-backlog",
            Self::SourceAge(SourceKind::Queue) => "queue-age",
            Self::SourceBacklog(SourceKind::Stream) => "stream-backlog",
            Self::SourceAge(SourceKind::Stream) => "stream-age",
        }
    }

    /// Its title.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Concurrency => words::chart_concurrency(language),
            Self::Throttles => words::chart_throttles(language),
            Self::ColdStarts => words::chart_cold_starts(language),
            Self::SpillOver => words::chart_spill_over(language),
            Self::Backlog => words::chart_backlog(language),
            Self::OldestAge => words::chart_age(language),
            Self::SourceBacklog(SourceKind::Queue) => words::chart_queue_backlog(language),
            Self::SourceAge(SourceKind::Queue) => words::chart_queue_age(language),
            Self::SourceBacklog(SourceKind::Stream) => words::chart_stream_backlog(language),
            Self::SourceAge(SourceKind::Stream) => words::chart_stream_age(language),
        }
    }

    /// Its title where there is little room: on a tab.
    pub fn short_title(self, language: Language) -> &'static str {
        match self {
            Self::Backlog => words::tab_backlog(language),
            Self::OldestAge => words::tab_age(language),
            Self::SourceBacklog(SourceKind::Queue) => words::tab_queue_backlog(language),
            Self::SourceAge(SourceKind::Queue) => words::tab_queue_age(language),
            Self::SourceBacklog(SourceKind::Stream) => words::tab_stream_backlog(language),
            Self::SourceAge(SourceKind::Stream) => words::tab_stream_age(language),
            Self::Concurrency | Self::Throttles | Self::ColdStarts | Self::SpillOver => self.title(language),
        }
    }

    /// The unit of its values, for a run beside the run before.
    pub fn unit(self, run: &Run, before: Option<&Run>, language: Language) -> String {
        let length = run.plan().length();
        match self {
            _ if self.is_rate() && is_per_second(length) => words::per_second(language).to_owned(),
            Self::Throttles | Self::ColdStarts | Self::SpillOver => words::per_part(language, part(length)).to_string(),
            Self::Backlog => words::unit_events(language).to_owned(),
            Self::OldestAge | Self::SourceAge(_) => AgeUnit::of(self, run, before).name().to_owned(),
            Self::SourceBacklog(kind) => source::unit(kind, language).to_owned(),
            Self::Concurrency => String::new(),
        }
    }

    /// What it shows, in a sentence.
    pub fn finding(self, run: &Run, language: Language) -> Phrase {
        match self {
            Self::Concurrency => findings::concurrency(run, language),
            Self::Throttles => findings::throttles(run, language),
            Self::ColdStarts => findings::cold_starts(run, language),
            Self::SpillOver => findings::spill_over(run, language),
            Self::Backlog => findings::backlog(run, language),
            Self::OldestAge => findings::oldest_age(run, language),
            Self::SourceBacklog(kind) => findings::source_backlog(run, kind, language),
            Self::SourceAge(kind) => findings::source_age(run, kind, language),
        }
    }

    /// What it says where nothing is drawn; `None` where something is.
    pub fn emptiness(self, run: &Run, language: Language) -> Option<&'static str> {
        let total = &run.series().account.total;
        let (is_empty, text) = match self {
            Self::Concurrency => (total.concurrency.max == 0, words::no_requests(language)),
            Self::Throttles => (total.throttled() == 0, words::no_throttles(language)),
            Self::ColdStarts => (total.cold_starts == 0, words::no_cold_starts(language)),
            Self::SpillOver => (total.provisioned.spillovers == 0, words::no_spill_over(language)),
            Self::Backlog | Self::OldestAge if total.events.received == 0 => (true, words::no_events(language)),
            Self::SourceBacklog(kind) | Self::SourceAge(kind) => {
                (source::total(run, kind).sent == 0, words::nothing_sent(language))
            }
            Self::Backlog | Self::OldestAge => return None,
        };
        is_empty.then_some(text)
    }

    /// The value at the cursor, beside the title.
    pub fn value(self, page: &Page) -> String {
        // Longer units stand beside the title only.
        let unit = if is_per_second(page.length()) { words::per_second(page.language()) } else { "" };
        match self {
            Self::Concurrency => grouped(in_flight(page)),
            Self::Throttles => format!("{}{unit}", grouped(page.throttles_now())),
            Self::ColdStarts => format!("{}{unit}", grouped(page.cold_starts_now())),
            Self::SpillOver => format!("{}{unit}", grouped(page.spillovers_now())),
            Self::Backlog => grouped(waiting(page)),
            Self::SourceBacklog(kind) => grouped(source::visible(page, kind)),
            Self::OldestAge | Self::SourceAge(_) => {
                let unit = page.run().map(|run| AgeUnit::of(self, run, page.previous_run().map(|run| &**run)));
                let age = self.source().map_or_else(|| oldest_age(page), |kind| source::oldest_age(page, kind));
                age.zip(unit).map_or(NOTHING.to_owned(), |(age, unit)| unit.written(age))
            }
        }
    }

    /// The value at the cursor in words, with the instant.
    pub fn value_in_words(self, page: &Page) -> Phrase {
        let (language, clock) = (page.language(), page.clock());
        match self {
            Self::Concurrency => {
                let limit = page.plan().in_force(page.cursor()).account_limit().get();
                words::at_concurrency(language, clock, grouped(in_flight(page)), grouped(limit.into()))
            }
            Self::Throttles => words::at_throttles(language, page.throttles_now(), clock, page.now_in_words()),
            Self::ColdStarts => words::at_cold_starts(language, page.cold_starts_now(), clock, page.now_in_words()),
            Self::SpillOver => words::at_spill_over(language, page.spillovers_now(), clock, page.now_in_words()),
            Self::Backlog => words::at_backlog(language, waiting(page), clock),
            Self::OldestAge => match oldest_age(page) {
                Some(waited) => words::at_age(language, clock, age(lasting(waited))),
                None => words::at_age_none(language, clock),
            },
            Self::SourceBacklog(kind) => words::at_source_backlog(language, source::visible(page, kind), clock),
            Self::SourceAge(kind) => match source::oldest_age(page, kind) {
                Some(waited) => words::at_source_age(language, clock, age(lasting(waited))),
                None => words::at_source_age_none(language, clock),
            },
        }
    }
}

impl Page {
    /// Over how long what happens "now" is counted, before the cursor.
    pub(crate) fn now_in_words(&self) -> String {
        if is_per_second(self.length()) { words::second(self.language()).to_owned() } else { part(self.length()) }
    }
}

fn is_per_second(length: Span) -> bool {
    rates::unit(length) == Span::from_secs(1)
}

fn part(length: Span) -> String {
    duration(lasting(rates::unit(length)))
}

fn lasting(span: Span) -> Duration {
    Duration::from_nanos(span.as_nanos())
}

fn in_flight(page: &Page) -> u64 {
    page.frame().map_or(0, |frame| frame.in_flight().get().into())
}

fn waiting(page: &Page) -> u64 {
    let all = |frame: &Frame| frame.functions.iter().map(|function| u64::from(function.waiting_events)).sum();
    page.frame().map_or(0, |frame| all(frame))
}

/// How long the oldest waiting event of all functions has waited.
fn oldest_age(page: &Page) -> Option<Span> {
    let frame = page.frame()?;
    let oldest = frame.functions.iter().filter_map(|function| function.oldest_event).min()?;
    Some(frame.at.since(oldest))
}

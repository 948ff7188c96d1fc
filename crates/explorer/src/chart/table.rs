//! A chart as a table: the same series, in rows that a person can read one by one.

use core::time::Duration;

use lambda_sim::admission::Limit;
use lambda_sim::metrics::{Row, SeriesOf, SourceSeriesOf};
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

use super::{Chart, source};
use crate::findings;
use crate::language::Language;
use crate::number::{clock, decimal, duration, grouped};
use crate::phrase::Phrase;
use crate::words;

/// The most rows of a table.
pub const ROWS_MAX: usize = 25;
/// With more functions than this, a table shows only all of them together.
const FUNCTIONS_MAX: usize = 6;

/// A chart as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it shows: the chart, the statistic and how long a row lasts.
    pub caption: Phrase,
    /// The titles of the columns, the time first.
    pub head: Vec<String>,
    /// The rows, in the order of time.
    pub rows: Vec<TableRow>,
}

/// A row: what was so, from one instant to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Where the row begins.
    pub from: Instant,
    /// Where the row ends; the instant itself belongs to the next.
    pub to: Instant,
    /// Its values, one for each column after the time.
    pub values: Vec<String>,
}

impl TableRow {
    /// The instant at which the row begins, as a clock shows it.
    pub fn time(&self) -> String {
        clock(self.from.as_secs_f64())
    }

    /// Whether an instant lies in it.
    pub fn contains(&self, at: Instant) -> bool {
        self.from <= at && at < self.to
    }
}

/// A column: whose rows, and what of them.
struct Column<'a> {
    title: String,
    series: &'a SeriesOf,
    value: fn(&[Row], Limit) -> String,
    limit: Limit,
}

/// The table of a chart.
pub fn of(chart: Chart, run: &Run, language: Language) -> Table {
    let series = run.series();
    let together = series.len().div_ceil(ROWS_MAX).max(1);
    let sources = source_columns(chart, run, language);
    let columns = if sources.is_empty() { columns(chart, run, language) } else { Vec::new() };
    let places: Vec<usize> = (0..series.len()).collect();
    let row = |places: &[usize]| {
        let (first, last) = (places[0], places[places.len() - 1]);
        let values = columns.iter().map(|column| (column.value)(&column.series.rows[first..=last], column.limit));
        let values = values.chain(sources.iter().map(|column| column.value(chart, first, last)));
        TableRow {
            from: series.start(first),
            to: series.start(last + 1).min(run.plan().end()),
            values: values.collect(),
        }
    };
    let each = Span::from_nanos(series.period().as_nanos() * together as u64);
    let each = duration(Duration::from_nanos(each.min(run.plan().length()).as_nanos()));
    let caption = match chart {
        Chart::Concurrency | Chart::Backlog | Chart::OldestAge | Chart::SourceBacklog(_) | Chart::SourceAge(_) => {
            words::table_highest
        }
        Chart::Throttles | Chart::ColdStarts | Chart::SpillOver => words::table_sums,
    };
    Table {
        caption: caption(language, chart.title(language), each),
        head: [words::time(language).to_owned()]
            .into_iter()
            .chain(columns.iter().map(|column| column.title.clone()))
            .chain(sources.iter().map(|column| column.title.clone()))
            .collect(),
        rows: places.chunks(together).map(row).collect(),
    }
}

fn columns(chart: Chart, run: &Run, language: Language) -> Vec<Column<'_>> {
    let series = run.series();
    let value: fn(&[Row], Limit) -> String = match chart {
        Chart::Concurrency => |rows, _| highest(rows, |row| row.concurrency.max),
        Chart::Throttles => |rows, _| sum(rows, Row::throttled),
        Chart::ColdStarts => |rows, _| sum(rows, |row| row.cold_starts),
        Chart::SpillOver => |rows, _| sum(rows, |row| row.provisioned.spillovers),
        Chart::Backlog => |rows, _| highest(rows, |row| row.backlog.max),
        Chart::OldestAge => |rows, _| oldest(rows.iter().map(|row| row.oldest_age)),
        // Queues and streams have columns of their own.
        Chart::SourceBacklog(_) | Chart::SourceAge(_) => |_, _| String::new(),
    };
    let column = |title: String, series, value, limit| Column { title, series, value, limit };
    let all = column(words::all_functions(language).to_owned(), &series.account, value, Limit::Account);
    let parts: Vec<Column<'_>> = if chart == Chart::Throttles {
        let total = &series.account.total;
        let limits = Limit::ALL.into_iter().filter(|limit| 0 < total.throttled_by(*limit));
        let by_limit: fn(&[Row], Limit) -> String = |rows, limit| sum(rows, |row| row.throttled_by(limit));
        let of = |limit| column(findings::limit_name(limit, language).to_owned(), &series.account, by_limit, limit);
        limits.map(of).collect()
    } else {
        let functions = run.plan().functions().iter().zip(&series.functions);
        let of = |name: &str, series| column(name.to_owned(), series, value, Limit::Account);
        functions.map(|(planned, series)| of(&planned.name, series)).filter(|column| concerns(chart, column)).collect()
    };
    match parts.len() {
        // One part is all there is.
        1 => parts,
        2..=FUNCTIONS_MAX => [all].into_iter().chain(parts).collect(),
        _ => [all].into(),
    }
}

/// Whether a function has anything to do with a chart: only asynchronous ones have events, and only provisioned ones spill over.
fn concerns(chart: Chart, column: &Column<'_>) -> bool {
    let total = &column.series.total;
    match chart {
        Chart::SpillOver => 0 < total.provisioned.available,
        chart => !chart.is_of_events() || 0 < total.events.received,
    }
}

fn sum(rows: &[Row], count: impl Fn(&Row) -> u64) -> String {
    grouped(rows.iter().map(count).sum())
}

fn highest(rows: &[Row], level: impl Fn(&Row) -> u32) -> String {
    grouped(rows.iter().map(level).max().unwrap_or(0).into())
}

/// A column of queues and streams.
struct SourceColumn<'a> {
    title: String,
    series: &'a SourceSeriesOf,
}

impl SourceColumn<'_> {
    fn value(&self, chart: Chart, first: usize, last: usize) -> String {
        let rows = &self.series.rows[first..=last];
        match chart {
            Chart::SourceAge(_) => oldest(rows.iter().map(|row| row.oldest_age)),
            _ => grouped(rows.iter().map(|row| row.visible.max).max().unwrap_or(0).into()),
        }
    }
}

/// The columns of a chart of queues and streams: those of each function, or of all where there are too many.
fn source_columns(chart: Chart, run: &Run, language: Language) -> Vec<SourceColumn<'_>> {
    let Some(sources) = chart.source().and_then(|kind| source::series(run, kind)) else { return Vec::new() };
    let functions = run.plan().functions().iter().zip(&sources.functions).filter(|(_, series)| 0 < series.total.sent);
    let parts: Vec<_> =
        functions.map(|(planned, series)| SourceColumn { title: planned.name.clone(), series }).collect();
    let all = SourceColumn { title: words::all_functions(language).to_owned(), series: &sources.account };
    match parts.len() {
        1 => parts,
        2..=FUNCTIONS_MAX => [all].into_iter().chain(parts).collect(),
        _ => [all].into(),
    }
}

fn oldest(ages: impl Iterator<Item = Span>) -> String {
    let oldest = ages.max().unwrap_or(Span::ZERO);
    match oldest.as_secs_f64() {
        0.0 => "0".to_owned(),
        seconds @ ..10.0 => format!("{} s", decimal(seconds, 2)),
        seconds => format!("{} s", decimal(seconds, 0)),
    }
}

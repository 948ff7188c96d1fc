//! `lambda-sim run`: runs a scenario and prints what is asked for.

use std::path::Path;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use lambda_sim::metrics::Row;
use lambda_sim::plan::Plan;
use lambda_sim::problem::{Problem, Rule};
use lambda_sim::time::Span;

use crate::progress::Progress;
use crate::{csv, file, json, output, table};

/// The most rows that all series together can have: they are kept until they are printed, and should fit into a small machine.
const ROWS_MAX: u64 = 1_000_000;
const _: () = assert!(ROWS_MAX * size_of::<Row>() as u64 <= 400_000_000, "the rows of the longest series fill 400 MB");
/// Rows that are still handy when no period is asked for.
const ROWS_HANDY: u64 = 500_000;
/// Periods tried when none is asked for, shortest first.
const PERIODS: [Span; 5] =
    [Span::from_secs(1), Span::from_secs(10), Span::from_secs(60), Span::from_secs(600), Span::from_secs(3_600)];

/// How to run and what to print.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// What to print: a table to read, the series as CSV, or the summary as JSON
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Another seed than the file's
    #[arg(long)]
    seed: Option<u64>,
    /// Period of the series, such as 1s or 1m [default: 1s, or longer where that would be over 500,000 rows]
    #[arg(long, value_parser = parse_period)]
    period: Option<Span>,
    /// Take AWS's monthly free tier off the cost, as if this run were all that the account uses in a month
    #[arg(long)]
    free_tier: bool,
    #[command(flatten)]
    progress: Progress,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Table,
    Csv,
    Json,
}

fn parse_period(text: &str) -> Result<Span, String> {
    match Span::parse(text) {
        Some(period) if Span::ZERO < period => Ok(period),
        _ => Err("must be a length of time above zero with its unit, such as 500ms, 1s or 1m".to_owned()),
    }
}

/// Runs the scenario in the file.
pub(crate) fn run(path: &Path, options: &Options) -> Result<(), String> {
    let plan = file::read_seeded(path, options.seed)?;
    let period = match (options.format, options.period) {
        // The summary needs no series: the whole run is one period.
        (Format::Table | Format::Json, None) => plan.length(),
        (_, asked) => period(&plan, asked).map_err(|problem| problem.to_string())?,
    };
    let run = options.progress.run(Arc::new(plan), period);
    match options.format {
        Format::Table => output::print(&table::of(&run, options.free_tier)),
        Format::Csv => output::print_with(|out| csv::write(&run, out)),
        Format::Json => output::print(&json::of(&run, options.free_tier)),
    }
}

/// The period asked for, or the shortest handy one.
fn period(plan: &Plan, asked: Option<Span>) -> Result<Span, Problem> {
    let series = plan.functions().len() as u64 + 1;
    let rows = |period: Span| plan.length().as_nanos().div_ceil(period.as_nanos()).saturating_mul(series);
    let shortest = |rows_max: u64| plan.length().as_nanos().div_ceil((rows_max / series).max(1));
    let Some(period) = asked else {
        let handy = PERIODS.into_iter().find(|period| rows(*period) <= ROWS_HANDY);
        return Ok(handy.unwrap_or(Span::from_nanos(shortest(ROWS_HANDY))));
    };
    if ROWS_MAX < rows(period) {
        let rule = Rule::SpanOutOfRange { min: Span::from_nanos(shortest(ROWS_MAX)), max: plan.length() };
        return Err(Problem { path: "--period".to_owned(), value: period.to_string(), rule });
    }
    Ok(period)
}

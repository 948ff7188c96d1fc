//! What is plotted: the series of a run as layers, with the line of the run before, on one value axis.

use charts::{Limit, Owner, Steps, TimeAxis, ValueAxis, Weight};
use explorer::chart::Chart;
use explorer::chart::age::AgeUnit;
use explorer::chart::limits::{self, Level};
use explorer::chart::source;
use explorer::rates::{Rates, ThrottleRates};
use lambda_sim::metrics::{Row, SourceKind, SourceSeriesOf};
use lambda_sim::timeline::Run;

use super::time_of;

/// A limit is drawn up to so many times the highest concurrency.
const NEAR: f64 = 3.0;
/// The lowest top of an axis: fewer things than this look as few as they are.
const FEW: f64 = 5.0;

/// What is plotted in one chart.
pub(super) struct Plotted {
    pub(super) time: TimeAxis,
    pub(super) value: ValueAxis,
    /// How long each value holds, in s.
    pub(super) period_s: f64,
    /// The layers from the bottom up.
    pub(super) layers: Vec<Layer>,
    pub(super) limits: Vec<Limit>,
    /// How long each value of the run before holds, in s, and its values.
    ghost: Option<(f64, Vec<f64>)>,
}

/// One layer.
pub(super) struct Layer {
    pub(super) owner: Owner,
    pub(super) values: Vec<f64>,
}

impl Plotted {
    pub(super) fn of(chart: Chart, run: &Run, before: Option<&Run>) -> Self {
        let unit = AgeUnit::of(chart, run, before);
        let (period_s, layers) = layers(chart, run, unit);
        let ghost = before.map(|run| total(chart, run, unit));
        let highest = [Some(charts::peak(layers.iter().map(|layer| layer.values.as_slice())))];
        let highest = highest.into_iter().chain([ghost.as_ref().map(|(_, values)| charts::peak([values.as_slice()]))]);
        let highest = highest.flatten().fold(0.0, f64::max);
        // Means are drawn, and limits are held against what was reached.
        let reached = if chart == Chart::Concurrency { reached(run).max(before.map_or(0.0, reached)) } else { highest };
        let limits = if chart == Chart::Concurrency { near_limits(run, reached) } else { Vec::new() };
        // An age is not counted: where there is one, it fills its axis.
        let least = if matches!(chart, Chart::OldestAge | Chart::SourceAge(_)) && 0.0 < highest { 0.0 } else { FEW };
        Self {
            time: time_of(run),
            value: ValueAxis::fitting(highest.max(reached).max(least), &limits),
            period_s,
            layers,
            limits,
            ghost,
        }
    }

    pub(super) fn values(&self) -> Vec<&[f64]> {
        self.layers.iter().map(|layer| layer.values.as_slice()).collect()
    }

    pub(super) fn ghost(&self) -> Option<Steps<'_>> {
        self.ghost.as_ref().map(|(period_s, values)| Steps { period_s: *period_s, values })
    }
}

/// How long each value holds, and the layers from the bottom up.
fn layers(chart: Chart, run: &Run, unit: AgeUnit) -> (f64, Vec<Layer>) {
    let series = run.series();
    let period_s = series.period().as_secs_f64();
    let of_function = |place: usize, values| Layer { owner: Owner::Function(place), values };
    let of_account = |values| Layer { owner: Owner::Account, values };
    match chart {
        Chart::Concurrency => {
            let layer = |place: usize| of_function(place, mean_concurrency(run, &series.functions[place].rows));
            (period_s, stack(run).into_iter().rev().map(layer).collect())
        }
        Chart::Throttles => {
            let rates = ThrottleRates::of(run);
            (rates.period_s, rates.by_limit.into_iter().map(of_account).collect())
        }
        Chart::ColdStarts => {
            let rates = Rates::of(series, &series.account.rows, |row| row.cold_starts);
            (rates.period_s, [of_account(rates.values)].into())
        }
        Chart::SpillOver => {
            let rates = Rates::of(series, &series.account.rows, |row| row.provisioned.spillovers);
            (rates.period_s, [of_account(rates.values)].into())
        }
        Chart::Backlog => {
            let with_events = (0..series.functions.len()).rev().filter(|place| waits(run, *place));
            let layer = |place: usize| of_function(place, backlog(&series.functions[place].rows));
            (period_s, with_events.map(layer).collect())
        }
        Chart::OldestAge => {
            let ages = series.account.rows.iter().map(|row| unit.value(row.oldest_age)).collect();
            let mut with_events = (0..series.functions.len()).filter(|place| waits(run, *place));
            let owner = match (with_events.next(), with_events.next()) {
                (Some(only), None) => Owner::Function(only),
                _ => Owner::Account,
            };
            (period_s, [Layer { owner, values: ages }].into())
        }
        Chart::SourceBacklog(kind) => {
            let layer = |(place, rows): (usize, &SourceSeriesOf)| {
                of_function(place, rows.rows.iter().map(|row| f64::from(row.visible.max)).collect())
            };
            (period_s, sources_of(run, kind).rev().map(layer).collect())
        }
        Chart::SourceAge(kind) => {
            // The oldest of all is that of the function that is furthest behind.
            let all = source::series(run, kind).into_iter().flat_map(|sources| &sources.account.rows);
            let oldest = sources_of(run, kind).max_by_key(|(_, rows)| rows.total.oldest_age);
            let owner = oldest.map_or(Owner::Account, |(place, _)| Owner::Function(place));
            (period_s, [Layer { owner, values: all.map(|row| unit.value(row.oldest_age)).collect() }].into())
        }
    }
}

/// How long each value holds, and all layers together.
fn total(chart: Chart, run: &Run, unit: AgeUnit) -> (f64, Vec<f64>) {
    let (period_s, layers) = layers(chart, run, unit);
    let length = layers.iter().map(|layer| layer.values.len()).max().unwrap_or(0);
    let sum = |place: usize| layers.iter().filter_map(|layer| layer.values.get(place)).sum();
    (period_s, (0..length).map(sum).collect())
}

/// Means, not maxima: these happen at different instants, so a stack of them could cross the limit.
fn mean_concurrency(run: &Run, rows: &[Row]) -> Vec<f64> {
    let rows = rows.iter().enumerate();
    rows.map(|(row, of_period)| of_period.concurrency.mean(run.series().row_length(row))).collect()
}

fn backlog(rows: &[Row]) -> Vec<f64> {
    rows.iter().map(|row| f64::from(row.backlog.max)).collect()
}

/// The functions to whose queues or streams something was sent, and what was in these.
fn sources_of(run: &Run, kind: SourceKind) -> impl DoubleEndedIterator<Item = (usize, &SourceSeriesOf)> {
    let sources = source::series(run, kind).into_iter();
    let functions = sources.flat_map(|sources| sources.functions.iter().enumerate());
    functions.filter(|(_, rows)| 0 < rows.total.sent)
}

fn waits(run: &Run, place: usize) -> bool {
    0 < run.series().functions[place].total.events.received
}

fn reached(run: &Run) -> f64 {
    f64::from(run.series().account.total.concurrency.max)
}

/// The functions from the top of the stack to its bottom: the one with the largest reservation lies lowest, or else the one with
/// most provisioned, so that the line of that is a line over its own area.
pub(super) fn stack(run: &Run) -> Vec<usize> {
    let mut places: Vec<usize> = (0..run.plan().functions().len()).collect();
    places.sort_by_key(|place| (highest_reservation(run, *place), most_provisioned(run, *place)));
    places
}

fn most_provisioned(run: &Run, place: usize) -> u32 {
    run.series().functions[place].total.provisioned.available
}

fn highest_reservation(run: &Run, place: usize) -> Option<u32> {
    limits::reserved(run.plan(), place).into_iter().map(|level| level.value).max()
}

/// The function whose reservation is drawn: the lowest of the stack, if it has one.
pub(super) fn reserved(run: &Run) -> Option<usize> {
    let lowest = *stack(run).last()?;
    highest_reservation(run, lowest).filter(|reserved| 0 < *reserved).map(|_| lowest)
}

/// The function whose provisioned concurrency is drawn: the lowest of the stack, if it has no reservation. What is over that line
/// runs on demand.
pub(super) fn provisioned(run: &Run) -> Option<usize> {
    let lowest = *stack(run).last()?;
    (reserved(run).is_none() && 0 < most_provisioned(run, lowest)).then_some(lowest)
}

/// The limits that are near what was reached. One far above all that happens would press the picture to the ground.
fn near_limits(run: &Run, reached: f64) -> Vec<Limit> {
    let line = |weight| {
        move |level: Level| Limit {
            value: f64::from(level.value),
            weight,
            from_s: level.from.as_secs_f64(),
            // A limit that holds to the end holds beyond it.
            to_s: if level.to == run.plan().end() { f64::INFINITY } else { level.to.as_secs_f64() },
        }
    };
    let account = limits::account(run.plan()).into_iter().map(line(Weight::Heavy));
    let reserved = reserved(run).into_iter().flat_map(|place| limits::reserved(run.plan(), place));
    let provisioned = provisioned(run).into_iter().flat_map(|place| limits::provisioned(run, place));
    let all = account.chain(reserved.chain(provisioned).map(line(Weight::Light)));
    all.filter(|limit| limit.value <= reached * NEAR).collect()
}

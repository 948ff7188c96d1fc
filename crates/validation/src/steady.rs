//! The steady state of a scenario, with its standard error.
//!
//! A run is cut into periods that are long compared with its memory: they are the batches. The first one warms up and does not
//! count.

use lambda_sim::metrics::Row;
use lambda_sim::time::Span;

use crate::batch_means::Estimate;
use crate::scenario::{run, seed};

/// What holds in the long run.
#[derive(Clone, Copy, Debug)]
pub struct Steady {
    /// Cold starts by invocations.
    pub cold: Estimate,
    /// Throttles by attempts.
    pub throttled: Estimate,
    /// Mean number of environments.
    pub environments: Estimate,
    /// Mean number of requests in flight.
    pub concurrency: Estimate,
}

/// Measures over so many batches of this length after the first, in runs of so many seeds. `scenario` has neither seed nor length.
pub fn steady(scenario: &str, seeds: u64, batches: u64, period: Span) -> Steady {
    let length = Span::from_nanos(period.as_nanos() * (batches + 1));
    let mut rows: Vec<Row> = Vec::new();
    for number in 1..=seeds {
        let seed = seed(&format!("{number} {scenario}"));
        let run = run(&format!("seed: {seed}\nlength: \"{length}\"\n{scenario}"), period);
        rows.extend_from_slice(&run.series().account.rows[1..]);
    }
    let share = |of: fn(&Row) -> (u64, u64)| Estimate::share(&rows.iter().map(of).collect::<Vec<_>>());
    let mean = |of: &dyn Fn(&Row) -> f64| Estimate::mean(&rows.iter().map(of).collect::<Vec<_>>());
    Steady {
        cold: share(|row| (row.cold_starts, row.invocations)),
        throttled: share(|row| (row.throttled(), row.attempts())),
        environments: mean(&|row| row.environments.mean(period)),
        concurrency: mean(&|row| row.concurrency.mean(period)),
    }
}

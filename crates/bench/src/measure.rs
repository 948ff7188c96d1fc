//! The rounds.

use std::hint::black_box;
use std::sync::Arc;

use lambda_sim::timeline::Run;

use crate::sample::{Place, Sample};
use crate::workload::{Share, Workload};

/// Runs a workload in rounds, the yardstick and then the engine. `clock` tells milliseconds since some instant.
pub fn measure(workload: &Workload, rounds: u32, place: Place, clock: impl Fn() -> f64) -> Sample {
    let mut sample = Sample {
        place,
        workload: workload.name.to_owned(),
        requests: 0,
        engine: Vec::new(),
        yardstick: Vec::new(),
        yardstick_requests: 0,
    };
    let rounds = match workload.share {
        Share::All => rounds,
        Share::Fifth => rounds.div_ceil(5),
    };
    for _ in 0..rounds {
        if let Some(load) = &workload.load {
            let start = clock();
            sample.yardstick_requests = black_box(yardstick::run(black_box(load))).requests;
            sample.yardstick.push(clock() - start);
        }
        let plan = Arc::clone(&workload.plan);
        let start = clock();
        let run = black_box(Run::of(plan, workload.period));
        sample.engine.push(clock() - start);
        sample.requests = run.series().account.total.requests;
    }
    sample
}

//! From a scenario that shows something to a smaller one that still shows it.

use lambda_sim::law::Law;
use lambda_sim::scenario::{Caller, Scenario, Traffic};
use lambda_sim::time::Span;
use lambda_sim::units::{Concurrency, Rate};

use super::tied_scenarios::GRID;

/// Takes away and makes smaller for as long as `shows` holds.
pub(super) fn minimal(scenario: &Scenario, shows: impl Fn(&Scenario) -> bool) -> Scenario {
    let mut smallest = scenario.clone();
    while let Some(smaller) = smaller(&smallest).into_iter().find(|smaller| *smaller != smallest && shows(smaller)) {
        smallest = smaller;
    }
    smallest
}

/// Every scenario that is one step smaller, the boldest steps first.
fn smaller(scenario: &Scenario) -> Vec<Scenario> {
    let mut found = Vec::new();
    let mut add = |edit: &dyn Fn(&mut Scenario)| {
        let mut smaller = scenario.clone();
        edit(&mut smaller);
        found.push(smaller);
    };
    for place in 0..scenario.functions.len() {
        add(&|s| {
            let gone = s.functions.remove(place).name;
            s.callers.retain(|caller| caller.function != gone);
        });
    }
    for place in 0..scenario.callers.len() {
        add(&|s| drop(s.callers.remove(place)));
    }
    for place in 0..scenario.callers.len() {
        for traffic in smaller_traffic(&scenario.callers[place]) {
            add(&|s| s.callers[place].traffic = traffic.clone());
        }
    }
    for place in 0..scenario.functions.len() {
        add(&|s| s.functions[place].reserved_concurrent_executions = None);
        for reserved in smaller_units(scenario.functions[place].reserved_concurrent_executions.unwrap_or_default()) {
            add(&|s| {
                if s.functions[place].reserved_concurrent_executions.is_some() {
                    s.functions[place].reserved_concurrent_executions = Some(reserved);
                }
            });
        }
        add(&|s| s.functions[place].duration = half(s.functions[place].duration));
        add(&|s| s.functions[place].init = half(s.functions[place].init));
        add(&|s| s.functions[place].idle_lifetime = half(s.functions[place].idle_lifetime));
    }
    for units in smaller_units(scenario.account.concurrent_executions) {
        add(&|s| s.account.concurrent_executions = units);
    }
    add(&|s| s.length = Span::from_nanos(s.length.as_nanos() / 2 / GRID.as_nanos() * GRID.as_nanos()));
    found
}

fn smaller_units(units: Concurrency) -> [Concurrency; 2] {
    [Concurrency::new(units.get() / 2), units.saturating_sub(Concurrency::ONE)]
}

/// Half as long, on the grid.
fn half(law: Law) -> Law {
    Law::Constant(Span::from_nanos(law.mean().as_nanos() / 2 / GRID.as_nanos() * GRID.as_nanos()))
}

fn smaller_traffic(caller: &Caller) -> Vec<Traffic> {
    match &caller.traffic {
        Traffic::At(bursts) => {
            let mut found = Vec::new();
            for place in 0..bursts.len() {
                let mut fewer = bursts.clone();
                fewer.remove(place);
                found.push(Traffic::At(fewer));
            }
            for place in 0..bursts.len() {
                for count in [bursts[place].count / 2, bursts[place].count.saturating_sub(1)] {
                    let mut fewer = bursts.clone();
                    fewer[place].count = count;
                    found.push(Traffic::At(fewer));
                }
            }
            found
        }
        Traffic::Curve { process, points } => {
            let mut found = Vec::new();
            for place in 0..points.len() {
                let mut lower = points.clone();
                lower[place].rate = Rate::per_second((points[place].rate.get() / 2.0).floor()).unwrap_or_default();
                found.push(Traffic::Curve { process: *process, points: lower });
                if 1 < points.len() {
                    found.push(Traffic::Curve { process: *process, points: vec![points[place]] });
                }
            }
            found
        }
    }
}

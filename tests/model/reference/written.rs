//! A scenario as a file, to be run with the command.

use std::fmt;

use lambda_sim::law::Law;
use lambda_sim::scenario::{Process, Scenario, Traffic};

pub(super) struct Written<'s>(pub(super) &'s Scenario);

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(scenario) = self;
        writeln!(f, "version: 1\nseed: {}\nlength: \"{}\"", scenario.seed, scenario.length)?;
        writeln!(f, "account: {{ ConcurrentExecutions: {} }}\nfunctions:", scenario.account.concurrent_executions)?;
        for function in &scenario.functions {
            writeln!(f, "  {}:", function.name)?;
            if let Some(reserved) = function.reserved_concurrent_executions {
                writeln!(f, "    ReservedConcurrentExecutions: {reserved}")?;
            }
            writeln!(f, "    duration: {}", law(function.duration))?;
            writeln!(f, "    init: {}", law(function.init))?;
            writeln!(f, "    idle_lifetime: {}", law(function.idle_lifetime))?;
        }
        writeln!(f, "callers:")?;
        scenario
            .callers
            .iter()
            .try_for_each(|c| writeln!(f, "  - {{ function: {}, {} }}", c.function, traffic(&c.traffic)))
    }
}

fn law(law: Law) -> String {
    match law {
        Law::Constant(value) => format!("\"{value}\""),
        Law::Exponential { mean } => format!("{{ law: exponential, mean: \"{mean}\" }}"),
        Law::Uniform { from, to } => format!("{{ law: uniform, from: \"{from}\", to: \"{to}\" }}"),
    }
}

fn traffic(traffic: &Traffic) -> String {
    match traffic {
        Traffic::At(bursts) => {
            let bursts: Vec<_> = bursts.iter().map(|burst| format!("\"{} x {}\"", burst.at, burst.count)).collect();
            format!("at: [{}]", bursts.join(", "))
        }
        Traffic::Curve { process, points } => {
            let process = match process {
                Process::Even => "even",
                Process::Poisson => "poisson",
            };
            let points: Vec<_> = points.iter().map(|point| format!("[\"{}\", \"{}\"]", point.at, point.rate)).collect();
            format!("process: {process}, rate: [{}]", points.join(", "))
        }
    }
}

//! Traffic as a link writes it: `0s:120,60s:120,80s:4000` in requests a second, or `10s:1000` in requests at an instant.

use lambda_sim::problem::{Expected, Rule};
use lambda_sim::scenario::{Burst, Point, Process, Traffic};
use lambda_sim::time::Span;
use lambda_sim::units::Rate;

use super::LINES_MAX;

/// The key of a curve, of exact instants, and of how a curve's requests are spaced.
pub const KEYS: [&str; 3] = ["rate", "at", "process"];

/// How a link writes what differs from the shipped traffic of the same kind, with the key of each.
pub fn write(traffic: &Traffic, shipped: Option<&Traffic>) -> Vec<(&'static str, String)> {
    match traffic {
        Traffic::At(bursts) => {
            let lines = bursts.iter().map(|burst| format!("{}:{}", burst.at, burst.count));
            [("at", lines.collect::<Vec<_>>().join(","))].into()
        }
        Traffic::Curve { process, points } => {
            let (old_process, old_points) = match shipped {
                Some(Traffic::Curve { process, points }) => (Some(process), Some(points)),
                _ => (None, None),
            };
            let lines = || points.iter().map(|point| format!("{}:{}", point.at, point.rate.get()));
            let rate = (old_points != Some(points)).then(|| ("rate", lines().collect::<Vec<_>>().join(",")));
            let space = (old_process != Some(process)).then(|| ("process", process_name(*process).to_owned()));
            rate.into_iter().chain(space).collect()
        }
    }
}

/// The traffic with what a link says under one of [`KEYS`]; `None` where the key is for another kind of traffic.
///
/// # Errors
///
/// The rule that the text breaks.
pub fn read(key: &str, text: &str, traffic: &Traffic) -> Option<Result<Traffic, Rule>> {
    match (key, traffic) {
        ("rate", Traffic::Curve { process, .. }) => {
            let points = lines(text, Expected::Point, |at, rate| {
                Some(Point { at, rate: Rate::per_second(rate.parse().ok()?)? })
            });
            Some(points.map(|points| Traffic::Curve { process: *process, points }))
        }
        ("process", Traffic::Curve { points, .. }) => {
            let named = [Process::Even, Process::Poisson].into_iter().find(|process| process_name(*process) == text);
            let process = named.ok_or(Rule::OneOf(&["even", "poisson"]));
            Some(process.map(|process| Traffic::Curve { process, points: points.clone() }))
        }
        ("at", Traffic::At(_)) => {
            let bursts = lines(text, Expected::Burst, |at, count| Some(Burst { at, count: count.parse().ok()? }));
            Some(bursts.map(Traffic::At))
        }
        _ => None,
    }
}

fn lines<T>(text: &str, expected: Expected, read: impl Fn(Span, &str) -> Option<T>) -> Result<Vec<T>, Rule> {
    let line = |line: &str| {
        let (at, value) = line.split_once(':')?;
        read(Span::parse(at)?, value)
    };
    let read: Option<Vec<T>> = text.split(',').map(line).collect();
    let read = read.ok_or(Rule::Expected(expected))?;
    if LINES_MAX < read.len() {
        return Err(Rule::OutOfRange { min: 1, max: LINES_MAX as u64 });
    }
    Ok(read)
}

const fn process_name(process: Process) -> &'static str {
    match process {
        Process::Even => "even",
        Process::Poisson => "poisson",
    }
}

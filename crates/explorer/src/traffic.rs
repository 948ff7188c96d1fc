//! A caller's traffic, edited: by dragging and by keys on the curve, and as a table of lines.

pub mod curve;
pub mod plot;
pub mod sheet;
pub mod splice;
pub mod written;

use lambda_sim::metrics::SourceKind;
use lambda_sim::scenario::{Point, Scenario, Traffic};
use lambda_sim::time::Span;
use lambda_sim::via::Via;

use crate::language::Language;
use crate::words;

/// Lines that a person's traffic can have: it is drawn and typed by hand, and a link has to hold it.
pub const LINES_MAX: usize = 200;

/// What is counted in the traffic of a caller on this way, and whether in a second or at once.
pub fn unit(via: Via, traffic: &Traffic, language: Language) -> &'static str {
    let unit = match (SourceKind::of(via), traffic) {
        (None, Traffic::Curve { .. }) => words::requests_per_second,
        (None, Traffic::At(_)) => words::requests_at_once,
        (Some(SourceKind::Queue), Traffic::Curve { .. }) => words::messages_per_second,
        (Some(SourceKind::Queue), Traffic::At(_)) => words::messages_at_once,
        (Some(SourceKind::Stream), Traffic::Curve { .. }) => words::records_per_second,
        (Some(SourceKind::Stream), Traffic::At(_)) => words::records_at_once,
    };
    unit(language)
}

/// The points of a curve; `None` for exact instants.
pub fn points(traffic: &Traffic) -> Option<&[Point]> {
    match traffic {
        Traffic::Curve { points, .. } => Some(points),
        Traffic::At(_) => None,
    }
}

/// The function whose peak rate is this caller's: the peak belongs to a function's first curve.
pub fn owner_of_peak(scenario: &Scenario, caller: usize) -> Option<&str> {
    let function = scenario.callers.get(caller)?.function.as_str();
    let is_curve = |place: &usize| {
        let caller = &scenario.callers[*place];
        caller.function == function && points(&caller.traffic).is_some()
    };
    ((0..scenario.callers.len()).find(is_curve) == Some(caller)).then_some(function)
}

/// The last instant of some traffic.
pub fn last(traffic: &Traffic) -> Span {
    match traffic {
        Traffic::Curve { points, .. } => points.last().map_or(Span::ZERO, |point| point.at),
        Traffic::At(bursts) => bursts.iter().map(|burst| burst.at).max().unwrap_or(Span::ZERO),
    }
}

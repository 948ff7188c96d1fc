//! When requests come.

use lambda_sim::intervention::Intervention;
use lambda_sim::scenario::{Caller, Point, Process, Scenario, Traffic};
use lambda_sim::setting::Value;
use lambda_sim::time::Span;

use super::SECOND;
use super::interventions::in_order;

/// The traffic of one caller with all that will be changed: a new peak makes a step in the first curve of its function.
pub(super) fn traffic(scenario: &Scenario, place: usize) -> Traffic {
    let caller = &scenario.callers[place];
    let is_curve = |caller: &Caller| matches!(caller.traffic, Traffic::Curve { .. });
    let earlier = scenario.callers[..place].iter().filter(|earlier| earlier.function == caller.function);
    let Traffic::Curve { process, mut points } = caller.traffic.clone() else { return caller.traffic.clone() };
    if earlier.filter(|earlier| is_curve(earlier)).count() != 0 {
        return caller.traffic.clone();
    }
    let at_first = points[points.len() - 1].rate;
    // At every instant at which one begins or ends, that of the last begun holds.
    let peaks: Vec<&Intervention> =
        in_order(scenario).into_iter().filter(|it| it.owner.function() == Some(&caller.function)).collect();
    let peaks: Vec<&Intervention> = peaks.into_iter().filter(|it| matches!(it.value, Value::Rate(_))).collect();
    let mut instants: Vec<Span> = peaks.iter().flat_map(|it| [Some(it.at), it.until]).flatten().collect();
    instants.sort_unstable();
    for at in instants.into_iter().filter(|at| *at < scenario.length) {
        let holds = |it: &&&Intervention| it.at <= at && it.until.is_none_or(|until| at < until);
        let rate = match peaks.iter().rfind(holds).map(|it| it.value) {
            Some(Value::Rate(rate)) => rate,
            _ => at_first,
        };
        let before = points[points.len() - 1].rate;
        assert!(points[points.len() - 1].at <= at, "the naive model changes flat curves only");
        points.extend([before, rate].map(|rate| Point { at, rate }));
    }
    Traffic::Curve { process, points }
}

/// When the requests of one caller arrive, in order.
pub(super) fn instants(traffic: &Traffic, end: u64) -> Vec<u64> {
    let mut instants = Vec::new();
    match traffic {
        Traffic::At(bursts) => {
            for burst in bursts {
                for _ in 0..burst.count {
                    instants.push(burst.at.as_nanos());
                }
            }
            instants.sort_unstable();
        }
        Traffic::Curve { process, points } => {
            assert_eq!(*process, Process::Even, "the naive model knows even arrivals only");
            let (first, last) = (points[0], points[points.len() - 1]);
            instants.extend(even_piece(0, first.at.as_nanos(), first));
            for pair in points.windows(2) {
                let (from, to) = (pair[0].at.as_nanos(), pair[1].at.as_nanos());
                let is_flat = pair[0].rate.get().total_cmp(&pair[1].rate.get()).is_eq();
                assert!(from == to || is_flat, "the naive model knows no ramps");
                instants.extend(even_piece(from, to, pair[0]));
            }
            let rest = end.saturating_sub(last.at.as_nanos()).div_ceil(SECOND) * SECOND;
            instants.extend(even_piece(last.at.as_nanos(), last.at.as_nanos() + rest, last));
        }
    }
    instants
}

/// The requests of a flat piece of whole seconds: the first at its beginning, none at its end.
fn even_piece(from: u64, to: u64, point: Point) -> Vec<u64> {
    let rate = point.rate.to_string();
    let rate: u64 = rate.trim_end_matches("/s").parse().expect("the naive model knows whole rates only");
    assert!(from.is_multiple_of(SECOND) && to.is_multiple_of(SECOND), "the naive model knows whole seconds only");
    let count = (to - from) / SECOND * rate;
    let nearest = |k: u64| from + (2 * k * SECOND + rate) / (2 * rate);
    (0..count).map(nearest).collect()
}

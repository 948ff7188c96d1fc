//! Traffic that is changed from an instant on: what comes before it stays as it was.
//!
//! A curve that is changed during a run needs no change of its own in the scenario: it is one curve, with a step or a bend
//! where the new part begins.

use lambda_sim::scenario::{Burst, Point, Traffic};
use lambda_sim::time::Span;
use lambda_sim::units::Rate;

use super::curve::{Stroke, rate_at};

/// The traffic as `old` before an instant, and as `new` from then on; how requests are spaced stays.
pub fn splice(old: &Traffic, new: &Traffic, at: Span) -> Traffic {
    match (old, new) {
        (Traffic::Curve { process, points: old }, Traffic::Curve { points: new, .. }) => {
            Traffic::Curve { process: *process, points: spliced(old, new, at) }
        }
        (Traffic::At(old), Traffic::At(new)) => {
            let is_before = |burst: &&Burst| burst.at < at;
            let before = old.iter().filter(is_before);
            Traffic::At(before.chain(new.iter().filter(|burst| !is_before(burst))).copied().collect())
        }
        _ => new.clone(),
    }
}

/// A stroke that holds from an instant on: the curve with a point for each side of that instant, and the stroke on the points
/// from there on. `None` for a point that comes before: what has been stays.
pub fn from_on(stroke: Stroke, old: &Traffic, at: Span) -> Option<(Traffic, Stroke)> {
    let (Traffic::Curve { process, points }, Some(place)) = (old, stroke.point().or(stroke.removed())) else {
        // Adding a point leaves the curve as it is.
        return Some((old.clone(), stroke));
    };
    if points.get(place)?.at < at {
        return None;
    }
    let after: Vec<Point> = points.iter().filter(|point| at < point.at).copied().collect();
    let mut cut: Vec<Point> = points.iter().filter(|point| point.at < at).copied().collect();
    cut.extend([Point { at, rate: rate_before(points, at) }, Point { at, rate: rate_at(points, at) }]);
    // A point at the very instant is moved on its later side.
    let place = match (points.len() - place).checked_sub(after.len() + 1) {
        None => cut.len() + place + after.len() - points.len(),
        Some(_) => cut.len() - 1,
    };
    cut.extend(after);
    Some((Traffic::Curve { process: *process, points: cut }, stroke.of(place)))
}

fn spliced(old: &[Point], new: &[Point], at: Span) -> Vec<Point> {
    let before = old.iter().filter(|point| point.at < at).copied();
    let after = |points: &[Point]| points.iter().filter(|point| at < point.at).copied().collect::<Vec<_>>();
    let (left, right) = (rate_before(old, at), rate_at(new, at));
    let has_corner = new.iter().any(|point| point.at == at);
    if !has_corner && right == rate_at(old, at) && after(new) == after(old) {
        // Nothing is changed, so nothing is added.
        return old.to_vec();
    }
    let bend = Point { at, rate: left };
    let step = (left != right).then_some(Point { at, rate: right });
    before.chain([bend]).chain(step).chain(after(new)).collect()
}

/// The rate of a curve just before an instant.
fn rate_before(points: &[Point], at: Span) -> Rate {
    match points.iter().find(|point| at <= point.at) {
        Some(point) if point.at == at => point.rate,
        _ => rate_at(points, at),
    }
}

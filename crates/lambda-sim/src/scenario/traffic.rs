//! When requests come: along a curve, or at exact instants.

use alloc::vec::Vec;

use crate::time::Span;
use crate::units::Rate;

/// When requests come.
#[derive(Clone, Debug, PartialEq)]
pub enum Traffic {
    /// A process whose rate follows a curve.
    Curve {
        /// Evenly spaced or random.
        process: Process,
        /// Points joined by straight lines; a repeated instant is a step. Before the first point its rate holds,
        /// after the last point the last rate.
        points: Vec<Point>,
    },
    /// Exact instants.
    At(Vec<Burst>),
}

/// How requests are spaced along a rate curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Process {
    /// Evenly: at a constant rate r the requests come at 0, 1/r, 2/r, ... The first comes where the curve begins, even
    /// where it begins at zero.
    Even,
    /// Independently of each other: a Poisson process.
    Poisson,
}

/// A point of a rate curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Since the start of the run.
    pub at: Span,
    /// Requests a second at that instant.
    pub rate: Rate,
}

/// Requests that come at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    /// Since the start of the run.
    pub at: Span,
    /// How many.
    pub count: u32,
}

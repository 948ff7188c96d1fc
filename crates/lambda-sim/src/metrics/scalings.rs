//! What Application Auto Scaling changed, one by one.

use alloc::vec::Vec;

use crate::change::Change;
use crate::id::FunctionId;
use crate::time::Instant;
use crate::units::Concurrency;

/// More are not kept: nobody could tell them apart.
pub(super) const MOST: usize = 1_000;

/// A change of what is provisioned for a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scaling {
    /// When it was asked for.
    pub at: Instant,
    /// The function.
    pub function: FunctionId,
    /// What was asked for until then.
    pub from: Concurrency,
    /// What is asked for from then on.
    pub to: Concurrency,
}

/// Keeps a change, unless AWS refused it.
pub(super) fn note(scalings: &mut Vec<Scaling>, at: Instant, change: &Change) {
    if let Change::Scaled { function, from, to, is_refused: false, .. } = *change
        && scalings.len() < MOST
    {
        scalings.push(Scaling { at, function, from, to });
    }
}

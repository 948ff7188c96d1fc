//! What is known about Lambda from elsewhere, and what the engine gives for it.
//!
//! A *case* knows a source and gives rows: expected, obtained, error, and whether that passes. Sources are AWS's worked
//! examples, closed forms of queueing theory, exact counts, other simulators, and measurements on AWS. Scenarios are written as in
//! a file, so each can be run with `lambda-sim run` as it stands.
//!
//! AWS's examples are called O1 to O37. [`cases::UNUSED_NUMBERS`] tells which of these numbers stand for no example.
//!
//! A bound belongs to its source, never to the result: a case that fails is shown as failing.
//!
//! To add a case: a function that returns rows, and a line in the list of its module under [`cases`].
#![warn(missing_docs)]

pub mod batch_means;
pub mod case;
pub mod cases;
pub mod formulas;
pub mod report;
pub mod scenario;
pub mod steady;

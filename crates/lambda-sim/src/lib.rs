//! The rules of AWS Lambda concurrency in virtual time.
//!
//! A deterministic discrete-event engine. It contains no input or output, reads no clock and rolls no dice of its own: a scenario
//! with its seed comes in, series, frames and changes go out, and the same scenario with the same seed is the same run, bit by
//! bit, on every machine.
//!
//! ```text
//! Tree ──read──> Scenario ──check──> Plan ──run──> Run ──at an instant──> Frame
//! ```
//!
//! The modules, in reading order:
//!
//! * what is given: [`quotas`] (every number that AWS publishes), [`time`], [`units`], [`id`], [`law`], [`runtime`] (measured
//!   cold starts), [`dated`] and [`presets`] (what was measured when, and by whom), [`via`] (callers), [`setting`] (the table of
//!   settings), [`scenario`], [`intervention`], [`invoke`], [`tree`] and [`read`] (files), [`check`]
//!   and [`problem`] (mistakes), [`plan`];
//! * what happens: [`random`], `arrivals`, `agenda` (order), `request`, `environment` and [`pool`], [`scaling`] (new
//!   environments), [`request_rate`] and [`provisioned`], [`autoscaling`], [`admission`] (**the heart**), [`gateway`], [`authorizer`] and [`token_bucket`] (API Gateway in front of it), [`retry`] and `waiting` (between attempts), [`simulation`] (the loop), [`change`];
//! * what is seen: [`metrics`], [`frame`], [`cause`] (why it is as it is), [`cost`] (what AWS would bill), [`timeline`],
//!   [`digest`].
//!
//! Integers decide; floats only sample and summarise. Everything is `no_std`, proved by a bare-metal build.

#![no_std]
#![warn(missing_docs)]
#![deny(clippy::float_arithmetic)]

extern crate alloc;

pub mod admission;
mod agenda;
mod arrivals;
pub mod authorizer;
pub mod autoscaling;
pub mod cause;
pub mod change;
pub mod check;
pub mod cost;
pub mod dated;
pub mod destination;
pub mod digest;
mod environment;
pub mod frame;
pub mod gateway;
pub mod id;
pub mod intervention;
pub mod invoke;
pub mod law;
pub mod life;
pub mod metrics;
mod nearest;
pub mod plan;
pub mod pool;
pub mod presets;
pub mod problem;
pub mod provisioned;
pub mod quotas;
pub mod random;
pub mod read;
mod request;
pub mod request_rate;
pub mod retry;
pub mod runtime;
pub mod scaling;
pub mod scenario;
pub mod setting;
pub mod simulation;
pub mod source;
pub mod square_root;
pub mod time;
pub mod timeline;
pub mod token_bucket;
pub mod tree;
pub mod units;
pub mod via;
mod waiting;

/// The version of the model. Links carry it: under another version the same scenario may be another run.
pub const MODEL_VERSION: &str = env!("CARGO_PKG_VERSION");

//! How fast the engine is.
//!
//! A clock on the wall says little: machines differ, and one that is shared differs from minute to minute. So each round runs the
//! [`yardstick`] and then the engine on the same load, and what is compared is their ratio. [`workload`] has the loads, [`measure`]
//! the rounds, and [`sample`] what comes out, which a browser sends home as lines of text; [`report`] puts all together.

pub mod measure;
pub mod report;
pub mod sample;
pub mod workload;

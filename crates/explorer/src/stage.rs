//! The stage as numbers: what is drawn of an instant, lane by lane and room by room. The views only give it shape, and a test
//! compares it with the changes of the run.

mod lane;
mod pool;
mod queue;
mod rail;
mod reserve;
mod rest;
mod source;

pub use lane::{Gate, Lane, lanes};
pub use pool::{Holder, Occupant, Pool, Room};
pub use queue::{Queue, WAIT_SQUARES_MAX, Waiting};
pub use rail::{Rail, is_provisioned};
pub use reserve::first_reservation;
pub use rest::{ROWS_MAX, Rest, Rows};
pub use source::{Source, Sources};

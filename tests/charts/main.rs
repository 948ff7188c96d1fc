//! The suite of `charts`: pictures are drawn as SVG and read back.

mod alignment;
mod drawing;
mod golden;
mod limits;
mod long_runs;
mod places;
mod previous_run;
mod stack;
mod throttles;
mod time_axis;
mod tolerance;
mod traces;
mod value_axis;

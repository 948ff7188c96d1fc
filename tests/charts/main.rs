//! The suite of `charts`: pictures are drawn as SVG and read back.

mod alignment;
mod drawing;
mod golden;
mod long_runs;
mod stack;
mod throttles;
mod time_axis;
mod tolerance;
mod value_axis;

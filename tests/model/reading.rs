//! Files: right ones read as they are meant, wrong ones give every mistake at once.

mod mistakes; // every rule, and ten mistakes in one file
mod once; // a mistake is reported once, and only where it is
mod right_files; // what a right file means
mod written_values; // spans, rates and counts, as they are written

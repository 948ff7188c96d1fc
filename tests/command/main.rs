//! The *command* suite: `lambda-sim` as a person types it. That the rules are right is the *model* suite's business; this
//! one shows that the command is wired up, says what is wrong, and never panics.

mod broken_files; // files that are not what they should be
mod changes; // lambda-sim changes
mod checking; // lambda-sim check
mod conservation; // nothing is lost and nothing counted twice
mod costs; // what it costs
mod csv; // reading the series
mod digests; // the same numbers as in the browser
mod explaining; // lambda-sim explain
mod extremes; // nothing, a lot, and very long
mod formats; // tables, CSV, JSON: one run
mod intervening;
mod invoke; // calling the command
mod options; // --seed, --period, and how not to call it
mod presets; // lambda-sim presets
mod progress; // --progress
mod reasons; // the sentence that says why
mod schema; // lambda-sim schema
mod summary; // the summary as JSON
mod table; // reading tables
mod tables; // tables that a person can read

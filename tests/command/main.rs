//! The *command* suite: `lambda-sim` as a person types it. That the rules are right is the *model* suite's business; this
//! one shows that the command is wired up, says what is wrong, and never panics.

mod broken_files; // files that are not what they should be
mod checking; // lambda-sim check
mod digests; // the same numbers as in the browser
mod extremes; // nothing, a lot, and very long
mod formats; // table, CSV, JSON
mod invoke; // calling the command
mod options; // --seed, --period, and how not to call it

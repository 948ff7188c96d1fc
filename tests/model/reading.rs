//! Files: right ones read as they are meant, wrong ones give every mistake at once.

mod callers; // who calls, and how often it tries
mod calls; // a call is judged as a whole
mod destinations; // services and functions that take records
mod functions; // AWS's properties and ours, beside the laws
mod interventions; // what is changed while the run goes on
mod laws; // laws, right and wrong
mod mistakes; // every rule, and ten mistakes in one file
mod once; // a mistake is reported once, and only where it is
mod refused_by_aws; // what AWS refuses, by its rule and the name of its exception
mod right_files; // what a right file means
mod written_values; // spans, rates and counts, as they are written

//! The *model* suite: the rules of AWS Lambda concurrency, held against what AWS publishes, against closed forms, against
//! a naive second implementation and against laws that no run may break.
//!
//! Every module runs on the host and in wasm, so nothing here reads a file or a clock.

mod arrivals; // when requests come
mod batch_means; // standard errors from batches
mod bounds; // every run comes to an end
mod changes; // everything that happened in a run, as lines to compare
mod closed_forms; // Erlang, M/G/infinity, Little
mod dice; // small random choices for tests
mod digests; // the same numbers on every machine
mod invocations; // the changes of a run, request by request
mod laws; // what holds in every run
mod order; // who comes first at equal instants
mod poisson; // random arrivals are random in the right way
mod published_numbers; // AWS's own arithmetic
mod reading; // files, right and wrong
mod reference; // the naive model
mod reuse_and_expiry; // which environment serves, and how long it stays
mod scenario_builder; // a scenario in a few lines
mod series; // what the series count, and when
mod series_table; // a run second by second
mod settings; // the table of settings
mod shipped; // the promises of the shipped scenarios

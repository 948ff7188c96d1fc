//! The *model* suite: the rules of AWS Lambda concurrency, held against what AWS publishes, against closed forms, against
//! a naive second implementation and against laws that no run may break.
//!
//! Every module runs on the host and in wasm, so nothing here reads a file or a clock.

mod ages; // how old environments become, and which is used
mod api_gateway; // its own limit, and how long it waits
mod arrivals; // when requests come
mod asynchronous; // events, their retries and their queue
mod authorizers; // whom an API asks first
mod autoscaling; // provisioned concurrency by alarms and by schedule
mod bounds; // every run comes to an end
mod by_hand; // requests that somebody sends
mod callers; // who calls, what it sees, and who tries again
mod changes; // everything that happened in a run, as lines to compare
mod closed_forms; // Erlang, M/G/infinity, Little
mod cold_starts; // measured INIT, set-up and first runs
mod costs; // what AWS would bill
mod destinations; // records of events, and where they go
mod dice; // small random choices for tests
mod digests; // the same numbers on every machine
mod disabled_mappings; // event source mappings that are disabled for a while
mod durations; // laws, their means and quantiles
mod extremes; // the longest, the most, and nothing at all
mod incidents; // changes that end, and dependencies that are slow or fail
mod independence; // every draw has numbers of its own
mod invocations; // the changes of a run, request by request
mod lanes_that_change; // streams that get another number of lanes
mod laws; // what holds in every run
mod order; // who comes first at equal instants
mod order_of_waiting; // and where those come who have waited
mod outcomes; // errors and timeouts
mod percentiles; // response times in bounded memory
mod poisson; // random arrivals are random in the right way
mod presets; // measured laws and their sources
mod proactive; // environments initialised ahead of need
mod provisioned; // environments that are kept ready
mod provisioned_versions; // those of them that are not live
mod published_numbers; // AWS's own arithmetic
mod queue_laws; // what holds for every queue
mod queues; // event source mappings of SQS
mod reading; // files, right and wrong
mod reference; // the naive model
mod resets; // INIT that is done once more
mod retry_modes; // how SDKs retry
mod reuse_and_expiry; // which environment serves, and how long it stays
mod scaling_history; // and how fast before November 2023
mod scaling_rate; // how fast environments can be made
mod scenario_builder; // a scenario in a few lines
mod series; // what the series count, and when
mod series_table; // a run second by second
mod settings; // the table of settings
mod shipped;
mod shipped_callers;
mod shipped_provisioned; // the promises of the shipped scenarios
mod square_root; // one function, two ways, the same bits
mod starts_by_year; // VPC and SnapStart
mod streams; // event source mappings of Kinesis and DynamoDB
mod updates; // new configuration and code bring new environments

use validation::batch_means; // standard errors from batches

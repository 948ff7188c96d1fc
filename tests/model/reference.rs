//! The engine held against a naive second implementation, change by change, on random scenarios full of ties.

mod ages; // how old environments become, and which is used again
mod agreement; // hundreds of scenarios, and mistakes that must be found
mod authorizers; // APIs that ask a function first
mod autoscaling; // capacity that is scaled
mod by_the_guide; // the naive model held against published numbers
mod comparison; // where two stories part
mod coverage; // what happens in the scenarios
mod coverage_of_sources; // what happens at the queues and streams in them
mod coverage_of_the_table; // nothing that can be written in one is forgotten
mod destinations; // records of events, and chains of them
mod drawn; // laws that are random, and snapshots
mod features; // one feature for sure, others by chance
mod gateways; // API Gateway
mod history; // the scaling rate before November 2023
mod interventions; // what somebody changes in them
mod lives; // long INIT, timeouts and crashes
mod mappings; // what somebody changes of event source mappings
mod minimal; // a smaller scenario that still shows a difference
mod mistakes; // rules got wrong
mod naive; // the second implementation
mod provisioned; // versions, and what is provisioned of them
mod queues; // queues of SQS
mod rarities; // what happens rarely
mod streams; // streams
mod tied_scenarios; // scenarios in which many things happen at once
mod written; // a scenario as a file

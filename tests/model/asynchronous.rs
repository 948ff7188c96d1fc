//! Asynchronous invocation: Lambda answers 202, keeps the event in its queue and tries it until it is done or given up.

mod backlog; // what waits, and how the queue is counted
mod failures; // retries after function errors, and when they end
mod schedule; // how long an event waits between attempts

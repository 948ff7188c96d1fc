//! What becomes of events.

use lambda_sim::destination::Destination;

use super::FunctionBuilder;

impl FunctionBuilder {
    /// Where records of events go that are given up: a service, or a function by its name.
    pub(crate) fn on_failure(mut self, name: &str) -> Self {
        self.0.destinations.on_failure = Some(Destination::named(name));
        self
    }

    /// Where records of events go that have run without an error.
    pub(crate) fn on_success(mut self, name: &str) -> Self {
        self.0.destinations.on_success = Some(Destination::named(name));
        self
    }
}

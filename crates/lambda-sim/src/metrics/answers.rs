//! What callers see: status codes and response times.

use alloc::collections::BTreeMap;

use crate::admission::Start;
use crate::time::Span;

use super::histogram::Histogram;

/// The answers that one caller got, or all callers of one function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Requests that were sent, each once.
    pub requests: u64,
    /// How often which HTTP status was the answer. Requests still on their way have none yet.
    pub status: BTreeMap<u16, u64>,
    /// Response times of requests that ran in an environment that was idle, provisioned or not.
    pub warm: Histogram,
    /// Response times of requests that waited for a new environment.
    pub cold: Histogram,
    /// Response times of requests that were refused in the end; zero where the caller does not retry.
    pub refused: Histogram,
}

impl Answers {
    /// Response times of all requests that ran.
    pub fn served(&self) -> Histogram {
        let mut both = self.warm.clone();
        both.add(&self.cold);
        both
    }

    pub(super) fn answered(&mut self, status: u16, response_time: Span, start: Option<Start>) {
        *self.status.entry(status).or_default() += 1;
        match start {
            Some(Start::Warm | Start::Provisioned) => self.warm.record(response_time),
            Some(Start::Cold) => self.cold.record(response_time),
            None => self.refused.record(response_time),
        }
    }

    pub(super) fn accepted(&mut self) {
        self.requests += 1;
        *self.status.entry(202).or_default() += 1;
    }

    /// Both together.
    pub(super) fn add(&mut self, other: &Self) {
        self.requests += other.requests;
        for (status, count) in &other.status {
            *self.status.entry(*status).or_default() += count;
        }
        self.warm.add(&other.warm);
        self.cold.add(&other.cold);
        self.refused.add(&other.refused);
    }
}

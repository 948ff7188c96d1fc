//! What a plan says of single environments and attempts.

use crate::id::VersionId;
use crate::random::{Draw, Throw};
use crate::request::Request;
use crate::scenario::LATEST;

use super::PlannedFunction;

impl PlannedFunction {
    /// Whether a version is published: only then can it have a snapshot.
    pub(crate) fn is_published(&self, version: VersionId) -> bool {
        self.versions[version.index()].name != LATEST
    }

    /// What is thrown for the present attempt of a request.
    pub(crate) fn thrown(&self, request: &Request, throw: Throw) -> Draw {
        self.dice.draw(request.id, request.attempts, throw)
    }
}

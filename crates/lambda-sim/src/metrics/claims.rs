//! What the functions take out of the account before they run.

use alloc::vec::Vec;

use crate::id::{FunctionId, VersionId};
use crate::plan::{Plan, PlannedFunction};
use crate::setting::Value;
use crate::units::Concurrency;

/// What each function claims, and what of it is ready.
#[derive(Clone, Debug)]
pub(super) struct Claims(Vec<Claim>);

#[derive(Clone, Debug)]
struct Claim {
    reserved: Option<u32>,
    /// By version.
    requested: Vec<u32>,
    available: Vec<u32>,
    /// Provisioned environments that serve a request: more than are asked for where some have to go.
    busy: Vec<u32>,
}

impl Claims {
    pub(super) fn new(plan: &Plan) -> Self {
        let claim = |function: &PlannedFunction| {
            let provisioned: Vec<u32> = function.versions.iter().map(|version| version.provisioned.get()).collect();
            let reserved = function.reserved.map(Concurrency::get);
            let busy = provisioned.iter().map(|_| 0).collect();
            Claim { reserved, available: provisioned.clone(), requested: provisioned, busy }
        };
        Self(plan.functions().iter().map(claim).collect())
    }

    /// A reservation is set, or taken away.
    pub(super) fn reserve(&mut self, function: FunctionId, value: Value) {
        self.0[function.index()].reserved = match value {
            Value::Count(count) => Some(u32::try_from(count).unwrap_or(u32::MAX)),
            _ => None,
        };
    }

    /// Provisioned concurrency is asked for, or ready.
    pub(super) fn provision(&mut self, function: FunctionId, version: VersionId, counts: [Concurrency; 2]) {
        let claim = &mut self.0[function.index()];
        [claim.requested[version.index()], claim.available[version.index()]] = counts.map(Concurrency::get);
    }

    /// One more provisioned environment serves a request.
    pub(super) fn begin(&mut self, function: FunctionId, version: VersionId) {
        self.0[function.index()].busy[version.index()] += 1;
    }

    /// One less does. Returns whether less is claimed now, because it had to go.
    pub(super) fn end(&mut self, function: FunctionId, version: VersionId) -> bool {
        let claim = &mut self.0[function.index()];
        let busy = &mut claim.busy[version.index()];
        *busy -= 1;
        claim.requested[version.index()] <= *busy
    }

    /// All reservations, and what is provisioned without one.
    pub(super) fn sum(&self) -> u32 {
        let provisioned =
            |claim: &Claim| claim.requested.iter().zip(&claim.busy).map(|(asked, busy)| asked.max(busy)).sum();
        self.0.iter().map(|claim| claim.reserved.unwrap_or_else(|| provisioned(claim))).sum()
    }

    /// What of a function is ready.
    pub(super) fn available(&self, function: FunctionId) -> u32 {
        self.0[function.index()].available.iter().sum()
    }

    /// What of all functions is ready.
    pub(super) fn available_of_all(&self) -> u32 {
        self.0.iter().flat_map(|claim| &claim.available).sum()
    }
}

//! Provisioned environments that are kept ready: AWS bills them whether they serve a request or not.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::{PROCESSORS, Usage};
use crate::change::Change;
use crate::plan::Plan;
use crate::runtime::Architecture;
use crate::time::{Instant, Span};

/// Provisioned concurrency is billed in multiples of this.
///
/// Source: <https://aws.amazon.com/lambda/pricing/>, read 2026-10.
const STEP: Span = Span::from_secs(300);

/// What is kept ready in a run.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    plan: Arc<Plan>,
    functions: Vec<Function>,
}

/// What is kept ready of one function.
#[derive(Clone, Debug)]
struct Function {
    /// In MB.
    memory_size: u32,
    architecture: Architecture,
    versions: Vec<Version>,
    /// Memory times time so far, in MB ns.
    used: [u128; PROCESSORS],
}

/// What is kept ready of one version.
#[derive(Clone, Copy, Debug, Default)]
struct Version {
    requested: u32,
    /// Since when there is any.
    since: Instant,
    /// When the amount was last changed.
    changed: Instant,
}

impl Kept {
    /// At the start of a run.
    pub(crate) fn new(plan: &Arc<Plan>) -> Self {
        let functions = plan.functions().iter().map(|planned| {
            let versions = planned.versions.iter().map(|version| version.provisioned.get());
            Function {
                memory_size: planned.memory_size,
                architecture: planned.architecture,
                versions: versions.map(|requested| Version { requested, ..Version::default() }).collect(),
                used: [0; PROCESSORS],
            }
        });
        Self { functions: functions.collect(), plan: Arc::clone(plan) }
    }

    pub(crate) fn change(&mut self, at: Instant, change: &Change) {
        match *change {
            Change::Provisioned { function, version, requested, .. } => {
                self.functions[function.index()].ask(at, version.index(), requested.get());
            }
            Change::Intervention { function: Some(id), .. } => {
                let function = &mut self.functions[id.index()];
                for place in 0..function.versions.len() {
                    function.ask(at, place, function.versions[place].requested);
                }
                let planned = self.plan.in_force(at).function(id);
                (function.memory_size, function.architecture) = (planned.memory_size, planned.architecture);
            }
            _ => {}
        }
    }

    /// What has been kept ready until the end of the run, added to what each function used besides.
    pub(crate) fn finish(self, usages: &mut [Usage]) {
        let end = self.plan.end();
        for (mut function, usage) in self.functions.into_iter().zip(usages) {
            for place in 0..function.versions.len() {
                function.ask(end, place, 0);
            }
            for (sum, used) in usage.kept.iter_mut().zip(function.used) {
                *sum += used.div_ceil(1_000_000);
            }
        }
    }
}

impl Function {
    /// So much is asked for from now on. Where it is none, the time since there was any is rounded up.
    fn ask(&mut self, at: Instant, place: usize, requested: u32) {
        let version = &mut self.versions[place];
        let mut held = at.since(version.changed).as_nanos();
        if requested == 0 {
            let whole = at.since(version.since).as_nanos();
            held += whole.next_multiple_of(STEP.as_nanos()) - whole;
        }
        let units = u128::from(version.requested) * u128::from(self.memory_size);
        self.used[self.architecture as usize] += units * u128::from(held);
        let since = if version.requested == 0 { at } else { version.since };
        *version = Version { requested, since, changed: at };
    }
}

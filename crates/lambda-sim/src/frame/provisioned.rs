//! Provisioned concurrency at one instant.

use super::FunctionFrame;
use crate::provisioned::{Provisioned, Status};
use crate::time::Instant;
use crate::units::Concurrency;

/// The provisioned concurrency of one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProvisionedFrame {
    /// What was asked for, what is ready.
    pub state: Provisioned,
    /// How many of its environments serve a request.
    pub busy: Concurrency,
}

impl FunctionFrame {
    /// What is ready of all versions together.
    pub fn provisioned_available(&self) -> Concurrency {
        self.sum_of(|one| one.state.available())
    }

    /// What was asked for of all versions together: it is taken out of the limits.
    pub fn provisioned_requested(&self) -> Concurrency {
        self.sum_of(|one| one.state.requested())
    }

    /// How many provisioned environments of all versions serve a request.
    pub fn provisioned_busy(&self) -> Concurrency {
        self.sum_of(|one| one.busy)
    }

    /// How many provisioned environments of all versions there are, those included that go when they have finished.
    pub fn provisioned_held(&self) -> Concurrency {
        self.sum_of(|one| one.state.held())
    }

    /// What was asked for of all versions whose allocation is under way.
    pub fn allocating(&self) -> Concurrency {
        let under_way = |state: Provisioned| state.status() == Status::InProgress;
        self.sum_of(|one| if under_way(one.state) { one.state.requested() } else { Concurrency::ZERO })
    }

    /// When the last allocation that is under way will be ready.
    pub fn allocated_at(&self) -> Option<Instant> {
        self.provisioned.iter().filter_map(|one| one.state.ready_at()).max()
    }

    fn sum_of(&self, count: impl Fn(&ProvisionedFrame) -> Concurrency) -> Concurrency {
        self.provisioned.iter().map(count).fold(Concurrency::ZERO, Concurrency::saturating_add)
    }
}

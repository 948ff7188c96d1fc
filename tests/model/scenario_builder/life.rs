//! How environments live.

use lambda_sim::dated::VPC;
use lambda_sim::life::{ReuseOrder, SnapStart};

use super::{FunctionBuilder, IntoLaw};

impl FunctionBuilder {
    pub(crate) fn maximum_age(mut self, law: impl IntoLaw) -> Self {
        self.0.life.maximum_age = law.into_law();
        self
    }

    pub(crate) fn reuse_order(mut self, order: ReuseOrder) -> Self {
        self.0.life.reuse_order = order;
        self
    }

    /// In a VPC, as of then.
    pub(crate) fn vpc(mut self, name: &str) -> Self {
        self.0.life.vpc = VPC.iter().find(|dated| dated.name == name);
        self
    }

    /// The part of the cold starts that are none, because the environment was initialised ahead of need.
    pub(crate) fn proactive(mut self, part: f64) -> Self {
        self.0.life.proactive_initialization = part;
        self
    }

    pub(crate) fn snap_start(mut self, snap_start: SnapStart) -> Self {
        self.0.life.snap_start = snap_start;
        self
    }
}

//! What an environment takes beside set-up, INIT and first run: its way into a VPC, restoring, its age.

use crate::law::Law;
use crate::life::{MAXIMUM_AGE_MIN, PlannedLife};
use crate::pool;
use crate::quotas;
use crate::random::{Purpose, Stream};
use crate::time::{Instant, Span};

/// The streams of one function for these.
#[derive(Clone, Debug)]
pub(super) struct LifeStreams {
    ages: Stream,
    vpc: Stream,
    restores: Stream,
    /// First runs of provisioned environments that take the place of others.
    replacements: Stream,
    /// INIT of these, as it is billed.
    replacement_inits: Stream,
}

impl LifeStreams {
    /// Of all environments of a function (0), or of the one that is made for a request sent by hand.
    pub(super) fn new(seed: u64, name: &str, ordinal: u64) -> Self {
        let stream = |purpose| Stream::new(seed, purpose, name, ordinal);
        Self {
            ages: stream(Purpose::MaximumAge),
            vpc: stream(Purpose::Vpc),
            restores: stream(Purpose::Restore),
            replacements: stream(Purpose::Replacement),
            replacement_inits: stream(Purpose::ReplacementInit),
        }
    }

    /// What a VPC adds to set-up.
    pub(super) fn draw_vpc(&mut self, life: &PlannedLife) -> Span {
        life.vpc.as_ref().map_or(Span::ZERO, |law| law.sample(&mut self.vpc))
    }

    /// Set-up and INIT of a new environment on demand, of what was drawn for them: in a VPC it takes longer, and from a snapshot it
    /// is restored before its request is billed, instead of INIT.
    pub(super) fn draw_start(
        &mut self,
        life: &PlannedLife,
        is_published: bool,
        setup: Span,
        init: Span,
    ) -> (Span, Span) {
        let setup = setup + self.draw_vpc(life);
        match &life.restore {
            Some(law) if is_published => (setup + law.sample(&mut self.restores).min(quotas::RESTORE_MAX), Span::ZERO),
            _ => (setup, init),
        }
    }

    /// When an environment that is made now reaches its maximum age.
    pub(super) fn draw_end(&mut self, life: &PlannedLife, now: Instant) -> Instant {
        let age = life.maximum_age.as_ref().map(|law| law.sample(&mut self.ages).max(MAXIMUM_AGE_MIN));
        age.map_or(pool::NEVER, |age| now + age)
    }

    /// INIT of an environment that takes the place of another, and what its first run takes on top.
    pub(super) fn draw_replacement(&mut self, init: &Law, first_run: &Law) -> (Span, Span) {
        (init.sample(&mut self.replacement_inits), first_run.sample(&mut self.replacements))
    }
}

//! Application Auto Scaling of what is provisioned for the live version.

use lambda_sim::autoscaling::{Autoscaling, Part, ScalingCause};
use lambda_sim::change::Change;
use lambda_sim::units::Concurrency;

use super::{LIVE, MINUTE, Model, Phase, Provision, Request, What};
use crate::reference::mistakes::Mistake;

/// Parts of a whole are counted in thousand-millionths.
const WHOLE: u64 = 1_000_000_000;
/// So many minutes in a row let each alarm act.
const HIGH: u64 = 3;
const LOW: u64 = 15;

/// The samples of one minute.
#[derive(Clone, Copy, Debug, Default)]
struct Datapoint {
    minute: u64,
    samples: u64,
    busy: u64,
    parts: u64,
}

impl Datapoint {
    fn is_above(self, target: u64) -> bool {
        target * self.samples < self.parts
    }

    /// Below nine tenths of the target.
    fn is_low(self, target: u64, mistake: Option<Mistake>) -> bool {
        let tenths = if mistake == Some(Mistake::AlarmLowIsAtTheTarget) { 10 } else { 9 };
        10 * self.parts < tenths * target * self.samples
    }

    /// What would have met the target.
    fn needs(self, target: u64) -> u32 {
        u32::try_from((self.busy * WHOLE).div_ceil(self.samples * target)).expect("a few")
    }
}

/// How what is provisioned for the live version of a function is scaled.
#[derive(Clone, Debug, Default)]
pub(super) struct Scaling {
    /// How many policies there have been.
    policies: u64,
    datapoints: Vec<Datapoint>,
    /// Until when no alarm asks for more, and for less.
    no_more_before: u64,
    no_less_before: u64,
}

impl Model<'_> {
    fn autoscaling(&self, function: usize) -> Autoscaling {
        self.scenario.functions[function].scaling
    }

    /// Moved into the range, where there is one.
    pub(super) fn within(&self, function: usize, version: usize, capacity: u32) -> u32 {
        let Autoscaling { min_capacity, max_capacity, .. } = self.autoscaling(function);
        let (min, max) = (min_capacity.get(), max_capacity.map(Concurrency::get));
        match (max, self.mistake) {
            (_, Some(Mistake::CapacityIsNotMovedIntoTheRange)) => capacity,
            (Some(max), _) if version == LIVE && min <= max => capacity.max(min).min(max),
            _ => capacity,
        }
    }

    /// The target, in thousand-millionths, where there is a policy.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        clippy::float_arithmetic,
        reason = "a part of a whole"
    )]
    pub(super) fn target(&self, function: usize) -> Option<u64> {
        let Autoscaling { max_capacity, target_value, .. } = self.autoscaling(function);
        max_capacity?;
        target_value.map(|target| (target * WHOLE as f64).round() as u64)
    }

    pub(super) fn begin_policies_at_the_start(&mut self) {
        for function in 0..self.functions.len() {
            if self.target(function).is_some() {
                self.begin_policy(function);
            }
        }
    }

    /// A policy was made just now where there was none.
    pub(super) fn begin_policy(&mut self, function: usize) {
        let minute = self.now / MINUTE;
        let scaling = &mut self.functions[function].scaling;
        scaling.policies += 1;
        (scaling.no_more_before, scaling.no_less_before) = (0, 0);
        scaling.datapoints.clear();
        self.schedule_alarms(function, minute);
    }

    /// When the alarms look at a minute.
    fn schedule_alarms(&mut self, function: usize, minute: u64) {
        let delay = self.autoscaling(function).alarm_delay.as_nanos();
        let delay = if self.gets_wrong(Mistake::AlarmsActAtOnce) { 0 } else { delay };
        let policy = self.functions[function].scaling.policies;
        self.schedule((minute + 1) * MINUTE + delay, What::Alarms { function, policy, minute });
    }

    /// An invocation begins: how much of what is ready is in use.
    pub(super) fn sample(&mut self, request: usize) {
        let Request { function, version, .. } = self.requests[request];
        let Provision { ready, .. } = self.functions[function].versions[LIVE];
        let is_counted = version == LIVE || self.gets_wrong(Mistake::EveryVersionGivesSamples);
        if self.target(function).is_none() || !is_counted || ready == 0 {
            return;
        }
        let mut busy = 0;
        for environment in &self.functions[function].environments {
            let is_busy = environment.phase != Phase::Idle && environment.version == LIVE;
            if is_busy && (environment.is_provisioned || self.gets_wrong(Mistake::SpilloverIsUtilization)) {
                busy += 1;
            }
        }
        let minute = self.now / MINUTE;
        let datapoints = &mut self.functions[function].scaling.datapoints;
        if datapoints.last().is_none_or(|last| last.minute != minute) {
            datapoints.push(Datapoint { minute, ..Datapoint::default() });
        }
        if let Some(datapoint) = datapoints.last_mut() {
            datapoint.samples += 1;
            datapoint.busy += busy;
            datapoint.parts += busy * WHOLE / u64::from(ready);
        }
    }

    /// The last minutes up to this one, the first first, if there were so many and each has a datapoint.
    fn last_minutes(&self, function: usize, minute: u64, count: u64) -> Option<Vec<Datapoint>> {
        let first = (minute + 1).checked_sub(count)?;
        let datapoints = &self.functions[function].scaling.datapoints;
        let mut found = Vec::new();
        for wanted in first..=minute {
            match datapoints.iter().find(|datapoint| datapoint.minute == wanted) {
                Some(datapoint) => found.push(*datapoint),
                None if self.gets_wrong(Mistake::GapsBreakNoRow) => {}
                None => return None,
            }
        }
        Some(found).filter(|found| !found.is_empty())
    }

    /// The alarms look at a minute and those before.
    pub(super) fn alarms(&mut self, function: usize, policy: u64, minute: u64) {
        let Some(target) = self.target(function) else { return };
        if policy != self.functions[function].scaling.policies {
            return;
        }
        self.schedule_alarms(function, minute + 1);
        let Provision { requested, ready, .. } = self.functions[function].versions[LIVE];
        if ready < requested && !self.gets_wrong(Mistake::AlarmsActWhileAnAllocationIsUnderWay) {
            return;
        }
        let high = if self.gets_wrong(Mistake::TwoMinutesAreEnough) { 2 } else { HIGH };
        let low = if self.gets_wrong(Mistake::FourteenMinutesAreEnough) { LOW - 1 } else { LOW };
        let is_over = |until: u64| match self.mistake {
            Some(Mistake::CooldownsAreForgotten) => true,
            Some(Mistake::CooldownsHoldAtTheirEnd) => until < self.now || until == 0,
            _ => until <= self.now,
        };
        let scaling = &self.functions[function].scaling;
        let (may_grow, may_shrink) = (is_over(scaling.no_more_before), is_over(scaling.no_less_before));
        let told = |last: Datapoint| (Part(last.parts / last.samples), Part(target));
        if let Some(minutes) = self.last_minutes(function, minute, high)
            && minutes.iter().all(|datapoint| datapoint.is_above(target))
        {
            let last = minutes[minutes.len() - 1];
            let wanted = self.within(function, LIVE, last.needs(target));
            if may_grow && requested < wanted {
                let (utilization, target) = told(last);
                let is_done = self.scale_to(function, ScalingCause::AlarmHigh { utilization, target }, wanted);
                if is_done && !self.gets_wrong(Mistake::ScaleOutLeavesTheCooldownOfScaleIn) {
                    self.functions[function].scaling.no_less_before = 0;
                }
            }
        } else if let Some(minutes) = self.last_minutes(function, minute, low)
            && minutes.iter().all(|datapoint| datapoint.is_low(target, self.mistake))
        {
            let last = minutes[minutes.len() - 1];
            let needs = minutes.iter().map(|datapoint| datapoint.needs(target)).max().unwrap_or_default();
            let needs = if self.gets_wrong(Mistake::ScaleInGoesByTheLastMinute) { last.needs(target) } else { needs };
            let wanted = self.within(function, LIVE, needs);
            if may_shrink && wanted < requested {
                let (utilization, target) = told(last);
                let is_done = self.scale_to(function, ScalingCause::AlarmLow { utilization, target }, wanted);
                if is_done {
                    let cooldown = self.autoscaling(function).scale_in_cooldown.as_nanos();
                    self.functions[function].scaling.no_less_before = self.now + cooldown;
                }
            }
        }
    }

    /// The range has changed: what was asked for last is moved into it.
    pub(super) fn move_into_the_range(&mut self, function: usize) {
        let Provision { requested, .. } = self.functions[function].versions[LIVE];
        let wanted = self.within(function, LIVE, requested);
        if requested < wanted {
            self.scale_to(function, ScalingCause::MinCapacity, wanted);
        } else if wanted < requested {
            self.scale_to(function, ScalingCause::MaxCapacity, wanted);
        }
    }

    /// Asks for so much, which AWS may refuse. Whether it does not.
    fn scale_to(&mut self, function: usize, cause: ScalingCause, wanted: u32) -> bool {
        let Provision { requested, .. } = self.functions[function].versions[LIVE];
        let more = wanted.saturating_sub(requested);
        // AWS goes by what is asked for, not by what has to go and serves still.
        let asked = |function: usize| self.functions[function].versions.iter().map(|it| it.requested).sum::<u32>();
        let kept = if self.gets_wrong(Mistake::ScalingLeavesNothingUnreserved) { 0 } else { 100 };
        let claimed = (0..self.functions.len()).map(|it| self.reserved(it).unwrap_or_else(|| asked(it))).sum::<u32>();
        let rest = match self.reserved(function) {
            Some(reserved) => reserved.saturating_sub(asked(function)),
            None => self.scenario.account.concurrent_executions.get().saturating_sub(claimed + kept),
        };
        let is_refused = rest < more && !self.gets_wrong(Mistake::ScalingIsNeverRefused);
        self.tell(Change::Scaled {
            function: self.ids[function],
            cause,
            from: Concurrency::new(requested),
            to: Concurrency::new(wanted),
            is_refused,
        });
        if !is_refused {
            self.let_requests_come_back();
            self.ask_for_provisioned(function, LIVE, wanted);
        }
        !is_refused
    }

    /// An allocation has come ready, whoever asked for it.
    pub(super) fn came_ready(&mut self, function: usize, version: usize) {
        if version == LIVE {
            let cooldown = self.autoscaling(function).scale_out_cooldown.as_nanos();
            self.functions[function].scaling.no_more_before = self.now + cooldown;
            if self.gets_wrong(Mistake::EveryAllocationHoldsBothAlarms) {
                self.functions[function].scaling.no_less_before = self.now + cooldown;
            }
        }
    }
}

//! A lane: the last attempts of one function, each at the gate that refused it or behind all of them.

use lambda_sim::admission::Limit;
use lambda_sim::cause::{throttling, ways};
use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::units::Concurrency;
use lambda_sim::via::Via;

use super::rail::Rail;

/// The most requests a second that can be told apart while they are watched.
const COUNTABLE: f64 = 40.0;

/// The lane of a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The function.
    pub function: FunctionId,
    /// The way past all gates, into provisioned environments.
    pub rail: Option<Rail>,
    /// The gate of the request rate. Events pass it unmeasured.
    pub request_rate: Gate,
    /// The gate of its reservation.
    pub reserved: Gate,
    /// The gate of what all functions without a reservation share: the wall.
    pub account: Gate,
    /// The gate of the scaling rate.
    pub scaling_rate: Gate,
    /// How many of the last attempts got through all gates.
    pub passed: u32,
    /// Whether events come to it, which wait in a queue.
    pub has_queue: bool,
    /// Requests a second at this instant; `None` where they come at exact instants.
    pub rate: Option<f64>,
}

/// A gate of one lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// Whether requests of this lane meet it.
    pub is_set: bool,
    /// Whether it refuses them now.
    pub is_shut: bool,
    /// How many of the last attempts it refused.
    pub refused: u32,
}

impl Lane {
    /// The lane of a function at the instant of a frame.
    pub fn of(frame: &Frame, plan: &Plan, function: FunctionId) -> Self {
        let tally = &frame.function(function).tally;
        let reserved = plan.function(function).reserved;
        // A reservation of 0 is shut for everybody, tried or not.
        let is_off = reserved == Some(Concurrency::ZERO);
        let shut = if is_off { Some(Limit::Reserved) } else { throttling(frame, plan, function) };
        let gate = |limit: Limit, is_set: bool| Gate {
            is_set,
            is_shut: shut == Some(limit),
            refused: tally.recent_stopped_by(limit),
        };
        Self {
            function,
            rail: Rail::of(frame, function),
            request_rate: gate(Limit::RequestRate, ways(plan, function).any(|via| !via.is_asynchronous())),
            reserved: gate(Limit::Reserved, reserved.is_some()),
            account: gate(Limit::Account, reserved.is_none()),
            scaling_rate: gate(Limit::ScalingRate, true),
            passed: tally.recent() - tally.recent_throttles(),
            has_queue: has_queue(plan, function),
            rate: plan.has_curve(function).then(|| plan.rate_at(function, frame.at).get()),
        }
    }

    /// How many of those that got through came on the rail.
    pub fn by_rail(&self) -> u32 {
        self.rail.map_or(0, |rail| rail.started)
    }

    /// How many of the last attempts are known.
    pub fn recent(&self) -> u32 {
        self.passed + self.refused()
    }

    /// How many of them were refused, at any gate.
    pub fn refused(&self) -> u32 {
        self.gates().iter().map(|gate| gate.refused).sum()
    }

    /// Where its requests walk to, seen one by one: to the gate that refuses them now, or else to the pool (`None`).
    pub fn stops_at(&self) -> Option<Limit> {
        let limits = [Limit::RequestRate, Limit::Reserved, Limit::Account, Limit::ScalingRate];
        limits.into_iter().zip(self.gates()).find_map(|(limit, gate)| gate.is_shut.then_some(limit))
    }

    /// Whether its requests are few enough to be seen one by one.
    pub fn is_countable(&self) -> bool {
        self.rate.is_none_or(|rate| rate <= COUNTABLE)
    }

    /// Its gates, in the order in which requests are checked.
    pub fn gates(&self) -> [Gate; 4] {
        [self.request_rate, self.reserved, self.account, self.scaling_rate]
    }
}

/// The lanes in the order in which they are drawn: those with a queue last, since it is drawn below them.
pub fn lanes(frame: &Frame, plan: &Plan) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = plan.function_ids().map(|id| Lane::of(frame, plan, id)).collect();
    lanes.sort_by_key(|lane| lane.has_queue);
    lanes
}

/// Whether events come to a function.
pub(super) fn has_queue(plan: &Plan, function: FunctionId) -> bool {
    ways(plan, function).any(Via::is_asynchronous)
}

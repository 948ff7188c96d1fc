//! Where there are many functions: the lanes that are drawn one by one, and one line for all others, which can be opened.

use core::cmp::Reverse;

use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::timeline::Run;

use super::lane::{Gate, Lane, lanes};

/// The most lanes and lines that stand over one another while the rest is folded.
pub const ROWS_MAX: usize = 6;

/// The lanes, and the line of the rest where there are too many.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// The lanes that are drawn, those with a queue last.
    pub lanes: Vec<Lane>,
    /// The others as one line.
    pub rest: Option<Rest>,
}

/// The functions whose lanes are folded into one line, all together.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// Before which of the lanes the line stands.
    pub place: usize,
    /// How many they are.
    pub functions: usize,
    /// Which they are.
    pub folded: Vec<FunctionId>,
    /// Whether their lanes are drawn as well.
    pub is_open: bool,
    /// How many of their requests are in flight.
    pub in_flight: u32,
    /// Requests a second at this instant; `None` where any come at exact instants.
    pub rate: Option<f64>,
    /// How many of their last attempts are known.
    pub recent: u32,
    /// What became of these at the gates, in the order in which requests are checked.
    pub gates: [Gate; 4],
}

impl Rows {
    /// The rows at the instant of a frame. Which lanes are folded follows from the whole run, so that playing moves none.
    pub fn of(frame: &Frame, plan: &Plan, run: Option<&Run>, selected: usize, is_open: bool) -> Self {
        let lanes = lanes(frame, plan);
        if lanes.len() <= ROWS_MAX {
            return Self { lanes, rest: None };
        }
        let kept = kept(plan, run, selected);
        let is_kept = |lane: &Lane| kept.contains(&lane.function);
        let folded: Vec<&Lane> = lanes.iter().filter(|lane| !is_kept(lane)).collect();
        let place = lanes.iter().filter(|lane| is_kept(lane) && !lane.has_queue).count();
        let rest = Rest::of(frame, &folded, place, is_open);
        let is_drawn = |lane: &Lane| is_open || is_kept(lane);
        let mut lanes: Vec<Lane> = lanes.iter().filter(|lane| is_drawn(lane)).cloned().collect();
        // Opened, the rest stands under its line.
        lanes.sort_by_key(|lane| (lane.has_queue, !is_kept(lane)));
        Self { lanes, rest: Some(rest) }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.lanes.len() + usize::from(self.rest.is_some())
    }
}

impl Rest {
    fn of(frame: &Frame, lanes: &[&Lane], place: usize, is_open: bool) -> Self {
        let rates: Option<Vec<f64>> = lanes.iter().map(|lane| lane.rate).collect();
        let gate = |index: usize| {
            let gates = || lanes.iter().map(|lane| lane.gates()[index]);
            Gate {
                is_set: gates().any(|gate| gate.is_set),
                is_shut: gates().any(|gate| gate.is_shut),
                refused: gates().map(|gate| gate.refused).sum(),
            }
        };
        Self {
            place,
            functions: lanes.len(),
            folded: lanes.iter().map(|lane| lane.function).collect(),
            is_open,
            in_flight: lanes.iter().map(|lane| frame.function(lane.function).phases.in_flight().get()).sum(),
            rate: rates.map(|rates| rates.iter().sum()),
            recent: lanes.iter().map(|lane| lane.recent()).sum(),
            gates: core::array::from_fn(gate),
        }
    }

    /// How many of their last attempts were refused, at any gate.
    pub fn refused(&self) -> u32 {
        self.gates.iter().map(|gate| gate.refused).sum()
    }
}

/// The functions whose lanes stay: the selected one, then those with most to tell over the whole run.
fn kept(plan: &Plan, run: Option<&Run>, selected: usize) -> Vec<FunctionId> {
    let told = |id: &FunctionId| {
        let series = run.and_then(|run| run.series().functions.get(id.index()));
        let total = series.map(|series| series.total).unwrap_or_default();
        (total.throttled() + total.errors, total.requests)
    };
    let mut functions: Vec<FunctionId> = plan.function_ids().collect();
    functions.sort_by_key(|id| (id.index() != selected, Reverse(told(id))));
    functions.truncate(ROWS_MAX - 1);
    functions
}

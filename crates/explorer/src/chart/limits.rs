//! Limits over time, for lines in a chart: an intervention makes a step.

use lambda_sim::plan::Plan;
use lambda_sim::time::Instant;
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;

/// The limit that holds from one instant to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// The limit: requests in flight.
    pub value: u32,
    /// From when on.
    pub from: Instant,
    /// Until when.
    pub to: Instant,
}

/// The account limit over the whole run.
pub fn account(plan: &Plan) -> Vec<Level> {
    levels(plan, |plan| Some(plan.account_limit().get()))
}

/// The reservation of the function at this place over the whole run; nothing while it has none.
pub fn reserved(plan: &Plan, place: usize) -> Vec<Level> {
    levels(plan, |plan| plan.functions()[place].reserved.map(Concurrency::get))
}

/// What is ready of the provisioned concurrency of the function at this place, over the whole run; nothing while none is.
pub fn provisioned(run: &Run, place: usize) -> Vec<Level> {
    let series = run.series();
    let mut levels: Vec<Level> = Vec::new();
    for (row, of_period) in series.functions[place].rows.iter().enumerate() {
        let value = of_period.provisioned.available;
        let (from, to) = (series.start(row), series.start(row) + series.row_length(row));
        match levels.last_mut() {
            Some(last) if last.value == value && last.to == from => last.to = to,
            _ if value == 0 => {}
            _ => levels.push(Level { value, from, to }),
        }
    }
    levels
}

fn levels(plan: &Plan, value: impl Fn(&Plan) -> Option<u32>) -> Vec<Level> {
    let instants = changes(plan);
    let ends = instants.iter().skip(1).copied().chain([plan.end()]);
    let mut levels: Vec<Level> = Vec::new();
    for (from, to) in instants.iter().copied().zip(ends) {
        let Some(value) = value(plan.in_force(from)) else { continue };
        match levels.last_mut() {
            Some(last) if last.value == value && last.to == from => last.to = to,
            _ => levels.push(Level { value, from, to }),
        }
    }
    levels
}

/// The start of the run and every instant at which its plan may change.
fn changes(plan: &Plan) -> Vec<Instant> {
    let mut instants: Vec<Instant> = plan.interventions().map(|intervention| intervention.at).collect();
    instants.push(Instant::START);
    instants.sort_unstable();
    instants.dedup();
    instants
}

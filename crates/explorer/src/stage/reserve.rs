//! A first reservation, for whoever presses "reserve" at a gate and changes it afterwards.

use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::quotas::UNRESERVED_MINIMUM;

use crate::arithmetic::mean_run;

/// A quarter more than a function wants at its peak, in tens, since concurrency swings around its mean; but not more than three
/// fifths of what nobody has reserved, so that most functions have something left. `None` where AWS keeps the rest unreserved.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, and the value is bounded below"
)]
pub fn first_reservation(plan: &Plan, function: FunctionId) -> Option<u32> {
    let unreserved = plan.unreserved().get();
    let most = unreserved.saturating_sub(UNRESERVED_MINIMUM.get()).min(unreserved / 5 * 3);
    let wanted = plan.peak_rate(function).offered_concurrency(mean_run(plan.function(function)));
    let in_tens = (wanted * 1.25 / 10.0).ceil() as u32;
    // Requests at exact instants have no rate to reckon with.
    let enough = if in_tens == 0 { most } else { in_tens.saturating_mul(10).min(most) };
    (0 < enough).then_some(enough)
}

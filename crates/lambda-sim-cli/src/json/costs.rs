//! What AWS would bill, as JSON: in US dollars; null where a price is not known.

use lambda_sim::cost::{Charge, Dollars, US_EAST_1, Usage};
use serde_json::{Value, json};

/// Which prices these are.
pub(super) fn prices() -> Value {
    json!({ "region": US_EAST_1.region, "read": US_EAST_1.read, "source": US_EAST_1.source })
}

/// Of one function, without the free tier.
pub(super) fn of(usage: Usage, charge: Charge) -> Value {
    json!({
        "billed_requests": usage.requests,
        "billed_duration_ms": usage.millis,
        "billed_gb_s": usage.gb_seconds(),
        "kept_gb_s": usage.kept_gb_seconds(),
        "requests_usd": charge.requests.as_f64(),
        "duration_usd": charge.duration.map(Dollars::as_f64),
        "provisioned_usd": charge.kept.map(Dollars::as_f64),
        "total_usd": charge.total().map(Dollars::as_f64),
    })
}

/// Of the account. The free tier is the account's, not a function's.
pub(super) fn of_account(usages: &[Usage], free_tier: bool) -> Value {
    let usage: Usage = usages.iter().copied().sum();
    let mut cost = of(usage, US_EAST_1.charge(&usage));
    if free_tier {
        let charge = US_EAST_1.charge_after_free_tier(&usage);
        cost["after_free_tier_usd"] = charge.total().map(Dollars::as_f64).into();
    }
    cost
}

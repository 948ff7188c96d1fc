//! What AWS would bill for each function and for the account.

use std::fmt::Write as _;

use lambda_sim::cost::{Charge, Dollars, US_EAST_1, Usage};
use lambda_sim::timeline::Run;

use super::ACCOUNT;
use crate::grid::{Column, NOTHING, aligned};

/// None where nothing is billed: no invocation has ended, and none was provisioned.
pub(super) fn of(run: &Run, free_tier: bool) -> Option<String> {
    let account: Usage = run.usage().iter().copied().sum();
    if account == Usage::default() {
        return None;
    }
    let names = run.plan().functions().iter().map(|function| function.name.clone());
    let usages: Vec<Usage> = run.usage().iter().copied().chain([account]).collect();
    let charges: Vec<Charge> = US_EAST_1.charges(run.usage()).into_iter().chain([US_EAST_1.charge(&account)]).collect();
    let is_kept = usages.iter().any(|usage| 0.0 < usage.kept_gb_seconds());
    let kept = || {
        let gb_seconds =
            Column::numbers("kept GB s", usages.iter().map(|usage| format!("{:.1}", usage.kept_gb_seconds())));
        [gb_seconds, Column::numbers("kept USD", charges.iter().map(|charge| dollars(charge.kept)))]
    };
    let mut columns = vec![
        Column::names("cost of", names.chain([ACCOUNT.to_owned()])),
        Column::numbers("billed requests", usages.iter().map(|usage| usage.requests)),
        Column::numbers("GB s", usages.iter().map(|usage| format!("{:.1}", usage.gb_seconds()))),
        Column::numbers("requests USD", charges.iter().map(|charge| dollars(Some(charge.requests)))),
        Column::numbers("duration USD", charges.iter().map(|charge| dollars(charge.duration))),
    ];
    columns.extend(is_kept.then(kept).into_iter().flatten());
    columns.push(Column::numbers("total USD", charges.iter().map(|charge| dollars(charge.total()))));
    let mut out = aligned(&columns);
    if free_tier {
        let left = US_EAST_1.charge_after_free_tier(&account).total();
        let _ = writeln!(out, "after the free tier of a month: {} USD", dollars(left));
    }
    let _ = writeln!(out, "prices of {}, {}: {}", US_EAST_1.region, US_EAST_1.read, US_EAST_1.source);
    Some(out)
}

/// To a millionth of a dollar.
fn dollars(amount: Option<Dollars>) -> String {
    amount.map_or(NOTHING.to_owned(), |amount| format!("{amount:.6}"))
}

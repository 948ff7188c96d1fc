//! What a run costs, as tables and as JSON.

use serde_json::json;

use crate::invoke::{call_with, parse, summary_of};
use crate::table::Table;

/// Three hours of a million invocations: 1,000,001 GB s and a fifth of a dollar for the requests, with one invocation of another
/// function on top that is cold.
const MONTH: &str = "version: 1\nlength: 3h\naccount: { ConcurrentExecutions: 2000 }\nfunctions:\n\
                     \x20 a: { MemorySize: 1024, duration: 1s, init: 0s }\n  b: { MemorySize: 2048, duration: 300ms, init: 200ms }\n\
                     callers:\n  - { function: a, process: even, rate: [[0s, 100/s], [10000s, 100/s], [10000s, 0/s]] }\n\
                     \x20 - { function: b, at: 0s }\n";

#[test]
fn the_summary_says_what_each_function_costs_and_all_together() {
    let summary = summary_of(MONTH);
    let of_b = json!({
        "billed_requests": 1,
        "billed_duration_ms": 500,
        "billed_gb_s": 1.0,
        "kept_gb_s": 0.0,
        "requests_usd": 0.000_000_2,
        "duration_usd": 0.000_016_666_7,
        "provisioned_usd": 0.0,
        "total_usd": 0.000_016_866_7,
    });
    assert_eq!(summary["functions"]["b"]["cost"], of_b);
    let account = json!({
        "billed_requests": 1_000_001,
        "billed_duration_ms": 1_000_000_500,
        "billed_gb_s": 1_000_001.0,
        "kept_gb_s": 0.0,
        "requests_usd": 0.200_000_2,
        "duration_usd": 16.666_716_666_7,
        "provisioned_usd": 0.0,
        "total_usd": 16.866_716_866_7,
    });
    assert_eq!(summary["account"]["cost"], account);
    let prices =
        json!({ "region": "us-east-1", "read": "2026-10", "source": "https://aws.amazon.com/lambda/pricing/" });
    assert_eq!(summary["prices"], prices);
}

/// One request and 600,001 GB s are left.
#[test]
fn the_free_tier_is_taken_off_where_it_is_asked_for() {
    let json = call_with(&["run", "-", "--format", "json", "--free-tier"], MONTH.as_bytes()).succeeds();
    let cost = &parse(&json)["account"]["cost"];
    assert_eq!(cost["after_free_tier_usd"], 10.000_036_866_7);
    assert_eq!(cost["total_usd"], 16.866_716_866_7);
    let out = call_with(&["run", "-", "--free-tier"], MONTH.as_bytes()).succeeds();
    assert!(out.contains("\nafter the free tier of a month: 10.000037 USD\n"), "{out}");
    let without = call_with(&["run", "-"], MONTH.as_bytes()).succeeds();
    assert!(!without.contains("free tier"), "{without}");
}

#[test]
fn the_table_of_costs_names_region_and_date_of_its_prices() {
    let out = call_with(&["run", "-"], MONTH.as_bytes()).succeeds();
    let table = Table::of(&out, &["cost of"]);
    assert_eq!(table.headers, ["cost of", "billed requests", "GB s", "requests USD", "duration USD", "total USD"]);
    assert_eq!(table.rows[1], ["b", "1", "1.0", "0.000000", "0.000017", "0.000017"]);
    assert_eq!(table.rows[2], ["*", "1000001", "1000001.0", "0.200000", "16.666717", "16.866717"]);
    assert!(out.contains("\nprices of us-east-1, 2026-10: https://aws.amazon.com/lambda/pricing/\n"), "{out}");
}

#[test]
fn where_nothing_is_billed_there_is_no_table_of_costs() {
    let out = call_with(
        &["run", "-"],
        b"version: 1\nlength: 1s\nfunctions: { a: { duration: 2s } }\ncallers: [{ function: a, at: 0s }]",
    )
    .succeeds();
    assert!(Table::find(&out, &["cost of"]).is_none(), "{out}");
}

/// Ten kept ready for an hour, of 1 GB each.
#[test]
fn what_is_kept_ready_has_columns_of_its_own() {
    let kept = "version: 1\nlength: 1h\nfunctions: { a: { MemorySize: 1024, duration: 1s, ProvisionedConcurrentExecutions: 10 } }";
    let table = Table::of(&call_with(&["run", "-"], kept.as_bytes()).succeeds(), &["cost of"]);
    assert_eq!(table.headers[5..], ["kept GB s", "kept USD", "total USD"]);
    assert_eq!(table.rows[0], ["a", "0", "0.0", "0.000000", "0.000000", "36000.0", "0.150001", "0.150001"]);
    assert_eq!(summary_of(kept)["account"]["cost"]["provisioned_usd"], 0.150_001_2);
}

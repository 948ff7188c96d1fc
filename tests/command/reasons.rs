//! The second line of `lambda-sim explain`: why it is as it is at that instant.

use crate::invoke::call_with;

fn reason(file: &str, at: &str) -> String {
    let out = call_with(&["explain", "-", "--at", at], file.as_bytes()).succeeds();
    out.lines().nth(1).expect("a reason").to_owned()
}

/// Callers of version 7 find all of the reservation provisioned for the live version, or all but two of it.
fn reserved_and_provisioned(reserved: u32) -> String {
    format!(
        "version: 1\nlength: 10s\nfunctions:\n  orders: {{ duration: 5s, init: 0s, ReservedConcurrentExecutions: {reserved}, \
         ProvisionedConcurrentExecutions: 5, versions: {{ 7: {{}} }} }}\n\
         callers: [{{ function: orders, qualifier: \"7\", at: 1s x 3 }}]\n"
    )
}

#[test]
fn a_reservation_that_is_provisioned_leaves_nothing_or_the_rest_to_run_on_demand() {
    let own = "orders is throttled at its own reservation";
    let all = format!("{own}: all 5 are provisioned, which leaves nothing to run on demand");
    assert_eq!(reason(&reserved_and_provisioned(5), "1s"), all);
    let rest = format!("{own}: 5 of 7 are provisioned, and 2 of the other 2 are in flight on demand");
    assert_eq!(reason(&reserved_and_provisioned(7), "1s"), rest);
}

#[test]
fn a_client_whose_retry_quota_is_used_up_is_told_while_it_gives_up() {
    let file = |mode: &str| {
        format!(
            "version: 1\nlength: 1m\nfunctions: {{ orders: {{ duration: 30s, init: 0s, ReservedConcurrentExecutions: 1 }} }}\n\
             callers: [{{ function: orders, via: sdk, retry_mode: {mode}, at: 1s x 200 }}]\n"
        )
    };
    let throttled = "orders is throttled at its own reservation: 1 of 1 are in flight";
    assert_eq!(reason(&file("standard"), "1s"), throttled);
    let given_up = format!("{throttled}; a client of it gives up, because its retry quota is used up");
    assert_eq!(reason(&file("standard-2026"), "1s"), given_up);
    assert_eq!(reason(&file("standard-2026"), "1.999s"), given_up, "for a second after the last one");
}

#[test]
fn cold_starts_after_an_update_are_told_by_it() {
    let file = "version: 1\nlength: 1m\nfunctions: { orders: { duration: 1s, init: 1s } }\n\
                callers: [{ function: orders, at: [1s x 3, 20s] }]\n\
                interventions: [{ at: 10s, UpdateFunctionCode: { function: orders } }]\n";
    let told = "orders was updated at 10s, and environments of the configuration before are not used again, 3 on demand; new ones in INIT: 1";
    assert_eq!(reason(file, "20s"), told);
    assert_eq!(reason(file, "1s"), "no idle environment of orders was left; new ones in INIT: 3");
}

#[test]
fn a_mapping_that_is_disabled_is_said_to_read_nothing() {
    let file = |callers: &str| {
        format!(
            "version: 1\nlength: 2m\nfunctions: {{ work: {{ duration: 1s, init: 0s, Timeout: 10 }} }}\ncallers: [{callers}]\n"
        )
    };
    let disabled =
        |what: &str| format!("the event source mapping of work is disabled, so nobody reads its {what} wait");
    let from_the_start = |via: &str| file(&format!("{{ function: work, via: {via}, Enabled: false, at: 1s x 30 }}"));
    assert_eq!(reason(&from_the_start("sqs"), "5s"), disabled("messages: 30"), "before any request");
    assert_eq!(reason(&from_the_start("kinesis"), "5s"), disabled("records: 30"));
    // Its first batch is throttled, and is not tried again: what is invisible waits as well.
    let later = "interventions: [{ at: 1100ms, UpdateEventSourceMapping: { caller: 0, Enabled: false } }]\n";
    let off = file("{ function: work, via: sqs, at: 1s x 3 }")
        .replace("Timeout: 10", "ReservedConcurrentExecutions: 0")
        + later;
    assert_eq!(reason(&off, "20s"), disabled("messages: 3"));
    // A lane with a batch that has failed is not said to block anything either.
    let failing = file("{ function: work, via: kinesis, BatchSize: 3, poison_record: 2, at: 1s x 8 }");
    assert_eq!(
        reason(&failing, "20s"),
        "batches of work that have failed block their lanes, where nothing behind them is read: 1 of 1"
    );
    let later = "interventions: [{ at: 20s, UpdateEventSourceMapping: { caller: 0, Enabled: false } }]\n";
    assert_eq!(reason(&(failing + later), "1m"), disabled("records: 8"));
}

//! Nothing is lost and nothing is counted twice, in any shipped scenario.

use serde_json::Value;

use crate::csv::{SUMS, series_of, sum};
use crate::invoke::{call, count, parse, shipped, summary_of_file, word};
use crate::table::Table;

#[test]
fn the_account_is_the_sum_of_its_functions_in_every_period() {
    for path in shipped() {
        let lines = series_of(word(&path));
        let functions = lines.iter().skip(1).take_while(|line| line.text("function") != "*").count();
        for period in lines.chunks(1 + functions) {
            for column in SUMS {
                let each: u64 = period[1..].iter().map(|line| line.count(column)).sum();
                assert_eq!(each, period[0].count(column), "{column} of {:?} in {}", period[0], path.display());
            }
        }
    }
}

#[test]
fn every_throttle_has_one_limit() {
    for path in shipped() {
        for line in &*series_of(word(&path)) {
            let by_limit =
                ["throttles_account", "throttles_reserved", "throttles_scaling_rate", "throttles_request_rate"];
            let each: u64 = by_limit.into_iter().map(|column| line.count(column)).sum();
            assert_eq!(each, line.count("Throttles"), "{line:?} in {}", path.display());
        }
    }
}

/// What an API answers by itself, before its function.
const TURNED_AWAY: [&str; 7] = [
    "throttles_api_gateway",
    "identity_missing",
    "denied",
    "denied_from_cache",
    "authorizer_errors",
    "authorizer_timeouts",
    "authorizer_throttles",
];

/// Whoever neither retries nor is retried by Lambda is tried once: admitted, or throttled, or an API answers instead.
#[test]
fn requests_that_nobody_repeats_are_invocations_or_throttles() {
    let mut checked = 0;
    for path in shipped() {
        let file = word(&path);
        let (lines, summary) = (series_of(file), summary_of_file(file));
        for name in names(&summary) {
            let attempts = sum(&lines, name, "Invocations") + sum(&lines, name, "Throttles");
            let turned_away: u64 = TURNED_AWAY.iter().map(|column| sum(&lines, name, column)).sum();
            let requests = sum(&lines, name, "requests") - turned_away;
            if callers_of(&summary, name).all(|via| ["invoke", "alb", "api-gateway", "function-url"].contains(&via)) {
                assert_eq!(requests, attempts, "{name} in {file}");
                checked += 1;
            } else {
                assert!(requests <= attempts, "{name} in {file}");
            }
        }
    }
    assert!(10 <= checked, "{checked} functions");
}

/// At the end of a run every request has been answered, or is in flight, or waits for its next attempt; and every event is
/// done, or dropped, or one of those.
#[test]
fn every_request_and_every_event_is_somewhere_when_the_run_ends() {
    for path in shipped() {
        let file = word(&path);
        for seed in ["1", "43"] {
            let summary = parse(&call(&["run", file, "--format", "json", "--seed", seed]).succeeds());
            let length = format!("{}s", summary["length_s"]);
            let explained = call(&["explain", file, "--at", &length, "--seed", seed]).succeeds();
            let at_the_end = Table::of(&explained, &["function", "in flight"]);
            for name in names(&summary) {
                let totals = &summary["functions"][name];
                let events = &totals["asynchronous"];
                let received = count(events, "AsyncEventsReceived");
                let status = totals["status"].as_object().expect("a map of counts");
                let answers: u64 = status.values().map(|count| count.as_u64().expect("a count")).sum();
                let accepted = status.get("202").map_or(0, |count| count.as_u64().expect("a count"));
                assert_eq!(accepted, received, "{name} in {file}");

                // A batch of a stream that fails is tried again as the same request.
                if callers_of(&summary, name).any(|via| ["kinesis", "dynamodb-streams"].contains(&via)) {
                    continue;
                }
                let ended = count(events, "done") + count(events, "AsyncEventsDropped");
                let waiting = at_the_end.count(name, "waiting events");
                assert_eq!(waiting, count(events, "waiting"), "{name} in {file}");
                let under_way = at_the_end.count(name, "in flight") + at_the_end.count(name, "waiting retries");
                // Nobody has an answer to a batch of a queue: it has run, or it runs.
                let is_of_a_queue = totals["queue"].is_object() && status.is_empty();
                let invocations = count(totals, "Invocations");
                let batches = if is_of_a_queue { invocations - at_the_end.count(name, "in flight") } else { 0 };
                let known = (answers - accepted) + batches + ended + waiting + under_way;
                assert_eq!(known, count(totals, "requests"), "{name} in {file} with seed {seed}");
                assert!(count(events, "dead_lettered") <= count(events, "AsyncEventsDropped"), "{name} in {file}");
            }
        }
    }
}

#[test]
fn what_callers_see_adds_up_to_what_their_functions_count() {
    for path in shipped() {
        let summary = summary_of_file(word(&path));
        let callers = summary["callers"].as_array().expect("a list");
        for name in names(&summary) {
            let of_function = callers.iter().filter(|caller| caller["function"] == name);
            let requests: u64 = of_function.map(|caller| count(caller, "requests")).sum();
            assert_eq!(requests, count(&summary["functions"][name], "requests"), "{name} in {}", path.display());
        }
        let all = &summary["account"]["response_time_s"];
        let of = |key: &str| all[key]["count"].as_u64().unwrap_or(0);
        assert_eq!(of("all"), of("cold") + of("warm"), "{}", path.display());
    }
}

fn names(summary: &Value) -> impl Iterator<Item = &str> {
    summary["functions"].as_object().expect("a map of functions").keys().map(String::as_str)
}

/// The ways on which a function is called.
fn callers_of<'s>(summary: &'s Value, name: &'s str) -> impl Iterator<Item = &'s str> {
    let callers = summary["callers"].as_array().expect("a list");
    let of_function = callers.iter().filter(move |caller| caller["function"] == name);
    of_function.map(|caller| caller["via"].as_str().expect("a name"))
}

//! `lambda-sim explain`: an instant, why, and what happens around it.

use std::sync::Arc;

use lambda_sim::cause::Cause;
use lambda_sim::scenario::Scenario;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::tree::Tree;

use crate::invoke::{PROMOTION, TEN_REQUESTS, call, call_with, shipped, word};
use crate::table::Table;

/// The changes in an explanation: whether they are marked as past, and what stands behind the mark.
fn changes(out: &str) -> Vec<(bool, &str)> {
    let changes = out.lines().skip_while(|line| !line.starts_with("changes around ")).skip(1);
    changes.map(|line| (line.starts_with('*'), &line[2..])).collect()
}

/// Changes with an instant of their own, not those that only count more of the same.
fn instants(out: &str) -> Vec<(bool, Span)> {
    let first = |text: &str| text.split_whitespace().next().and_then(Span::parse);
    changes(out).into_iter().filter_map(|(past, text)| Some((past, first(text)?))).collect()
}

/// The ninth of AWS's ten requests finds no idle environment.
#[test]
fn an_instant_of_the_ten_requests_is_explained_to_the_last_change() {
    let out = call(&["explain", TEN_REQUESTS, "--at", "1.6s"]).succeeds();
    let expected = "\
1.6s of 3s, seed 1
no idle environment of orders was left; new ones in INIT: 1

function  in flight  in INIT        limit  idle  throttled lately
orders            6        1  1000 shared     0            0 of 9
(throttled lately: of the last 100 attempts)

changes around 1.6s (* up to then)
* 700ms  orders  environment 4: INIT ended, INVOKE
* 800ms  orders  request 5 starts environment 5 (cold): INIT
* 900ms  orders  environment 5: INIT ended, INVOKE
* 1.1s   orders  request 1 done, environment 1 idle: answered 200 after 1.1s
* 1.15s  orders  request 6 reuses environment 1 (warm)
* 1.2s   orders  request 2 done, environment 2 idle: answered 200 after 1.1s
* 1.25s  orders  request 7 reuses environment 2 (warm)
* 1.4s   orders  request 3 done, environment 3 idle: answered 200 after 1.1s
* 1.45s  orders  request 8 reuses environment 3 (warm)
* 1.6s   orders  request 9 starts environment 6 (cold): INIT
  1.7s   orders  request 4 done, environment 4 idle: answered 200 after 1.1s
  1.7s   orders  environment 6: INIT ended, INVOKE
  1.75s  orders  request 10 reuses environment 4 (warm)
  1.9s   orders  request 5 done, environment 5 idle: answered 200 after 1.1s
  2.15s  orders  request 6 done, environment 1 idle: answered 200 after 1s
  2.25s  orders  request 7 done, environment 2 idle: answered 200 after 1s
  2.45s  orders  request 8 done, environment 3 idle: answered 200 after 1s
  2.7s   orders  request 9 done, environment 6 idle: answered 200 after 1.1s
  2.75s  orders  request 10 done, environment 4 idle: answered 200 after 1s
  nothing more happens before the end of the run
";
    assert_eq!(out, expected);
}

#[test]
fn ten_lines_up_to_the_instant_and_ten_after_it() {
    for at in ["75s", "90s", "123456789us", "200s"] {
        let out = call(&["explain", PROMOTION, "--at", at]).succeeds();
        let at = Span::parse(at).expect("a span");
        let instants = instants(&out);
        assert_eq!(instants.len(), 20, "{out}");
        for (place, (past, instant)) in instants.iter().enumerate() {
            assert_eq!((*past, *past), (place < 10, *instant <= at), "line {place} of\n{out}");
        }
        assert!(instants.is_sorted_by_key(|(_, instant)| *instant), "{out}");
    }
}

/// Between two changes everything is as at the earlier one; a nanosecond before that one, it is still to come.
#[test]
fn the_instant_of_a_change_is_up_to_then() {
    let explained = |at: Span| call(&["explain", PROMOTION, "--at", &at.to_string()]).succeeds();
    let between = explained(Span::from_secs(90));
    let last = instants(&between).into_iter().rfind(|(past, _)| *past).expect("a change").1;
    assert_eq!(changes(&explained(last)), changes(&between));
    let before = explained(Span::from_nanos(last.as_nanos() - 1));
    let (before, between) = (changes(&before), changes(&between));
    assert_eq!(before[1..10], between[..9]);
    assert_eq!(before[10], (false, between[9].1));
    assert_eq!(before[11..], between[10..19]);
}

/// The sentence is the core's, which words it by what is true at the instant.
#[test]
fn the_sentence_is_the_cause_at_the_instant() {
    for path in shipped() {
        let text = std::fs::read_to_string(&path).expect("a shipped scenario");
        let tree: Tree = serde_saphyr::from_str(&text).expect("a tree");
        let (_, plan) = Scenario::read(&tree).expect("a plan");
        let plan = Arc::new(plan);
        let run = Run::of(Arc::clone(&plan), plan.length());
        for percent in [25, 60] {
            let at = Span::from_nanos(plan.length().as_nanos() / 100 * percent);
            let frame = run.frame_at(at.after_start());
            let out = call(&["explain", word(&path), "--at", &at.to_string()]).succeeds();
            let in_force = plan.in_force(frame.at);
            let sentence = Cause::of(&frame, in_force).sentence(&frame, in_force);
            assert_eq!(out.lines().nth(1), Some(sentence.as_str()), "{} at {at}", path.display());
            let table = Table::of(&out, &["function", "in flight"]);
            for (planned, state) in plan.functions().iter().zip(&frame.functions) {
                let cells = ["in flight", "idle", "waiting events"].map(|header| table.count(&planned.name, header));
                let phases = state.phases;
                let expected = [phases.in_flight().get(), phases.idle.get(), state.waiting_events].map(u64::from);
                assert_eq!(cells, expected, "{} in {} at {at}", planned.name, path.display());
            }
        }
    }
}

/// The account has room for 233 of each burst and one more of the first; who is refused is told so in two ways.
#[test]
fn a_burst_is_a_line_of_each_kind_with_a_count() {
    let file = "version: 1\nlength: 10s\naccount: { ConcurrentExecutions: 700 }\n\
                functions: { a: { duration: 1s, init: 10ms }, b: { duration: 1s, init: 10ms } }\ncallers:\n\
                \x20 - { function: a, at: 5s x 1000 }\n  - { function: b, via: alb, at: 5s x 500 }\n\
                \x20 - { function: a, via: alb, at: 5s x 400 }\n";
    let out = call_with(&["explain", "-", "--at", "5s"], file.as_bytes()).succeeds();
    let changes = changes(&out);
    let refused = "throttled: 700 of 700 in flight (ConcurrentInvocationLimitExceeded): answered";
    let expected = [
        (true, "5s     a  request 1 starts environment 1 (cold): INIT", 467),
        (true, "5s     b  request 1 starts environment 1 (cold): INIT", 233),
        (true, &format!("5s     b  request 234 {refused} 502 after 0s"), 267),
        (true, &format!("5s     a  request 468 {refused} 502 after 0s"), 167),
        (true, &format!("5s     a  request 469 {refused} 429 after 0s"), 766),
        (false, "5.01s  a  environment 1: INIT ended, INVOKE", 467),
        (false, "5.01s  b  environment 1: INIT ended, INVOKE", 233),
        (false, "6.01s  a  request 1 done, environment 1 idle: answered 200 after 1.01s", 467),
        (false, "6.01s  b  request 1 done, environment 1 idle: answered 200 after 1.01s", 233),
    ];
    assert_eq!(changes.len(), 2 * expected.len() + 1, "{out}");
    for (pair, (past, first, count)) in changes.chunks(2).zip(expected) {
        assert_eq!(pair, [(past, first), (past, &*format!("          ... and {} more like it", count - 1))], "{out}");
    }
}

/// Twenty environments are idle when fifty requests come, and about half of all runs fail, which an Invoke answers with 200 too.
#[test]
fn warm_and_cold_starts_are_two_kinds_and_so_are_results_and_errors() {
    let file = b"version: 1\nlength: 10s\nfunctions: { a: { duration: 1s, init: 0s, error_rate: 50% } }\n\
                 callers: [{ function: a, at: [1s x 20, 5s x 50] }]";
    let out = call_with(&["explain", "-", "--at", "5s"], file).succeeds();
    let at =
        |instant: &str| changes(&out).into_iter().filter(|(_, text)| text.starts_with(instant)).collect::<Vec<_>>();
    let with = |instant: &str, word: &str| at(instant).iter().filter(|(_, text)| text.contains(word)).count();
    assert_eq!([with("5s", "(warm)"), with("5s", "(cold)")], [1, 1], "{out}");
    assert_eq!([with("6s", " done, "), with("6s", " failed, ")], [1, 1], "{out}");
    assert!(out.contains("... and 19 more like it") && out.contains("... and 29 more like it"), "{out}");
}

#[test]
fn few_changes_at_one_instant_stand_singly_and_in_order() {
    let file = "version: 1\nlength: 10s\nfunctions: { a: { duration: 1s, init: 10ms } }\ncallers: [{ function: a, at: 5s x 10 }]";
    let out = call_with(&["explain", "-", "--at", "5s"], file.as_bytes()).succeeds();
    let numbers: Vec<&str> = changes(&out).into_iter().filter(|(past, _)| *past).map(|(_, text)| text).collect();
    assert_eq!(numbers.len(), 10, "{out}");
    assert!(numbers[9].ends_with("request 10 starts environment 10 (cold): INIT"), "{out}");
}

/// Nine changes one after the other, then five at once, and the same again after the instant: four of the five stand in the
/// eleventh line or later.
#[test]
fn an_instant_that_does_not_fit_is_cut() {
    let single = |from: u32| (from..from + 9).map(|second| format!("{second}s")).collect::<Vec<_>>().join(", ");
    let file = format!(
        "version: 1\nlength: 10m\nfunctions: {{ a: {{ duration: 5m, init: 10s }} }}\n\
         callers: [{{ function: a, at: [1s x 5, {}, {}, 5m30s x 5] }}]",
        single(301),
        single(321),
    );
    let out = call_with(&["explain", "-", "--at", "320s"], file.as_bytes()).succeeds();
    let instants = instants(&out);
    assert_eq!(instants.iter().filter(|(past, _)| *past).count(), 10, "{out}");
    assert_eq!(instants.iter().filter(|(past, _)| !*past).count(), 10, "{out}");
}

#[test]
fn the_start_and_the_end_of_a_run_can_be_explained() {
    let out = call(&["explain", PROMOTION, "--at", "0s"]).succeeds();
    assert_eq!(changes(&out)[0], (true, "nothing has happened yet"), "{out}");
    assert_eq!(changes(&out).len(), 11, "{out}");
    let out = call(&["explain", PROMOTION, "--at", "300s"]).succeeds();
    assert_eq!(changes(&out).last(), Some(&(false, "nothing more happens before the end of the run")), "{out}");
    assert_eq!(changes(&out).len(), 11, "{out}");
    let nothing = b"version: 1\nlength: 5s\nfunctions: { a: { duration: 1s } }";
    let out = call_with(&["explain", "-", "--at", "1s"], nothing).succeeds();
    assert!(out.starts_with("1s of 5s, seed 1\nno request comes in this run\n"), "{out}");
    assert_eq!(changes(&out).len(), 2, "{out}");
}

#[test]
fn another_seed_is_another_explanation() {
    let words = ["explain", PROMOTION, "--at", "90s"];
    let of_file = call(&words).succeeds();
    assert_eq!(call(&[&words[..], &["--seed", "42"]].concat()).succeeds(), of_file);
    let other = call(&[&words[..], &["--seed", "43"]].concat()).succeeds();
    assert!(other.starts_with("1m30s of 5m, seed 43\n"), "{other}");
    assert_ne!(changes(&other), changes(&of_file));
}

#[test]
fn an_instant_beyond_the_end_is_refused_with_the_range() {
    for at in ["5m1ns", "6m", "99999999999999999999s"] {
        let message = call(&["explain", PROMOTION, "--at", at]).complains();
        let at = Span::parse(at).expect("a span");
        assert_eq!(message.trim(), format!("--at is {at}: must be from 0s to 5m"));
    }
}

#[test]
fn an_instant_that_is_none_is_refused_with_what_one_is() {
    for at in ["90", "-1s", "soon", "", "1e3s", "90 s", "0.5ns"] {
        let message = call(&["explain", PROMOTION, &format!("--at={at}")]).complains();
        assert!(message.contains(&format!("'{at}'")) && message.contains("--at"), "{message}");
        let rule = if at.is_empty() { "value" } else { "must be a length of time with its unit, such as" };
        assert!(message.contains(rule), "{message}");
    }
    let message = call(&["explain", PROMOTION]).complains();
    assert!(message.contains("--at <INSTANT>"), "{message}");
}

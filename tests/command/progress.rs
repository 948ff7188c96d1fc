//! `--progress`: how far a long run is, on standard error, and nothing of it left behind.

use std::time::{Duration, Instant};

use crate::invoke::{Outcome, TEN_REQUESTS, call, call_with};

/// What stood in the line, one after the other; empty where it was cleared.
fn states(outcome: &Outcome) -> Vec<String> {
    assert_eq!(outcome.status, Some(0), "{outcome:?}");
    assert!(!outcome.err.contains('\n'), "one line, rewritten: {outcome:?}");
    outcome.err.split('\r').map(|state| state.trim().to_owned()).collect()
}

#[test]
fn a_fast_run_shows_only_where_it_ended_and_clears_it() {
    for command in [&["run", TEN_REQUESTS][..], &["explain", TEN_REQUESTS, "--at", "1s"]] {
        let outcome = call(&[command, &["--progress", "always"]].concat());
        assert_eq!(states(&outcome), ["", "100 %  3s of 3s simulated", "", ""], "{command:?}");
        assert_eq!(outcome.out, call(command).succeeds(), "the result is the same: {command:?}");
        // What clears the line is as long as what stood there.
        let parts: Vec<usize> = outcome.err.split('\r').map(str::len).collect();
        assert_eq!((parts[1], parts[3]), (parts[2], 0), "{outcome:?}");
    }
}

#[test]
fn without_a_terminal_there_is_none_unless_asked_for() {
    for words in [&[][..], &["--progress", "auto"], &["--progress", "never"]] {
        assert_eq!(call(&[&["run", TEN_REQUESTS], words].concat()).err, "", "{words:?}");
    }
}

#[test]
fn within_the_first_second_there_is_none() {
    let began = Instant::now();
    let outcome = call_with(&["run", "-", "--progress", "always"], saturated(1).as_bytes());
    let took = began.elapsed();
    let states = states(&outcome);
    assert!(states.len() == 4 || Duration::from_secs(1) < took, "{took:?}: {states:?}");
}

/// So many million requests, one after the other.
fn saturated(millions: u32) -> String {
    format!(
        "version: 1\nlength: {millions}s\naccount: {{ ConcurrentExecutions: 1 }}\nfunctions: {{ a: {{ duration: 1us, init: 0s }} }}\n\
         callers: [{{ function: a, process: even, rate: 1000000/s }}]"
    )
}

/// However fast the machine is, some run takes longer than the second for which there is no progress.
#[test]
fn a_long_run_shows_how_far_it_is() {
    for millions in [4, 16, 64, 256] {
        let file = saturated(millions);
        let began = Instant::now();
        let outcome = call_with(&["run", "-", "--progress", "always"], file.as_bytes());
        let took = began.elapsed();
        let states = states(&outcome);
        let percents: Vec<u32> = states.iter().filter_map(|state| state.split_once(" %")?.0.parse().ok()).collect();
        assert!(percents.is_sorted() && percents.last() == Some(&100), "{states:?}");
        if Duration::from_millis(1_500) < took {
            assert!(2 <= percents.len() && percents[0] < 100, "{took:?}: {states:?}");
            let without = call_with(&["run", "-"], file.as_bytes());
            assert_eq!((without.err, without.out), (String::new(), outcome.out), "no terminal, no progress");
            return;
        }
    }
    panic!("256 million requests took less than 1.5 s");
}

#[test]
fn any_other_word_is_refused_with_those_there_are() {
    for word in ["sometimes", "", "1"] {
        let message = call(&["run", TEN_REQUESTS, &format!("--progress={word}")]).complains();
        assert!(message.contains("auto, always, never"), "{message}");
    }
}

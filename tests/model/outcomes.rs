//! How a run of the handler ends: with a result, with an error, or cut off at the timeout.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html> for the timeout,
//! <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html> for `Errors`.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::time::{Instant, Span};
use lambda_sim::via::{Outcome, Via};

use crate::changes::changes_of;
use crate::invocations::{Invocation, invocations};
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, exponential, scenario, span};

fn runs(scenario: ScenarioBuilder) -> Vec<Invocation> {
    invocations(&changes_of(&scenario.plan()))
}

/// Twenty thousand short requests.
fn many(seed: u64, with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> Vec<Invocation> {
    let account = scenario().seed(seed).length("25s").function("orders", |f| with(f.duration("10ms").timeout("1s")));
    runs(account.even_curve("orders", &[("0s", "1000/s"), ("20s", "1000/s"), ("20s", "0/s")]))
}

/// Holds a number of successes in so many throws against its chance: four standard errors either way.
#[track_caller]
fn check_share(part: usize, whole: usize, chance: f64, what: &str) {
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]
    let (part, whole) = (part as f64, whole as f64);
    let error = (chance * (1.0 - chance) / whole).sqrt();
    let off = part / whole - chance;
    assert!(off.abs() <= 4.0 * error, "{what}: {part} of {whole}, expected {chance} with a standard error of {error}");
}

fn count(runs: &[Invocation], outcome: Outcome) -> usize {
    runs.iter().filter(|run| run.outcome == Some(outcome)).count()
}

#[test]
fn errors_and_timeouts_are_as_frequent_as_their_rates_say() {
    for (errors, timeouts) in [(0.01, 0.0), (0.25, 0.0), (0.0, 0.25), (0.3, 0.2), (0.5, 0.5), (0.999, 0.0)] {
        let runs = many(1, |f| f.errors(errors).timeouts(timeouts));
        assert_eq!(runs.len(), 20_000);
        let what = format!("errors {errors}, timeouts {timeouts}");
        check_share(count(&runs, Outcome::Error), runs.len(), errors, &what);
        check_share(count(&runs, Outcome::TimedOut), runs.len(), timeouts, &what);
        check_share(count(&runs, Outcome::Success), runs.len(), 1.0 - errors - timeouts, &what);
    }
}

#[test]
fn a_rate_of_0_never_fails_and_a_rate_of_1_always() {
    assert_eq!(count(&many(2, |f| f), Outcome::Success), 20_000);
    assert_eq!(count(&many(2, |f| f.errors(1.0)), Outcome::Error), 20_000);
    assert_eq!(count(&many(2, |f| f.timeouts(1.0)), Outcome::TimedOut), 20_000);
    let both = many(2, |f| f.errors(0.5).timeouts(0.5));
    assert_eq!(count(&both, Outcome::Success), 0);
}

/// One after the other they come in no pattern: a failure is as likely after a failure as after a success.
#[test]
fn neighbouring_requests_fail_independently() {
    let runs = many(3, |f| f.errors(0.5));
    let alike = runs.windows(2).filter(|pair| pair[0].outcome == pair[1].outcome).count();
    check_share(alike, runs.len() - 1, 0.5, "neighbours alike");
}

#[test]
fn an_error_takes_the_duration_of_the_handler_and_a_timeout_exactly_the_timeout() {
    for run in many(4, |f| f.errors(0.4).timeouts(0.3).timeout("3s")) {
        let expected = if run.outcome == Some(Outcome::TimedOut) { "3s" } else { "10ms" };
        assert_eq!(run.duration(), Some(span(expected)), "{run:?}");
    }
}

/// Of an exponential law with its mean at the timeout, a part 1/e is longer.
#[test]
fn a_handler_that_would_run_longer_is_cut_off_at_the_timeout_and_is_an_error() {
    let account = scenario().length("30s").limit(100_000);
    let account = account.function("orders", |f| f.duration(exponential("2s")).timeout("2s"));
    let runs = runs(account.even_curve("orders", &[("0s", "500/s"), ("20s", "500/s"), ("20s", "0/s")]));
    let cut: Vec<_> = runs.iter().filter(|run| run.duration() == Some(span("2s"))).collect();
    check_share(cut.len(), runs.len(), (-1.0_f64).exp(), "cut off");
    assert!(cut.iter().all(|run| run.outcome == Some(Outcome::TimedOut)));
    let shorter = runs.iter().filter(|run| run.duration() < Some(span("2s")));
    assert_eq!(shorter.filter(|run| run.outcome == Some(Outcome::Success)).count(), runs.len() - cut.len());
}

#[test]
fn a_handler_that_runs_exactly_as_long_as_the_timeout_returns() {
    let outcomes = |duration: &str| {
        let orders = scenario().function("orders", |f| f.duration(duration).timeout("2s"));
        runs(orders.at("orders", "0s")).iter().map(|run| run.outcome).collect::<Vec<_>>()
    };
    assert_eq!(outcomes("2s"), [Some(Outcome::Success)]);
    assert_eq!(outcomes("2.000000001s"), [Some(Outcome::TimedOut)]);
}

/// What the first run takes on top is part of the run; set-up and INIT are not.
#[test]
fn the_timeout_holds_for_the_first_run_with_what_it_takes_on_top_but_not_for_init() {
    let slow_start = |f: FunctionBuilder| f.setup("4s").init("9s").first_run("600ms").duration("500ms");
    let runs = |timeout: &str| {
        runs(scenario().length("1m").function("orders", |f| slow_start(f).timeout(timeout)).at("orders", "0s"))
    };
    let cut = (Some(span("1s")), Some(Outcome::TimedOut));
    assert_eq!((runs("1s")[0].duration(), runs("1s")[0].outcome), cut);
    let runs = runs("2s");
    assert_eq!((runs[0].duration(), runs[0].outcome), (Some(span("1.1s")), Some(Outcome::Success)));
    assert_eq!(runs[0].invoked, Some(span("13s").after_start()));
}

/// A hanging run takes the timeout, however short its handler; one that is cut anyway is a timeout, not an error.
#[test]
fn what_is_longer_than_the_timeout_is_a_timeout_whatever_the_error_rate() {
    let runs =
        runs(scenario().function("orders", |f| f.duration("2s").timeout("1s").errors(1.0)).at("orders", "0s x 9"));
    assert_eq!(count(&runs, Outcome::TimedOut), 9);
}

/// It is the same environment, even where it was reset.
#[test]
fn after_an_error_the_environment_serves_the_next_request_warm() {
    let orders =
        scenario().function("orders", |f| f.errors(0.5).timeouts(0.5).timeout("1s")).at("orders", "0s, 2s, 4s, 6s");
    assert_eq!(runs(orders).iter().map(|run| run.environment).collect::<Vec<_>>(), [1; 4]);
}

/// Errors of the account and of the function, minute by minute.
fn errors_by_minute(scenario: ScenarioBuilder) -> Vec<u64> {
    let run = scenario.run_by("1m");
    let series = run.series();
    let rows: Vec<u64> = series.functions[0].rows.iter().map(|row| row.errors).collect();
    assert_eq!(rows, series.account.rows.iter().map(|row| row.errors).collect::<Vec<_>>(), "the account has only one");
    assert_eq!(rows.iter().sum::<u64>(), series.functions[0].total.errors, "the total");
    assert_eq!(rows.iter().sum::<u64>(), series.account.total.errors, "the account's total");
    rows
}

/// CloudWatch gives every metric the time of the invocation, and so does this: an error of a long run is back-dated.
#[test]
fn an_error_is_counted_in_the_minute_in_which_its_invocation_began() {
    let failing = |duration: &str, init: &str| {
        scenario().length("5m").function("orders", |f| f.errors(1.0).duration(duration).init(init))
    };
    assert_eq!(errors_by_minute(failing("100ms", "0s").at("orders", "10s, 70s")), [1, 1, 0, 0, 0]);
    assert_eq!(errors_by_minute(failing("100ms", "0s").at("orders", "59.95s, 60s")), [1, 1, 0, 0, 0]);
    assert_eq!(errors_by_minute(failing("150s", "0s").at("orders", "10s x 3, 59s, 61s")), [4, 1, 0, 0, 0]);
    assert_eq!(errors_by_minute(failing("1s", "5s").at("orders", "58s")), [1, 0, 0, 0, 0], "its INIT began there");
    assert_eq!(errors_by_minute(failing("150s", "0s").at("orders", "200s")), [0; 5], "it has not ended");
    let events = failing("100ms", "0s").at("orders", "0s").via(Via::Event);
    assert_eq!(errors_by_minute(events.length("5m")).iter().sum::<u64>(), 3, "each failed run of an event is an error");
}

#[test]
fn a_frame_counts_the_errors_so_far_and_knows_the_last_one() {
    let failing = scenario().function("orders", |f| f.errors(1.0).duration("2s")).at("orders", "0s, 3s");
    let run = failing.run();
    let told = |at: &str| {
        let tally = &run.frame_at(span(at).after_start()).functions[0].tally;
        (tally.errors(), tally.last_error().map(Instant::since_start))
    };
    assert_eq!(told("1.999999999s"), (0, None::<Span>));
    assert_eq!(told("2s"), (1, Some(span("2s"))));
    assert_eq!(told("9s"), (2, Some(span("5s"))));
}

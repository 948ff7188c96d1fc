//! What the charts show, in numbers and sentences.

use std::sync::Arc;

use explorer::findings::{self, ThrottleRates};
use explorer::language::Language;
use explorer::shipped::Shipped;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

fn run(shipped: Shipped, period: Span) -> Run {
    Run::of(Arc::new(shipped.scenario().check().expect("a good scenario")), period)
}

const SECOND: Span = Span::from_secs(1);

#[test]
fn a_rate_is_looked_at_over_a_second_unless_the_run_is_short() {
    let fine = ThrottleRates::of(&run(Shipped::Spike, Span::from_millis(200)));
    let coarse = ThrottleRates::of(&run(Shipped::Spike, SECOND));
    assert_eq!(fine, coarse);
    assert_eq!(fine.by_limit.map(|rates| rates.len()), [75; 4]);
    let short = ThrottleRates::of(&run(Shipped::TenRequests, Span::from_millis(10)));
    assert!((short.period_s - 0.01).abs() < 1e-9, "{}", short.period_s);
}

#[test]
fn the_rates_of_all_limits_add_up_to_all_throttles() {
    for shipped in Shipped::ALL {
        let run = run(shipped, SECOND);
        let rates = ThrottleRates::of(&run);
        let sum = rates.total().iter().sum::<f64>() * rates.period_s;
        let all = f64::from(u32::try_from(run.series().account.total.throttled()).expect("a few"));
        assert!((sum - all).abs() < 0.5, "{}: {sum} of {all}", shipped.id());
    }
}

#[test]
fn throttles_are_said_by_limit_and_of_attempts() {
    let run = run(Shipped::Spike, SECOND);
    let [english, korean] = Language::ALL.map(|language| findings::throttles(&run, language).to_string());
    let throttled = explorer::number::grouped(run.series().account.total.throttled());
    let expected = format!(
        "{throttled} of 300,000 attempts were throttled: 0 by the account limit, 0 by reserved concurrency, {throttled} by \
         the scaling rate, 0 by the request rate."
    );
    assert!(english.starts_with(&expected), "{english}");
    assert!(korean.contains(&format!("확장 속도 {throttled}건")), "{korean}");
}

#[test]
fn errors_and_events_are_summed_up_where_there_are_any() {
    let lines = |shipped| {
        let lines = findings::summary(&run(shipped, SECOND), Language::English);
        lines.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(lines(Shipped::Steady), ["6,000 requests, 0 throttles, 50 cold starts"]);
    assert_eq!(
        lines(Shipped::FailingConsumer)[1..],
        ["1,764 of 1,764 invocations failed", "588 events: 0 done, 588 given up, 0 left"]
    );
}

#[test]
fn only_what_waits_longer_than_for_its_first_attempt_is_a_backlog() {
    assert!(!findings::has_backlog(&run(Shipped::Uploads1000, SECOND)));
    assert!(findings::has_backlog(&run(Shipped::Uploads1001, SECOND)));
    let said = findings::backlog(&run(Shipped::Uploads1000, SECOND), Language::English).to_string();
    assert_eq!(said, "no event waited for a second attempt");
}

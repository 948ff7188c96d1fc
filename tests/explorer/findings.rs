//! What the charts show, in numbers and sentences, of shipped scenarios.

use explorer::findings;
use explorer::language::Language;
use explorer::message::Message;
use explorer::rates::{ThrottleRates, unit};
use explorer::shipped::Shipped;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

use crate::session::{open, reserved, run, run_with, send};

#[test]
fn things_are_counted_per_second_unless_the_run_is_short() {
    let of = |shipped, period| ThrottleRates::of(&run_with(shipped, period));
    let fine = of(Shipped::Spike, Span::from_millis(200));
    let coarse = of(Shipped::Spike, Span::from_secs(1));
    assert_eq!(fine, coarse);
    assert!(fine.by_limit.iter().all(|rates| rates.len() == 75));
    let short = of(Shipped::TenRequests, Span::from_millis(10));
    assert!((short.period_s - 0.1).abs() < 1e-9, "{}", short.period_s);
}

#[test]
fn the_rates_of_all_limits_add_up_to_all_throttles() {
    for shipped in Shipped::ALL {
        let run = run(shipped);
        let rates = ThrottleRates::of(run);
        let sum = rates.total().iter().sum::<f64>() * rates.period_s / unit(run.plan().length()).as_secs_f64();
        let all = f64::from(u32::try_from(run.series().account.total.throttled()).expect("a few"));
        assert!((sum - all).abs() < 0.5, "{}: {sum} of {all}", shipped.id());
    }
}

/// What the chart of throttles shows, in both languages.
fn throttles(run: &Run) -> [String; 2] {
    Language::ALL.map(|language| findings::throttles(run, language).to_string())
}

#[test]
fn throttling_of_the_promotion_begins_because_the_account_limit_is_full() {
    let [english, korean] = throttles(run(Shipped::Promotion));
    assert_eq!(
        english,
        "Throttling begins at 1:05.8 because the account limit of 1,000 is full. 311,841 of 548,934 attempts are throttled \
         until 3:04.4."
    );
    assert_eq!(
        korean,
        "계정 한도 1,000, 모두 사용 중이라 1:05.8 시점에 스로틀링이 시작됩니다. 3:04.4 시점까지 시도 548,934건 중 311,841건이 \
         스로틀됩니다."
    );
}

#[test]
fn throttling_of_the_repaired_promotion_begins_at_the_reservation() {
    let [english, korean] = throttles(run(Shipped::PromotionRepaired));
    assert!(english.contains("because the reservation of checkout, 600, is full."), "{english}");
    assert!(korean.starts_with("checkout 함수의 예약 600,"), "{korean}");
}

#[test]
fn throttling_of_the_spike_begins_at_the_scaling_rate() {
    let [english, korean] = throttles(run(Shipped::Spike));
    assert!(english.contains("because checkout has used up its 1,000 new environments at once."), "{english}");
    assert!(korean.contains("새 실행 환경 1,000개를 다 써서"), "{korean}");
}

#[test]
fn throttling_at_the_request_rate_begins_because_it_is_used_up() {
    let [english, korean] = throttles(run(Shipped::RequestRate));
    assert!(english.contains("because the request rate of 10,000 a second is used up."), "{english}");
    assert!(korean.starts_with("요청 속도 한도 초당 10,000건을 다 써서"), "{korean}");
}

#[test]
fn where_several_limits_throttle_each_says_how_many() {
    let mut page = open("s=promotion.2");
    send(&mut page, Message::Slide(reserved("catalog"), 1.0));
    let run = page.run().expect("a run");
    let total = &run.series().account.total;
    let [english, korean] = throttles(run);
    assert_eq!(total.throttles.iter().filter(|count| 0 < **count).count(), 2);
    for (language, said) in [(Language::English, english), (Language::Korean, korean)] {
        for limit in lambda_sim::admission::Limit::ALL.into_iter().filter(|limit| 0 < total.throttled_by(*limit)) {
            let count = explorer::number::grouped(total.throttled_by(limit));
            let name = findings::limit_name(limit, language);
            assert!(said.contains(&format!("{name}: {count}")), "{said}");
        }
    }
}

#[test]
fn the_highest_concurrency_says_whose_it_is_where_there_are_several_functions() {
    let said = |shipped| findings::concurrency(run(shipped), Language::English).to_string();
    assert!(said(Shipped::Promotion).starts_with("Highest concurrency 1,000 of 1,000, at 1:05, "));
    assert!(said(Shipped::Promotion).contains(" of it by checkout; mean "));
    assert_eq!(said(Shipped::Steady), "Highest concurrency 50 of 1,000, at 0:00; mean 49.8.");
}

#[test]
fn cold_starts_are_told_by_their_largest_burst() {
    let [english, korean] =
        Language::ALL.map(|language| findings::cold_starts(run(Shipped::Promotion), language).to_string());
    assert!(english.contains("The largest burst: 820 environments of checkout in 6 s, from 1:00 on."), "{english}");
    assert!(korean.contains("가장 큰 급증: 6 s 동안 checkout 실행 환경 820개, 1:00 시점부터."), "{korean}");
}

#[test]
fn errors_and_events_are_summed_up_where_there_are_any() {
    let lines = |shipped| {
        let lines = findings::summary(run(shipped), Language::English);
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
    assert!(!findings::has_backlog(run(Shipped::Uploads1000)));
    assert!(findings::has_backlog(run(Shipped::Uploads1001)));
    let said = findings::backlog(run(Shipped::Uploads1000), Language::English).to_string();
    assert_eq!(said, "At most 1,000 events waited, at 0:05. None of them waited for a second attempt.");
}

#[test]
fn a_backlog_says_when_it_was_gone_and_how_old_it_grew() {
    let run = run(Shipped::Promotion);
    let said = |finding: fn(&Run, Language) -> explorer::phrase::Phrase| finding(run, Language::English).to_string();
    let backlog = said(findings::backlog);
    assert!(backlog.ends_with("The queue had drained at 4:11.1."), "{backlog}");
    let oldest = said(findings::oldest_age);
    assert!(oldest.starts_with("The oldest waiting event was 2 min 18 s old at most, at "), "{oldest}");
}

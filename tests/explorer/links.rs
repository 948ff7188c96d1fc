//! Links: what is written is read back, and nothing in a link can break the page.

use explorer::edits::Edits;
use explorer::field::Field;
use explorer::language::Language;
use explorer::link::Link;
use explorer::notice::Notice;
use explorer::rule_words;
use explorer::shipped::Shipped;
use explorer::topic::Topic;
use lambda_sim::problem::{Expected, Rule};
use lambda_sim::scenario::Traffic;
use lambda_sim::setting::{Scope, Setting, TABLE, Value};
use lambda_sim::time::{Instant, Span};
use lambda_sim::units::Rate;

#[test]
fn a_link_is_read_back_as_it_was_written() {
    let mut edits = Edits::default();
    edits.set(Field::of_account(Setting::AccountConcurrency), Value::Count(2_000));
    edits.set(Field::of_function(Setting::ReservedConcurrency, "checkout"), Value::Count(600));
    edits.set(Field::of_function(Setting::PeakRate, "catalog"), Value::Rate(Rate::per_second(12.5).unwrap()));
    edits.set(Field::of_function(Setting::Duration, "reports"), Value::Span(Span::from_millis(1_250)));
    let link = Link { shipped: Shipped::Promotion, edits, cursor: Some(Instant::from_nanos(90_000_000_001)) };
    let text = link.write();
    assert_eq!(Link::read(&text), (link, Vec::new()), "{text}");
}

/// Every setting but the seed, the length and the account's, with a value as a link writes it.
const OF_A_FUNCTION: &[(Setting, &str)] = &[
    (Setting::ReservedConcurrency, "f.checkout.rc=600"),
    (Setting::ProvisionedConcurrency, "f.checkout.pc=100"),
    (Setting::Preparation, "f.checkout.prep=2m"),
    (Setting::MaxCapacity, "f.checkout.max=300"),
    (Setting::MinCapacity, "f.checkout.max=300&f.checkout.min=10"),
    (Setting::TargetValue, "f.checkout.max=300&f.checkout.target=0.7"),
    (Setting::ScaleInCooldown, "f.checkout.incool=300"),
    (Setting::ScaleOutCooldown, "f.checkout.outcool=60"),
    (Setting::AlarmDelay, "f.checkout.alarm=1m"),
    (Setting::PeakRate, "f.checkout.rate=1000/s"),
    (Setting::MemorySize, "f.checkout.mem=512"),
    (Setting::Timeout, "f.checkout.timeout=30"),
    (Setting::Runtime, "f.checkout.runtime=java21"),
    (Setting::PackageType, "f.checkout.package=Image"),
    (Setting::Architecture, "f.checkout.arch=arm64"),
    (Setting::Build, "f.checkout.build=2"),
    (Setting::Duration, "f.checkout.duration=750ms"),
    (Setting::Setup, "f.checkout.setup=80ms"),
    (Setting::Init, "f.checkout.init=1.5s"),
    (Setting::FirstRun, "f.checkout.first=35ms"),
    (Setting::IdleLifetime, "f.checkout.idle=10m"),
    (Setting::ErrorRate, "f.checkout.errors=0.05"),
    (Setting::TimeoutRate, "f.checkout.timeouts=0.01"),
    (Setting::CrashRate, "f.checkout.crashes=0.01"),
    (Setting::MaximumAge, "f.checkout.max-age=2h"),
    (Setting::ReuseOrder, "f.checkout.reuse=random"),
    (Setting::Vpc, "f.checkout.vpc=2019-04"),
    (Setting::SnapStart, "f.checkout.snap=none"),
    (Setting::OnFailure, "f.checkout.fail=s3"),
    (Setting::OnSuccess, "f.checkout.done=sns"),
    (Setting::ProactiveInitialization, "f.checkout.proactive=0.5"),
    (Setting::IdleLifetimePreset, "f.checkout.idles=2019-04"),
    (Setting::DependencyDelay, "f.checkout.depdelay=2s"),
    (Setting::DependencyErrorRate, "f.checkout.deperrors=0.5"),
    (Setting::MaximumRetryAttempts, "f.checkout.retries=1"),
    (Setting::MaximumEventAge, "f.checkout.age=3600"),
    (Setting::DeadLetterQueue, "f.checkout.dlq=none"),
    (Setting::AsyncDelay, "f.checkout.delay=50ms"),
    (Setting::RetryJitter, "f.checkout.jitter=0.2"),
];

#[test]
fn every_setting_is_read_from_a_link_and_written_as_it_was() {
    for &(setting, part) in OF_A_FUNCTION {
        let (link, notices) = Link::read(&format!("s=promotion.2&{part}"));
        assert_eq!(notices, [], "{part}");
        // Some need another one before them.
        let (field, _) = link.edits.iter().last().unwrap_or_else(|| panic!("{part} is no edit"));
        assert_eq!(field.setting, setting);
        assert!(link.write().ends_with(&format!("&{part}")), "{}", link.write());
        assert_eq!(Link::read(&link.write()), (link, Vec::new()));
    }
    let of_function = TABLE.iter().filter(|row| row.scope == Scope::Function).count();
    assert_eq!(OF_A_FUNCTION.len(), of_function, "a setting is not tried");
}

#[test]
fn a_setting_of_a_caller_stands_behind_its_place() {
    for part in ["c.2.attempts=5", "i.1m30s.c.2.attempts=5"] {
        let (link, notices) = Link::read(&format!("s=promotion.2&{part}"));
        assert_eq!(notices, [], "{part}");
        assert!(link.write().ends_with(&format!("&{part}")), "{}", link.write());
        assert_eq!(Link::read(&link.write()), (link, Vec::new()));
    }
}

/// A caller that does not retry, one that is not there, no number at all; and a value out of range, whose rule is told.
#[test]
fn a_setting_that_a_caller_does_not_have_is_no_key() {
    for part in ["c.1.attempts=5", "c.99.attempts=5", "c.x.attempts=5", "c.attempts=5"] {
        let (_, notices) = Link::read(&format!("s=promotion.2&{part}"));
        let [Notice::UnknownKey { .. }] = &notices[..] else { panic!("{part}: {notices:?}") };
    }
    let (_, notices) = Link::read("s=promotion.2&c.2.attempts=0");
    let [Notice::LinkValue { rule: Rule::OutOfRange { min: 1, max: 100 }, .. }] = &notices[..] else {
        panic!("{notices:?}")
    };
}

#[test]
fn a_part_of_a_whole_can_be_a_percentage_in_a_link() {
    let (link, notices) = Link::read("s=promotion.2&f.checkout.errors=5%25");
    assert_eq!(notices, []);
    assert!(link.write().ends_with("&f.checkout.errors=0.05"), "{}", link.write());
}

#[test]
fn bad_values_of_the_new_settings_name_their_rule() {
    let range = Rule::OutOfRange { min: 1, max: 900 };
    let table = [
        ("f.checkout.errors=1.5", Rule::FractionOutOfRange),
        ("f.checkout.errors=often", Rule::Expected(Expected::Fraction)),
        ("f.checkout.timeout=0", Rule::Refused { rule: range.into(), exception: "ValidationException" }),
        ("f.checkout.dlq=kafka", Rule::OneOf(&["sqs", "sns", "none"])),
        ("f.checkout.errors=0.9&f.checkout.timeouts=0.9", Rule::MoreThanAll),
        ("f.checkout.runtime=llrt&f.checkout.package=Image", Rule::NotMeasured),
    ];
    for (part, expected) in table {
        let (link, notices) = Link::read(&format!("s=cold-morning.1&{}", part.replace("checkout", "reports")));
        let [Notice::LinkValue { rule, .. }] = &notices[..] else { panic!("{part}: {notices:?}") };
        assert_eq!(*rule, expected, "{part}");
        assert!(link.edits.over(&link.shipped.scenario()).check().is_ok(), "{part}");
        for language in Language::ALL {
            assert!(!rule_words::text(rule, language).is_empty());
        }
    }
}

#[test]
fn older_editions_open_by_their_links_though_nobody_picks_them() {
    for shipped in Shipped::ALL {
        let (link, notices) = Link::read(&format!("s={}", shipped.id()));
        assert_eq!((link.shipped, notices), (shipped, Vec::new()));
    }
    assert!(Shipped::PICKER.iter().all(|shipped| Shipped::ALL.contains(shipped)));
    assert!(!Shipped::PICKER.contains(&Shipped::PromotionFirst));
    let topics: Vec<Topic> = Shipped::PICKER.map(Topic::of).to_vec();
    let groups: Vec<Topic> = topics.chunk_by(|one, next| one == next).map(|same| same[0]).collect();
    assert!(groups.iter().enumerate().all(|(place, topic)| !groups[..place].contains(topic)), "each topic stands once");
    assert_eq!(Link::read("").0.shipped.id(), "promotion.2");
}

#[test]
fn a_link_says_the_version_of_its_form_and_of_the_model() {
    let link = Link { shipped: Shipped::Steady, edits: Edits::default(), cursor: None };
    assert_eq!(link.write(), format!("v=1&m={}&s=steady.1", lambda_sim::MODEL_VERSION));
}

#[test]
fn an_unset_reservation_of_a_scenario_with_one_survives() {
    let mut edits = Edits::default();
    edits.set(Field::of_function(Setting::ReservedConcurrency, "checkout"), Value::Unset);
    let link = Link { shipped: Shipped::PromotionRepaired, edits, cursor: None };
    assert_eq!(Link::read(&link.write()), (link, Vec::new()));
}

#[test]
fn a_link_of_another_model_says_so_and_opens() {
    let (link, notices) = Link::read("v=1&m=9.9.9&s=steady.1");
    assert_eq!(link.shipped, Shipped::Steady);
    assert_eq!(notices, [Notice::ModelVersion { version: "9.9.9".to_owned() }]);
}

#[test]
fn what_breaks_a_rule_together_is_dropped_and_the_rest_kept() {
    let (link, notices) = Link::read("s=promotion.1&f.checkout.rc=500&f.catalog.rc=500&f.reports.rate=3/s");
    assert_eq!(notices.len(), 1, "{notices:?}");
    let kept: Vec<_> = link.edits.iter().map(|(field, _)| field.key()).collect();
    assert_eq!(kept, ["f.checkout.rc", "f.reports.rate"]);
}

#[test]
fn each_unknown_or_absurd_part_is_said_once() {
    let text = "s=nothing&a.ce=-1&length=forever&seed=1.5&f.checkout.rc=many&f.checkout.xx=1&f..rc=1&=&t=soon&v=2";
    let (_, notices) = Link::read(text);
    assert_eq!(notices.len(), 9, "{notices:#?}");
}

#[test]
fn no_text_breaks_the_reading_of_a_link() {
    let absurd = [
        "#",
        "&&&",
        "=",
        "%",
        "%zz",
        "v",
        "s=%F0%9F%92%A9",
        "f.checkout.rc=99999999999999999999999999999999999999999",
        "t=99999999999999999999d",
        "a.ce=18446744073709551615",
        "f.checkout.rate=1e308/s",
        "f.checkout.rate=NaN/s",
        "f.checkout.duration=0.0000000001s",
        "length=0s",
        "length=366d",
        "f.checkout.rc=",
        "동시성=1",
    ];
    for text in absurd {
        let (link, _) = Link::read(text);
        let scenario = link.edits.over(&link.shipped.scenario());
        assert!(scenario.check().is_ok(), "{text}");
    }
}

#[test]
fn only_the_value_that_breaks_the_rule_is_dropped_and_named() {
    let (link, notices) = Link::read("s=promotion-repaired.1&a.ce=50&f.catalog.duration=200ms&f.catalog.rate=10/s");
    let kept: Vec<_> = link.edits.iter().map(|(field, _)| field.key()).collect();
    assert_eq!(kept, ["f.catalog.duration", "f.catalog.rate"]);
    let [Notice::LinkValue { key, value, .. }] = &notices[..] else { panic!("{notices:?}") };
    assert_eq!((key.as_str(), value.as_str()), ("a.ce", "50"));
}

#[test]
fn a_length_too_long_is_refused_by_its_range() {
    let (_, notices) = Link::read("s=steady.1&length=999999d");
    assert!(matches!(&notices[..], [Notice::LinkValue { rule: Rule::SpanOutOfRange { .. }, .. }]), "{notices:?}");
}

#[test]
fn traffic_in_a_link_is_read_and_written_as_it_was() {
    for part in [
        "c.0.rate=0s:120,1m:120,1m20s:4000",
        "c.0.rate=0s:0.5,1m:33.333333333333336",
        "c.2.process=even",
        "c.0.rate=0s:1&c.0.process=even",
    ] {
        let (link, notices) = Link::read(&format!("s=promotion.2&{part}"));
        assert_eq!(notices, [], "{part}");
        assert!(link.write().ends_with(&format!("&{part}")), "{part}: {}", link.write());
    }
    let (link, notices) = Link::read("s=uploads-1001.1&c.0.at=10s:1000,11s:5&t=10s");
    assert_eq!(notices, []);
    assert!(link.write().ends_with("&c.0.at=10s:1000,11s:5&t=10s"), "{}", link.write());
}

#[test]
fn a_peak_rate_in_a_link_stretches_the_curve_of_the_link() {
    let (link, notices) = Link::read("s=promotion.2&f.checkout.rate=50/s&c.0.rate=0s:10,60s:100");
    assert_eq!(notices, []);
    let scenario = link.edits.over(&link.shipped.scenario());
    let Traffic::Curve { points, .. } = &scenario.callers[0].traffic else { panic!("no curve") };
    assert_eq!(points.iter().map(|point| point.rate.get()).collect::<Vec<_>>(), [5.0, 50.0]);
    assert_eq!(Link::read(&link.write()).0, link);
}

#[test]
fn broken_traffic_in_a_link_is_left_out_and_said() {
    let expected = [
        ("c.0.rate=", Rule::Expected(Expected::Point)),
        ("c.0.rate=0s:fast", Rule::Expected(Expected::Point)),
        ("c.0.rate=0s:-1", Rule::Expected(Expected::Point)),
        ("c.0.rate=0:1", Rule::Expected(Expected::Point)),
        ("c.0.rate=60s:1,0s:1", Rule::PointsInOrder),
        ("c.0.rate=0s:1e7", Rule::RateTooHigh { max: 1_000_000 }),
        ("c.0.process=odd", Rule::OneOf(&["even", "poisson"])),
    ];
    for (part, expected) in expected {
        let (link, notices) = Link::read(&format!("s=promotion.2&f.checkout.rc=600&{part}"));
        let [Notice::LinkValue { rule, .. }] = &notices[..] else { panic!("{part}: {notices:?}") };
        assert_eq!(*rule, expected, "{part}");
        assert!(link.write().ends_with("&f.checkout.rc=600"), "{part}: {}", link.write());
    }
    for part in ["c.0.at=10s:1", "c.9.rate=0s:1", "c.x.rate=0s:1", "c.0=1", "c.0.via=alb"] {
        let (link, notices) = Link::read(&format!("s=promotion.2&{part}"));
        assert!(matches!(&notices[..], [Notice::UnknownKey { .. }]), "{part}: {notices:?}");
        assert!(link.edits.is_empty(), "{part}");
    }
}

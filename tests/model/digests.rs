//! The same seed gives the same run on every machine: digests of whole runs against one file.
//!
//! This suite compares them on the host and in wasm; the suite `command` compares the same file with what the command
//! prints, in a build without the other crates of the workspace, whose features might change floats.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::OnceLock;

use lambda_sim::admission::Limit;
use lambda_sim::change::{Change, Drop, Then};
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

use crate::shipped;
use crate::shipped_callers;
use crate::shipped_provisioned;

const GOLDEN: &str = include_str!("../golden/model_digests.txt");

/// Every line of the golden file: the name of a scenario file and the file.
const SCENARIOS: [(&str, &str); 27] = [
    ("steady.1", shipped::STEADY),
    ("ten-requests.1", shipped::TEN_REQUESTS),
    ("promotion.1", shipped::PROMOTION),
    ("promotion-repaired.1", shipped::PROMOTION_REPAIRED),
    ("promotion.2", shipped::PROMOTION_2),
    ("promotion-repaired.2", shipped::PROMOTION_REPAIRED_2),
    ("repair.1", shipped::REPAIR),
    ("spike.1", shipped::SPIKE),
    ("request-rate.1", shipped::TOO_FAST),
    ("uploads-1000.1", shipped::UPLOADS_1000),
    ("uploads-1001.1", shipped::UPLOADS_1001),
    ("burst-reservation.1", shipped::BURST),
    ("failing-consumer.1", shipped::FAILING),
    ("cold-morning.1", shipped::MORNING),
    ("log-in.1", shipped_provisioned::LOG_IN),
    ("spill-over.1", shipped_provisioned::SPILL_OVER),
    ("tracking.1", shipped_provisioned::TRACKING),
    ("versions.1", shipped_provisioned::VERSIONS),
    ("growth.1", shipped::GROWTH),
    ("vpc.1", shipped::VPC),
    ("authorizer.1", shipped_callers::AUTHORIZER),
    ("stream.1", shipped_callers::STREAM),
    ("sqs-pollers.1", shipped::SQS_POLLERS),
    ("ties", include_str!("scenarios/ties.yaml")),
    ("laws", include_str!("scenarios/laws.yaml")),
    ("saturation", include_str!("scenarios/saturation.yaml")),
    ("queue", include_str!("scenarios/queue.yaml")),
];

/// One line for each scenario, computed once.
fn digests() -> &'static str {
    static DIGESTS: OnceLock<String> = OnceLock::new();
    DIGESTS.get_or_init(|| {
        let mut lines = String::new();
        for (name, file) in SCENARIOS {
            let run = Run::of(shipped::read(file).1, Span::from_secs(1));
            let _ = writeln!(lines, "{name} {}", run.digest());
        }
        lines
    })
}

#[test]
fn every_scenario_has_the_digest_in_the_golden_file() {
    let digests = digests();
    if bless(digests) {
        return;
    }
    assert!(digests == GOLDEN, "the golden file says\n\n{GOLDEN}\nbut the runs give\n\n{digests}");
}

/// Rewrites the golden file if asked to. Only on the host: in wasm there is no file.
fn bless(digests: &str) -> bool {
    let is_asked = cfg!(not(target_arch = "wasm32")) && std::env::var_os("BLESS").is_some();
    if is_asked {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/model_digests.txt");
        std::fs::write(path, digests).expect("the golden file can be written");
    }
    is_asked
}

/// A digest that never changes would prove nothing.
#[test]
fn every_scenario_has_another_digest() {
    let digests = digests();
    let mut numbers: Vec<&str> = digests.lines().filter_map(|line| line.split(' ').nth(1)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), SCENARIOS.len(), "{digests}");
}

/// What the last of these scenarios is for: all that can happen does happen in it.
#[test]
fn in_the_scenario_of_the_queue_everything_happens() {
    let run = Run::of(shipped::read(include_str!("scenarios/queue.yaml")).1, Span::from_secs(60));
    let total = &run.series().account.total;
    for limit in [Limit::Account, Limit::Reserved] {
        assert!(100 < total.throttled_by(limit), "{limit:?}");
    }
    let events = &total.events;
    for count in [
        events.done,
        events.dropped,
        events.dead_lettered,
        events.expired_unsent,
        events.dropped - events.dead_lettered,
    ] {
        assert!(0 < count, "{events:?}");
    }
    let status: Vec<u16> = run.series().answers_of_all().status.into_keys().collect();
    assert_eq!(status, [200, 202, 429, 500, 502]);
    let mut causes = BTreeSet::new();
    let mut outcomes = BTreeSet::new();
    let mut watch = |_: Instant, change: &Change| match change {
        Change::InvocationEnded { outcome, then, .. } => {
            outcomes.insert(*outcome);
            causes.extend(cause(then));
        }
        Change::EventReceived { then, .. } | Change::EventExpired { then, .. } => causes.extend(cause(then)),
        _ => {}
    };
    run.replay(Instant::START, run.plan().end(), &mut watch);
    assert_eq!((outcomes.len(), causes.len()), (3, 3), "{outcomes:?}, {causes:?}");
}

fn cause(then: &Then) -> Option<Drop> {
    if let Then::Dropped { cause, .. } = then { Some(*cause) } else { None }
}

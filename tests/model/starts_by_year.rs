//! Cold starts in a VPC before and after 2019, and restoring from a snapshot instead of INIT.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::dated::VPC;
use lambda_sim::law::Law;
use lambda_sim::life::{NoSnapStart, SnapStart, VPC_NAMES};
use lambda_sim::problem::Rule;
use lambda_sim::runtime::{Architecture, PackageType};
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::Span;
use validation::batch_means::Estimate;

use crate::changes::changes_of;
use crate::invocations::invocations;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, runtime, scenario, span};

/// 900 cold starts at once.
fn cold(with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> ScenarioBuilder {
    scenario().length("1m").function("orders", |f| with(f.duration("1s"))).at("orders", "0s x 900")
}

/// How long each waited for its handler, in order.
fn waits(scenario: ScenarioBuilder) -> Vec<Span> {
    let runs = invocations(&changes_of(&scenario.plan()));
    runs.iter().filter_map(|run| Some(run.invoked?.since(run.admitted))).collect()
}

fn median(mut waits: Vec<Span>) -> f64 {
    waits.sort_unstable();
    waits[waits.len() / 2].as_secs_f64()
}

#[test]
fn a_vpc_adds_to_set_up_what_was_measured_then() {
    assert_eq!(VPC.map(|dated| dated.name), VPC_NAMES[1..]);
    let plain = waits(cold(|f| f.setup("70ms").init("200ms")));
    assert!(plain.iter().all(|wait| *wait == span("270ms")));
    let near = |name, expected: f64| {
        let found = median(waits(cold(|f| f.setup("70ms").init("200ms").vpc(name))));
        assert!((found - expected - 0.27).abs() < 0.1 * expected, "{name}: {found} s");
    };
    near("2019-02", 5.721);
    near("2019-06", 8.071);
    near("2019-09", 0.082);
    near("today", 0.233);
}

/// It is the way into the VPC, so it is not billed, and what is drawn for it moves nothing else.
#[test]
fn what_a_vpc_adds_is_not_billed_and_moves_no_other_draw() {
    let law = Law::Uniform { from: span("100ms"), to: span("300ms") };
    let account = |vpc: &'static str| cold(|f| f.setup("70ms").init(law.clone()).vpc(vpc));
    let (outside, inside) = (waits(account("none")), waits(account("today")));
    assert!(outside.iter().zip(&inside).all(|(outside, inside)| *outside + span("233ms") == *inside));
    let billed = |vpc| account(vpc).run().frame_at(span("59s").after_start()).functions[0].tally.usage().millis;
    assert_eq!(billed("none"), billed("today"));
}

#[test]
fn provisioned_environments_go_into_the_vpc_while_they_are_made() {
    let ready = |vpc: &'static str| {
        let account = scenario().length("5m").function("orders", |f| f.preparation("1m").init("1s").vpc(vpc));
        let account = account.set("0s", "orders", Setting::ProvisionedConcurrency, Value::Count(1));
        let run = account.at("orders", "0s").run();
        let is_ready = |at: &str| run.frame_at(span(at).after_start()).functions[0].provisioned[0].state.available();
        ["61.009s", "61.01s", "61.242s", "61.243s"].map(|at| is_ready(at).get())
    };
    assert_eq!(ready("none"), [0, 1, 1, 1]);
    assert_eq!(ready("today"), [0, 0, 0, 1]);
}

/// A function in Java 21 with 512 MB, restored as of then.
fn restored(f: FunctionBuilder, snap_start: SnapStart) -> FunctionBuilder {
    f.runtime("java21").memory(512).snap_start(snap_start)
}

#[test]
fn with_snap_start_environments_are_restored_instead_of_init() {
    let restore = |snap_start| median(waits(cold(|f| restored(f, snap_start).setup("0s"))));
    assert!((restore(SnapStart::None) - 0.243).abs() < 0.01);
    assert!((restore(SnapStart::June2024) - 0.597).abs() < 0.02);
    assert!((restore(SnapStart::Today) - 0.691).abs() < 0.02);
    let mean = SnapStart::Today.restore(runtime("java21")).expect("measured").mean().as_secs_f64();
    let waits: Vec<f64> =
        waits(cold(|f| restored(f, SnapStart::Today).setup("0s"))).iter().map(|wait| wait.as_secs_f64()).collect();
    Estimate::mean(&waits).check(mean, "restoring");
}

#[test]
fn restoring_is_not_billed_but_init_after_a_reset_is() {
    let one = |with: fn(FunctionBuilder) -> FunctionBuilder, at: &str| {
        let orders =
            scenario().length("1m").function("orders", |f| with(f.duration("1s").first_run("0s"))).at("orders", at);
        orders.run().frame_at(span("59s").after_start()).functions[0].tally.usage().millis
    };
    assert_eq!(one(|f| restored(f, SnapStart::Today), "0s"), 1_000);
    let crashing = one(|f| restored(f, SnapStart::Today).crashes(1.0), "0s, 20s");
    assert!((2_150..3_000).contains(&crashing), "{crashing} ms");
}

/// AWS makes snapshots of published versions only.
#[test]
fn the_unpublished_version_does_init() {
    let latest = |f| restored(f, SnapStart::Today).setup("0s").version("$LATEST", None);
    let waits = waits(scenario().length("1m").function("orders", latest).at("orders", "0s x 900").qualifier("$LATEST"));
    assert!((median(waits) - 0.243).abs() < 0.01);
}

#[test]
fn aws_refuses_snap_start_with_provisioned_concurrency_for_images_and_in_other_runtimes() {
    let refused = |with: &dyn Fn(FunctionBuilder) -> FunctionBuilder| {
        let scenario = cold(|f| with(f).snap_start(SnapStart::June2023)).build();
        let problems = scenario.check().expect_err("it cannot be");
        let found: Vec<_> = problems.into_iter().map(|problem| (problem.path, problem.rule)).collect();
        let [(path, Rule::NoSnapStart(why))] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(path, "functions.orders.snap_start");
        *why
    };
    assert_eq!(refused(&|f| f.runtime("java17").provisioned(1)), NoSnapStart::Provisioned);
    assert_eq!(refused(&|f| f.runtime("java17").version("7", Some(1))), NoSnapStart::Provisioned);
    assert_eq!(refused(&|f| f.runtime("java17").package(PackageType::Image, Architecture::X86)), NoSnapStart::Image);
    assert_eq!(refused(&|f| f.runtime("nodejs22.x")), NoSnapStart::Runtime);
    assert_eq!(refused(&|f| f), NoSnapStart::Runtime);
    assert_eq!(refused(&|f| f.runtime("java21")), NoSnapStart::NotMeasured);
    assert_eq!(refused(&|f| f.runtime("python3.13")), NoSnapStart::NotMeasured);
    let later = cold(|f| f.runtime("java17").snap_start(SnapStart::Today));
    let later = later.set("1s", "orders", Setting::ProvisionedConcurrency, Value::Count(1)).build();
    let problems = later.check().expect_err("it cannot be");
    assert_eq!(problems[0].rule, Rule::NoSnapStart(NoSnapStart::Provisioned));
    let told = problems[0].to_string();
    assert!(
        told.ends_with("SnapStart and provisioned concurrency exclude each other (InvalidParameterValueException)")
    );
}

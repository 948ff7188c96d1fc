//! A VPC in 2018 and today: why cold starts took so long, and how much longer.

use std::sync::Arc;

use explorer::cause;
use explorer::findings;
use explorer::language::Language;
use explorer::shipped::Shipped;
use lambda_sim::cause::Cause;
use lambda_sim::scenario::Scenario;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

fn run(scenario: &Scenario) -> Run {
    Run::of(Arc::new(scenario.check().expect("a good scenario")), Span::from_secs(1))
}

/// The rule under the sentence, English and Korean.
fn note(scenario: &Scenario, at: Span) -> [Option<String>; 2] {
    let run = run(scenario);
    let frame = run.frame_at(at.after_start());
    let cause = Cause::of(&frame, run.plan());
    Language::ALL.map(|language| Some(cause::note(cause, &frame, run.plan(), language)?.to_string()))
}

#[track_caller]
fn check(scenario: &Scenario, at: Span, words: [&str; 2]) {
    for (found, wanted) in note(scenario, at).into_iter().zip(words) {
        let found = found.expect("a rule under the sentence");
        assert!(found.contains(wanted), "{found}");
    }
}

#[test]
fn a_cold_start_in_a_vpc_is_explained_by_its_time() {
    let mut scenario = Shipped::Vpc.scenario();
    let at = Span::from_secs(8);
    check(&scenario, at, ["as of 2019-02, Lambda made a network interface for each", "2019-02 당시 VPC에서는"]);
    check(&scenario, at, ["7.0 s on average", "평균 7.0 s"]);
    let today = scenario.functions[1].life.vpc;
    scenario.functions.iter_mut().for_each(|function| function.life.vpc = today);
    let at = Span::from_millis(5_100);
    check(&scenario, at, ["made when the function is configured", "미리 만듭니다"]);
    scenario.functions.iter_mut().for_each(|function| function.life.vpc = None);
    check(&scenario, at, ["10/s × 300 ms of INIT = 3 requests", "요청 3건"]);
}

#[test]
fn what_a_vpc_cost_stands_beside_what_it_costs_today() {
    let second = |scenario: &Scenario| {
        let run = run(scenario);
        Language::ALL.map(|language| findings::summary(&run, language).get(1).map(ToString::to_string))
    };
    let [english, korean] = second(&Shipped::Vpc.scenario()).map(|line| line.expect("the line of cold starts"));
    let told = english.strip_prefix("Half of the cold starts answered within: ").expect("the line of cold starts");
    assert_eq!(told, "vpc-2018 5.4 s, vpc-today 0.7 s, no-vpc 0.5 s");
    assert!(korean.ends_with(told), "{korean}");
    assert_eq!(second(&Shipped::Steady.scenario()), [None, None], "nothing to compare");
}

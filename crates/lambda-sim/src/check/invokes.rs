//! The rules of requests that are sent by hand.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::interventions::INTERVENTIONS_MAX;
use super::{BURST_MAX, check_known, versions};
use crate::problem::{Problem, Rule};
use crate::scenario::Scenario;

pub(super) fn check(scenario: &Scenario, problems: &mut Vec<Problem>) {
    let count = scenario.invokes.len() as u64;
    if INTERVENTIONS_MAX < count {
        let rule = Rule::OutOfRange { min: 0, max: INTERVENTIONS_MAX };
        problems.push(Problem { path: "interventions".into(), value: format!("a list of {count}"), rule });
        return;
    }
    for (place, invoke) in scenario.invokes.iter().enumerate() {
        let path = format!("invokes[{place}]");
        if scenario.length <= invoke.at {
            let (value, rule) = (invoke.at.to_string(), Rule::NotInTheRun { length: scenario.length });
            problems.push(Problem { path: format!("{path}.at"), value, rule });
        }
        check_known(scenario, format!("{path}.function"), &invoke.function, problems);
        versions::check_qualifier(scenario, &path, &invoke.caller(), problems);
        if !(1..=BURST_MAX).contains(&invoke.count) {
            let rule = Rule::OutOfRange { min: 1, max: BURST_MAX.into() };
            problems.push(Problem { path: format!("{path}.count"), value: invoke.count.to_string(), rule });
        }
    }
}

//! Nothing that can be written in a scenario is forgotten by the random ones: a setting, verb or cause that is new is in them, or
//! stands here with the reason why it is not.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeSet;
use std::sync::Arc;

use lambda_sim::cause::Cause;
use lambda_sim::intervention::Verb;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Owner, Scope, Setting, TABLE};
use lambda_sim::simulation::Simulation;
use lambda_sim::time::Instant;

use super::tied_scenarios::{SEEDS, tied_scenario};
use crate::scenario_builder::plan_of;

type Names = BTreeSet<String>;

/// Settings that no scenario has otherwise than by default at its start.
const AS_BY_DEFAULT: &[(&str, &str)] = &[
    ("MemorySize", "concerns cost, which the naive model does not know, and measured laws"),
    ("PackageType", "chooses among the measured laws of INIT"),
    ("Architecture", "chooses among the measured laws of INIT, and is changed during the run"),
    ("Build", "means nothing but that another one is other code, and is changed during the run"),
    ("IdleLifetimePreset", "is a measured law, and the random ones are plain"),
];

/// Settings that can be changed during a run, and that nobody changes.
const NEVER_CHANGED: &[(&str, &str)] = &[
    ("Runtime", "chooses among measured laws, and the random ones are plain"),
    ("IdleLifetimePreset", "is a measured law, and the random ones are plain"),
];

/// Verbs that the scenarios do not name.
const UNUSED_VERBS: &[(&str, &str)] = &[
    ("RegisterScalableTarget", "is read as the settings of PutScheduledAction"),
    (
        "PutFunctionEventInvokeConfig",
        "is read as the settings of UpdateFunctionEventInvokeConfig, those not named by default",
    ),
    ("DeleteFunctionEventInvokeConfig", "is read as the settings of UpdateFunctionEventInvokeConfig, all by default"),
];

/// Causes that are not met.
const UNMET_CAUSES: &[(&str, &str)] = &[("NothingComes", "there would be nothing to compare")];

/// How many instants of a run are looked at.
const LOOKS: u64 = 40;

/// Declares how causes are named, so that one that is new has to be named.
macro_rules! causes {
    ($($name:ident,)*) => {
        const CAUSES: &[&str] = &[$(stringify!($name),)*];

        fn name(cause: Cause) -> &'static str {
            match cause {
                $(Cause::$name { .. } => stringify!($name),)*
            }
        }
    };
}

causes! {
    NothingComes, NoRequests, Calm, Accepted, Idle, AllShutDown, ColdStarts, Updated, SpillOver, SpillOverRate, Allocating, Ready,
    Polling, Blocked, Recovered, AccountHeldByOne, AccountHeldAlone, QueueAtAccount, AccountShared, UnreservedHeld, Reservation,
    QueueAtReservation, SwitchedOff, EventsDropped, ScalingRate, RequestRate, TurnedAway, TooLate, Backlog, Retrying, Failing,
    TimingOut, WaitingAfterErrors, GivenUp,
}

/// Fails where one of all is neither used nor excepted, and where one is excepted though it is used.
#[track_caller]
fn check<'a>(what: &str, all: impl IntoIterator<Item = &'a str>, used: &Names, excepted: &[(&str, &str)]) {
    let is_excepted = |name: &str| excepted.iter().any(|(excepted, _)| *excepted == name);
    let (missing, known): (Vec<&str>, Vec<&str>) =
        all.into_iter().filter(|name| is_excepted(name) == used.contains(*name)).partition(|name| !is_excepted(name));
    assert!(missing.is_empty(), "{what}: no scenario has {missing:?}");
    assert!(known.is_empty(), "{what}: excepted, and there all the same: {known:?}");
}

fn owners(scenario: &Scenario, scope: Scope) -> Vec<Owner> {
    match scope {
        Scope::Run | Scope::Account => vec![Owner::Account],
        Scope::Function => scenario.functions.iter().map(|function| Owner::Function(function.name.clone())).collect(),
        Scope::Caller(vias) => {
            let places = 0..scenario.callers.len();
            places.filter(|place| vias.contains(&scenario.callers[*place].via)).map(Owner::Caller).collect()
        }
    }
}

#[test]
fn every_setting_and_every_verb_is_in_the_scenarios() {
    let (mut written, mut changed, mut verbs) = (Names::new(), Names::new(), Names::new());
    for scenario in SEEDS.map(tied_scenario) {
        for row in TABLE {
            let is_other = |owner: Owner| row.setting.get(&scenario, &owner).is_some_and(|it| Some(it) != row.default);
            if owners(&scenario, row.scope).into_iter().any(is_other) {
                written.insert(format!("{:?}", row.setting));
            }
        }
        for intervention in &scenario.interventions {
            changed.insert(format!("{:?}", intervention.setting));
            verbs.extend(Verb::of(intervention.setting, intervention.value).map(|verb| verb.name().to_owned()));
        }
        if !scenario.invokes.is_empty() {
            verbs.insert(Verb::Invoke.name().to_owned());
        }
    }
    let names = |is_meant: fn(Setting) -> bool| -> Vec<String> {
        TABLE.iter().filter(|row| is_meant(row.setting)).map(|row| format!("{:?}", row.setting)).collect()
    };
    check("at the start", names(|_| true).iter().map(String::as_str), &written, AS_BY_DEFAULT);
    check("during the run", names(Setting::can_change).iter().map(String::as_str), &changed, NEVER_CHANGED);
    check("verbs", Verb::NAMES.iter().copied(), &verbs, UNUSED_VERBS);
}

#[test]
fn every_cause_is_met_in_the_scenarios() {
    let mut met = Names::new();
    for scenario in SEEDS.map(tied_scenario) {
        let plan = plan_of(&scenario);
        let mut simulation = Simulation::new(Arc::clone(&plan));
        for look in 0..LOOKS {
            simulation.run_to(Instant::from_nanos(scenario.length.as_nanos() / LOOKS * look), &mut ());
            met.insert(name(Cause::of(&simulation.frame(), &plan)).to_owned());
        }
    }
    check("causes", CAUSES.iter().copied(), &met, UNMET_CAUSES);
}

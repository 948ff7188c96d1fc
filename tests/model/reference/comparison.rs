//! Where the story of the engine and the story of the naive model part.

use std::fmt;
use std::sync::Arc;

use lambda_sim::plan::Plan;
use lambda_sim::scenario::{Scenario, Traffic};

use super::minimal::minimal;
use super::mistakes::Mistake;
use super::naive;
use super::written::Written;
use crate::changes::{Changes, changes_of, line};

/// The first change that differs.
#[derive(Debug)]
pub(super) struct Difference {
    /// What both tell just before.
    before: Vec<String>,
    engine: String,
    naive: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.before {
            writeln!(f, "  both:   {line}")?;
        }
        writeln!(f, "  engine: {}", self.engine)?;
        writeln!(f, "  naive:  {}", self.naive)
    }
}

/// What the engine tells of a scenario.
pub(super) struct Told<'s> {
    scenario: &'s Scenario,
    plan: Arc<Plan>,
    changes: Changes,
}

impl<'s> Told<'s> {
    /// Nothing of a scenario that breaks a rule.
    pub(super) fn of(scenario: &'s Scenario) -> Option<Self> {
        let plan = Arc::new(scenario.check().ok()?);
        let changes = changes_of(&plan);
        Some(Self { scenario, plan, changes })
    }

    /// Whether little happens.
    pub(super) fn is_short(&self) -> bool {
        self.changes.len() < 200
    }

    /// Where the naive model tells something else, if it does.
    pub(super) fn difference(&self, mistake: Option<Mistake>) -> Option<Difference> {
        let (plan, engine) = (&self.plan, &self.changes);
        let ids: Vec<_> = plan.function_ids().collect();
        let naive = naive::run(self.scenario, &ids, mistake);
        if *engine == naive {
            return None;
        }
        let same = engine.iter().zip(&naive).take_while(|(one, other)| one == other).count();
        let tell = |change: Option<&(_, _)>| match change {
            Some((at, change)) => line(plan, *at, change),
            None => "nothing more".to_owned(),
        };
        let before = engine[same.saturating_sub(5)..same].iter().map(|change| tell(Some(change))).collect();
        Some(Difference { before, engine: tell(engine.get(same)), naive: tell(naive.get(same)) })
    }
}

/// Runs both; the difference, if there is one. A scenario that breaks a rule has none.
pub(super) fn difference(scenario: &Scenario, mistake: Option<Mistake>) -> Option<Difference> {
    Told::of(scenario)?.difference(mistake)
}

/// Fails with the smallest scenario that still shows a difference, as a file to run. One of hundreds of requests is not made
/// smaller: that takes a while.
#[track_caller]
pub(super) fn check_same(scenario: &Scenario, what: &str) {
    assert!(scenario.check().is_ok(), "{what} breaks a rule:\n\n{}", Written(scenario));
    if difference(scenario, None).is_some() {
        let shows = |scenario: &Scenario| difference(scenario, None).is_some();
        let minimal = if requests(scenario) < MANY { minimal(scenario, shows) } else { scenario.clone() };
        let difference = difference(&minimal, None).expect("the minimal scenario differs as well");
        panic!("{what}: engine and naive model part:\n\n{}\n{difference}", Written(&minimal));
    }
}

/// More requests than this are many.
pub(super) const MANY: u32 = 500;

/// How many requests come at exact instants.
pub(super) fn requests(scenario: &Scenario) -> u32 {
    let bursts = scenario.callers.iter().map(|caller| match &caller.traffic {
        Traffic::At(bursts) => bursts.iter().map(|burst| burst.count).sum(),
        Traffic::Curve { .. } => 0,
    });
    bursts.sum()
}

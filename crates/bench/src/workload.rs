//! What is run.

use std::sync::Arc;

use explorer::shipped::Shipped;
use lambda_sim::plan::Plan;
use lambda_sim::scenario::Scenario;
use lambda_sim::time::Span;
use lambda_sim::tree::Tree;
use serde_json::{Value as Json, json};
use yardstick::Load;

/// A load with a name.
#[derive(Clone, Debug)]
pub struct Workload {
    /// How tables call it.
    pub name: &'static str,
    /// What it is, in a line.
    pub what: &'static str,
    /// What the engine runs.
    pub plan: Arc<Plan>,
    /// The period of its series.
    pub period: Span,
    /// The same for the yardstick, where that knows enough to run it.
    pub load: Option<Load>,
    /// How often it is measured, in parts of the rounds asked for: long ones less often.
    pub share: Share,
}

/// A part of the rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Each round.
    All,
    /// Every fifth.
    Fifth,
}

/// All workloads, in the order of the tables.
pub fn all() -> Vec<Workload> {
    let mut all = compared();
    let shipped = |shipped: Shipped| Arc::new(shipped.scenario().check().expect("a shipped scenario breaks no rule"));
    let of = |name, what, plan, share| Workload { name, what, plan, period: Span::from_secs(1), load: None, share };
    all.push(of("spike", "5,000/s evenly for 60 s, handler 1 s, INIT 0.4 s", shipped(Shipped::Spike), Share::All));
    all.push(of("promotion", "the promotion, with retries and events", shipped(Shipped::Promotion), Share::All));
    all.push(Workload {
        period: Span::from_secs(30),
        ..of("six hours", "1,000/s over five functions", six_hours(), Share::Fifth)
    });
    all
}

/// Those that the yardstick runs as well: W1 and W3 with cold starts, W2 as a loss system.
pub fn compared() -> Vec<Workload> {
    let w1 = Load { rate: 100.0, warm: 0.5, cold: 0.75, expiry: 600.0, cap: 1_000, length: 3_600.0, seed: 1 };
    // As far as an idle lifetime goes: longer than the run.
    let w2 = Load { cold: 0.5, expiry: 43_200.0, cap: 50, ..w1 };
    let w3 = Load { rate: 1_000.0, warm: 0.9, cold: 1.15, length: 600.0, ..w1 };
    let of = |name, what, load| Workload {
        name,
        what,
        plan: plan(&scenario_of(&load)),
        period: Span::from_secs(1),
        load: Some(load),
        share: Share::All,
    };
    vec![
        of("W1", "Poisson 100/s, exponential 0.5 s, cold 0.75 s, expiry 600 s, limit 1,000, one hour", w1),
        of("W2", "Poisson 100/s, exponential 0.5 s, limit 50, no expiry, one hour", w2),
        of("W3", "Poisson 1,000/s, exponential 0.9 s, cold 1.15 s, expiry 600 s, limit 1,000, ten minutes", w3),
    ]
}

/// What the yardstick runs, for the engine: INIT is what a cold run takes longer.
fn scenario_of(load: &Load) -> Json {
    let seconds = |seconds: f64| format!("{}ms", (seconds * 1e3).round());
    let exponential = |mean: f64| json!({ "law": "exponential", "mean": seconds(mean) });
    let init = if load.warm < load.cold {
        exponential(load.cold - load.warm)
    } else {
        json!({ "law": "constant", "value": "0s" })
    };
    json!({
        "version": 1,
        "seed": load.seed,
        "length": seconds(load.length),
        "account": { "ConcurrentExecutions": load.cap },
        "functions": { "a": {
            "duration": exponential(load.warm),
            "init": init,
            "idle_lifetime": { "law": "constant", "value": seconds(load.expiry) },
        } },
        "callers": [{ "function": "a", "via": "invoke", "process": "poisson", "rate": format!("{}/s", load.rate) }],
    })
}

/// Six hours at 1,000 requests a second.
fn six_hours() -> Arc<Plan> {
    let names = ["checkout", "catalog", "reports", "search", "login"];
    let functions = names.map(|name| {
        let duration = json!({ "law": "lognormal", "mean": "200ms", "sigma": 0.5 });
        (name.to_owned(), json!({ "duration": duration, "init": { "law": "constant", "value": "145ms" } }))
    });
    let callers = names.map(|name| json!({ "function": name, "via": "invoke", "process": "poisson", "rate": "200/s" }));
    let functions: serde_json::Map<String, Json> = functions.into_iter().collect();
    plan(&json!({ "version": 1, "seed": 1, "length": "6h", "functions": functions, "callers": callers }))
}

fn plan(scenario: &Json) -> Arc<Plan> {
    let tree: Tree = serde_json::from_value(scenario.clone()).expect("a scenario is a tree");
    let read = Scenario::read(&tree);
    Arc::new(read.unwrap_or_else(|problems| panic!("a workload breaks rules: {problems:#?}")).1)
}

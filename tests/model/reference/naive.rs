//! The naive model: the same rules once more, written to be read beside AWS's text and for nothing else.
//!
//! One timer at a time from a list that is searched from end to end; integer nanoseconds; an expiry timer for every idle
//! period, ignored where it has become stale; numbers in flight counted anew for every attempt. Draws and dice are the engine's: it is
//! compared when they are taken, and from which stream. How long handlers run is constant, arrivals are exact instants or even along whole
//! seconds of whole rates. Provisioned concurrency is ready all at once, so that it needs one timer for each time it is asked for.
//!
//! It can be told to make a mistake, so that tests can show that the comparison would find it.

use lambda_sim::admission::Start;
use lambda_sim::id::{CallerId, FunctionId};
use lambda_sim::law::Law;
use lambda_sim::scenario::{self, Scenario};
use lambda_sim::source::Mapping;
use lambda_sim::via::Outcome;

mod attempts;
mod authorizers;
mod autoscaling;
mod by_hand;
mod callers;
mod destinations;
mod draws;
mod environments;
mod gateway;
mod inits;
mod interventions;
mod lanes;
mod life;
mod limits;
mod messages;
mod order;
mod other_lanes;
mod pauses;
mod pollers;
mod provisioned;
mod queue;
mod retry_quota;
mod scaling;
mod sources;
mod traffic;
mod updates;

use authorizers::{Authorization, Remembered, with_authorizers};
use autoscaling::Scaling;
use by_hand::with_invokes;
use destinations::with_destinations;
use draws::Streams;
use gateway::ApiLately;
use lanes::Lane;
use limits::Lately;
use messages::Queue;
use retry_quota::QUOTA;
use scaling::Tokens;
use sources::Due;
use traffic::{instants, traffic};

use super::mistakes::Mistake;
use crate::changes::Changes;

const SECOND: u64 = 1_000_000_000;
const MINUTE: u64 = 60 * SECOND;

/// An environment of provisioned concurrency comes every 10 ms.
const NEXT_PROVISIONED: u64 = SECOND / 100;

/// The version that callers use who name none.
const LIVE: usize = 0;

/// Requests are counted in thousand millionths, so that what comes back in a nanosecond is a whole number.
const REQUEST: u64 = SECOND;

#[derive(Clone, Copy, Debug)]
enum What {
    Intervention { place: usize },
    InterventionEnds { place: usize },
    Alarms { function: usize, policy: u64, minute: u64 },
    InitDone { function: usize, environment: u64 },
    Allocated { function: usize, version: usize, asked: u64 },
    HandlerDone { function: usize, environment: u64, outcome: Outcome },
    Expiry { function: usize, environment: u64, idle_period: u64 },
    TimeLimit { function: usize, environment: u64, request: usize },
    Authorized { request: usize },
    Received { request: usize },
    NextAttempt { request: usize },
    TooOld { request: usize },
    Due { caller: usize, due: Due },
    Arrival { caller: usize },
}

#[derive(Clone, Copy, Debug)]
struct Timer {
    at: u64,
    /// Of timers at one instant the lower class comes first.
    class: u32,
    /// Of timers of one class the lower place comes first: how many timers had been scheduled before.
    place: u64,
    what: What,
}

impl Timer {
    fn comes_before(&self, other: &Self) -> bool {
        if self.at != other.at {
            self.at < other.at
        } else if self.class != other.class {
            self.class < other.class
        } else {
            self.place < other.place
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Init,
    Invoke,
    Idle,
}

/// What the next run of the handler in an environment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NextRun {
    First,
    /// The first since its last run was cut off or crashed.
    AfterReset,
    Further,
}

#[derive(Clone, Copy, Debug)]
struct Environment {
    number: u64,
    /// It runs the code of this version and serves no other.
    version: usize,
    is_provisioned: bool,
    created: u64,
    phase: Phase,
    /// The request that it serves, or served last; any before its first one.
    request: usize,
    next_run: NextRun,
    start: Start,
    /// When that was admitted.
    admitted: u64,
    /// Whether its function had no reservation then.
    was_unreserved: bool,
    /// INIT that was cut, and is done once more in the first run.
    init_again: u64,
    /// What a reset would repeat by the laws of that moment.
    repeated: u64,
    /// What its first run takes on top, and how long it is kept while idle: both are the environment's own.
    first_run: u64,
    idle_lifetime: u64,
    /// How old it becomes.
    maximum_age: u64,
    /// How often it has become idle.
    idle_periods: u64,
    /// How often any had become idle until it did: larger is later, also within one instant.
    idle_since: u64,
}

#[derive(Clone, Debug)]
struct Function {
    requests: u64,
    /// Those that were sent by hand.
    by_hand: u64,
    created: u64,
    environments: Vec<Environment>,
    streams: Streams,
    /// The bucket of its scaling rate.
    tokens: Tokens,
    /// The bucket of its own request rate.
    requests_lately: Lately,
    /// What is provisioned of each version, the live one first.
    versions: Vec<Provision>,
    /// How what is provisioned of the live one is scaled.
    scaling: Scaling,
}

/// Provisioned concurrency of one version.
#[derive(Clone, Copy, Debug, Default)]
struct Provision {
    /// What is asked for.
    requested: u32,
    /// What of it can be used.
    ready: u32,
    /// How often it was asked for: what was asked for before the last time never comes.
    asked: u64,
    /// When what is asked for comes, if it is not there.
    comes: u64,
    /// INIT that is cut in each of its environments, and done once more in the first run there.
    init_again: u64,
    /// The bucket of its request rate.
    requests_lately: Lately,
}

#[derive(Clone, Copy, Debug)]
struct Request {
    function: usize,
    version: usize,
    caller: usize,
    number: u64,
    received: u64,
    /// How long its handler would have run when it arrived.
    duration: u64,
    /// How often its caller would have tried when it arrived.
    max_attempts: u16,
    /// Attempts so far.
    attempts: u16,
    /// When the last one was.
    attempted: u64,
    /// Throttled attempts since the last run.
    throttled_in_a_row: u32,
    /// Runs so far.
    runs: u8,
    is_answered: bool,
    authorization: Authorization,
    /// The event whose record it is.
    came_of: Option<usize>,
}

struct Model<'s> {
    /// As it is now.
    scenario: Scenario,
    /// As it was at the start.
    original: &'s Scenario,
    /// The changes that have begun and not ended, the last begun last.
    begun: Vec<usize>,
    /// The functions before the first change of this instant, while changes are still to come.
    before_changes: Option<Vec<scenario::Function>>,
    ids: &'s [FunctionId],
    mistake: Option<Mistake>,
    now: u64,
    timers: Vec<Timer>,
    scheduled: u64,
    /// How often an environment has become idle.
    idled: u64,
    /// The instants at which each caller's requests arrive, the next one last.
    arrivals: Vec<Vec<u64>>,
    functions: Vec<Function>,
    /// The request rate that functions without a reservation share.
    unreserved_lately: Lately,
    /// The limit of API Gateway.
    api_lately: ApiLately,
    /// What APIs remember of what their authorizers have said, the last at the end.
    remembered: Vec<Remembered>,
    /// The quota of retries of each caller.
    quotas: Vec<u32>,
    /// The bucket of the scaling rate that all functions shared until November 2023.
    tokens: Tokens,
    requests: Vec<Request>,
    /// The queue of each caller that is one.
    queues: Vec<Queue>,
    /// The mapping of each caller before the last change.
    mappings_before: Vec<Mapping>,
    /// The lanes of each caller that is a stream, and how many records were written to it.
    lanes: Vec<Vec<Lane>>,
    written: Vec<u64>,
    /// How many records have just come back, because their batch was split.
    split: Option<u32>,
    changes: Changes,
}

/// Everything that happens in a run of this scenario, by the naive rules with at most one mistake.
pub(super) fn run(scenario: &Scenario, ids: &[FunctionId], mistake: Option<Mistake>) -> Changes {
    let scenario = &with_destinations(&with_authorizers(&with_invokes(scenario, mistake)), mistake);
    let mut arrivals: Vec<Vec<u64>> = Vec::new();
    for place in 0..scenario.callers.len() {
        let mut instants = instants(&traffic(scenario, place), scenario.length.as_nanos());
        instants.reverse();
        arrivals.push(instants);
    }
    let function = |function: &scenario::Function| Function {
        requests: 0,
        by_hand: 0,
        created: 0,
        environments: Vec::new(),
        streams: Streams::of(scenario.seed, &function.name, 0),
        tokens: Tokens::full(scenario),
        requests_lately: Lately::default(),
        versions: vec![Provision::default(); 1 + function.versions.len()],
        scaling: Scaling::default(),
    };
    let mut model = Model {
        scenario: scenario.clone(),
        original: scenario,
        begun: Vec::new(),
        before_changes: None,
        ids,
        mistake,
        now: 0,
        timers: Vec::new(),
        scheduled: 0,
        idled: 0,
        arrivals,
        functions: scenario.functions.iter().map(function).collect(),
        unreserved_lately: Lately::default(),
        api_lately: ApiLately::default(),
        remembered: Vec::new(),
        quotas: vec![QUOTA; scenario.callers.len()],
        tokens: Tokens::full(scenario),
        requests: Vec::new(),
        queues: vec![Queue::default(); scenario.callers.len()],
        mappings_before: scenario.callers.iter().map(|caller| caller.mapping).collect(),
        lanes: vec![Vec::new(); scenario.callers.len()],
        written: vec![0; scenario.callers.len()],
        split: None,
        changes: Vec::new(),
    };
    model.provision_at_the_start();
    model.begin_policies_at_the_start();
    model.schedule_interventions();
    model.start_sources();
    for caller in 0..scenario.callers.len() {
        model.schedule_arrival(caller);
    }
    while let Some(timer) = model.take_next_timer() {
        model.now = timer.at;
        model.happens(timer.what);
        model.look_at_queues();
    }
    model.changes
}

impl Model<'_> {
    fn happens(&mut self, what: What) {
        match what {
            What::Intervention { place } => self.intervene(place),
            What::InterventionEnds { place } => self.intervention_ends(place),
            What::Alarms { function, policy, minute } => self.alarms(function, policy, minute),
            What::InitDone { function, environment } => self.init_done(function, environment),
            What::Allocated { function, version, asked } => self.allocated(function, version, asked),
            What::HandlerDone { function, environment, outcome } => self.handler_done(function, environment, outcome),
            What::Expiry { function, environment, idle_period } => self.expiry(function, environment, idle_period),
            What::Authorized { request } => self.authorized(request),
            What::Received { request } => self.receive_event(request),
            What::NextAttempt { request } if self.is_paused(request) => {}
            What::NextAttempt { request } => self.attempt(request),
            What::TimeLimit { function, environment, request } => self.time_limit(function, environment, request),
            What::TooOld { request } => self.too_old(request),
            What::Due { caller, due } => self.due(caller, due),
            What::Arrival { caller } => self.arrival(caller),
        }
    }
}

fn caller_id(caller: usize) -> CallerId {
    CallerId(u32::try_from(caller).expect("a few callers"))
}

/// The only value of a law that is given, in nanoseconds.
fn constant(law: Option<&Law>, otherwise: u64) -> u64 {
    match law {
        None => otherwise,
        Some(Law::Constant(value)) => value.as_nanos(),
        Some(other) => panic!("the naive model knows constant laws only, not {other:?}"),
    }
}

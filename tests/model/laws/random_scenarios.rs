//! Random scenarios of every kind the engine knows: small enough to run hundreds of them, busy enough to throttle.

use lambda_sim::law::Law;
use lambda_sim::runtime::Runtime;
use lambda_sim::scenario::{
    Account, Asynchronous, Burst, Caller, DeadLetterQueue, Function, Point, Process, Scenario, Traffic,
};
use lambda_sim::time::Span;
use lambda_sim::units::{Concurrency, Rate};
use lambda_sim::via::Via;

use super::provisioned_scenarios;
use crate::dice::Dice;

const NAMES: [&str; 4] = ["checkout", "catalog", "reports", "thumbnails"];

/// How fast things happen in a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    /// Ten seconds of dense traffic.
    Dense,
    /// Minutes of thin traffic, so that events are tried again after errors and become too old.
    Thin,
    /// Ten seconds of handlers that take next to no time: requests come faster than a small limit lets them in.
    Quick,
    /// A few seconds with more new environments than the scaling rate allows.
    Steep,
}

impl Pace {
    fn length(self) -> Span {
        Span::from_secs(match self {
            Self::Dense | Self::Quick => 10,
            Self::Thin => 400,
            Self::Steep => 4,
        })
    }

    /// Times in a thin scenario are longer by this factor.
    fn slower(self) -> u32 {
        if self == Self::Thin { 40 } else { 1 }
    }
}

/// All ways but queues, which have laws of their own.
const CALLERS: [Via; 11] = [
    Via::Invoke,
    Via::Sdk,
    Via::Cli,
    Via::FunctionUrl,
    Via::ApiGateway,
    Via::HttpApi,
    Via::Alb,
    Via::Event,
    Via::S3,
    Via::Sns,
    Via::EventBridge,
];

/// The random scenario of this seed: one to four functions, a few hundred to a few thousand requests.
pub(super) fn random_scenario(seed: u64) -> Scenario {
    let mut dice = Dice::new(seed);
    let pace = dice.pick(&[Pace::Dense, Pace::Dense, Pace::Dense, Pace::Thin, Pace::Thin, Pace::Steep]);
    let pace = if seed.is_multiple_of(5) && pace != Pace::Steep { Pace::Quick } else { pace };
    let count = usize::try_from(dice.below(4)).expect("at most four") + 1;
    let functions: Vec<Function> = NAMES[..count].iter().map(|name| function(pace, &mut dice, name)).collect();
    let reserved: u32 = functions.iter().filter_map(|f| f.reserved_concurrent_executions).map(Concurrency::get).sum();
    let least = if reserved == 0 { 1 } else { reserved + 100 };
    let mut callers: Vec<Caller> = NAMES[..count].iter().map(|name| caller(pace, &mut dice, name)).collect();
    if dice.once_in(2) {
        callers.push(caller(pace, &mut dice, NAMES[0]));
    }
    if pace == Pace::Steep {
        callers.push(Caller::new(NAMES[0], Via::Invoke, steep(&mut dice)));
    }
    let more = match pace {
        Pace::Dense => dice.between(0, 60),
        Pace::Thin => dice.between(0, 15),
        Pace::Quick => dice.between(0, 9),
        Pace::Steep => dice.between(900, 2_500),
    };
    let account = Account { concurrent_executions: Concurrency::new(least + more), ..Account::default() };
    let mut scenario = Scenario {
        seed,
        length: pace.length(),
        account,
        functions,
        callers,
        interventions: Vec::new(),
        invokes: Vec::new(),
    };
    if dice.once_in(3) {
        make_coarse(&mut scenario);
    }
    if provisioned_seeds().contains(&seed) {
        provisioned_scenarios::add(&mut dice, &mut scenario);
    }
    scenario
}

/// Whatever is known beforehand happens at multiples of this, so that much happens at once, also where a period ends.
const GRID: Span = Span::from_millis(125);

fn make_coarse(scenario: &mut Scenario) {
    let on_grid = |span: Span| Span::from_nanos(span.as_nanos().div_ceil(GRID.as_nanos()) * GRID.as_nanos());
    let coarse = |law: &mut Law| *law = Law::Constant(on_grid(law.mean()));
    for function in &mut scenario.functions {
        function.init = Some(function.init_law().map_or(Law::Constant(Span::ZERO), |init| init));
        function.runtime = None;
        function.init.iter_mut().for_each(coarse);
        function.setup.iter_mut().for_each(coarse);
        function.first_run.iter_mut().for_each(coarse);
        coarse(&mut function.duration);
        coarse(&mut function.idle_lifetime);
        let queue = &mut function.asynchronous;
        (queue.delay, queue.retry_jitter) = (on_grid(queue.delay), 0.0);
    }
    for caller in &mut scenario.callers {
        match &mut caller.traffic {
            Traffic::At(bursts) => bursts.iter_mut().for_each(|burst| burst.at = on_grid(burst.at)),
            Traffic::Curve { process, points } => {
                *process = Process::Even;
                points[0].rate = Rate::per_second(points[0].rate.get().ceil()).expect("not negative");
                points.truncate(1);
            }
        }
    }
}

fn function(pace: Pace, dice: &mut Dice, name: &str) -> Function {
    let slower = pace.slower();
    let reserved_max = if pace == Pace::Quick { 4 } else { 30 / slower.min(10) };
    let mut function = Function {
        reserved_concurrent_executions: dice.once_in(3).then(|| Concurrency::new(dice.between(0, reserved_max))),
        idle_lifetime: law(dice, 3_000 * slower),
        asynchronous: asynchronous(pace, dice),
        ..Function::new(name, law(dice, if pace == Pace::Quick { 20 } else { 500 * slower }))
    };
    if dice.once_in(3) {
        function.runtime = Runtime::named(dice.pick(Runtime::NAMES));
    } else {
        function.init = Some(law(dice, if pace == Pace::Quick { 30 } else { 400 }));
    }
    if dice.once_in(4) {
        function.setup = Some(law(dice, 200));
    }
    if dice.once_in(4) {
        function.first_run = Some(law(dice, 300));
    }
    if dice.once_in(3) {
        function.timeout = Span::from_secs(u64::from(dice.between(1, 2 * slower)));
    }
    let tenths = |dice: &mut Dice, most: u32| f64::from(dice.between(0, most)) / 10.0;
    if pace == Pace::Thin || dice.once_in(2) {
        function.error_rate = tenths(dice, 7);
        function.timeout_rate = tenths(dice, 3);
    }
    function
}

fn asynchronous(pace: Pace, dice: &mut Dice) -> Asynchronous {
    let oldest = if pace == Pace::Thin { 200 } else { 21_600 };
    Asynchronous {
        maximum_retry_attempts: u8::try_from(dice.between(0, 2)).expect("at most two"),
        maximum_event_age: Span::from_secs(u64::from(dice.between(60, oldest))),
        dead_letter_queue: dice.pick(&[DeadLetterQueue::Sqs, DeadLetterQueue::None]),
        delay: Span::from_millis(dice.pick(&[0, 33, 1_000])),
        retry_jitter: dice.pick(&[0.0, 0.1, 1.0]),
    }
}

fn law(dice: &mut Dice, mean_millis_max: u32) -> Law {
    let mut millis = || Span::from_millis(u64::from(dice.between(0, mean_millis_max)));
    let (one, other) = (millis(), millis());
    match dice.below(6) {
        0 => Law::Constant(one),
        1 => Law::Exponential { mean: one },
        2 => Law::LogNormal { mean: one, sigma: f64::from(dice.between(0, 15)) / 10.0 },
        3 => Law::Values([one, other, one + other].into()),
        4 => Law::Points([(0.2, one), (0.9, one + other + Span::from_millis(1))].into()),
        _ => Law::Uniform { from: one.min(other), to: one.max(other) },
    }
}

fn caller(pace: Pace, dice: &mut Dice, name: &str) -> Caller {
    let length = u32::try_from(pace.length().whole_secs()).expect("minutes") * 1_100;
    let instant = |dice: &mut Dice| Span::from_millis(u64::from(dice.between(0, length)));
    let traffic = if dice.once_in(4) {
        let most = 150 / pace.slower().min(10);
        let burst = |dice: &mut Dice| Burst { at: instant(dice), count: dice.between(0, most) };
        Traffic::At((0..4).map(|_| burst(dice)).collect())
    } else {
        let mut at: Vec<Span> = (0..3).map(|_| instant(dice)).collect();
        at.sort();
        let slower = f64::from(pace.slower());
        let rate = |dice: &mut Dice| Rate::per_second(f64::from(dice.between(0, 120)) / slower).expect("not negative");
        let points = at.into_iter().map(|at| Point { at, rate: rate(dice) }).collect();
        Traffic::Curve { process: dice.pick(&[Process::Even, Process::Poisson]), points }
    };
    let via = if pace == Pace::Quick { Via::Invoke } else { dice.pick(&CALLERS) };
    let mut caller = Caller::new(name, if dice.once_in(3) { Via::Event } else { via }, traffic);
    if caller.via.retries() && dice.once_in(2) {
        caller.max_attempts = u16::try_from(dice.between(1, 7)).expect("at most seven");
    }
    caller
}

fn steep(dice: &mut Dice) -> Traffic {
    let at = |dice: &mut Dice| Span::from_millis(u64::from(dice.between(0, 4_000)));
    let mut bursts = vec![Burst { at: at(dice), count: dice.between(900, 1_300) }];
    bursts.extend((0..6).map(|_| Burst { at: at(dice), count: dice.between(0, 200) }));
    Traffic::At(bursts)
}

/// The seeds that each law is tried on.
pub(super) fn seeds() -> impl Iterator<Item = u64> {
    1..=60
}

/// Further ones, with versions and provisioned concurrency.
pub(super) fn provisioned_seeds() -> std::ops::RangeInclusive<u64> {
    61..=120
}

/// For the laws that hold with provisioned concurrency and without it.
pub(super) fn all_seeds() -> impl Iterator<Item = u64> {
    seeds().chain(provisioned_seeds())
}

/// A period that divides a run of this length into a few rows, the last of them shorter. Their ends are on the grid.
pub(super) fn few_rows(length: Span) -> Span {
    Span::from_nanos(length.as_nanos() / 16 * 3)
}

/// Any instant of a run of this length, or a little after it.
pub(super) fn any_instant(dice: &mut Dice, length: Span) -> lambda_sim::time::Instant {
    lambda_sim::time::Instant::from_nanos(dice.below(length.as_nanos() / 10 * 11))
}

//! Random scenarios on a coarse grid, so that completions, expiries, retries and arrivals often fall on the same nanosecond.

use lambda_sim::law::Law;
use lambda_sim::scenario::{
    Account, Asynchronous, Burst, Caller, DeadLetterQueue, Function, Point, Process, Scenario, Traffic,
};
use lambda_sim::time::Span;
use lambda_sim::units::{Concurrency, Rate};
use lambda_sim::via::Via;

use super::{features, interventions, provisioned};
use crate::dice::Dice;

const NAMES: [&str; 4] = ["a", "b", "c", "d"];
/// The seeds that the comparison is tried on.
pub(super) const SEEDS: std::ops::RangeInclusive<u64> = 1..=2_800;
/// From here on they are quick ones.
const FIRST_QUICK: u64 = 401;
/// And from here on somebody intervenes.
const FIRST_CHANGED: u64 = 481;
/// And from here on there are versions, and something is provisioned.
const FIRST_PROVISIONED: u64 = 641;
/// And from here on there is all the rest.
const FIRST_FEATURED: u64 = 1_081;
/// All instants and spans are multiples of this, but for the waits that are random and the usual first wait of an event.
pub(super) const GRID: Span = Span::from_millis(10);

/// What a scenario is made to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A few seconds of dense traffic: limits, environments, the retries of an SDK.
    Short,
    /// Minutes of thin traffic: the retries of Lambda and the age of events.
    Long,
    /// Hundreds of environments at once: the scaling rate.
    Large,
    /// Handlers that take next to no time: the request rate.
    Quick,
}

/// What a scenario is made to meet depends on the place of its seed among [`SEEDS`], which come round again.
pub(super) fn tied_scenario(seed: u64) -> Scenario {
    let place = (seed - SEEDS.start()) % SEEDS.end() + SEEDS.start();
    let mut dice = Dice::new(seed);
    let kind = dice.pick(&[Kind::Short, Kind::Short, Kind::Long]);
    let kind = if dice.once_in(16) { Kind::Large } else { kind };
    let kind = match place {
        ..FIRST_QUICK => kind,
        FIRST_QUICK..FIRST_CHANGED => Kind::Quick,
        FIRST_PROVISIONED.. if kind == Kind::Large => kind,
        FIRST_PROVISIONED.. => dice.pick(&[Kind::Short, Kind::Quick, Kind::Quick, Kind::Long]),
        FIRST_CHANGED.. => dice.pick(&[Kind::Short, Kind::Short, Kind::Quick, Kind::Long]),
    };
    let mut scenario = scenario(kind, seed, &mut dice);
    if FIRST_FEATURED <= place {
        features::add(&mut dice, &mut scenario, place);
    } else if FIRST_PROVISIONED <= place {
        provisioned::add(&mut dice, &mut scenario);
    } else if FIRST_CHANGED <= place {
        interventions::add(&mut dice, &mut scenario, &interventions::OF_ALL);
    }
    scenario
}

fn scenario(kind: Kind, seed: u64, dice: &mut Dice) -> Scenario {
    let most = if kind == Kind::Large { 2 } else { 4 };
    let count = usize::try_from(dice.below(most)).expect("at most four") + 1;
    let has_reservations = dice.once_in(2);
    let functions: Vec<Function> =
        NAMES[..count].iter().map(|name| function(kind, dice, name, has_reservations)).collect();
    let reserved: u32 = functions.iter().filter_map(|f| f.reserved_concurrent_executions).map(Concurrency::get).sum();
    let least = if reserved == 0 { 1 } else { reserved + 100 };
    // Where 100 units stay unreserved, it takes large bursts to fill them.
    let burst_max = if reserved == 0 { 6 } else { 70 };
    let callers = (0..=count).map(|place| {
        let traffic = match kind {
            Kind::Short => dense_traffic(dice, burst_max),
            Kind::Quick => quick_traffic(dice),
            Kind::Long => thin_traffic(dice),
            Kind::Large => large_bursts(dice, if place == 0 { (995, 1_050) } else { (0, 80) }),
        };
        caller(kind, dice, &NAMES[..count], traffic)
    });
    let mut callers: Vec<Caller> = callers.collect();
    for caller in callers.iter_mut().filter(|caller| caller.via == Via::ApiGateway && seed.is_multiple_of(2)) {
        caller.via = Via::HttpApi;
    }
    let units = match kind {
        Kind::Short => least + dice.between(0, 7),
        Kind::Quick => least + dice.between(0, 3),
        Kind::Long => least + dice.pick(&[0, 0, 1, 2]),
        Kind::Large => least + dice.pick(&[899, 999, 999, 3_000, 3_000]),
    };
    let length = match kind {
        Kind::Short | Kind::Quick => dice.pick(&[3, 3, 3, 8]),
        Kind::Long => dice.pick(&[62, 300, 700, 2_000, 2_000]),
        Kind::Large => dice.pick(&[1, 2, 12]),
    };
    let account = Account { concurrent_executions: Concurrency::new(units), ..Account::default() };
    Scenario {
        seed,
        length: Span::from_secs(length),
        account,
        functions,
        callers,
        interventions: Vec::new(),
        invokes: Vec::new(),
    }
}

fn function(kind: Kind, dice: &mut Dice, name: &str, has_reservations: bool) -> Function {
    let durations: &[u64] = match kind {
        Kind::Short => &[0, 10, 20, 50, 100, 100, 300, 1_000, 1_010],
        Kind::Long => &[0, 10, 1_000, 5_000, 30_000, 59_000, 60_000, 61_000, 100_000, 900_000, 900_000],
        Kind::Large => &[5, 5, 10, 50, 1_000],
        Kind::Quick => &[0, 0, 0, 10, 20],
    };
    let mut function = Function {
        init: Some(law(
            dice,
            match kind {
                Kind::Large => &[0, 0, 5, 10],
                Kind::Quick => &[0, 0, 10],
                _ => &[0, 0, 10, 20, 50, 200],
            },
        )),
        idle_lifetime: law(dice, &[0, 10, 20, 50, 100, 200, 500, 60_000]),
        asynchronous: asynchronous(dice),
        ..Function::new(name, law(dice, durations))
    };
    if has_reservations && dice.once_in(2) {
        let reserved = match kind {
            Kind::Short => dice.between(0, 5),
            Kind::Quick => dice.between(0, 3),
            Kind::Long => dice.between(0, 2),
            Kind::Large => dice.pick(&[900, 1_000, 1_000, 1_200]),
        };
        function.reserved_concurrent_executions = Some(Concurrency::new(reserved));
    }
    if kind == Kind::Short || kind == Kind::Long {
        make_slow_and_faulty(dice, &mut function);
    }
    function
}

fn law(dice: &mut Dice, millis: &[u64]) -> Law {
    Law::Constant(Span::from_millis(dice.pick(millis)))
}

fn make_slow_and_faulty(dice: &mut Dice, function: &mut Function) {
    if dice.once_in(3) {
        function.setup = Some(law(dice, &[0, 10, 20, 50]));
    }
    if dice.once_in(3) {
        function.first_run = Some(law(dice, &[0, 10, 20, 900, 1_000]));
    }
    if dice.once_in(3) {
        function.timeout = Span::from_secs(dice.pick(&[1, 2, 30, 60]));
    }
    (function.error_rate, function.timeout_rate) =
        dice.pick(&[(0.0, 0.0), (0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.8, 0.0), (0.3, 0.3), (0.0, 0.5), (0.7, 0.3)]);
}

/// Among the ages are those at which an attempt is due: 63 s after six throttles, 60 s and 180 s after quick errors.
fn asynchronous(dice: &mut Dice) -> Asynchronous {
    Asynchronous {
        maximum_retry_attempts: u8::try_from(dice.between(0, 2)).expect("at most two"),
        maximum_event_age: Span::from_secs(dice.pick(&[60, 60, 61, 63, 90, 120, 127, 180, 182, 21_600])),
        dead_letter_queue: dice.pick(&[DeadLetterQueue::Sqs, DeadLetterQueue::Sns, DeadLetterQueue::None]),
        delay: Span::from_millis(dice.pick(&[0, 0, 10, 33, 1_000])),
        retry_jitter: dice.pick(&[0.0, 0.0, 0.1, 1.0]),
    }
}

/// One way of each kind, in a list of its own: another way must not throw the dice of all scenarios anew.
const WAYS: [Via; 10] = [
    Via::Invoke,
    Via::Sdk,
    Via::Cli,
    Via::FunctionUrl,
    Via::ApiGateway,
    Via::Alb,
    Via::Event,
    Via::S3,
    Via::Sns,
    Via::EventBridge,
];

fn caller(kind: Kind, dice: &mut Dice, names: &[&str], traffic: Traffic) -> Caller {
    let via = match dice.below(3) {
        0 => dice.pick(&WAYS),
        1 if kind == Kind::Long => Via::Event,
        _ if kind == Kind::Quick => dice.pick(&[Via::Invoke, Via::Invoke, Via::Invoke, Via::Sdk, Via::Event]),
        _ => dice.pick(&[Via::Invoke, Via::Sdk, Via::Event]),
    };
    let mut caller = Caller::new(dice.pick(names), via, traffic);
    if via.retries() && dice.once_in(2) {
        caller.max_attempts = u16::try_from(dice.between(1, 10)).expect("at most ten");
    }
    caller
}

fn dense_traffic(dice: &mut Dice, burst_max: u32) -> Traffic {
    let rate =
        |dice: &mut Dice| Rate::per_second(dice.pick(&[0.0, 1.0, 2.0, 3.0, 10.0, 20.0, 50.0])).expect("not negative");
    match dice.below(4) {
        0 => Traffic::Curve { process: Process::Even, points: [Point { at: Span::ZERO, rate: rate(dice) }].into() },
        1 => {
            let at = Span::from_secs(u64::from(dice.between(0, 3)));
            Traffic::Curve {
                process: Process::Even,
                points: [rate(dice), rate(dice)].map(|rate| Point { at, rate }).into(),
            }
        }
        _ => {
            let bursts = 0..dice.between(1, 12);
            Traffic::At(bursts.map(|_| Burst { at: on_grid(dice, 100), count: dice.between(0, burst_max) }).collect())
        }
    }
}

/// Up to a second's worth of requests at once or soon after each other, and more on the instants at which some come back.
fn quick_traffic(dice: &mut Dice) -> Traffic {
    if dice.once_in(3) {
        let rate = Rate::per_second(dice.pick(&[10.0, 15.0, 20.0, 50.0])).expect("not negative");
        return Traffic::Curve { process: Process::Even, points: [Point { at: Span::ZERO, rate }].into() };
    }
    let bursts = 0..dice.between(2, 12);
    let mut bursts: Vec<_> = bursts.map(|_| Burst { at: on_grid(dice, 220), count: dice.between(1, 12) }).collect();
    // Where 100 units stay unreserved, it takes a thousand requests.
    if dice.once_in(3) {
        bursts.push(Burst { at: on_grid(dice, 100), count: dice.between(1_001, 1_200) });
    }
    Traffic::At(bursts)
}

/// A few requests in whole seconds, some so late that their attempts meet the end of others' age.
fn thin_traffic(dice: &mut Dice) -> Traffic {
    let bursts = 0..dice.between(1, 5);
    let at = |dice: &mut Dice| {
        let early = dice.below(20);
        Span::from_secs(dice.pick(&[0, early, early, 29, 45, 53, 57, 59, 60, 120, 200]))
    };
    Traffic::At(bursts.map(|_| Burst { at: at(dice), count: dice.between(1, 3) }).collect())
}

/// More than the scaling rate allows, then a few on the instants at which it has room again, and beside them.
fn large_bursts(dice: &mut Dice, (least, most): (u32, u32)) -> Traffic {
    let mut bursts = vec![Burst { at: on_grid(dice, 3), count: dice.between(least, most) }];
    for _ in 0..dice.between(2, 8) {
        let beside = Span::from_millis(dice.pick(&[0, 5]));
        bursts.push(Burst { at: on_grid(dice, 8) + beside, count: dice.between(0, 9) });
    }
    if dice.once_in(4) {
        bursts.push(Burst { at: Span::from_secs(10), count: dice.between(1, 30) });
    }
    Traffic::At(bursts)
}

fn on_grid(dice: &mut Dice, most: u32) -> Span {
    Span::from_nanos(GRID.as_nanos() * u64::from(dice.between(0, most)))
}

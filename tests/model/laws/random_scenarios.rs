//! Random scenarios of every kind the engine knows: small enough to run hundreds of them, busy enough to throttle.

use lambda_sim::law::Law;
use lambda_sim::scenario::{Account, Burst, Caller, Function, Point, Process, Scenario, Traffic};
use lambda_sim::time::Span;
use lambda_sim::units::{Concurrency, Rate};

use crate::dice::Dice;

const NAMES: [&str; 4] = ["checkout", "catalog", "reports", "thumbnails"];

/// The random scenario of this seed: one to four functions, ten seconds, a few hundred to a few thousand requests.
pub(super) fn random_scenario(seed: u64) -> Scenario {
    let mut dice = Dice::new(seed);
    let count = usize::try_from(dice.below(4)).expect("at most four") + 1;
    let functions: Vec<Function> = NAMES[..count].iter().map(|name| function(&mut dice, name)).collect();
    let reserved: u32 = functions.iter().filter_map(|f| f.reserved_concurrent_executions).map(Concurrency::get).sum();
    let least = if reserved == 0 { 1 } else { reserved + 100 };
    let mut callers: Vec<Caller> = NAMES[..count].iter().map(|name| caller(&mut dice, name)).collect();
    if dice.once_in(2) {
        callers.push(caller(&mut dice, NAMES[0]));
    }
    Scenario {
        seed,
        length: Span::from_secs(10),
        account: Account { concurrent_executions: Concurrency::new(least + dice.between(0, 60)) },
        functions,
        callers,
    }
}

fn function(dice: &mut Dice, name: &str) -> Function {
    Function {
        reserved_concurrent_executions: dice.once_in(3).then(|| Concurrency::new(dice.between(0, 30))),
        init: law(dice, 400),
        idle_lifetime: law(dice, 3_000),
        ..Function::new(name, law(dice, 500))
    }
}

fn law(dice: &mut Dice, mean_millis_max: u32) -> Law {
    let mut millis = || Span::from_millis(u64::from(dice.between(0, mean_millis_max)));
    let (one, other) = (millis(), millis());
    match dice.below(3) {
        0 => Law::Constant(one),
        1 => Law::Exponential { mean: one },
        _ => Law::Uniform { from: one.min(other), to: one.max(other) },
    }
}

fn caller(dice: &mut Dice, name: &str) -> Caller {
    let instant = |dice: &mut Dice| Span::from_millis(u64::from(dice.between(0, 11_000)));
    let traffic = if dice.once_in(4) {
        let burst = |dice: &mut Dice| Burst { at: instant(dice), count: dice.between(0, 150) };
        Traffic::At((0..4).map(|_| burst(dice)).collect())
    } else {
        let mut at: Vec<Span> = (0..3).map(|_| instant(dice)).collect();
        at.sort();
        let rate = |dice: &mut Dice| Rate::per_second(f64::from(dice.between(0, 120))).expect("not negative");
        let points = at.into_iter().map(|at| Point { at, rate: rate(dice) }).collect();
        Traffic::Curve { process: dice.pick(&[Process::Even, Process::Poisson]), points }
    };
    Caller { function: name.to_owned(), traffic }
}

/// The seeds that each law is tried on.
pub(super) fn seeds() -> impl Iterator<Item = u64> {
    1..=60
}

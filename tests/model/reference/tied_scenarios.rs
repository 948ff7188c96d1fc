//! Random scenarios on a coarse grid, so that completions, expiries and arrivals often fall on the same nanosecond.

use lambda_sim::law::Law;
use lambda_sim::scenario::{Account, Burst, Caller, Function, Point, Process, Scenario, Traffic};
use lambda_sim::time::Span;
use lambda_sim::units::{Concurrency, Rate};

use crate::dice::Dice;

const NAMES: [&str; 4] = ["a", "b", "c", "d"];
/// All instants and spans are multiples of this.
pub(super) const GRID: Span = Span::from_millis(10);

pub(super) fn tied_scenario(seed: u64) -> Scenario {
    let mut dice = Dice::new(seed);
    let count = usize::try_from(dice.below(4)).expect("at most four") + 1;
    let has_reservations = dice.once_in(2);
    let functions: Vec<Function> =
        NAMES[..count].iter().map(|name| function(&mut dice, name, has_reservations)).collect();
    let reserved: u32 = functions.iter().filter_map(|f| f.reserved_concurrent_executions).map(Concurrency::get).sum();
    let least = if reserved == 0 { 1 } else { reserved + 100 };
    // Where 100 units stay unreserved, it takes large bursts to fill them.
    let burst_max = if reserved == 0 { 6 } else { 70 };
    let callers = (0..=count).map(|_| {
        let function = dice.pick(&NAMES[..count]);
        Caller { function: function.to_owned(), traffic: traffic(&mut dice, burst_max) }
    });
    let callers = callers.collect();
    let units = Concurrency::new(least + dice.between(0, 7));
    Scenario { seed, length: Span::from_secs(3), account: Account { concurrent_executions: units }, functions, callers }
}

fn function(dice: &mut Dice, name: &str, has_reservations: bool) -> Function {
    let mut span = |millis: &[u64]| Law::Constant(Span::from_millis(dice.pick(millis)));
    let mut function = Function::new(name, span(&[0, 10, 20, 50, 100, 100, 300, 1_000]));
    function.init = span(&[0, 0, 10, 20, 50, 200]);
    function.idle_lifetime = span(&[0, 10, 20, 50, 100, 200, 500, 60_000]);
    if has_reservations && dice.once_in(2) {
        function.reserved_concurrent_executions = Some(Concurrency::new(dice.between(0, 5)));
    }
    function
}

fn traffic(dice: &mut Dice, burst_max: u32) -> Traffic {
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
            let burst = |dice: &mut Dice| Burst {
                at: Span::from_nanos(GRID.as_nanos() * u64::from(dice.between(0, 100))),
                count: dice.between(0, burst_max),
            };
            let count = dice.between(1, 12);
            Traffic::At((0..count).map(|_| burst(dice)).collect())
        }
    }
}

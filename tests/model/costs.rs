//! What AWS would bill: how long, and how much by its price list.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::cost::{Capacity, Charge, Dollars, Tier, US_EAST_1, Usage};
use lambda_sim::runtime::{Architecture, PackageType};
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::Span;

use crate::changes::changes_of;
use crate::invocations::{Invocation, invocations};
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, exponential, log_normal, scenario, span};

/// So many dollars and 10^-6 dollars.
fn dollars(micros: u128) -> Dollars {
    Dollars::from_trillionths(micros * 1_000_000)
}

/// Without provisioned concurrency.
fn charge(requests: Dollars, duration: Dollars) -> Charge {
    Charge { requests, duration: Some(duration), kept: Some(dollars(0)) }
}

/// What AWS bills of the only function.
fn usage(scenario: ScenarioBuilder) -> Usage {
    scenario.run().usage()[0]
}

/// So many invocations of so long.
fn used(count: u64, memory: u32, architecture: Architecture, time: Span) -> Usage {
    let mut usage = Usage::default();
    usage.add_invocations(count, memory, (architecture, Capacity::OnDemand), time);
    usage
}

/// O32, the example of <https://aws.amazon.com/lambda/pricing/>: 512 MB, three million requests of one second. AWS comes to 18.34
/// for duration, with a price rounded up; the price of the list gives 18.33337.
#[test]
fn three_million_seconds_of_512_mb_cost_what_the_example_of_aws_says() {
    let month = used(3_000_000, 512, Architecture::X86, span("1s"));
    assert!(month.gb_seconds().total_cmp(&1_500_000.0).is_eq());
    let full = charge(dollars(600_000), dollars(25_000_050));
    assert_eq!(US_EAST_1.charge(&month), full);
    let left = charge(dollars(400_000), dollars(18_333_370));
    assert_eq!(US_EAST_1.charge_after_free_tier(&month), left);
    assert_eq!(left.total().map(|total| total.to_string()).as_deref(), Some("18.73337"));
}

#[test]
fn duration_is_rounded_up_to_a_millisecond_for_each_invocation() {
    for (duration, billed) in [("1ns", 1), ("1ms", 1), ("1000001ns", 2), ("99.5ms", 100), ("1s", 1_000)] {
        let three = usage(scenario().function("orders", |f| f.duration(duration)).at("orders", "0s, 2s, 4s"));
        assert_eq!((three.requests, three.millis), (3, 3 * billed), "{duration}");
    }
}

/// Rounded up together: 145.4 ms of INIT and 10.4 ms of the handler are 156 ms.
#[test]
fn init_is_billed_with_the_invocation_that_waited_for_it_and_set_up_is_not() {
    let orders = scenario().function("orders", |f| f.setup("76.7ms").init("145.4ms").duration("10.4ms"));
    let cold_and_warm = usage(orders.at("orders", "0s, 2s"));
    assert_eq!((cold_and_warm.requests, cold_and_warm.millis), (2, 156 + 11));
}

#[test]
fn a_timeout_is_billed_up_to_the_timeout() {
    let orders = scenario().function("orders", |f| f.init("500ms").duration("1m").timeout("3s"));
    assert_eq!(usage(orders.at("orders", "0s, 5s")).millis, 3_500 + 3_000);
    let hanging = scenario().function("orders", |f| f.timeouts(1.0).timeout("3s"));
    assert_eq!(usage(hanging.at("orders", "0s")).millis, 3_000);
}

#[test]
fn a_failed_run_costs_as_much_as_any_other() {
    let failing = scenario().function("orders", |f| f.errors(1.0).duration("250ms"));
    assert_eq!(usage(failing.at("orders", "0s x 4")), used(4, 128, Architecture::X86, span("250ms")));
}

#[test]
fn throttled_requests_cost_nothing() {
    let throttled = scenario().limit(1).length("2s").function("orders", |f| f.duration("1s"));
    assert_eq!(usage(throttled.at("orders", "0s x 1000")), used(1, 128, Architecture::X86, span("1s")));
    let off = scenario().function("orders", |f| f.reserved(0)).even("orders", "100/s");
    assert_eq!(usage(off), Usage::default());
}

#[test]
fn what_still_runs_at_the_end_is_not_billed_yet() {
    let running = |length: &str| {
        let orders = scenario().length(length).function("orders", |f| f.duration("1s"));
        usage(orders.at("orders", "0s, 9s")).requests
    };
    assert_eq!([running("9.5s"), running("10s"), running("10.1s")], [1, 1, 2]);
}

/// Laws of every kind, retries and timeouts: the sum over all changes, invocation by invocation.
#[test]
fn the_bill_is_the_sum_over_the_changes() {
    let busy = |f: FunctionBuilder| f.duration(exponential("300ms")).init(log_normal("150ms", 0.5)).setup("33.3ms");
    let account = scenario().limit(130).length("1m");
    let account = account.function("a", |f| busy(f).errors(0.2).timeout("1s").idle_lifetime("1s"));
    let account = account.function("b", |f| busy(f).memory(1_769).reserved(20));
    let plan = account.poisson("a", "200/s").poisson("b", "100/s").plan();
    let run = lambda_sim::timeline::Run::of(plan.clone(), span("1s"));
    let all = invocations(&changes_of(&plan));
    let setup = |run: &Invocation| if run.is_cold { span("33.3ms") } else { Span::ZERO };
    for (id, function) in plan.function_ids().zip(plan.functions()) {
        let mut expected = Usage::default();
        for one in all.iter().filter(|one| one.function == id.index() && one.ended.is_some()) {
            let billed = one.in_flight(plan.end()).as_nanos() - setup(one).as_nanos();
            let kind = (Architecture::X86, Capacity::OnDemand);
            expected.add_invocations(1, function.memory_size, kind, Span::from_nanos(billed));
        }
        assert_eq!(run.usage()[id.index()], expected, "{}", function.name);
        assert!(1_000 < expected.requests);
    }
}

/// Twice the memory is twice the price, and arm64 has a price of its own.
#[test]
fn duration_costs_by_memory_and_processor() {
    let cost = |memory: u32, architecture: Architecture| {
        let orders = scenario().length("3h");
        let orders =
            orders.function("orders", |f| f.memory(memory).package(PackageType::Zip, architecture).duration("900s"));
        let usage = usage(orders.at("orders", "0s x 1000"));
        US_EAST_1.charge(&usage).duration
    };
    assert_eq!(cost(1_024, Architecture::X86), Some(dollars(15_000_030)));
    assert_eq!(cost(2_048, Architecture::X86), Some(dollars(30_000_060)));
    assert_eq!(cost(1_024, Architecture::Arm), Some(dollars(12_000_060)));
}

/// The first 6 billion GB s, the next 9 billion and the rest; on arm64 7.5 billion, 11.25 billion and the rest.
#[test]
fn much_use_falls_into_cheaper_tiers() {
    let billions = |count: u64, architecture| used(count * 1_000_000, 1_024, architecture, span("1000s"));
    let duration = |usage: &Usage| US_EAST_1.charge(usage).duration;
    let x86 = |count| duration(&billions(count, Architecture::X86));
    assert_eq!(x86(6), Some(dollars(100_000_200_000)));
    assert_eq!(x86(15), Some(dollars(235_000_200_000)));
    assert_eq!(x86(16), Some(dollars(248_333_600_000)));
    let arm = |count| duration(&billions(count, Architecture::Arm));
    assert_eq!(arm(8), Some(dollars(106_000_550_000)));
    assert_eq!(arm(19), Some(dollars(100_000_500_000 + 135_001_125_000 + 2_666_675_000)));
    let tiers: Vec<&Tier> = US_EAST_1.duration.into_iter().flatten().collect();
    assert_eq!(tiers.len(), 6);
}

#[test]
fn the_functions_together_pay_what_the_account_pays() {
    let usages = [
        used(123_456_789, 10_240, Architecture::X86, span("899.9999s")),
        used(7, 129, Architecture::Arm, span("1.5ms")),
        used(0, 128, Architecture::X86, span("1s")),
        used(99_999_999, 10_240, Architecture::X86, span("777s")),
        used(31, 131, Architecture::X86, span("1ms")),
    ];
    let account: Usage = usages.into_iter().sum();
    let charges = US_EAST_1.charges(&usages);
    let of_functions: Option<Vec<Dollars>> = charges.iter().map(|charge| charge.total()).collect();
    let total: Dollars = of_functions.expect("all prices are known").into_iter().sum();
    assert_eq!(Some(total), US_EAST_1.charge(&account).total());
    assert_eq!(charges[2], charge(dollars(0), dollars(0)));
}

#[test]
fn the_free_tier_covers_both_processors_together() {
    let both = used(1, 1_024, Architecture::X86, span("300000s")) + used(1, 1_024, Architecture::Arm, span("300000s"));
    let left = US_EAST_1.charge_after_free_tier(&both);
    assert_eq!(left, charge(dollars(0), dollars(2_666_680)));
}

#[test]
fn dollars_are_written_exactly_or_to_so_many_decimals() {
    let amounts = [0, 400_000_000_000, 18_733_370_000_000, 1, 999_999_500_000].map(Dollars::from_trillionths);
    assert_eq!(amounts.map(|one| one.to_string()), ["0.00", "0.40", "18.73337", "0.000000000001", "0.9999995"]);
    let rounded = amounts.map(|one| format!("{one:.6}"));
    assert_eq!(rounded, ["0.000000", "0.400000", "18.733370", "0.000000", "1.000000"]);
}

/// Of 100 kept ready for an hour, 1 GB each: 360,000 GB s at 0.0000041667 and the invocations at 0.0000097222, whatever the free
/// tier has left.
#[test]
fn provisioned_concurrency_is_billed_while_it_is_kept_ready_and_its_invocations_cost_less() {
    let orders = scenario().length("1h").function("orders", |f| f.memory(1_024).provisioned(100).duration("10s"));
    let usage = usage(orders.at("orders", "0s x 100"));
    assert!(usage.kept_gb_seconds().total_cmp(&360_000.0).is_eq() && usage.gb_seconds().total_cmp(&1_000.0).is_eq());
    let expected = Charge {
        requests: dollars(20),
        duration: Some(dollars(9_722) + Dollars::from_trillionths(200_000)),
        kept: Some(dollars(1_500_012)),
    };
    assert_eq!(US_EAST_1.charge(&usage), expected);
    assert_eq!(US_EAST_1.charge_after_free_tier(&usage), Charge { requests: dollars(0), ..expected });
}

#[test]
fn what_spills_over_is_billed_on_demand() {
    let orders = scenario().function("orders", |f| f.memory(1_024).provisioned(1).duration("1s").init("500ms"));
    let usage = usage(orders.at("orders", "0s x 2"));
    let expected = Dollars::from_trillionths(9_722_200 + 3 * 16_666_700 / 2);
    assert_eq!((usage.millis, US_EAST_1.charge(&usage).duration), (2_500, Some(expected)));
}

/// From the moment it is asked for, not from when it is ready, and five minutes at a time.
#[test]
fn the_time_for_which_environments_are_kept_ready_is_rounded_up_to_five_minutes() {
    let kept = |length: &str, changes: &[(&str, u64)]| {
        let one = scenario().length(length).function("orders", |f| f.memory(1_024));
        let changed = changes.iter().fold(one, |one, (at, units)| {
            one.set(
                at,
                "orders",
                Setting::ProvisionedConcurrency,
                if *units == 0 { Value::Unset } else { Value::Count(*units) },
            )
        });
        usage(changed).kept_gb_seconds()
    };
    let check = |length: &str, changes: &[(&str, u64)], expected: f64| {
        let kept = kept(length, changes);
        assert!(kept.total_cmp(&expected).is_eq(), "{changes:?}: {kept}, not {expected}");
    };
    check("1h", &[], 0.0);
    check("1h", &[("10m", 2), ("20m", 0)], 2.0 * 600.0);
    check("1h", &[("10m", 2), ("20m1s", 0)], 2.0 * 900.0);
    check("1h", &[("10m", 2), ("12m", 5), ("13m", 0)], 2.0 * 120.0 + 5.0 * 180.0);
    check("21m", &[("10m", 2)], 2.0 * 900.0);
    check("1h", &[("10m", 2), ("15m", 0), ("30m", 3), ("31m", 0)], 2.0 * 300.0 + 3.0 * 300.0);
}

/// Half an hour with 1 GB and half an hour with 2 GB.
#[test]
fn what_is_kept_ready_is_billed_by_the_memory_at_the_time() {
    let orders = scenario().length("1h").function("orders", |f| f.memory(1_024).provisioned(1));
    let usage = usage(orders.set("30m", "orders", Setting::MemorySize, Value::Count(2_048)));
    assert!(usage.kept_gb_seconds().total_cmp(&5_400.0).is_eq(), "{}", usage.kept_gb_seconds());
}

/// 1 GB on arm64: 300 s ready, and half a second of an invocation.
#[test]
fn provisioned_concurrency_has_prices_of_its_own_on_arm64() {
    let arm = |f: FunctionBuilder| f.package(PackageType::Zip, Architecture::Arm).memory(1_024).provisioned(1);
    let orders = scenario().length("1m").function("orders", |f| arm(f).duration("500ms"));
    let charge = US_EAST_1.charge(&usage(orders.at("orders", "0s")));
    let trillionths = |count| Some(Dollars::from_trillionths(count));
    assert_eq!((charge.duration, charge.kept), (trillionths(3_888_900), trillionths(300 * 3_333_400)));
}

/// <https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html>: Lambda bills INIT even where nothing is invoked. Each
/// environment takes 1,999.5 ms of it, with 1 GB.
#[test]
fn init_of_an_allocation_is_billed_when_it_is_ready() {
    let asked = |length: &str, asks: &[(&str, u64)]| {
        let orders = scenario().length(length).function("orders", |f| f.memory(1_024).setup("1s").init("1999500us"));
        let ask = |orders: ScenarioBuilder, (at, count): &(&str, u64)| {
            orders.set(at, "orders", Setting::ProvisionedConcurrency, Value::Count(*count))
        };
        let usage = usage(asks.iter().fold(orders, ask));
        (usage.requests, usage.millis, US_EAST_1.charge(&usage).duration)
    };
    let seconds =
        |count: u128| (0, u64::try_from(count * 1_000).ok(), Some(Dollars::from_trillionths(count * 9_722_200)));
    let billed = |length, asks| {
        let (requests, millis, duration) = asked(length, asks);
        (requests, Some(millis), duration)
    };
    assert_eq!(billed("10m", &[("0s", 3)]), seconds(6));
    assert_eq!(billed("90s", &[("0s", 3)]), seconds(0), "it is not ready");
    assert_eq!(billed("10m", &[("0s", 3), ("10s", 2)]), seconds(4), "the first one is replaced");
    assert_eq!(billed("10m", &[("0s", 3), ("5m", 1), ("6m", 2)]), seconds(6 + 2));
    let from_the_start = scenario().length("10m").function("orders", |f| f.init("2s").provisioned(3));
    assert_eq!(usage(from_the_start).millis, 0);
}

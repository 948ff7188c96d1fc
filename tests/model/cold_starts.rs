//! Measured cold starts: INIT by runtime, package and architecture, the time before it, and the first run of the handler.
//!
//! The table is computed from <https://github.com/maxday/lambda-perf>, 2026-06 to 2026-08; rows with two numbers only are of
//! 2023-06. All of it is an assumption: AWS publishes no such numbers.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::law::{Law, Quantiles};
use lambda_sim::quotas::INIT_DEFAULT;
use lambda_sim::runtime::{Architecture, PackageType, Runtime, SETUP};
use lambda_sim::scenario::{Function, Scenario};
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::Span;

use crate::batch_means::Estimate;
use crate::changes::changes_of;
use crate::durations::check_quantile;
use crate::invocations::{Invocation, invocations};
use crate::scenario_builder::{FunctionBuilder, constant, exponential, runtime, scenario, span};

/// Milliseconds: zip on x86 at 5, 50, 90, 99 and 99.9 %, or at 50 and 99 %; zip on arm64 at 50 and 99 %; image on x86 at 50, 90 and 99 %; the first
/// run of the handler with 128, 256, 512 and 1,024 MB.
const TABLE: &str = "
    nodejs18.x      172/228               -         -             -
    nodejs20.x      119/145/170/214/285   -         -             -
    nodejs22.x      119/145/172/220/267   129/172   300/600/826   13/4/3/3
    nodejs24.x      114/141/171/215/281   124/176   282/604/830   22/7/4/4
    python3.10      108/183               -         -             -
    python3.12      72/87/106/140/205     -         -             -
    python3.13      75/92/119/181/247     81/121    163/288/387   -
    python3.14      96/117/158/274/334    103/152   187/355/475   -
    java11          242/281/346/580/711   -         -             -
    java17          179/208/241/390/623   215/314   308/451/712   -
    java21          211/243/285/603/710   247/360   343/579/822   97/35/32/7
    java25          167/194/275/493/603   194/435   248/503/653   246/97/26/10
    dotnet6         248/332               -         -             -
    dotnet8         219/258/330/657/759   294/695   405/685/840   720/358/165/75
    dotnet10        222/261/567/715/867   252/662   401/712/869   797/389/182/81
    ruby3.4         189/230/393/504/619   233/428   270/395/491   -
    dotnet8-aot     81/88/100/128/152     -         -             -
    go              45/51/55/73/86        43/52     48/85/128     -
    rust            15/16/21/50/68        14/44     36/60/109     -
    graalvm-java21  138/154/174/213/270   -         -             -
    quarkus         224/247/275/330/403   -         -             -
    llrt            58/68/75/88/108       -         -             -
    cpp             61/66/90/133/156      -         -             -
";

struct Row {
    runtime: Runtime,
    zip: Vec<f64>,
    arm: Vec<f64>,
    image: Vec<f64>,
    first_run: Vec<f64>,
}

fn table() -> Vec<Row> {
    let numbers = |cell: &str| cell.split('/').filter_map(|number| number.parse().ok()).collect();
    let lines = TABLE.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let rows = lines.filter(|cells| !cells.is_empty()).map(|cells| Row {
        runtime: runtime(cells[0]),
        zip: numbers(cells[1]),
        arm: numbers(cells[2]),
        image: numbers(cells[3]),
        first_run: numbers(cells[4]),
    });
    rows.collect()
}

const ZIP: (PackageType, Architecture) = (PackageType::Zip, Architecture::X86);
const ARM: (PackageType, Architecture) = (PackageType::Zip, Architecture::Arm);
const IMAGE: (PackageType, Architecture) = (PackageType::Image, Architecture::X86);

#[test]
fn every_runtime_has_the_published_percentiles_and_no_others() {
    let rows = table();
    assert_eq!(rows.iter().map(|row| row.runtime.name()).collect::<Vec<_>>(), Runtime::NAMES);
    for row in rows {
        let known = |(package, architecture)| match row.runtime.init(package, architecture) {
            Some(Law::Measured(Quantiles { p5, p50, p90, p99, p999 })) => {
                [*p5, Some(*p50), *p90, Some(*p99), *p999].into_iter().flatten().collect()
            }
            Some(law) => panic!("{law:?} is not measured"),
            None => Vec::new(),
        };
        assert_eq!([known(ZIP), known(ARM), known(IMAGE)], [row.zip, row.arm, row.image], "{}", row.runtime.name());
        assert_eq!(row.runtime.init(PackageType::Image, Architecture::Arm), None, "nobody has measured it");
    }
}

/// Twenty thousand cold starts, a hundred a second: as many as the scaling rate has room for.
fn cold_starts(with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> Vec<Invocation> {
    let account = scenario().seed(8).length("205s");
    let account = account.function("orders", |f| with(f.duration("0s").idle_lifetime("0s")));
    let requests = account.even_curve("orders", &[("0s", "100/s"), ("200s", "100/s"), ("200s", "0/s")]);
    let runs = invocations(&changes_of(&requests.plan()));
    assert_eq!(runs.iter().filter(|run| run.is_cold).count(), 20_000, "all are cold");
    runs
}

/// From admission to INVOKE [s].
fn until_invoke(runs: &[Invocation]) -> Vec<f64> {
    runs.iter().filter_map(|run| Some(run.invoked?.since(run.admitted).as_secs_f64())).collect()
}

#[test]
fn drawn_inits_meet_each_published_percentile() {
    for name in ["nodejs22.x", "python3.13", "java21", "java25", "dotnet10", "rust"] {
        let Some(row) = table().into_iter().find(|row| row.runtime == runtime(name)) else { panic!("{name}") };
        for ((package, architecture), parts, millis) in [
            (ZIP, &[0.05, 0.5, 0.9, 0.99, 0.999][..], &row.zip),
            (ARM, &[0.5, 0.99][..], &row.arm),
            (IMAGE, &[0.5, 0.9, 0.99][..], &row.image),
        ] {
            let inits = until_invoke(&cold_starts(|f| f.runtime(name).package(package, architecture).setup("0s")));
            assert_eq!(parts.len(), millis.len());
            for (part, millis) in parts.iter().zip(millis) {
                check_quantile(&inits, *part, millis / 1e3, &format!("INIT of {name}, {package:?}, {architecture:?}"));
            }
        }
    }
}

/// The mean of a measured law is known in closed form; the draws agree with it.
#[test]
fn drawn_inits_have_the_mean_of_their_law() {
    for name in ["nodejs22.x", "java21", "dotnet10", "go"] {
        let law = runtime(name).init(PackageType::Zip, Architecture::X86).expect("measured");
        let inits = until_invoke(&cold_starts(|f| f.runtime(name).setup("0s")));
        Estimate::mean(&inits).check(law.mean().as_secs_f64(), name);
    }
}

/// Through two percentiles goes one log-normal law: half lies below the median, and INIT of go on arm64 is e^(-z sigma) times
/// shorter as well as longer.
#[test]
fn with_two_percentiles_the_law_is_log_normal() {
    let inits =
        until_invoke(&cold_starts(|f| f.runtime("go").package(PackageType::Zip, Architecture::Arm).setup("0s")));
    let sigma = (52.0_f64 / 43.0).ln() / 2.326_348;
    for (part, score) in
        [(0.01, -2.326_348), (0.05, -1.644_854), (0.25, -0.674_490), (0.75, 0.674_490), (0.9, 1.281_552)]
    {
        check_quantile(&inits, part, 0.043 * (sigma * score).exp(), "go on arm64");
    }
}

/// Measured in 2021: median 76 ms, 90 % below 93.7 ms, 99 % below 133 ms.
#[test]
fn the_time_before_init_meets_its_published_percentiles() {
    let setups = until_invoke(&cold_starts(|f| f.setup(Law::Measured(&SETUP))));
    for (part, seconds) in [(0.5, 0.076), (0.9, 0.0937), (0.99, 0.133)] {
        check_quantile(&setups, part, seconds, "set-up");
    }
    Estimate::mean(&setups).check(Law::Measured(&SETUP).mean().as_secs_f64(), "set-up");
}

/// A given INIT is all that a cold start takes before the handler; so is the round figure that stands for an unknown one.
#[test]
fn there_is_a_set_up_only_where_init_is_as_measured() {
    let plain = Function::new("orders", constant("1s"));
    let measured = Function { runtime: Some(runtime("rust")), ..plain.clone() };
    let given = Function { init: Some(exponential("1s")), ..measured.clone() };
    let none = constant("0s");
    assert_eq!((plain.setup_law(), plain.init_law()), (none.clone(), Some(Law::Constant(INIT_DEFAULT))));
    assert_eq!(measured.setup_law(), Law::Measured(&SETUP));
    assert_eq!((given.setup_law(), given.init_law()), (none, Some(exponential("1s"))));
    for function in [plain, measured, given] {
        let own = Function { setup: Some(constant("7ms")), ..function };
        assert_eq!(own.setup_law(), constant("7ms"), "its own set-up");
    }
}

/// Set-up, INIT and the rest, each drawn on its own: their means add up.
#[test]
fn a_measured_cold_start_takes_set_up_and_init() {
    let both = until_invoke(&cold_starts(|f| f.runtime("nodejs22.x")));
    let init = runtime("nodejs22.x").init(PackageType::Zip, Architecture::X86).expect("measured");
    let mean = init.mean().as_secs_f64() + Law::Measured(&SETUP).mean().as_secs_f64();
    Estimate::mean(&both).check(mean, "set-up and INIT");
    let fixed = until_invoke(&cold_starts(|f| f.setup("70ms").init("145ms")));
    assert!(fixed.iter().all(|one| one.total_cmp(&0.215).is_eq()));
}

/// What the first run takes on top: the measured sizes exactly, and between them the logarithms on a line.
#[test]
fn the_first_run_takes_what_is_measured_for_the_memory() {
    let seconds = |law: Law| match law {
        Law::Constant(span) => span.as_secs_f64(),
        law => panic!("{law:?} is not constant"),
    };
    for row in table() {
        let exact = |place: usize| Law::Constant(Span::from_secs_f64(row.first_run[place] / 1e3));
        let first_run = |memory| row.runtime.first_run(memory);
        if row.first_run.is_empty() {
            assert_eq!(row.runtime.first_run(128), constant("0s"), "{}: not measured", row.runtime.name());
            continue;
        }
        assert_eq!([128, 256, 512, 1_024].map(first_run), [0, 1, 2, 3].map(exact), "{}", row.runtime.name());
        assert_eq!([1_025, 1_769, 10_240].map(first_run), [3, 3, 3].map(exact), "beyond the largest measured size");
        let between = seconds(first_run(362));
        let geometric = (row.first_run[1] * row.first_run[2]).sqrt() / 1e3;
        assert!((between - geometric).abs() < 0.002 * geometric, "{}: {between}, {geometric}", row.runtime.name());
        let sizes: Vec<f64> = (128..=1_024).map(|memory| seconds(first_run(memory))).collect();
        assert!(sizes.is_sorted_by(|less, more| more <= less), "more memory is never slower");
    }
}

#[test]
fn only_the_first_run_in_an_environment_takes_longer() {
    let orders = scenario().length("1m").function("orders", |f| f.runtime("java21").duration("100ms"));
    let runs = invocations(&changes_of(&orders.at("orders", "0s x 2, 10s x 2, 20s x 3").plan()));
    let durations: Vec<Span> = runs.iter().filter_map(Invocation::duration).collect();
    assert_eq!(durations, ["197ms", "197ms", "100ms", "100ms", "100ms", "100ms", "197ms"].map(span));
    let orders = scenario().function("orders", |f| f.runtime("java21").memory(512).first_run("1s").duration("100ms"));
    let given = invocations(&changes_of(&orders.at("orders", "0s").plan()));
    assert_eq!(given[0].duration(), Some(span("1.1s")), "what is given stands for what is measured");
}

/// A runtime, its package and its memory set what is not given; what is given stays.
#[test]
fn choosing_a_runtime_moves_the_means_of_what_is_not_given() {
    let mut scenario = scenario().function("orders", |f| f.runtime("java21")).build();
    let means = |scenario: &Scenario| {
        [Setting::Setup, Setting::Init, Setting::FirstRun].map(|setting| setting.get(scenario, Some("orders")))
    };
    let before = means(&scenario);
    assert_eq!(before[2], Some(Value::Span(span("97ms"))));
    assert!(Setting::MemorySize.set(&mut scenario, Some("orders"), Value::Count(1_024)));
    assert_eq!(means(&scenario), [before[0], before[1], Some(Value::Span(span("7ms")))]);
    assert!(Setting::Runtime.set(&mut scenario, Some("orders"), Value::Unset));
    assert_eq!(means(&scenario), ["0s", "145ms", "0s"].map(|text| Some(Value::Span(span(text)))));
    assert!(Setting::Runtime.set(&mut scenario, Some("orders"), Value::Choice("java21")));
    // A slider on INIT moves INIT alone: the set-up stays, though INIT is given from now on.
    assert!(Setting::Init.set(&mut scenario, Some("orders"), Value::Span(span("1s"))));
    assert_eq!(means(&scenario), [before[0], Some(Value::Span(span("1s"))), Some(Value::Span(span("7ms")))]);
}

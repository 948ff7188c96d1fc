//! Whole pictures, small enough to read. `BLESS=1 cargo test -p tests --test charts` writes them anew.

use std::path::Path;

use charts::{
    Concurrency, Limit, Pattern, Silhouette, Steps, ThrottleLayer, Throttles, TimeAxis, ValueAxis, Weight, concurrency,
    silhouette, throttles,
};

use crate::drawing::{svg, theme};

const TIME: TimeAxis = TimeAxis { length_s: 8.0 };

macro_rules! assert_golden {
    ($drawing:expr, $name:literal) => {
        assert_golden($drawing, $name, include_str!(concat!("../golden/charts/", $name)))
    };
}

#[track_caller]
fn assert_golden(drawing: &str, name: &str, expected: &str) {
    if std::env::var_os("BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/charts").join(name);
        std::fs::write(path, drawing).unwrap();
        return;
    }
    assert_eq!(drawing, expected, "{name} has changed; look at it, then bless it");
}

#[test]
fn three_functions_under_an_account_limit_beside_a_previous_run() {
    let limits = [(600.0, Weight::Light), (1_000.0, Weight::Heavy)].map(|(value, weight)| Limit::always(value, weight));
    let chart = Concurrency {
        time: TIME,
        value: ValueAxis::fitting(1_000.0, &limits),
        period_s: 1.0,
        functions: &[
            &[100.0, 100.0, 700.0, 750.0, 750.0, 750.0, 100.0, 100.0],
            &[50.0, 50.0, 150.0, 150.0, 150.0, 150.0, 50.0, 50.0],
            &[0.0, 0.0, 0.0, 100.0, 100.0, 0.0, 0.0, 0.0],
        ],
        limits: &limits,
        ghost: Some(Steps { period_s: 1.0, values: &[150.0, 150.0, 500.0, 500.0, 500.0, 500.0, 150.0, 150.0] }),
    };
    assert_golden!(&svg((80, 48), |area| concurrency(area, &chart, &theme(1.0))), "concurrency.svg");
}

#[test]
fn throttles_of_two_limits_beside_a_previous_run() {
    let layers = [
        ThrottleLayer { pattern: Pattern::Solid, values: &[0.0, 0.0, 30.0, 60.0, 60.0, 30.0, 0.0, 0.0] },
        ThrottleLayer { pattern: Pattern::Rising, values: &[0.0, 0.0, 0.0, 30.0, 30.0, 0.0, 0.0, 0.0] },
    ];
    let chart = Throttles {
        time: TIME,
        value: ValueAxis::fitting(90.0, &[]),
        period_s: 1.0,
        layers: &layers,
        ghost: Some(Steps { period_s: 1.0, values: &[0.0, 0.0, 50.0, 70.0, 90.0, 0.0, 0.0, 0.0] }),
    };
    assert_golden!(&svg((80, 48), |area| throttles(area, &chart, &theme(1.0))), "throttles.svg");
}

#[test]
fn the_strip_of_a_run_on_a_screen_with_two_pixels_for_one() {
    let strip = Silhouette {
        time: TIME,
        concurrency: Steps { period_s: 1.0, values: &[100.0, 150.0, 1_000.0, 1_000.0, 1_000.0, 1_000.0, 150.0, 100.0] },
        full: 1_000.0,
        throttles: Steps { period_s: 1.0, values: &[0.0, 0.0, 0.0, 60.0, 90.0, 0.0, 0.0, 1.0] },
        throttles_full: 140.0,
    };
    assert_golden!(&svg((160, 60), |area| silhouette(area, &strip, &theme(2.0))), "silhouette.svg");
}

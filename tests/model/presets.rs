//! Measured laws that ship with the engine: where they come from, and that runs follow them.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::dated::{Dated, IDLE_LIFETIMES};
use lambda_sim::law::Law;
use lambda_sim::presets;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::simulation::Simulation;

use crate::scenario_builder::{constant, scenario, span};

#[test]
fn every_preset_says_who_measured_it_where_it_stands_and_when_it_was() {
    let all = presets::all();
    for preset in &all {
        let months = preset.when.as_bytes().windows(7).filter(|window| window.starts_with(b"20") && window[4] == b'-');
        assert!(0 < months.count(), "{preset:?}");
        assert!(preset.address.starts_with("https://") && !preset.source.is_empty(), "{preset:?}");
        let known = preset.law.known();
        assert!(!known.is_empty() && known.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1));
    }
    let names: Vec<_> = all.iter().map(|preset| (preset.setting, &preset.name)).collect();
    assert!(names.iter().all(|name| names.iter().filter(|other| *other == name).count() == 1), "{names:?}");
    let count = |setting| all.iter().filter(|preset| preset.setting == setting).count();
    assert_eq!([Setting::Setup, Setting::Init, Setting::FirstRun, Setting::IdleLifetime].map(count), [1, 47, 24, 10]);
}

#[test]
fn the_idle_lifetimes_stand_in_the_order_of_their_names() {
    let names: Vec<_> = IDLE_LIFETIMES.iter().map(|dated| dated.name).collect();
    assert_eq!(names, Dated::IDLE_LIFETIME_NAMES);
    for Dated { name, points, .. } in &IDLE_LIFETIMES {
        assert!(points.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1), "{name}");
    }
}

/// Of 4,000 environments that are idle from the start, as many are gone after so many minutes as were then.
#[test]
fn environments_are_gone_as_early_as_was_measured() {
    let measured = [
        ("2019-02", "25m59s", 0.0),
        ("2019-02", "26m", 1.0),
        ("2019-04", "27m", 0.05),
        ("2019-04", "44m30s", 0.5),
        ("2019-04", "59m30s", 0.9),
        ("2019-07", "15m", 0.5),
        ("2020-04", "10m", 0.738),
        ("2020-04", "11m", 0.999),
        ("2021-01", "5m", 0.003),
        ("2021-01", "6m", 0.406),
        ("2021-01", "7m", 1.0),
    ];
    for (name, after, part) in measured {
        let mut account = scenario().limit(10_000).length("2h");
        for place in 0..4 {
            let dated = Dated::idle_lifetime(name).expect("a known month");
            let function = format!("f{place}");
            account = account.function(&function, |f| f.duration("1ns").idle_lifetime(Law::Dated(dated)));
            account = account.at(&function, "0s x 1000");
        }
        let mut simulation = Simulation::new(account.plan());
        simulation.run_to((span(after) + span("1ns")).after_start(), &mut ());
        let left: u32 = simulation.frame().functions.iter().map(|function| function.phases.idle.get()).sum();
        let (gone, error) = (1.0 - f64::from(left) / 4_000.0, (part * (1.0 - part) / 4_000.0_f64).sqrt());
        assert!((gone - part).abs() <= 4.0 * error, "{name}, {after}: {gone} are gone, {part} were");
    }
}

#[test]
fn a_preset_is_chosen_by_its_name_and_taken_back() {
    let mut scenario = scenario().function("orders", |f| f).build();
    let set = |scenario: &mut _, value| Setting::IdleLifetimePreset.set(scenario, Some("orders"), value);
    let get = |scenario: &_| Setting::IdleLifetimePreset.get(scenario, Some("orders"));
    assert_eq!(get(&scenario), Some(Value::Unset));
    assert!(set(&mut scenario, Value::Unset));
    assert_eq!(scenario.functions[0].idle_lifetime, constant("1d"), "a law that is given stays");
    assert!(set(&mut scenario, Value::Choice("2019-07")));
    assert_eq!(get(&scenario), Some(Value::Choice("2019-07")));
    assert!(!set(&mut scenario, Value::Choice("1999-07")));
    assert!(set(&mut scenario, Value::Unset));
    assert_eq!(scenario.functions[0].idle_lifetime, Law::IDLE_LIFETIME_DEFAULT);
}

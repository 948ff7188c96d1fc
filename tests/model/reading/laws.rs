//! Laws as a file writes them, right and wrong.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::law::Law;
use lambda_sim::time::Span;

use super::mistakes::check_problems;
use crate::scenario_builder::{constant, empirical, log_normal, quantiles, span};
use crate::shipped::read;

fn file(law: &str) -> String {
    format!("version: 1\nfunctions: {{ orders: {{ duration: {law} }} }}")
}

fn law(text: &str) -> Law {
    read(&file(text)).0.functions.remove(0).duration
}

/// The mistakes of a law, without the path to it.
#[track_caller]
fn check_law(text: &str, expected: &[&str]) {
    let expected: Vec<String> = expected.iter().map(|problem| format!("functions.orders.duration{problem}")).collect();
    check_problems(&file(text), &expected.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_length_of_time_alone_is_constant() {
    assert_eq!(law("800ms"), constant("800ms"));
    assert_eq!(law("{ law: constant, value: 800ms }"), constant("800ms"));
}

#[test]
fn a_log_normal_law_is_written_with_its_mean_or_with_its_median() {
    assert_eq!(law("{ law: lognormal, mean: 800ms, sigma: 0.5 }"), log_normal("800ms", 0.5));
    assert_eq!(
        law("{ law: lognormal, mean: 800ms, sigma: 0 }"),
        log_normal("800ms", 0.0),
        "a whole number is a number"
    );
    assert_eq!(law("{ law: lognormal, median: 800ms, sigma: 0 }"), log_normal("800ms", 0.0));
    // The mean of a log-normal law of median m is m e^(sigma^2/2): 800 ms x e^(1/8).
    let Law::LogNormal { mean, sigma } = law("{ law: lognormal, median: 800ms, sigma: 0.5 }") else { panic!() };
    assert!(sigma.total_cmp(&0.5).is_eq());
    let expected = Span::from_secs_f64(0.8 * 0.125_f64.exp());
    assert!(mean.as_nanos().abs_diff(expected.as_nanos()) <= 1, "{mean}, {expected}");
}

#[test]
fn an_empirical_law_is_written_with_its_values_or_with_quantiles() {
    assert_eq!(law("{ law: empirical, values: [1s, 20ms, 1s] }"), empirical(&["1s", "20ms", "1s"]));
    let points = law("{ law: empirical, quantiles: [[0, 0s], [0.5, 20ms], [\"90%\", 1s], [1, 1s]] }");
    assert_eq!(points, quantiles(&[(0.0, "0s"), (0.5, "20ms"), (0.9, "1s"), (1.0, "1s")]));
}

#[test]
fn of_mean_and_median_and_of_values_and_quantiles_exactly_one_is_given() {
    check_law("{ law: lognormal, sigma: 1 }", &[" is a map of 2: needs exactly one of mean or median"]);
    let both = "{ law: lognormal, mean: 1s, median: 1s, sigma: 1 }";
    check_law(both, &[" is a map of 4: needs exactly one of mean or median"]);
    check_law("{ law: empirical }", &[" is a map of 1: needs exactly one of values or quantiles"]);
    let both = "{ law: empirical, values: [1s], quantiles: [[0.5, 1s]] }";
    check_law(both, &[" is a map of 3: needs exactly one of values or quantiles"]);
    let misspelt = ".meen is \"1s\": there is no such key; did you mean mean?";
    check_law("{ law: lognormal, meen: 1s, sigma: 1 }", &[misspelt]);
}

#[test]
fn the_width_of_a_log_normal_law_must_be_given_and_have_its_range() {
    check_law("{ law: lognormal, mean: 1s }", &[".sigma is nothing: must be given"]);
    check_law("{ law: lognormal, median: 1s }", &[".sigma is nothing: must be given"]);
    check_law("{ law: lognormal, mean: 1s, sigma: wide }", &[".sigma is \"wide\": must be a number"]);
    check_law("{ law: lognormal, mean: 1s, sigma: 1s }", &[".sigma is \"1s\": must be a number"]);
    check_law("{ law: lognormal, mean: 1s, sigma: -0.1 }", &[".sigma is -0.1: must be from 0 to 5"]);
    check_law("{ law: lognormal, mean: 1s, sigma: 5.1 }", &[".sigma is 5.1: must be from 0 to 5"]);
    assert_eq!(law("{ law: lognormal, mean: 1s, sigma: 5 }"), log_normal("1s", 5.0));
    check_law(
        "{ law: lognormal, mean: 1, sigma: 9 }",
        &[
            ".sigma is 9: must be from 0 to 5",
            ".mean is 1: must be a length of time with its unit, such as 800ms, 1.5s or 5m",
        ],
    );
}

#[test]
fn every_parameter_keeps_the_range_of_its_setting() {
    check_law("{ law: lognormal, mean: 901s, sigma: 1 }", &[".mean is 15m1s: must be from 0s to 15m"]);
    // Of a median of 14 minutes and this width the mean is longer than any handler may run.
    let mean = Span::from_secs_f64(840.0 * 0.5_f64.exp());
    check_law("{ law: lognormal, median: 14m, sigma: 1 }", &[&format!(".mean is {mean}: must be from 0s to 15m")]);
    check_law(
        "{ law: empirical, values: [1s, 901s, 2s, 16m] }",
        &[".values[1] is 15m1s: must be from 0s to 15m", ".values[3] is 16m: must be from 0s to 15m"],
    );
    check_law(
        "{ law: empirical, quantiles: [[0.5, 1s], [0.9, 901s]] }",
        &[".quantiles[1][1] is 15m1s: must be from 0s to 15m"],
    );
}

#[test]
fn quantiles_and_their_values_must_rise() {
    let rule = "quantiles must rise, and so must their values";
    check_law("{ law: empirical, quantiles: [[0.5, 1s], [0.4, 2s]] }", &[&format!(".quantiles[1][0] is 0.4: {rule}")]);
    check_law("{ law: empirical, quantiles: [[0.5, 1s], [0.5, 2s]] }", &[&format!(".quantiles[1][0] is 0.5: {rule}")]);
    check_law("{ law: empirical, quantiles: [[0.5, 2s], [0.9, 1s]] }", &[&format!(".quantiles[1][1] is 1s: {rule}")]);
    assert_eq!(law("{ law: empirical, quantiles: [[0.5, 1s], [0.9, 1s]] }"), quantiles(&[(0.5, "1s"), (0.9, "1s")]));
    let part = "must be a part from 0 to 1 (0% to 100%)";
    check_law("{ law: empirical, quantiles: [[0.5, 1s], [1.1, 2s]] }", &[&format!(".quantiles[1][0] is 1.1: {part}")]);
    check_law("{ law: empirical, quantiles: [[-0.1, 1s], [1, 2s]] }", &[&format!(".quantiles[0][0] is -0.1: {part}")]);
}

#[test]
fn what_is_no_quantile_or_value_is_named() {
    let quantile = "must be a quantile such as [0.99, 250ms]";
    let time = "must be a length of time with its unit, such as 800ms, 1.5s or 5m";
    check_law(
        "{ law: empirical, quantiles: [0.5, [0.5], [0.5, 1s, 2s]] }",
        &[
            &format!(".quantiles[0] is 0.5: {quantile}"),
            &format!(".quantiles[1] is a list of 1: {quantile}"),
            &format!(".quantiles[2] is a list of 3: {quantile}"),
        ],
    );
    check_law(
        "{ law: empirical, quantiles: [[half, 1s], [0.5, 1]] }",
        &[
            ".quantiles[0][0] is \"half\": must be a part from 0 to 1, such as 0.05 or 5%",
            &format!(".quantiles[1][1] is 1: {time}"),
        ],
    );
    check_law(
        "{ law: empirical, values: [1, 1s, fast] }",
        &[&format!(".values[0] is 1: {time}"), &format!(".values[2] is \"fast\": {time}")],
    );
    check_law("{ law: empirical, values: 1s }", &[".values is \"1s\": must be a list"]);
    check_law("{ law: empirical, quantiles: 1s }", &[".quantiles is \"1s\": must be a list"]);
    check_law("{ law: empirical, values: [] }", &[".values is a list of 0: must hold at least one entry"]);
    check_law("{ law: empirical, quantiles: [] }", &[".quantiles is a list of 0: must hold at least one entry"]);
}

#[test]
fn a_law_knows_no_keys_of_another() {
    let sigma = ".sigma is 1: there is no such key";
    check_law("{ law: exponential, mean: 1s, sigma: 1 }", &[sigma]);
    check_law("{ law: constant, value: 1s, mean: 1s }", &[".mean is \"1s\": there is no such key"]);
    check_law("{ law: empirical, values: [1s], mean: 1s }", &[".mean is \"1s\": there is no such key"]);
}

/// Every law of a function can be any law.
#[test]
fn laws_stand_in_all_five_places() {
    let law = "{ law: empirical, values: [1s, 3s] }";
    let text = format!("{{ duration: {law}, setup: {law}, init: {law}, first_run: {law}, idle_lifetime: {law} }}");
    let (scenario, _) = read(&format!("version: 1\nfunctions: {{ orders: {text} }}"));
    let function = &scenario.functions[0];
    let expected = empirical(&["1s", "3s"]);
    let optional = [&function.setup, &function.init, &function.first_run];
    assert!(optional.iter().all(|law| law.as_ref() == Some(&expected)));
    assert_eq!((&function.duration, &function.idle_lifetime), (&expected, &expected));
    assert_eq!(function.duration.mean(), span("2s"));
}

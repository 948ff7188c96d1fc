//! `lambda-sim presets`: every measured law with its source.

use serde_json::Value;

use crate::invoke::call;

#[test]
fn the_table_has_a_line_for_every_measured_law() {
    let table = call(&["presets"]).succeeds();
    let header: Vec<&str> = table.lines().next().expect("a header").split_whitespace().collect();
    assert_eq!(header, ["setting", "name", "mean", "sample", "measured", "source"]);
    let line = |start: &[&str]| {
        let mut lines = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        lines.find(|words| words.starts_with(start)).unwrap_or_else(|| panic!("no line {start:?} in\n{table}"))
    };
    let java = line(&["init", "java21,", "Zip,", "x86_64"]);
    assert_eq!(java[6..], ["3000", "2026-06", "to", "2026-08", "https://github.com/maxday/lambda-perf"]);
    assert!(line(&["idle_lifetime", "2019-04"]).contains(&"https://github.com/mikhailshilkov/mikhailio-hugo"));
    line(&["setup"]);
    line(&["first_run", "dotnet8,", "128", "MB"]);
}

#[test]
fn as_json_each_has_its_quantiles() {
    let all: Vec<Value> = serde_json::from_str(&call(&["presets", "--json"]).succeeds()).expect("a list");
    let java = all.iter().find(|preset| preset["name"] == "java21, Zip, x86_64").expect("java21");
    let quantiles = &java["quantiles_s"];
    assert_eq!((&quantiles[1][0], &quantiles[1][1]), (&Value::from(0.5), &Value::from(0.243)));
    for preset in &all {
        for key in ["setting", "name", "source", "address", "measured"] {
            assert!(preset[key].as_str().is_some_and(|text| !text.is_empty()), "{key} of {preset}");
        }
        assert!(preset["mean_s"].is_f64() && preset["quantiles_s"].is_array(), "{preset}");
    }
    assert_eq!(all.len(), call(&["presets"]).succeeds().lines().count() - 1);
}

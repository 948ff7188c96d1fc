//! The generator behind the shipped scenarios: YAML in, compact JSON out, in the order of the file.

#[path = "../../crates/explorer/build/scenarios.rs"]
mod generator;

use super::locales::source::{self, Source};

fn generate(yaml: &str) -> Result<String, Vec<String>> {
    generator::generate(&[Source::new("scenarios/promotion.1.yaml", yaml)])
        .map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

/// The JSON of a scenario, taken out of the Rust string around it.
fn json(yaml: &str) -> String {
    let rust = generate(yaml).expect("a good scenario");
    let (_, literal) = rust.split_once("(\"promotion.1\", ").expect("the name of the scenario");
    let (literal, _) = literal.split_once("),\n").expect("one line a scenario");
    // The escapes of a Rust string of printable characters are those of a JSON string.
    serde_json::from_str(literal).expect("a string")
}

#[test]
fn no_scenarios_give_an_empty_list() {
    let rust = generator::generate(&[]).expect("nothing is wrong");
    assert!(rust.ends_with("pub(crate) const SHIPPED: &[(&str, &str)] = &[\n];\n"), "{rust}");
}

#[test]
fn scenarios_keep_the_order_they_are_given_in() {
    let sources = ["b.1", "a.2", "a.10"].map(|name| Source::new(format!("scenarios/{name}.yaml"), "version: 1"));
    let rust = generator::generate(&sources).expect("good scenarios");
    let lines: Vec<&str> = rust.lines().filter(|line| line.starts_with("    (")).collect();
    assert_eq!(
        lines,
        [
            r#"    ("b.1", "{\"version\":1}"),"#,
            r#"    ("a.2", "{\"version\":1}"),"#,
            r#"    ("a.10", "{\"version\":1}"),"#,
        ]
    );
}

#[test]
fn keys_keep_the_order_of_the_file_at_every_depth() {
    let yaml = "
version: 1          # a comment
functions:
  thumbnails: { via: s3, at: [\"10s x 1000\"] }
  checkout:
    duration: { law: lognormal, mean: 800ms, sigma: 0.35 }
    Timeout: 30
account: { ConcurrentExecutions: 1000 }
";
    assert_eq!(
        json(yaml),
        r#"{"version":1,"functions":{"thumbnails":{"via":"s3","at":["10s x 1000"]},"checkout":{"duration":{"law":"lognormal","mean":"800ms","sigma":0.35},"Timeout":30}},"account":{"ConcurrentExecutions":1000}}"#
    );
}

#[test]
fn sequences_of_mappings_and_of_sequences_are_kept() {
    let yaml = "callers:\n  - { z: 1, a: [[\"0s\", 120/s], [60s, 4000/s]] }\n  - a: 2\n    b:\n  - []\n  - {}\n";
    assert_eq!(json(yaml), r#"{"callers":[{"z":1,"a":[["0s","120/s"],["60s","4000/s"]]},{"a":2,"b":null},[],{}]}"#);
}

#[test]
fn values_have_the_types_of_yaml_1_2() {
    assert_eq!(
        json("a: true\nb: yes\nc: off\nd: '1'\ne: -2\nf: 1.5\ng: ~\nh: \"한국어 \\\"q\\\"\"\n"),
        r#"{"a":true,"b":"yes","c":"off","d":"1","e":-2,"f":1.5,"g":null,"h":"한국어 \"q\""}"#
    );
}

#[test]
fn what_is_not_one_mapping_is_refused_with_its_line() {
    let table = [
        ("a: 1\nb: 2\na: 3\n", "3:"),
        ("a: 1\nf:\n  x: 1\n  x: 2\n", "4:"),
        ("a: 1\nb: [1, 2\n", "2:"),
        ("a: 1\n  b: 2\n", "2:"),
        ("- 1\n", "1:"),
        ("", "1:"),
        ("a: 1\n---\nb: 2\n", "3:"),
        ("a: &x { y: 1 }\nb: *x\n", "2:"),
        ("a: 1\n<<: { b: 1 }\n", "2:"),
    ];
    for (yaml, line) in table {
        let problems = generate(yaml).expect_err("a bad scenario");
        assert_eq!(problems.len(), 1, "{problems:?}");
        let place = format!("scenarios/promotion.1.yaml:{line} ");
        assert!(problems[0].starts_with(&place), "{yaml:?} gives {problems:?}");
    }
}

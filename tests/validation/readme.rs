//! The README shows every case.

use validation::cases;

const README: &str = include_str!("../../README.md");

#[test]
fn the_table_of_the_readme_has_a_line_for_every_case() {
    let lines: Vec<Vec<&str>> = README.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    for case in cases::all() {
        let is_its_line = |cells: &&Vec<&str>| cells.get(1..3) == Some(&[case.name, case.source.name]);
        assert_eq!(lines.iter().filter(is_its_line).count(), 1, "{}", case.name);
    }
}

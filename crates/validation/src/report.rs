//! What came out, as tables to read and as JSON.

use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::{Value as Json, json};

use crate::case::{Case, Effort, Row, Source, Value, Verdict};

/// A case with its rows.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The case.
    pub case: Case,
    /// What it gave.
    pub rows: Vec<Row>,
}

impl Outcome {
    /// Measures a case.
    pub fn of(case: Case, effort: Effort) -> Self {
        Self { case, rows: (case.rows)(effort) }
    }

    /// The rows that fail.
    pub fn failures(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.verdict == Verdict::Fails)
    }
}

/// Measures cases on all processors. The last ones take longest and go first.
pub fn measure(cases: &[Case], effort: Effort) -> Vec<Outcome> {
    let left = AtomicUsize::new(cases.len());
    let done = Mutex::new(Vec::new());
    let take = || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).ok();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, Into::into) {
            scope.spawn(|| {
                while let Some(place) = take() {
                    let outcome = Outcome::of(cases[place - 1], effort);
                    done.lock().expect("no case has panicked in here").push((place, outcome));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no case has panicked in here");
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}

/// All rows as a table in Markdown, and the sources with their addresses.
pub fn table(outcomes: &[Outcome]) -> String {
    let rows = outcomes.iter().flat_map(|outcome| outcome.rows.iter().map(|row| cells(&outcome.case, row)));
    let mut out = aligned(["case", "source", "expected", "obtained", "error", "pass"], rows.collect());
    out.push('\n');
    for Source { name, address } in sources(outcomes) {
        let _ = writeln!(out, "{name}: {address}");
    }
    out
}

/// One line for each case as a table in Markdown, with its largest error: the one that comes nearest to its bound.
pub fn summary(outcomes: &[Outcome]) -> String {
    let lines = outcomes.iter().map(|Outcome { case, rows }| {
        let worst = rows.iter().max_by(|one, other| one.used.total_cmp(&other.used));
        let error = worst.map_or_else(String::new, |row| row.error.clone());
        let fails = rows.iter().filter(|row| row.verdict == Verdict::Fails).count();
        let pass = if fails == 0 { "yes".to_owned() } else { format!("NO: {fails}") };
        [case.name.to_owned(), case.source.name.to_owned(), rows.len().to_string(), error, pass]
    });
    aligned(["case", "source", "rows", "largest error", "pass"], lines.collect())
}

fn aligned<const N: usize>(header: [&str; N], lines: Vec<[String; N]>) -> String {
    let lines: Vec<[String; N]> = std::iter::once(header.map(str::to_owned)).chain(lines).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let mut out = String::new();
    for (place, line) in lines.iter().enumerate() {
        for (cell, width) in line.iter().zip(widths) {
            let _ = write!(out, "| {cell:<width$} ");
        }
        out.push_str("|\n");
        if place == 0 {
            for width in widths {
                let _ = write!(out, "|{:-<1$}", "", width + 2);
            }
            out.push_str("|\n");
        }
    }
    out
}

/// `94 rows: 74 pass, 0 fail, 20 are judged together`.
pub fn counts(outcomes: &[Outcome]) -> String {
    let rows = || outcomes.iter().flat_map(|outcome| &outcome.rows);
    let count = |verdict: Verdict| rows().filter(|row| row.verdict == verdict).count();
    let [pass, fail, together] = [Verdict::Passes, Verdict::Fails, Verdict::Together].map(count);
    format!("{} rows: {pass} pass, {fail} fail, {together} are judged together", rows().count())
}

fn cells(case: &Case, row: &Row) -> [String; 6] {
    let obtained = match row.standard_error {
        Some(error) => format!("{} ± {error:.1e}", row.obtained),
        None => row.obtained.to_string(),
    };
    let name = format!("{}: {}", case.name, row.what);
    [name, case.source.name.to_owned(), row.expected.to_string(), obtained, row.error.clone(), pass(row).to_owned()]
}

fn pass(row: &Row) -> &'static str {
    match row.verdict {
        Verdict::Passes => "yes",
        Verdict::Fails => "NO",
        Verdict::Together => "together",
    }
}

/// Each source once.
fn sources(outcomes: &[Outcome]) -> Vec<Source> {
    let mut sources = Vec::new();
    for Outcome { case, .. } in outcomes {
        if !sources.contains(&case.source) {
            sources.push(case.source);
        }
    }
    sources
}

/// All rows as JSON.
pub fn json(outcomes: &[Outcome]) -> Json {
    let rows = outcomes.iter().flat_map(|Outcome { case, rows }| {
        rows.iter().map(|row| {
            json!({
                "case": case.name,
                "what": row.what,
                "source": case.source.name,
                "address": case.source.address,
                "expected": value(&row.expected),
                "obtained": value(&row.obtained),
                "standard_error": row.standard_error,
                "error": row.error,
                "pass": (row.verdict != Verdict::Together).then_some(row.verdict == Verdict::Passes),
            })
        })
    });
    json!({ "model": lambda_sim::MODEL_VERSION, "cases": rows.collect::<Vec<_>>() })
}

fn value(value: &Value) -> Json {
    match value {
        Value::Number(number) => json!(number),
        Value::Range(low, high) => json!([low, high]),
        Value::Words(words) => json!(words),
    }
}

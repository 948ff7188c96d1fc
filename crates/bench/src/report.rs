//! What was measured, as a table to read and as JSON.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use crate::sample::{Sample, median, quantile};
use crate::workload::Workload;

/// A table in Markdown, and what the workloads are.
pub fn table(samples: &[Sample], workloads: &[Workload]) -> String {
    let mut out =
        "| workload | where | requests | engine | fastest to slowest | requests/s | bare loop | of the bare loop |\n\
                   |---|---|--:|--:|--:|--:|--:|--:|\n"
            .to_owned();
    for sample in samples {
        let Sample { workload, place, requests, engine, yardstick, .. } = sample;
        let [fastest, middle, slowest] = [0.0, 0.5, 1.0].map(|part| spoken(quantile(engine, part)));
        let speed = per_second(*requests, median(engine));
        let (bare, ratio) = if yardstick.is_empty() {
            ("–".to_owned(), "–".to_owned())
        } else {
            let ratios = sample.ratios();
            let [low, middle, high] = [0.25, 0.5, 0.75].map(|part| quantile(&ratios, part));
            let bare = per_second(sample.yardstick_requests, median(yardstick));
            (bare, format!("{middle:.2} ({low:.2} to {high:.2})"))
        };
        let _ = writeln!(
            out,
            "| {workload} | {} | {requests} | {middle} | {fastest} to {slowest} | {speed} | {bare} | {ratio} |",
            place.name()
        );
    }
    out.push('\n');
    for Workload { name, what, .. } in workloads {
        let _ = writeln!(out, "{name}: {what}");
    }
    out
}

/// All samples with every round.
pub fn json(samples: &[Sample]) -> Json {
    json!({ "samples": samples.iter().map(Sample::json).collect::<Vec<_>>() })
}

fn spoken(ms: f64) -> String {
    if ms < 1_000.0 { format!("{ms:.1} ms") } else { format!("{:.2} s", ms / 1e3) }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn per_second(requests: u64, ms: f64) -> String {
    format!("{:.2} million", requests as f64 / ms / 1e3)
}

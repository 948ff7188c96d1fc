//! What callers see, as JSON: how often which status, and how long it took.

use lambda_sim::metrics::{Answers, Histogram};
use lambda_sim::time::Span;
use serde_json::{Map, Value, json};

/// The percentiles of a summary, as parts of all values.
const PERCENTILES: [(&str, f64); 5] = [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("p99_9", 0.999)];

/// How often which HTTP status was the answer.
pub(super) fn status(answers: &Answers) -> Value {
    answers.status.iter().map(|(status, count)| (status.to_string(), Value::from(*count))).collect()
}

/// Response times [s] of the requests that ran, all of them and by start, and of those that were refused in the end.
pub(super) fn response_times(answers: &Answers) -> Value {
    json!({
        "all": times(&answers.served()),
        "cold": times(&answers.cold),
        "warm": times(&answers.warm),
        "refused": times(&answers.refused),
    })
}

/// Null where there are none.
fn times(histogram: &Histogram) -> Value {
    if histogram.count() == 0 {
        return Value::Null;
    }
    let mut map = Map::new();
    map.insert("count".to_owned(), histogram.count().into());
    map.insert("mean".to_owned(), histogram.mean().as_secs_f64().into());
    for (name, part) in PERCENTILES {
        map.insert(name.to_owned(), histogram.percentile(part).map(Span::as_secs_f64).into());
    }
    map.insert("max".to_owned(), histogram.max().as_secs_f64().into());
    map.into()
}

//! Reading the series: every field by the name of its column.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use crate::invoke::call;

/// CloudWatch's names as CloudWatch spells them, then ours. What reads the file may rely on the order.
const COLUMNS: [&str; 53] = [
    "time_s",
    "function",
    "ConcurrentExecutions",
    "UnreservedConcurrentExecutions",
    "ClaimedAccountConcurrency",
    "Invocations",
    "Errors",
    "Throttles",
    "AsyncEventsReceived",
    "AsyncEventsDropped",
    "AsyncEventAge",
    "requests",
    "cold_starts",
    "throttles_account",
    "throttles_reserved",
    "throttles_scaling_rate",
    "throttles_request_rate",
    "mean_concurrency",
    "environments",
    "mean_environments",
    "async_backlog",
    "async_oldest_age_s",
    "async_done",
    "async_dead_lettered",
    "ProvisionedConcurrentExecutions",
    "ProvisionedConcurrencyInvocations",
    "ProvisionedConcurrencySpilloverInvocations",
    "ProvisionedConcurrencyUtilization",
    "throttles_api_gateway",
    "identity_missing",
    "denied",
    "denied_from_cache",
    "authorizer_errors",
    "authorizer_timeouts",
    "authorizer_throttles",
    "authorizer_invocations",
    "authorizer_cache_hits",
    "integration_timeouts",
    "NumberOfMessagesSent",
    "NumberOfMessagesReceived",
    "NumberOfMessagesDeleted",
    "ApproximateNumberOfMessagesVisible",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateAgeOfOldestMessage",
    "queue_returned",
    "queue_dead_lettered",
    "pollers",
    "IteratorAge",
    "records_discarded",
    "DestinationDeliveryFailures",
    "RecursiveInvocationsDropped",
    "records_on_success",
    "records_on_failure",
];

/// Columns that count: the account's are the sums of the functions', period by period.
pub(crate) const SUMS: [&str; 35] = [
    "Invocations",
    "Errors",
    "Throttles",
    "AsyncEventsReceived",
    "AsyncEventsDropped",
    "requests",
    "cold_starts",
    "throttles_account",
    "throttles_reserved",
    "throttles_scaling_rate",
    "throttles_request_rate",
    "async_done",
    "async_dead_lettered",
    "ProvisionedConcurrencyInvocations",
    "ProvisionedConcurrencySpilloverInvocations",
    "throttles_api_gateway",
    "identity_missing",
    "denied",
    "denied_from_cache",
    "authorizer_errors",
    "authorizer_timeouts",
    "authorizer_throttles",
    "authorizer_invocations",
    "authorizer_cache_hits",
    "integration_timeouts",
    "NumberOfMessagesSent",
    "NumberOfMessagesReceived",
    "NumberOfMessagesDeleted",
    "queue_returned",
    "queue_dead_lettered",
    "records_discarded",
    "DestinationDeliveryFailures",
    "RecursiveInvocationsDropped",
    "records_on_success",
    "records_on_failure",
];

/// The fields of one line, in the order of the columns.
#[derive(Debug)]
pub(crate) struct Line(Vec<String>);

impl Line {
    #[track_caller]
    pub(crate) fn text(&self, column: &str) -> &str {
        let place = COLUMNS.iter().position(|known| *known == column);
        &self.0[place.unwrap_or_else(|| panic!("{column} is a column"))]
    }

    #[track_caller]
    pub(crate) fn count(&self, column: &str) -> u64 {
        self.text(column).parse().unwrap_or_else(|_| panic!("{column} of {self:?} is a count"))
    }

    #[track_caller]
    pub(crate) fn number(&self, column: &str) -> f64 {
        self.text(column).parse().unwrap_or_else(|_| panic!("{column} of {self:?} is a number"))
    }
}

/// The lines of a file's series; every test that asks gets the same.
#[track_caller]
pub(crate) fn series_of(file: &str) -> Arc<[Line]> {
    static KNOWN: LazyLock<Mutex<HashMap<String, Arc<[Line]>>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().expect("no test has failed in here");
    let read = || lines(&call(&["run", file, "--format", "csv"]).succeeds()).into();
    Arc::clone(known.entry(file.to_owned()).or_insert_with(read))
}

#[track_caller]
pub(crate) fn lines(csv: &str) -> Vec<Line> {
    let mut lines = csv.lines();
    assert_eq!(lines.next().expect("a header").split(',').collect::<Vec<_>>(), COLUMNS);
    let read = |line: &str| {
        let fields: Vec<String> = line.split(',').map(str::to_owned).collect();
        assert_eq!(fields.len(), COLUMNS.len(), "{line}");
        Line(fields)
    };
    lines.map(read).collect()
}

/// The lines of one function, or of the account (`*`).
pub(crate) fn lines_of<'l>(lines: &'l [Line], function: &'l str) -> impl Iterator<Item = &'l Line> {
    lines.iter().filter(move |line| line.text("function") == function)
}

/// A column summed up over the whole run.
pub(crate) fn sum(lines: &[Line], function: &str, column: &str) -> u64 {
    lines_of(lines, function).map(|line| line.count(column)).sum()
}

//! The series as CSV: one row a period and function, `*` for the account.
//!
//! CloudWatch's metrics first, under CloudWatch's names and statistics; ours after them, in lower case.

use std::io::{self, Write};

use lambda_sim::admission::Limit;
use lambda_sim::gateway::Refusal;
use lambda_sim::metrics::{RecordCounts, Row, SourceCounts};
use lambda_sim::timeline::Run;

use crate::cloudwatch::millis;

/// CloudWatch's metrics with CloudWatch's units, then ours. Two metrics exist only for the account; their fields stay empty in
/// the rows of functions.
const HEADER: &str = "time_s,function,ConcurrentExecutions,UnreservedConcurrentExecutions,ClaimedAccountConcurrency,\
                      Invocations,Errors,Throttles,AsyncEventsReceived,AsyncEventsDropped,AsyncEventAge,\
                      requests,cold_starts,throttles_account,throttles_reserved,throttles_scaling_rate,throttles_request_rate,\
                      mean_concurrency,environments,mean_environments,\
                      async_backlog,async_oldest_age_s,async_done,async_dead_lettered,\
                      ProvisionedConcurrentExecutions,ProvisionedConcurrencyInvocations,\
                      ProvisionedConcurrencySpilloverInvocations,ProvisionedConcurrencyUtilization,\
                      throttles_api_gateway,identity_missing,denied,denied_from_cache,\
                      authorizer_errors,authorizer_timeouts,authorizer_throttles,authorizer_invocations,authorizer_cache_hits,\
                      integration_timeouts,\
                      NumberOfMessagesSent,NumberOfMessagesReceived,NumberOfMessagesDeleted,\
                      ApproximateNumberOfMessagesVisible,ApproximateNumberOfMessagesNotVisible,\
                      ApproximateAgeOfOldestMessage,queue_returned,queue_dead_lettered,pollers,\
                      IteratorAge,records_discarded,\
                      DestinationDeliveryFailures,RecursiveInvocationsDropped,records_on_success,records_on_failure\n";

/// Writes all series of a run.
pub(crate) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HEADER.as_bytes())?;
    let series = run.series();
    let names = run.plan().functions().iter().map(|function| function.name.as_str());
    let functions: Vec<_> = names.zip(&series.functions).collect();
    let sources = series.sources.as_ref();
    for row in 0..series.len() {
        let source = sources.map(|sources| sources.account.rows[row]).unwrap_or_default();
        line(out, run, row, "*", (&series.account.rows[row], source))?;
        for (place, (name, function)) in functions.iter().enumerate() {
            let source = sources.map(|sources| sources.functions[place].rows[row]).unwrap_or_default();
            line(out, run, row, name, (&function.rows[row], source))?;
        }
    }
    Ok(())
}

fn line(
    out: &mut dyn Write,
    run: &Run,
    place: usize,
    name: &str,
    (row, source): (&Row, SourceCounts),
) -> io::Result<()> {
    let series = run.series();
    let length = series.row_length(place);
    write!(out, "{},{name},{},", series.start(place).as_secs_f64(), row.concurrency.max)?;
    if name == "*" {
        write!(out, "{},{}", row.unreserved.max, row.claimed)?;
    } else {
        write!(out, ",")?;
    }
    let (received, dropped) = (row.events.received, row.events.dropped);
    write!(out, ",{},{},{},{received},{dropped}", row.invocations, row.errors, row.throttled())?;
    write!(out, ",{},{},{}", millis(row.events.age_at_attempt), row.requests, row.cold_starts)?;
    for limit in Limit::ALL {
        write!(out, ",{}", row.throttled_by(limit))?;
    }
    let (concurrency, environments) = (row.concurrency.mean(length), row.environments.mean(length));
    write!(out, ",{concurrency:.6},{},{environments:.6}", row.environments.max)?;
    let (oldest, done) = (row.oldest_age.as_secs_f64(), row.events.done);
    write!(out, ",{},{oldest},{done},{}", row.backlog.max, row.events.dead_lettered)?;
    let counts = &row.provisioned;
    write!(out, ",{},{},{}", counts.executions, counts.invocations, counts.spillovers)?;
    write!(out, ",{}", counts.utilization.get())?;
    for refusal in Refusal::ALL {
        write!(out, ",{}", row.gateway.turned_away(refusal))?;
    }
    write!(out, ",{},{},{}", row.gateway.asked, row.gateway.cache_hits(), row.gateway.time_limits)?;
    let SourceCounts { sent, received, deleted, visible, in_flight, oldest_age, .. } = source;
    write!(out, ",{sent},{received},{deleted},{},{},{}", visible.max, in_flight.max, oldest_age.as_secs_f64())?;
    write!(out, ",{},{},{}", source.returned, source.dead_lettered, source.pollers)?;
    write!(out, ",{},{}", millis(source.iterator_age), source.discarded)?;
    let RecordCounts { on_success, on_failure, failed, loops_stopped } = row.records;
    writeln!(out, ",{failed},{loops_stopped},{on_success},{on_failure}")
}

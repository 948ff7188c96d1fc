//! Queues and streams in charts and in numbers: what waits there, and how old it is.

use explorer::chart::{Chart, table};
use explorer::language::Language;
use explorer::message::Message;
use explorer::shipped::Shipped;
use explorer::stage::Sources;

use lambda_sim::metrics::SourceKind;
use lambda_sim::scenario::{Burst, Traffic};
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use crate::session::{at, open, send};

const QUEUE: Chart = Chart::SourceBacklog(SourceKind::Queue);
const QUEUE_AGE: Chart = Chart::SourceAge(SourceKind::Queue);
const STREAM: Chart = Chart::SourceBacklog(SourceKind::Stream);
const STREAM_AGE: Chart = Chart::SourceAge(SourceKind::Stream);

#[test]
fn a_queue_has_a_backlog_and_its_oldest_message() {
    let page = open("#s=sqs-pollers.1&t=60s");
    let charts = page.charts();
    assert!(charts.contains(&QUEUE) && charts.contains(&QUEUE_AGE), "{charts:?}");
    let run = page.run().expect("a run");
    assert_eq!(QUEUE.unit(run, None, Language::English), "messages");
    let finding = QUEUE.finding(run, Language::English).to_string();
    assert_eq!(finding, "At most 20,000 waited to be read, at 0:10; at most 630 were in batches.");
    let rows = table::of(QUEUE, run, Language::English);
    assert_eq!(rows.head, ["Time", "resize"]);
    let age = QUEUE_AGE.value_in_words(&page).to_string();
    assert_eq!(age, "1:00: the oldest in the event source is 50.0 s old");
    let (plan, frame) = page.scene().expect("a scene");
    let sources = Sources::of(frame, plan).expect("a queue");
    let queue = sources.shown[0].state;
    assert_eq!((sources.visible, sources.pollers), (queue.visible, queue.pollers));
    assert_eq!(QUEUE.value(&page).replace(',', ""), queue.visible.to_string());
    assert!(queue.visible.div_ceil(sources.scale) <= 108 && sources.kind == Some(SourceKind::Queue));
}

#[test]
fn a_stream_tells_its_iterator_age_and_the_shard_that_is_blocked() {
    let mut page = open("#s=stream.1");
    let run = page.run().expect("a run").clone();
    assert_eq!(STREAM.unit(&run, None, Language::English), "records");
    let finding = STREAM_AGE.finding(&run, Language::English).to_string();
    assert!(finding.starts_with("The oldest was 2 min 35 s old at most, at 2:59."), "{finding}");
    assert!(finding.contains("IteratorAge, as a batch was sent to the function: "), "{finding}");
    let rows = table::of(STREAM_AGE, &run, Language::Korean);
    assert_eq!(rows.head.len(), 4, "all and each: {:?}", rows.head);
    send(&mut page, Message::Seek(at(170)));
    let (plan, frame) = page.scene().expect("a scene");
    let sources = Sources::of(frame, plan).expect("two streams");
    assert_eq!(
        (sources.kind, sources.pollers, sources.blocked, sources.shown.len()),
        (Some(SourceKind::Stream), 8, 1, 2)
    );
}

#[test]
fn without_a_queue_there_is_neither() {
    let page = open("#s=steady.1");
    assert!(!page.charts().contains(&STREAM));
    let (plan, frame) = page.scene().expect("a scene");
    assert_eq!(Sources::of(frame, plan), None);
}

#[test]
fn a_function_with_a_queue_and_a_stream_has_charts_of_each() {
    let mut scenario = Shipped::Stream.scenario();
    scenario.functions.truncate(1);
    scenario.callers.truncate(1);
    let mut queue = Shipped::SqsPollers.scenario().callers.remove(0);
    queue.function.clone_from(&scenario.callers[0].function);
    queue.traffic = Traffic::At(vec![Burst { at: Span::from_secs(20), count: 70_000 }]);
    scenario.callers.push(queue);
    let run = Run::of(scenario.check().expect("a good scenario").into(), Span::from_secs(1));
    let charts: Vec<_> = Chart::of(&run).into_iter().filter(|chart| chart.source().is_some()).collect();
    assert_eq!(charts, [QUEUE, QUEUE_AGE, STREAM, STREAM_AGE]);
    let finding = |chart: Chart| chart.finding(&run, Language::English).to_string();
    assert!(finding(QUEUE).starts_with("At most 70,000 waited"), "{}", finding(QUEUE));
    assert!(finding(STREAM).starts_with("At most 7,"), "{}", finding(STREAM));
    assert!(!finding(QUEUE_AGE).contains("IteratorAge") && finding(STREAM_AGE).contains("IteratorAge"));
    let sources = Sources::of(&run.frame_at(at(60)), run.plan()).expect("both");
    assert_eq!((sources.kind, sources.shown.iter().map(|one| one.via).collect()), (None, vec![Via::Kinesis, Via::Sqs]));
    for kind in SourceKind::ALL {
        let kept = run.series().sources.as_ref().and_then(|all| all.of_kind(kind)).expect("both");
        assert_eq!(kept.account, kept.functions[0], "one function has all of them");
    }
}

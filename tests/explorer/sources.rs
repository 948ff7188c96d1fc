//! Queues and streams in charts and in numbers: what waits there, and how old it is.

use explorer::chart::{Chart, table};
use explorer::language::Language;
use explorer::message::Message;
use explorer::stage::Sources;

use crate::session::{at, open, send};

#[test]
fn a_queue_has_a_backlog_and_its_oldest_message() {
    let page = open("#s=sqs-pollers.1&t=60s");
    let charts = page.charts();
    assert!(charts.contains(&Chart::SourceBacklog) && charts.contains(&Chart::SourceAge), "{charts:?}");
    let run = page.run().expect("a run");
    assert_eq!(Chart::SourceBacklog.unit(run, None, Language::English), "messages");
    let finding = Chart::SourceBacklog.finding(run, Language::English).to_string();
    assert_eq!(finding, "At most 20,000 waited to be read, at 0:10; at most 630 were in batches.");
    let rows = table::of(Chart::SourceBacklog, run, Language::English);
    assert_eq!(rows.head, ["Time", "resize"]);
    let age = Chart::SourceAge.value_in_words(&page).to_string();
    assert_eq!(age, "1:00: the oldest in the event source is 50.0 s old");
    let (plan, frame) = page.scene().expect("a scene");
    let sources = Sources::of(frame, plan).expect("a queue");
    let queue = sources.shown[0].state;
    assert_eq!((sources.visible, sources.pollers), (queue.visible, queue.pollers));
    assert_eq!(Chart::SourceBacklog.value(&page).replace(',', ""), queue.visible.to_string());
    assert!(queue.visible.div_ceil(sources.scale) <= 108 && !sources.are_streams);
}

#[test]
fn a_stream_tells_its_iterator_age_and_the_shard_that_is_blocked() {
    let mut page = open("#s=stream.1");
    let run = page.run().expect("a run").clone();
    assert_eq!(Chart::SourceBacklog.unit(&run, None, Language::English), "records");
    let finding = Chart::SourceAge.finding(&run, Language::English).to_string();
    assert!(finding.starts_with("The oldest was 2 min 35 s old at most, at 2:59."), "{finding}");
    assert!(finding.contains("IteratorAge, as a batch was sent to the function: "), "{finding}");
    let rows = table::of(Chart::SourceAge, &run, Language::Korean);
    assert_eq!(rows.head.len(), 4, "all and each: {:?}", rows.head);
    send(&mut page, Message::Seek(at(170)));
    let (plan, frame) = page.scene().expect("a scene");
    let sources = Sources::of(frame, plan).expect("two streams");
    assert_eq!((sources.are_streams, sources.pollers, sources.blocked, sources.shown.len()), (true, 8, 1, 2));
}

#[test]
fn without_a_queue_there_is_neither() {
    let page = open("#s=steady.1");
    assert!(!page.charts().contains(&Chart::SourceBacklog));
    let (plan, frame) = page.scene().expect("a scene");
    assert_eq!(Sources::of(frame, plan), None);
}

//! What is drawn equals the frame at the cursor: marks, squares and numbers counted in the document.

use std::collections::BTreeMap;
use std::sync::Arc;

use explorer::link::Link;
use explorer::number::grouped;
use explorer::stage::{Holder, Lane, Pool, Queue, Room, Sources};
use lambda_sim::frame::{Frame, FunctionFrame};
use lambda_sim::plan::Plan;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::Span;
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::harness::{Mounted, open};

const HUES: [&str; 4] = ["f1", "f2", "f3", "f4"];

/// How many shapes the paths that the selector finds have: each begins with a move.
fn shapes(page: &Mounted, selector: &str) -> u32 {
    let paths = page.all(selector).into_iter().filter_map(|path| path.get_attribute("d"));
    paths.map(|path| u32::try_from(path.matches('M').count()).expect("a few")).sum()
}

fn lane_is_drawn(page: &Mounted, lane: &Lane, what: &str) {
    let at = |part: &str| format!(".lane.{} {part} path", HUES[lane.function.index()]);
    // A cross is two strokes.
    let crosses = |gate: &str| shapes(page, &at(&format!(".pile.at-{gate}")));
    assert_eq!(crosses("request-rate"), lane.request_rate.refused, "{what}");
    assert_eq!(crosses("reserved"), lane.reserved.refused, "{what}");
    assert_eq!(crosses("account"), lane.account.refused, "{what}");
    assert_eq!(crosses("scaling-rate"), lane.scaling_rate.refused, "{what}");
    assert_eq!(shapes(page, &at(".dots").replace("path", ".ringed")), lane.by_rail(), "{what}");
    assert_eq!(shapes(page, &at(".dots")), lane.passed, "{what}");
    for (gate, name) in lane.gates().iter().zip(["request-rate", "reserved", "account", "scaling-rate"]) {
        let drawn = format!(".lane.{} .gate.{name}", HUES[lane.function.index()]);
        assert_eq!(page.find(&format!("{drawn}.set")).is_some(), gate.is_set, "{what}: {name}");
        assert_eq!(page.find(&format!("{drawn}.shut")).is_some(), gate.is_shut, "{what}: {name}");
    }
}

fn pool_is_drawn(page: &Mounted, frame: &Frame, plan: &Plan, what: &str) {
    let pool = Pool::of(frame, plan);
    let length = |squares: &core::ops::Range<u32>| squares.end - squares.start;
    let mut numbers: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for room in &pool.rooms {
        for one in &room.occupants {
            let hue = HUES[one.function.index()];
            let class = if let Holder::Provisioned(_) = room.holder { "ringed" } else { "invoke" };
            assert_eq!(shapes(page, &format!(".pool .{class}.{hue}")), length(&one.invoke_squares), "{what}");
            if class == "invoke" {
                assert_eq!(shapes(page, &format!(".pool .init.{hue}")), length(&one.init_squares), "{what}");
            }
            numbers.entry(hue).or_default().push(grouped(one.requests().into()));
        }
    }
    for (hue, mut expected) in numbers {
        let mut shown: Vec<_> = page.all(&format!(".held .{hue} b")).iter().filter_map(|b| b.text_content()).collect();
        shown.sort();
        expected.sort();
        assert_eq!(shown, expected, "{what}");
    }
    // For a moment a room that somebody has just made smaller holds more than its size.
    let free = |room: &Room| match room.holder {
        Holder::Provisioned(_) => room.squares() - room.ready(),
        _ => room.squares().saturating_sub(room.filled()),
    };
    assert_eq!(shapes(page, ".pool .free"), pool.rooms.iter().map(free).sum::<u32>(), "{what}");
    let ready = pool.rooms.iter().filter(|room| matches!(room.holder, Holder::Provisioned(_)));
    let ready: u32 = ready.map(|room| room.ready() - room.filled()).sum();
    assert_eq!(shapes(page, ".pool .ready"), ready, "{what}");
    let in_flight =
        format!("{} of {}", grouped(frame.in_flight().get().into()), grouped(plan.account_limit().get().into()));
    assert_eq!(page.text(".heads .account strong"), in_flight, "{what}");
}

fn sources_are_drawn(page: &Mounted, frame: &Frame, plan: &Plan, what: &str) {
    let Some(sources) = Sources::of(frame, plan) else {
        assert!(page.find(".polled").is_none(), "{what}: a source that nobody polls");
        return;
    };
    assert_eq!(page.text(".polled strong"), grouped(sources.visible.into()), "{what}");
    let counts = sources.shown.iter().flat_map(|one| [one.state.visible, one.state.in_flight]);
    for (place, count) in counts.enumerate() {
        let column = format!(".polled li:nth-child({})", place + 1);
        assert_eq!(shapes(page, &format!("{column} > svg path")), count.div_ceil(sources.scale), "{what}");
        let number = page.find(&format!("{column} b")).and_then(|number| number.text_content());
        assert_eq!(number, (0 < count).then(|| grouped(count.into())), "{what}");
    }
    assert_eq!(page.text(".polled dd"), grouped(sources.pollers.into()), "{what}");
}

fn queue_is_drawn(page: &Mounted, frame: &Frame, plan: &Plan, what: &str) {
    let Some(queue) = Queue::of(frame, plan) else {
        assert!(page.find(".queue:not(.polled)").is_none(), "{what}: a queue without events");
        return;
    };
    assert_eq!(page.text(".queue strong"), grouped(queue.total().into()), "{what}");
    for (place, waiting) in queue.waits.iter().enumerate() {
        let column = format!(".waits li:nth-child({})", place + 1);
        assert_eq!(shapes(page, &format!("{column} path")), waiting.total().div_ceil(queue.scale), "{what}");
        let number = page.find(&format!("{column} b")).and_then(|number| number.text_content());
        assert_eq!(number, (0 < waiting.total()).then(|| grouped(waiting.total().into())), "{what}");
    }
    let exits: Vec<_> = page.all(".exits dd").iter().take(3).filter_map(|exit| exit.text_content()).collect();
    assert_eq!(exits, [queue.done, queue.dropped, queue.dead_lettered].map(grouped), "{what}");
}

fn environments_are_drawn(page: &Mounted, place: usize, state: &FunctionFrame, what: &str) {
    let row = format!(".environments li.{}", HUES[place]);
    let (phases, busy) = (state.phases, state.provisioned_busy().get());
    let free = state.provisioned_held().get() - busy;
    let counts = [
        ("invoke", phases.invoke.get() - busy),
        ("init", phases.init.get()),
        ("idle", phases.idle.get() - free),
        ("ringed", busy + free),
        ("ready", free),
    ];
    for (phase, count) in counts {
        if page.find(&format!("{row} .bar")).is_none() {
            assert_eq!(shapes(page, &format!("{row} .squares .{phase}")), count, "{what}: {phase}");
            continue;
        }
        // In a bar the provisioned ones are a part with parts of its own.
        let part = match phase {
            "ringed" => ".held".to_owned(),
            "ready" => ".held .free".to_owned(),
            phase => format!("> .{phase}"),
        };
        let part = page.find(&format!("{row} .bar {part}")).and_then(|part| part.get_attribute("style"));
        let drawn =
            part.map_or(0, |style| style.strip_prefix("flex-grow:").and_then(|n| n.parse().ok()).unwrap_or(99_999));
        assert_eq!(drawn, count, "{what}: {phase}");
    }
}

/// Instants of a scenario that are looked at.
const INSTANTS: u64 = 20;

/// Looks at the instants of a scenario, evenly spread.
async fn check(scenario: &str) {
    let (link, _) = Link::read(scenario);
    let plan = Arc::new(link.edits.over(&link.shipped.scenario()).check().expect("a good scenario"));
    let mut simulation = Simulation::new(Arc::clone(&plan));
    let page = open(scenario).await;
    for place in 0..INSTANTS {
        let wished_ms = plan.length().as_nanos() * (2 * place + 1) / (2 * INSTANTS) / 1_000_000;
        page.slide("Time", &wished_ms.to_string()).await;
        // The time line has steps, coarse ones for long runs.
        let at_ms: u64 = page.value("Time").parse().expect("milliseconds");
        simulation.run_to(Span::from_millis(at_ms).after_start(), &mut ());
        let (frame, what) = (simulation.frame(), format!("{scenario} at {at_ms} ms"));
        let in_force = plan.in_force(frame.at);
        for id in plan.function_ids() {
            lane_is_drawn(&page, &Lane::of(&frame, in_force, id), &what);
            environments_are_drawn(&page, id.index(), frame.function(id), &what);
        }
        pool_is_drawn(&page, &frame, in_force, &what);
        queue_is_drawn(&page, &frame, in_force, &what);
        sources_are_drawn(&page, &frame, in_force, &what);
    }
}

/// A test for each scenario, so that none is silent for long.
macro_rules! is_drawn {
    ($($name:ident: $link:literal;)*) => {
        $(#[test]
        async fn $name() {
            check($link).await;
        })*
    };
}

is_drawn! {
    the_promotion_is_drawn_as_it_is: "s=promotion.2";
    the_repaired_promotion_is_drawn_as_it_is: "s=promotion-repaired.2";
    the_live_repair_is_drawn_as_it_is: "s=repair.1";
    the_ten_requests_are_drawn_as_they_are: "s=ten-requests.1";
    steady_traffic_is_drawn_as_it_is: "s=steady.1";
    a_thousand_uploads_are_drawn_as_they_are: "s=uploads-1000.1";
    one_upload_too_many_is_drawn_as_it_is: "s=uploads-1001.1";
    a_burst_at_a_reservation_is_drawn_as_it_is: "s=burst-reservation.1";
    a_spike_is_drawn_as_it_is: "s=spike.1";
    requests_that_come_too_fast_are_drawn_as_they_are: "s=request-rate.1";
    a_failing_consumer_is_drawn_as_it_is: "s=failing-consumer.1";
    a_cold_morning_is_drawn_as_it_is: "s=cold-morning.1";
    a_log_in_is_drawn_as_it_is: "s=log-in.1";
    spill_over_is_drawn_as_it_is: "s=spill-over.1";
    a_queue_of_sqs_is_drawn_as_it_is: "s=sqs-pollers.1";
    target_tracking_is_drawn_as_it_is: "s=tracking.1";
    versions_are_drawn_as_they_are: "s=versions.1";
    functions_in_a_vpc_are_drawn_as_they_are: "s=vpc.1";
    a_cold_authorizer_is_drawn_as_it_is: "s=authorizer.1";
    a_blocked_shard_is_drawn_as_it_is: "s=stream.1";
    an_allocation_is_drawn_as_it_is: "s=promotion.2&f.checkout.prep=60s&i.60s.f.checkout.pc=200";
    the_first_promotion_is_drawn_as_it_is: "s=promotion.1";
    the_first_repair_is_drawn_as_it_is: "s=promotion-repaired.1";
}

#[test]
async fn playing_moves_no_gate_and_no_label() {
    let page = open("s=promotion.2&t=30s").await;
    let places = || {
        let parts = page.all(".lane .gate, .heads p, .held p, .lane .source, .environments, .queue, .waits li");
        // Within the house: here the page is narrower than its window, so the sentence may need a line more.
        let house = page.find(".house").expect("a house").get_bounding_client_rect();
        let place = |part: &web_sys::Element| {
            let place = part.get_bounding_client_rect();
            ((place.x() - house.x()).round(), (place.y() - house.y()).round())
        };
        parts.iter().map(place).collect::<Vec<_>>()
    };
    let at = |at_s: u32| (at_s * 1_000).to_string();
    let calm = places();
    for at_s in [66, 90, 185, 240] {
        page.slide("Time", &at(at_s)).await;
        assert_eq!(places(), calm, "at {at_s} s");
    }
}

#[test]
async fn requests_walk_only_while_they_can_be_followed() {
    let page = open("s=promotion.2&t=30s").await;
    assert!(page.find(".walk").is_none(), "something moves before it is asked to");
    page.press("1×").await;
    page.press("Play").await;
    assert!(page.find(".lane.f3 .walk").is_some(), "reports has 6 requests a second");
    assert!(page.find(".lane.f1 .walk").is_none(), "checkout has 120");
    page.press("16×").await;
    assert!(page.find(".walk").is_none(), "nobody can follow that");
    page.press("Pause").await;
}

//! What the stage draws: counted anew from the changes of the run, at 20 instants of every shipped scenario.

mod told;

use std::sync::Arc;

use explorer::link::Link;
use explorer::shipped::Shipped;
use explorer::stage::{Holder, Lane, Pool, Queue, Room, first_reservation, lanes};
use lambda_sim::admission::{Limit, Start};
use lambda_sim::change::Change;
use lambda_sim::frame::{Frame, Wait};
use lambda_sim::plan::{Plan, PlannedFunction};
use lambda_sim::simulation::Simulation;
use lambda_sim::time::{Instant, Span};

use told::{Phase, Told};

const INSTANTS: u64 = 20;

/// The plan of a link.
fn plan(link: &str) -> Arc<Plan> {
    let (link, notices) = Link::read(link);
    assert_eq!(notices, []);
    Arc::new(link.edits.over(&link.shipped.scenario()).check().expect("a good scenario"))
}

/// The frame of a link's scenario at an instant.
fn frame_at(plan: &Arc<Plan>, at: Span) -> Frame {
    let mut simulation = Simulation::new(Arc::clone(plan));
    simulation.run_to(at.after_start(), &mut ());
    simulation.frame()
}

fn lanes_agree(frame: &Frame, plan: &Plan, told: &[Told], what: &str) {
    let lanes = lanes(frame, plan);
    assert_eq!(lanes.len(), told.len(), "{what}");
    for lane in lanes {
        let (told, what) = (&told[lane.function.index()], format!("{what}: {}", plan.function(lane.function).name));
        let crosses = |limit| told.refused_by(Some(limit));
        assert_eq!(lane.request_rate.refused, crosses(Limit::RequestRate), "{what}");
        assert_eq!(lane.reserved.refused, crosses(Limit::Reserved), "{what}");
        assert_eq!(lane.account.refused, crosses(Limit::Account), "{what}");
        assert_eq!(lane.scaling_rate.refused, crosses(Limit::ScalingRate), "{what}");
        assert_eq!(lane.passed, told.refused_by(None), "{what}");
        assert_eq!(lane.by_rail(), told.started(Start::Provisioned), "{what}");
        assert_eq!(lane.rail.map_or(0, |rail| rail.busy), told.provisioned(), "{what}");
    }
}

fn pool_agrees(frame: &Frame, plan: &Plan, told: &[Told], what: &str) {
    let pool = Pool::of(frame, plan);
    let size: u32 = pool.rooms.iter().map(|room| room.size).sum();
    assert_eq!(size, plan.account_limit().get(), "{what}: the rooms fill the account");
    let mut seen = 0;
    for room in &pool.rooms {
        let mut next = 0;
        for one in &room.occupants {
            let told = &told[one.function.index()];
            let (invoke, init) = match room.holder {
                Holder::Provisioned(_) => (told.provisioned(), 0),
                _ => (told.environments(Phase::Invoke) - told.provisioned(), told.environments(Phase::Init)),
            };
            assert_eq!((one.invoke, one.init), (invoke, init), "{what}");
            assert_eq!((one.invoke_squares.start, one.init_squares.start), (next, one.invoke_squares.end), "{what}");
            next = one.init_squares.end;
            seen += 1;
        }
        let requests: u32 = room.occupants.iter().map(|one| one.invoke + one.init).sum();
        assert_eq!(next, requests.div_ceil(pool.scale), "{what}: a square for each");
        assert_eq!(next, room.filled(), "{what}");
        assert!(room.filled() <= room.squares(), "{what}: nobody is in flight above a limit");
    }
    let rooms = |function: &PlannedFunction| {
        let provisioned = function.provisioned();
        usize::from(function.reserved.is_none_or(|size| provisioned < size)) + usize::from(0 < provisioned.get())
    };
    assert_eq!(seen, plan.functions().iter().map(rooms).sum::<usize>(), "{what}");
}

fn queue_agrees(frame: &Frame, plan: &Plan, told: &[Told], what: &str) {
    let Some(queue) = Queue::of(frame, plan) else {
        let events: u32 = Wait::ALL.iter().flat_map(|wait| told.iter().map(|told| told.waiting(*wait))).sum();
        assert_eq!(events, 0, "{what}: events that are not shown");
        return;
    };
    for waiting in &queue.waits {
        for (function, count) in &waiting.events {
            assert_eq!(*count, told[function.index()].waiting(waiting.wait), "{what}: {:?}", waiting.wait);
        }
    }
    let all: u32 = Wait::ALL.iter().flat_map(|wait| told.iter().map(|told| told.waiting(*wait))).sum();
    assert_eq!(queue.total(), all, "{what}");
    let oldest = told.iter().filter_map(Told::oldest).min().map(|received| frame.at.since(received));
    assert_eq!(queue.oldest, oldest, "{what}");
    let sum = |count: fn(&Told) -> u64| told.iter().map(count).sum::<u64>();
    let exits = (sum(|told| told.done), sum(|told| told.dropped), sum(|told| told.dead_lettered));
    assert_eq!((queue.done, queue.dropped, queue.dead_lettered), exits, "{what}");
}

#[test]
fn what_is_drawn_is_what_the_changes_tell_at_20_instants_of_every_shipped_scenario() {
    for shipped in Shipped::ALL {
        let plan = plan(&format!("s={}", shipped.id()));
        let mut told: Vec<Told> = plan.functions().iter().map(|one| Told::with(one.provisioned().get())).collect();
        let mut simulation = Simulation::new(Arc::clone(&plan));
        for place in 1..=INSTANTS {
            let at = Span::from_nanos(plan.length().as_nanos() * place / INSTANTS).after_start();
            let mut watch = |at: Instant, change: &Change| {
                if let Some(function) = change.function() {
                    told[function.index()].change(&plan, at, change);
                }
            };
            simulation.run_to(at, &mut watch);
            let frame = simulation.frame();
            let what = format!("{} at {} s", shipped.id(), at.as_secs_f64());
            let in_force = plan.in_force(at);
            lanes_agree(&frame, in_force, &told, &what);
            pool_agrees(&frame, in_force, &told, &what);
            queue_agrees(&frame, in_force, &told, &what);
            for id in plan.function_ids() {
                let idle = frame.function(id).phases.idle.get();
                assert_eq!(idle, told[id.index()].idle(), "{what}");
            }
        }
    }
}

#[test]
fn a_gate_is_set_where_requests_meet_it_and_shut_while_it_refuses() {
    let plan = plan("s=promotion.2&f.checkout.rc=600");
    let frame = frame_at(&plan, Span::from_secs(90));
    let lanes = lanes(&frame, &plan);
    let set = |lane: &Lane| lane.gates().map(|gate| gate.is_set);
    assert_eq!(set(&lanes[0]), [true, true, false, true], "checkout has a reservation");
    assert_eq!(set(&lanes[1]), [true, false, true, true], "catalog has none");
    assert_eq!(set(&lanes[3]), [false, false, true, true], "events are not held to the request rate");
    assert_eq!(lanes[0].gates().map(|gate| gate.is_shut), [false, true, false, false]);
    assert!(lanes[1..].iter().all(|lane| lane.gates().iter().all(|gate| !gate.is_shut)));
    assert_eq!((lanes[0].stops_at(), lanes[1].stops_at()), (Some(Limit::Reserved), None));
    assert_eq!(lanes.iter().map(Lane::is_countable).collect::<Vec<_>>(), [false, false, true, true]);
}

#[test]
fn a_reservation_of_0_is_shut_before_anybody_has_tried() {
    let plan = plan("s=promotion.2&f.reports.rc=0");
    let frame = frame_at(&plan, Span::ZERO);
    let lanes = lanes(&frame, &plan);
    assert!(lanes[2].reserved.is_shut && lanes[2].recent() == 0);
    assert!(Pool::of(&frame, &plan).rooms.iter().all(|room| room.holder == Holder::Everyone), "nothing needs no room");
}

#[test]
fn lanes_with_a_queue_stand_above_it() {
    let plan = plan("s=burst-reservation.1");
    let lanes = lanes(&frame_at(&plan, Span::ZERO), &plan);
    let names: Vec<&str> = lanes.iter().map(|lane| plan.function(lane.function).name.as_str()).collect();
    assert_eq!(names, ["catalog", "thumbnails"]);
}

#[test]
fn a_reservation_is_a_room_above_what_all_others_share() {
    let plan = plan("s=promotion.2&f.checkout.rc=600&f.reports.rc=50");
    let pool = Pool::of(&frame_at(&plan, Span::from_secs(90)), &plan);
    let room = |room: &Room| {
        let name = match room.holder {
            Holder::Everyone => None,
            Holder::Reservation(id) | Holder::Provisioned(id) => Some(plan.function(id).name.as_str()),
        };
        (name, room.size, room.occupants.len())
    };
    let rooms: Vec<_> = pool.rooms.iter().map(room).collect();
    assert_eq!(rooms, [(None, 350, 2), (Some("reports"), 50, 1), (Some("checkout"), 600, 1)]);
}

/// What is provisioned is taken out of a reservation, or of what all others share.
#[test]
fn provisioned_concurrency_is_a_room_above_the_one_that_it_is_taken_out_of() {
    let plan = plan("s=promotion.2&f.checkout.rc=600&f.checkout.pc=100&f.reports.pc=10");
    let pool = Pool::of(&frame_at(&plan, Span::from_secs(90)), &plan);
    let checkout = plan.function_ids().next().expect("checkout is the first");
    let reports = plan.function_ids().nth(2).expect("reports is the third");
    let rooms: Vec<_> = pool.rooms.iter().map(|room| (room.holder, room.size, room.requests())).collect();
    assert_eq!(
        rooms.iter().map(|(holder, size, _)| (*holder, *size)).collect::<Vec<_>>(),
        [
            (Holder::Everyone, 390),
            (Holder::Provisioned(reports), 10),
            (Holder::Reservation(checkout), 500),
            (Holder::Provisioned(checkout), 100),
        ]
    );
    assert_eq!(rooms[3].2, 100, "the promotion fills what is provisioned first");
    let frame = frame_at(&plan, Span::from_secs(90));
    assert_eq!(pool.rooms.iter().map(Room::requests).sum::<u32>(), frame.in_flight().get());
}

#[test]
fn a_square_is_one_request_until_there_would_be_too_many() {
    let scale = |link: &str| {
        let plan = plan(link);
        let pool = Pool::of(&frame_at(&plan, Span::ZERO), &plan);
        (pool.scale, pool.squares())
    };
    assert_eq!(scale("s=promotion.2"), (1, 1_000));
    assert_eq!(scale("s=promotion.2&a.ce=1500"), (2, 750));
    assert_eq!(scale("s=spike.1"), (10, 1_000));
}

#[test]
fn a_few_requests_fill_a_square_even_where_it_stands_for_many() {
    let plan = plan("s=spike.1");
    let pool = Pool::of(&frame_at(&plan, Span::from_millis(1)), &plan);
    let one = &pool.rooms[0].occupants[0];
    assert_eq!((pool.scale, one.requests(), pool.rooms[0].filled()), (10, 6, 1));
}

#[test]
fn a_square_of_the_queue_stands_for_more_where_many_events_wait_alike() {
    let scale = |at| Queue::of(&frame_at(&plan("s=burst-reservation.1"), at), &plan("s=burst-reservation.1"));
    let scale = |at| scale(at).expect("events come").scale;
    assert_eq!((scale(Span::ZERO), scale(Span::from_secs(60))), (1, 20));
}

#[test]
fn the_oldest_event_has_an_age_and_an_empty_queue_a_dash() {
    let plan = plan("s=uploads-1001.1");
    let oldest = |at| Queue::of(&frame_at(&plan, at), &plan).expect("events come").oldest_age();
    assert_eq!(oldest(Span::from_secs(1)), "–");
    assert_eq!(oldest(Span::from_millis(5_500)), "0.5 s");
}

#[test]
fn a_scenario_without_events_has_no_queue() {
    for shipped in [Shipped::TenRequests, Shipped::Steady, Shipped::Spike, Shipped::RequestRate] {
        let plan = plan(&format!("s={}", shipped.id()));
        assert_eq!(Queue::of(&frame_at(&plan, Span::from_secs(1)), &plan), None, "{}", shipped.id());
    }
}

#[test]
fn what_is_dropped_without_a_dead_letter_queue_is_in_none() {
    let plan = plan("s=failing-consumer.1&f.invoices.dlq=none");
    let queue = Queue::of(&frame_at(&plan, Span::from_secs(340)), &plan).expect("events come");
    assert_eq!((queue.dropped, queue.dead_lettered), (588, 0));
}

#[test]
fn waiting_to_become_too_old_is_shown_where_an_event_can_become_too_old() {
    let waits = |link: &str| {
        let plan = plan(link);
        let queue = Queue::of(&frame_at(&plan, Span::ZERO), &plan).expect("events come");
        queue.waits.iter().map(|waiting| waiting.wait).collect::<Vec<_>>()
    };
    assert_eq!(waits("s=promotion.2"), Wait::ALL[..8], "six hours are longer than the run");
    assert_eq!(waits("s=promotion.2&f.thumbnails.age=60"), Wait::ALL);
}

#[test]
fn a_first_reservation_is_a_little_more_than_is_wanted_and_leaves_something_to_the_others() {
    let first = |link: &str| {
        let plan = plan(link);
        plan.function_ids().map(|id| first_reservation(&plan, id)).collect::<Vec<_>>()
    };
    assert_eq!(first("s=promotion.2"), [600, 30, 20, 30].map(Some));
    assert_eq!(first("s=promotion.2&f.checkout.rc=600")[1..], [30, 20, 30].map(Some));
    assert_eq!(first("s=promotion.2&f.checkout.rc=900")[1..], [None; 3], "AWS keeps 100 unreserved");
    assert_eq!(first("s=uploads-1001.1"), [Some(600)], "no rate to reckon with");
}

#[test]
fn records_to_destinations_are_counted_and_nothing_is_called_lost_that_is_on_record() {
    let at_end = |link: &str| {
        let plan = plan(link);
        let queue = Queue::of(&frame_at(&plan, Span::from_secs(340)), &plan).expect("events come");
        (queue.on_success, queue.on_failure)
    };
    assert_eq!(at_end("s=failing-consumer.1"), (None, None));
    assert_eq!(at_end("s=failing-consumer.1&f.invoices.dlq=none&f.invoices.fail=sqs"), (None, Some(588)));
    assert_eq!(at_end("s=failing-consumer.1&f.invoices.errors=0&f.invoices.done=sns"), (Some(588), None));
}

//! Provisioned concurrency as the page tells it: sentence, arithmetic, rail, room and marks, in both languages.

use explorer::arithmetic::Arithmetic;
use explorer::cause;
use explorer::chart::{Chart, limits};
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::stage::{Holder, Lane, Pool, is_provisioned};
use lambda_sim::cause::Cause;
use lambda_sim::time::Span;

use crate::session::{at, open};

/// 100 requests a second of 500 ms: 50 in flight.
const STEADY: &str = "#s=steady.1&t=30s";

fn steady(edits: &str) -> Page {
    open(&format!("{STEADY}&{edits}"))
}

/// The sentence at the cursor, English and Korean.
fn why(page: &Page) -> [String; 2] {
    let (plan, frame) = page.scene().expect("a run");
    Language::ALL.map(|language| cause::sentence(Cause::of(frame, plan), frame, plan, language).to_string())
}

#[track_caller]
fn says(page: &Page, english: &str, korean: &str) {
    let [found_english, found_korean] = why(page);
    assert!(found_english.contains(english), "{found_english}");
    assert!(found_korean.contains(korean), "{found_korean}");
}

/// The equation, the limit and the verdict under the sentence.
fn arithmetic(page: &Page) -> [String; 3] {
    let (plan, frame) = page.scene().expect("a run");
    let sum = Arithmetic::of(Cause::of(frame, plan), frame, plan).expect("a rate is known");
    let language = Language::English;
    [sum.equation(plan, language), sum.limit_label(plan, language), sum.verdict(language)].map(|text| text.to_string())
}

fn lane(page: &Page) -> Lane {
    let (plan, frame) = page.scene().expect("a run");
    Lane::of(frame, plan, plan.function_ids().next().expect("there is a function"))
}

fn seek(page: &mut Page, at: Span) {
    page.update(Message::Seek(at.after_start()));
}

#[test]
fn where_all_provisioned_environments_are_busy_requests_spill_over() {
    let page = steady("f.orders.pc=40");
    says(
        &page,
        "The 40 provisioned environments of orders are not enough: the rest spills over, 10 on demand now.",
        "프로비저닝된 실행 환경 40개로 모자랍니다.",
    );
    assert_eq!(
        arithmetic(&page),
        ["100/s × 0.50 s = 50 wanted at once by orders", "provisioned 40", "10 spill over: 20 in 100"]
    );
    let rail = lane(&page).rail.expect("something is provisioned");
    assert_eq!((rail.busy, rail.available, rail.requested, rail.started), (40, 40, 40, 80));
    let (plan, frame) = page.scene().expect("a run");
    assert!(rail.is_shut(frame, plan), "no request finds room");
}

#[test]
fn where_enough_is_provisioned_every_request_starts_at_once() {
    let page = steady("f.orders.pc=60");
    says(&page, "Every request to orders starts at once: 50 of its 60 provisioned", "60개 중 50개가 사용 중입니다");
    assert_eq!(arithmetic(&page)[1..], ["provisioned 60", "room for 10 more"]);
    let (lane, (plan, frame)) = (lane(&page), page.scene().expect("a run"));
    assert_eq!((lane.passed, lane.by_rail()), (100, 100));
    assert!(!lane.rail.is_some_and(|rail| rail.is_shut(frame, plan)));
}

/// 10 provisioned serve 100 requests a second, though each takes only 10 ms and one or two are busy.
#[test]
fn more_than_ten_a_second_for_each_one_spill_over_while_environments_are_free() {
    let page = steady("f.orders.pc=10&f.orders.duration=10ms&f.orders.rate=200");
    says(
        &page,
        "orders gets more than 100 requests a second, 10 × its 10 provisioned. The rest spills over, though",
        "초당 100건(프로비저닝된 10개의 10배)보다 빠릅니다",
    );
    assert_eq!(
        arithmetic(&page),
        ["10 × 10 = 100/s in provisioned environments, 200/s wanted", "100/s", "100 spill over: 50 in 100"]
    );
}

/// Asked for at 0:10 with a preparation of 15 s: in progress until every one has been begun and has done INIT.
#[test]
fn an_allocation_is_told_until_it_is_ready() {
    let mut page = steady("f.orders.prep=15s&i.10s.f.orders.pc=60");
    assert!(lane(&page).rail.is_some());
    seek(&mut page, Span::from_secs(5));
    assert_eq!(lane(&page).rail, None, "nothing is asked for yet");
    let (plan, run) = (page.plan(), page.run().map(|run| &**run));
    assert!(is_provisioned(plan, run), "its place on the stage is kept from the start");
    seek(&mut page, Span::from_secs(20));
    says(
        &page,
        "orders is being provisioned (IN_PROGRESS): 0 of 60 are ready. None of the new ones is used before 0:25.",
        "프로비저닝하는 중입니다(IN_PROGRESS): 60개 중 0개 준비됨.",
    );
    let (plan, frame) = page.scene().expect("a run");
    let pool = Pool::of(frame, plan);
    let room = pool.rooms.iter().find(|room| matches!(room.holder, Holder::Provisioned(_))).expect("it has a room");
    assert_eq!((room.squares(), room.ready(), room.filled()), (60, 0, 0));
    seek(&mut page, Span::from_secs(30));
    says(&page, "50 of its 60 provisioned", "60개 중 50개가 사용 중입니다");
}

#[test]
fn what_is_provisioned_is_missing_from_what_all_others_share() {
    let page = open("#s=promotion.2&f.checkout.pc=100&t=90s");
    says(&page, "100 of 1,000 are provisioned. checkout holds 861 of the other 900", "1,000 중 100건은 프로비저닝되어");
    assert_eq!(
        arithmetic(&page),
        [
            "4,000/s × 0.80 s = 3,200 for checkout, 100 provisioned, 57 for the others: 3,157 on demand",
            "on demand 900",
            "2,257 too many: 71 in 100"
        ]
    );
    let reserved = open("#s=promotion.2&f.checkout.pc=100&f.reports.rc=20&t=90s");
    says(&reserved, "120 of 1,000 are reserved or provisioned.", "1,000 중 120건은 예약되거나 프로비저닝되어");
}

#[test]
fn spill_over_has_a_chart_where_something_is_provisioned() {
    let page = open("#s=spill-over.1");
    let run = page.run().expect("a run");
    assert!(Chart::of(run).contains(&Chart::SpillOver));
    assert!(!Chart::of(open(STEADY).run().expect("a run")).contains(&Chart::SpillOver));
    assert_eq!(Chart::SpillOver.value(&page), "500/s");
    assert_eq!(
        Chart::SpillOver.finding(run, Language::English).to_string(),
        "7,751 of 35,000 invocations of versions with provisioned concurrency spilled over, most at 0:15."
    );
    assert_eq!(
        Chart::SpillOver.value_in_words(&page).to_string(),
        "0:25: 500 invocations spilled over in the last second"
    );
    let warm = open("#s=log-in.1");
    let run = warm.run().expect("a run");
    assert_eq!(Chart::SpillOver.emptiness(run, Language::English), Some("nothing spilled over"));
    assert_eq!(
        Chart::SpillOver.finding(run, Language::English).to_string(),
        "All 3,000 invocations found a provisioned environment."
    );
}

#[test]
fn the_line_of_what_is_ready_begins_when_it_is_ready() {
    let page = open(&format!("{STEADY}&f.orders.prep=15s&i.10s.f.orders.pc=60"));
    let levels = limits::provisioned(page.run().expect("a run"), 0);
    let [level] = levels[..] else { panic!("{levels:?}") };
    // Prepared until 0:25, and then one environment more every 10 ms.
    let from = level.from.as_secs_f64();
    assert!(level.value == 60 && (25.0..26.0).contains(&from) && level.to == at(60), "{level:?}");
}

#[test]
fn a_reservation_that_is_all_provisioned_leaves_nothing_to_run_on_demand() {
    says(
        &open("#s=versions.1&t=60s"),
        "checkout is throttled at its own reservation: all 100 are provisioned, which leaves nothing to run on demand.",
        "예약된 100개가 모두 프로비저닝되어 온디맨드로 실행할 자리가 없습니다.",
    );
}

#[test]
fn what_is_provisioned_out_of_a_reservation_is_told_apart_from_the_rest() {
    let page = steady("f.orders.rc=45&f.orders.pc=40");
    says(
        &page,
        "orders is throttled at its own reservation: 40 of 45 are provisioned, and 5 of the other 5 are in flight on demand.",
        "예약된 45 중 40개는 프로비저닝되었고, 나머지 5 중 5건이 온디맨드로 처리 중입니다.",
    );
}

#[test]
fn a_reservation_that_is_provisioned_is_added_up_instead_of_a_demand_that_has_room() {
    let page = open("#s=versions.1&t=60s");
    let (plan, frame) = page.scene().expect("a run");
    let notes = Language::ALL.map(|language| cause::note(Cause::of(frame, plan), frame, plan, language));
    let [english, korean] = notes.map(|note| note.expect("a sum").to_string());
    assert!(english.starts_with("100 reserved − 100 provisioned = 0 on demand"), "{english}");
    assert!(korean.starts_with("예약 100 − 프로비저닝 100 = 온디맨드 0"), "{korean}");
    let page = open("#s=burst-reservation.1&t=12s");
    let (plan, frame) = page.scene().expect("a run");
    assert_eq!(
        cause::note(
            Cause::Reservation { function: plan.function_ids().next().unwrap() },
            frame,
            plan,
            Language::English
        ),
        None
    );
}

#[test]
fn cold_starts_are_explained_by_what_comes_during_init() {
    let note = |link: &str| {
        let page = open(link);
        let (plan, frame) = page.scene().expect("a run");
        let cause = Cause::of(frame, plan);
        assert!(matches!(cause, Cause::ColdStarts { .. }), "{cause:?}");
        Language::ALL.map(|language| cause::note(cause, frame, plan, language).map(|note| note.to_string()))
    };
    let [english, korean] = note("#s=log-in.1");
    assert!(english.expect("a rule").starts_with("25/s × 2 s of INIT = 50 requests before the first new environment"));
    assert!(korean.expect("a rule").starts_with("25/s × INIT 2 s = 첫 새 실행 환경이 준비되기 전에 오는 요청 50건"));
    assert_eq!(note("#s=growth.1&t=455s"), [None, None], "8 of 2,600 are no reason");
}

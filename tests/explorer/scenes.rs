//! What stands at the cursor while a run is computed: the run before until the new one has passed the cursor.

use explorer::field::Field;
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::theme::Theme;
use lambda_sim::setting::Setting;
use lambda_sim::time::{Instant, Span};
use lambda_sim::units::Concurrency;

fn open(link: &str) -> Page {
    let mut page = Page::open(link, Language::English, Theme::Light);
    while !page.compute(100_000) {}
    page
}

fn limit(page: &Page) -> u32 {
    page.scene().expect("a scene").0.account_limit().get()
}

fn at(secs: u64) -> Instant {
    Span::from_secs(secs).after_start()
}

fn raise(page: &mut Page, limit: f64) {
    page.update(Message::Slide(Field::of_account(Setting::AccountConcurrency), limit));
}

#[test]
fn the_stage_is_the_new_run_s_before_that_is_done() {
    let mut page = open("s=promotion.2&t=90s");
    let charts = page.run().expect("a run").digest();
    raise(&mut page, 2_000.0);
    assert_eq!(limit(&page), 1_000, "nothing is computed yet");
    let mut slices = 0;
    while limit(&page) == 1_000 {
        assert!(!page.compute(2_000), "the run was done before the stage had changed");
        slices += 1;
    }
    assert!(1 < slices && page.is_computing());
    assert_eq!(page.run().expect("a run").digest(), charts, "the charts are those of the run before");
    let early = page.frame().expect("a frame").clone();
    while !page.compute(100_000) {}
    assert_ne!(page.run().expect("a run").digest(), charts);
    assert_eq!(page.frame(), Some(&early), "what was shown early was no estimate");
    assert_eq!(limit(&page), 2_000);
}

#[test]
fn moving_the_cursor_while_a_run_is_computed_never_mixes_two_runs() {
    let mut page = open("s=promotion.2&t=90s");
    raise(&mut page, 2_000.0);
    while limit(&page) == 1_000 {
        page.compute(2_000);
    }
    for (cursor, expected) in [(20, 2_000), (350, 1_000), (80, 2_000)] {
        page.update(Message::Seek(at(cursor)));
        let (plan, frame) = page.scene().expect("a scene");
        assert_eq!(plan.account_limit(), Concurrency::new(expected), "at {cursor} s");
        assert_eq!(frame.at, at(cursor));
    }
    let seen = page.frame().expect("a frame").clone();
    while !page.compute(100_000) {}
    assert_eq!(*seen, page.run().expect("a run").frame_at(at(80)));
}

#[test]
fn throttles_now_are_counted_in_one_run() {
    let mut page = open("s=promotion.2&t=90s");
    raise(&mut page, 4_000.0);
    while limit(&page) == 1_000 {
        page.compute(2_000);
    }
    assert_eq!(page.throttles_now(), 0);
}

//! A run beside the one before: who is spared and who pays, counted again change by change.

use std::sync::Arc;

use explorer::field::Field;
use explorer::findings;
use explorer::language::Language;
use explorer::message::Message;
use explorer::number::grouped;
use explorer::page::Page;
use lambda_sim::change::Change;
use lambda_sim::setting::Setting;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::Instant;
use lambda_sim::timeline::Run;

use crate::session::{open, reserved, send};

/// Throttles of each function, in the order of the scenario.
fn throttles(run: &Run) -> Vec<u64> {
    let mut counts = vec![0; run.plan().functions().len()];
    let mut watch = |_: Instant, change: &Change| {
        if let Change::Throttled { function, .. } = change {
            counts[function.index()] += 1;
        }
    };
    Simulation::new(Arc::clone(run.plan())).run_to(run.plan().end(), &mut watch);
    counts
}

/// The comparison, English and Korean.
fn comparison(page: &Page) -> [String; 2] {
    let (run, before) = (page.run().expect("a run"), page.previous_run().expect("a run before"));
    Language::ALL.map(|language| findings::comparison(run, before, language).to_string())
}

#[test]
fn a_reservation_says_whom_it_spares_and_who_pays() {
    let mut page = open("s=promotion.2");
    send(&mut page, Message::Slide(reserved("checkout"), 600.0));
    let (run, before) = (page.run().expect("a run"), page.previous_run().expect("a run before"));
    let [then, now] = [throttles(before), throttles(run)];
    let names: Vec<&str> = run.plan().functions().iter().map(|function| function.name.as_str()).collect();
    assert_eq!(names, ["checkout", "catalog", "reports", "thumbnails"]);
    assert_eq!(now[1..], [0, 0, 0], "the others are spared altogether");
    assert!(then[3] < then[1] && then[2] < then[3], "named in the order of what they are spared: {then:?}");
    let fewer = grouped(then[1..].iter().sum());
    let (all_then, all_now, more) = (grouped(then.iter().sum()), grouped(now.iter().sum()), grouped(now[0] - then[0]));
    let [english, korean] = comparison(&page);
    assert_eq!(
        english,
        format!("Throttles {all_then} → {all_now}. catalog, thumbnails, reports: {fewer} fewer; checkout: {more} more")
    );
    assert_eq!(
        korean,
        format!("스로틀 {all_then} → {all_now}. catalog, thumbnails, reports: {fewer}건 감소, checkout: {more}건 증가")
    );
    assert_eq!(findings::ghost_name(run, before, Language::English), "before: checkout not reserved");
    assert_eq!(findings::ghost_name(before, run, Language::English), "before: checkout reserved 600");
    assert_eq!(findings::ghost_throttles_name(before, Language::English), "before: account limit");
    assert_eq!(findings::ghost_throttles_name(run, Language::Korean), "이전: 예약 한도");
}

#[test]
fn a_higher_limit_at_which_nobody_pays_says_who_is_served() {
    let mut page = open("s=promotion.2");
    send(&mut page, Message::Type(Field::of_account(Setting::AccountConcurrency), "2000".to_owned()));
    let (run, before) = (page.run().expect("a run"), page.previous_run().expect("a run before"));
    let [then, now] = [throttles(before), throttles(run)];
    assert!(then.iter().zip(&now).all(|(then, now)| now <= then), "{then:?} {now:?}");
    let [english, korean] = comparison(&page);
    let totals = format!("{} → {}", grouped(then.iter().sum()), grouped(now.iter().sum()));
    assert!(english.starts_with(&format!("Throttles {totals}, checkout served +")), "{english}");
    assert!(korean.starts_with(&format!("스로틀 {totals}, checkout 처리 +")), "{korean}");
}

#[test]
fn a_step_that_changes_no_limit_is_named_itself() {
    let mut page = open("s=promotion.2&t=90s");
    let name = |page: &Page| {
        let (run, before) = (page.run().expect("a run"), page.previous_run().expect("a run before"));
        page.name_of_previous_run(run, before)
    };
    send(&mut page, Message::SetFromHere(true));
    let duration = Field::of_function(Setting::Duration, "checkout");
    send(&mut page, Message::Type(duration, "400".to_owned()));
    assert_eq!(name(&page), "before: without “1:30 checkout: Mean duration 400 ms”");
    send(&mut page, Message::Undo);
    assert_eq!(name(&page), "before", "the step came from there");
    send(&mut page, Message::Redo);
    send(&mut page, Message::SetFromHere(false));
    send(&mut page, Message::Slide(reserved("checkout"), 600.0));
    assert_eq!(name(&page), "before: checkout not reserved");
}

#[test]
fn where_nobody_is_throttled_it_tells_what_became_of_the_cold_starts() {
    let mut page = open("s=log-in.1");
    send(&mut page, Message::Slide(Field::of_function(Setting::ProvisionedConcurrency, "login"), 0.0));
    let cold = |run: &Run| grouped(run.series().account.total.cold_starts);
    let [then, now] = [page.previous_run(), page.run()].map(|run| cold(run.expect("a run")));
    assert_eq!(then, "232");
    assert_eq!(comparison(&page), [format!("Cold starts {then} → {now}"), format!("콜드 스타트 {then} → {now}")]);
}

//! What each caller gets, queues, and the limit without a gate.

use explorer::language::Language;
use explorer::shipped::Shipped;
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::harness::{open, open_in};

#[test]
async fn each_lane_names_what_its_caller_gets() {
    let page = open("").await;
    let lines = |lane: &str| page.text(&format!(".lane.{lane} .fate small"));
    assert_eq!(
        ["f1", "f2", "f3", "f4"].map(lines),
        ["ALB answers 502", "API Gateway answers 500", "SDK gets 429, retries", "back to the queue"]
    );
}

#[test]
async fn a_queue_tells_its_rule_instead_of_an_arithmetic_that_it_has_not() {
    let page = open("s=burst-reservation.1&t=30s").await;
    assert!(page.why().starts_with("Nobody is throttled now, but 1,"), "{}", page.why());
    assert!(page.text(".note").contains("tried again after 1 s, then 2, 4, 8 s"), "{}", page.text(".note"));
    assert!(page.find(".sum").is_none());
    assert_eq!(page.all("figure canvas").len(), 5, "the queue has charts");
}

#[test]
async fn the_scaling_rate_stops_behind_the_wall() {
    let page = open("s=spike.1&t=20s").await;
    assert!(page.find(".lane .pile.at-scaling-rate").is_some());
    assert!(page.find(".lane .gate.scaling-rate.shut").is_some());
    assert!(page.find(".lane .gate.account.shut").is_none(), "the wall is open");
    let names: Vec<_> = page.appeared(".direct.no").await.iter().filter_map(|name| name.text_content()).collect();
    assert_eq!(names, ["scaling rate"]);
}

#[test]
async fn a_function_switched_off_has_its_gate_shut() {
    let page = open("s=promotion.2&f.thumbnails.rc=0&t=30s").await;
    assert!(page.why().starts_with("thumbnails is switched off"), "{}", page.why());
    assert!(page.find(".lane.f4 .gate.reserved.shut").is_some());
    assert_eq!(page.text(".lane.f4 .fate small"), "given up at once");
}

#[test]
async fn what_a_link_sets_can_be_changed_and_taken_back() {
    let page = open("s=promotion.2&f.checkout.runtime=java21&f.checkout.errors=0.05").await;
    assert_eq!(page.value("Function errors"), "5");
    page.choose("Runtime", "python3.13").await;
    page.slide("Function errors", "10").await;
    page.press("back to 0%").await;
    assert_eq!(page.value("Function errors"), "0");
    page.press("back to not set").await;
    assert_eq!(page.chosen("Runtime"), "");
}

#[test]
async fn every_scenario_of_the_picker_can_be_chosen_in_both_languages() {
    for language in Language::ALL {
        let page = open_in("s=steady.1", language).await;
        let scenario = explorer::words::scenario(language);
        for shipped in Shipped::PICKER {
            page.choose(scenario, shipped.id()).await;
            assert!(!page.why().is_empty() && page.find(".lane").is_some(), "{}", shipped.id());
            assert!(page.find(".notices").is_none(), "{}", shipped.id());
        }
    }
}

#[test]
async fn an_older_edition_is_in_the_picker_only_while_it_is_shown() {
    let page = open("s=promotion.1").await;
    assert_eq!(page.all("header option").len(), Shipped::PICKER.len() + 1);
    page.choose("Scenario", "promotion.2").await;
    assert_eq!(page.all("header option").len(), Shipped::PICKER.len());
}

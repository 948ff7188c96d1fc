//! One scene inside another page: what it shows, what `hide=` takes away, and the way to the whole page.

use explorer::language::Language;
use explorer::presentation::{Part, Presentation};
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::harness::{Mounted, open_as};

const LINK: &str = "s=promotion.2&f.checkout.rc=600&t=90s";

/// Where each part is found.
const PARTS: [(Part, &str); 7] = [
    (Part::Bar, "header.top"),
    (Part::Language, "header.top [role=group]"),
    (Part::Open, "header.top a"),
    (Part::Transport, ".transport"),
    (Part::Chart, ".chart"),
    (Part::Controls, ".limits"),
    (Part::Prediction, ".prediction"),
];

async fn embedded(link: &str, hide: &[Part]) -> Mounted {
    open_as(link, Language::English, Presentation { embed: true, hide: hide.to_vec(), ..Presentation::default() }).await
}

#[test]
async fn a_scene_has_the_sentence_the_stage_one_chart_and_two_limits() {
    let page = embedded(LINK, &[]).await;
    assert!(page.why().starts_with("checkout is throttled at its own reservation"), "{}", page.why());
    assert_eq!(page.all(".lane").len(), 4);
    assert_eq!(page.all(".chart").len(), 1);
    assert_eq!(page.all(".limits input[type=range]").len(), 2);
    assert_eq!(page.value("checkout reserved"), "600");
    for (part, selector) in PARTS {
        assert!(page.find(selector).is_some(), "no {}", part.name());
    }
    for whole in [".speed", ".demand", ".foot", ".skip", ".environments", ".queue", ".equation", ".scenario"] {
        assert!(page.find(whole).is_none(), "{whole} belongs to the whole page");
    }
}

#[test]
async fn what_is_hidden_is_gone_and_nothing_else_is() {
    for (hidden, selector) in PARTS {
        let page = embedded(LINK, &[hidden]).await;
        assert!(page.find(selector).is_none(), "{} is still there", hidden.name());
        let others = PARTS.into_iter().filter(|(part, _)| *part != hidden);
        let inside = |part: Part| hidden == Part::Bar && matches!(part, Part::Language | Part::Open);
        for (part, selector) in others.filter(|(part, _)| !inside(*part)) {
            assert!(page.find(selector).is_some(), "{} went with {}", part.name(), hidden.name());
        }
    }
    let page = embedded(LINK, &Part::ALL).await;
    assert!(page.find(".why").is_some() && page.find(".house").is_some(), "the scene itself stays");
    assert!(page.find(".below-stage").is_none());
}

#[test]
async fn a_scene_is_played_with_and_shows_other_charts() {
    let page = embedded("s=promotion.2&t=90s", &[]).await;
    page.fill("checkout reserved, number", "600").await;
    assert!(page.why().starts_with("checkout is throttled at its own reservation"), "{}", page.why());
    page.press("Throttles").await;
    assert!(page.find(".chart.throttles").is_some());
    page.press("Back to the start").await;
    assert!(page.text(".clock").starts_with("0:00"), "{}", page.text(".clock"));
}

#[test]
async fn the_full_version_opens_in_the_state_that_is_shown() {
    let page = embedded(LINK, &[]).await;
    page.press("한국어").await;
    page.slide("시각", "100000").await;
    let way = page.find("header.top a").expect("a way to the full version");
    let address = way.get_attribute("href").expect("an address");
    for kept in ["lang=ko", "theme=", "#", "s=promotion.2", "f.checkout.rc=600", "t=1m40s"] {
        assert!(address.contains(kept), "{kept} is not in {address}");
    }
    for key in Presentation::KEYS {
        assert!(!address.contains(&format!("{key}=")), "{key} is in {address}");
    }
    assert_eq!(way.get_attribute("target").as_deref(), Some("_blank"));
    assert_eq!(way.get_attribute("rel").as_deref(), Some("noopener"));
}

#[test]
async fn a_scene_can_open_with_its_question_asked_and_the_outcome_covered() {
    let presentation = Presentation { embed: true, predict: true, ..Presentation::default() };
    let page = open_as("s=promotion.2&t=90s", Language::English, presentation).await;
    assert!(page.text(".clock").starts_with("0:00"));
    assert_eq!(page.all(".covered").len(), 2, "chart and time line");
    assert!(page.find(".prediction .choices").is_some());
}

#[test]
async fn a_scene_fits_a_frame_of_720_by_560() {
    for link in ["s=promotion.2&t=90s", LINK, "s=uploads-1001.1&t=12s", "s=spike.1&t=8s", "s=ten-requests.1"] {
        for language in Language::ALL {
            let presentation = Presentation { embed: true, predict: true, ..Presentation::default() };
            let page = open_as(link, language, presentation).await;
            let (width, height) = page.size_in(720);
            assert!(height <= 560.0, "{link} in {} is {height} px high", language.tag());
            assert!(width <= 720.0, "{link} in {} is {width} px wide", language.tag());
        }
    }
}

//! How the page is shown: what stands behind `?` in the address.

use explorer::language::Language;
use explorer::message::Message;
use explorer::notice::Notice;
use explorer::page::Page;
use explorer::prediction::Prediction;
use explorer::presentation::{Part, Presentation};
use explorer::theme::Theme;
use lambda_sim::time::Instant;

/// Reads `embed=1&hide=chart`, with nothing escaped.
fn read(query: &str) -> Presentation {
    let parameters: Vec<(&str, &str)> = query.split('&').filter_map(|one| one.split_once('=')).collect();
    Presentation::read(|key| Some(parameters.iter().find(|(name, _)| *name == key)?.1.to_owned()))
}

#[test]
fn without_parameters_the_page_is_whole() {
    let whole = Presentation::read(|_| None);
    assert!(!whole.embed && !whole.predict);
    assert_eq!(whole, Presentation::default());
}

#[test]
fn only_1_switches_something_on() {
    for off in ["embed=0&predict=0&transparent=0", "embed=&predict=", "embed=true&predict=yes&transparent=on"] {
        assert_eq!(read(off), Presentation::default(), "{off}");
    }
    let on = read("embed=1&predict=1&transparent=1");
    assert!(on.embed && on.predict && on.transparent);
}

#[test]
fn an_embedded_page_has_every_part_that_is_not_hidden() {
    let all = read("embed=1");
    assert!(Part::ALL.into_iter().all(|part| all.shows(part)));
    for hidden in Part::ALL {
        let presentation = read(&format!("embed=1&hide={}", hidden.name()));
        for part in Part::ALL {
            assert_eq!(presentation.shows(part), part != hidden, "{} without {}", part.name(), hidden.name());
        }
    }
}

#[test]
fn several_parts_are_hidden_by_a_list() {
    let presentation = read("embed=1&hide=chart, controls,,chart");
    assert!(!presentation.shows(Part::Chart) && !presentation.shows(Part::Controls));
    assert!(presentation.shows(Part::Prediction));
    assert!(presentation.notices().is_empty());
}

#[test]
fn nothing_hides_the_sentence_or_the_stage() {
    for name in ["why", "stage", "sentence", "Chart", "*"] {
        assert!(Part::from_name(name).is_none(), "{name}");
    }
    let presentation = read("embed=1&hide=why,stage");
    assert!(Part::ALL.into_iter().all(|part| presentation.shows(part)));
}

#[test]
fn a_whole_page_names_what_it_cannot_hide() {
    let presentation = read("hide=why,chart,legend");
    let names = ["why", "legend"].map(|name| Notice::UnknownPart { name: name.to_owned() });
    assert_eq!(presentation.notices(), names);
    let mut page = Page::open("s=steady.1&nonsense=1", Language::English, Theme::Light);
    page.present(presentation);
    assert_eq!(page.notices().len(), 3, "beside what is wrong with the link");
    for language in Language::ALL {
        let said = page.notices()[1].text(language).to_string();
        assert!(said.contains("why") && said.contains("bar, language, open"), "{said}");
    }
}

#[test]
fn an_embedded_page_does_not_tell_its_reader_what_the_author_mistook() {
    assert!(read("embed=1&hide=legend").notices().is_empty());
}

#[test]
fn a_page_that_opens_with_the_prediction_stands_at_the_start_and_asks() {
    let mut page = Page::open("s=promotion.2&t=90s", Language::English, Theme::Light);
    page.present(read("predict=1"));
    assert_eq!(page.prediction(), Prediction::Open { choice: None, seen: Instant::START });
    assert_eq!(page.cursor(), Instant::START);
    while !page.compute(10_000) {}
    assert_eq!(page.covered_from(), Some(Instant::START), "the run is not seen before it is played");
    for without in ["embed=1", "embed=1&predict=1&hide=prediction"] {
        let mut page = Page::open("s=promotion.2&t=90s", Language::English, Theme::Light);
        page.present(read(without));
        assert_eq!(page.prediction(), Prediction::Offered, "{without}");
        assert_eq!(page.clock(), "1:30", "{without}");
    }
    let mut whole = Page::open("s=promotion.2", Language::English, Theme::Light);
    whole.present(read("predict=1&hide=prediction"));
    assert_ne!(whole.prediction(), Prediction::Offered, "the whole page hides nothing");
}

#[test]
fn an_embedded_page_has_room_for_one_chart_however_wide_it_is() {
    let mut page = Page::open("s=promotion.2", Language::English, Theme::Light);
    assert!(!page.shows_one_chart() && !page.is_stage_low());
    page.present(read("embed=1"));
    assert!(page.shows_one_chart() && page.is_stage_low());
    page.update(Message::SetNarrow(true));
    assert!(page.shows_one_chart() && !page.is_stage_low(), "one column scrolls");
}

/// What a high frame has left over looks like what stands last in it, or like the page around where that asks for it.
#[test]
fn behind_a_scene_lies_what_stands_last_in_it_or_the_page_around() {
    let behind = |embed, transparent, hide: &[Part]| {
        Presentation { embed, transparent, hide: hide.to_vec(), ..Presentation::default() }.behind()
    };
    let below = [Part::Chart, Part::Controls, Part::Prediction];
    assert_eq!([behind(false, false, &[]), behind(false, true, &[])], ["paper", "paper"]);
    assert_eq!(
        [behind(true, false, &[]), behind(true, false, &below[..2]), behind(true, false, &below)],
        ["side", "side", "paper"]
    );
    assert_eq!([behind(true, true, &[]), behind(true, true, &below)], ["host", "host"]);
}

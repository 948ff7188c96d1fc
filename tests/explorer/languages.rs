//! Language tags, and texts with values in them.

use explorer::language::Language;
use explorer::phrase::{Phrase, Piece};

#[test]
fn a_language_is_found_by_the_tags_that_browsers_and_links_use() {
    let table = [
        ("en", Some(Language::English)),
        ("en-US", Some(Language::English)),
        ("EN_gb", Some(Language::English)),
        ("ko", Some(Language::Korean)),
        ("KO", Some(Language::Korean)),
        ("ko-KR", Some(Language::Korean)),
        ("ko-Kore-KR", Some(Language::Korean)),
        ("kok", None),
        ("de", None),
        ("", None),
    ];
    for (tag, language) in table {
        assert_eq!(Language::from_tag(tag), language, "{tag:?}");
    }
}

#[test]
fn every_language_is_found_by_its_own_tag() {
    for language in Language::ALL {
        assert_eq!(Language::from_tag(language.tag()), Some(language));
    }
}

#[test]
fn a_phrase_displays_as_the_plain_sentence() {
    let phrase = Phrase::from(vec![
        Piece::value("count", &"1,234"),
        Piece::Text(" requests were throttled at "),
        Piece::value("limit", &50),
    ]);
    assert_eq!(phrase.to_string(), "1,234 requests were throttled at 50");
    assert_eq!(phrase.pieces()[2], Piece::Value { name: "limit", text: "50".to_owned() });
    assert_eq!(Phrase::default().to_string(), "");
}

//! The generator behind `words`: what it writes, and every way in which it refuses bad texts.

#[path = "../../crates/explorer/build/locales.rs"]
mod generator;
#[path = "../../crates/explorer/build/source.rs"]
pub(crate) mod source;

use source::Source;

/// The Rust for one file a language, or all problems in order.
fn generate(english: &str, korean: &str, code: &str) -> Result<String, Vec<String>> {
    let english = [Source::new("en/a.ftl", english)];
    let korean = [Source::new("ko/a.ftl", korean)];
    let callers = [Source::new("src/view.rs", code)];
    generator::generate(&english, &korean, &callers)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

#[track_caller]
fn assert_refused(english: &str, korean: &str, expected: &[&str]) {
    let code = "words::a() words::b() words::a_b()";
    let found = generate(english, korean, code).expect_err("bad texts are refused");
    assert_eq!(found, expected);
}

#[track_caller]
fn assert_accepted(english: &str, korean: &str) -> String {
    let code = "words::a() words::b() words::a_b()";
    generate(english, korean, code).unwrap_or_else(|problems| panic!("refused: {problems:#?}"))
}

#[test]
fn files_without_messages_give_no_functions() {
    let rust = assert_accepted("### Only a comment.\n", "");
    assert!(!rust.contains("fn "), "{rust}");
}

#[test]
fn a_message_without_variables_is_a_plain_string() {
    let rust = assert_accepted("# The title.\na-b = A \"title\"\n", "a-b = 제목\n");
    let expected = r#"
/// The message `a-b`.
///
/// The title.
///
/// ```text
/// A "title"
/// ```
pub const fn a_b(language: Language) -> &'static str {
    match language {
        Language::English => "A \"title\"",
        Language::Korean => "제목",
    }
}
"#;
    assert!(rust.ends_with(expected), "{rust}");
}

#[test]
fn a_message_with_variables_takes_them_in_the_order_of_the_english_text() {
    let rust = assert_accepted(
        "a = { $used } of { $limit } in { $used-by }\n",
        "a = 한도 { $limit } 중 { $used } 사용, { $used-by }\n",
    );
    let expected = r#"
pub fn a(language: Language, used: impl core::fmt::Display, limit: impl core::fmt::Display, used_by: impl core::fmt::Display) -> Phrase {
    match language {
        Language::English => Phrase::from(vec![
            Piece::value("used", &used),
            Piece::Text(" of "),
            Piece::value("limit", &limit),
            Piece::Text(" in "),
            Piece::value("used-by", &used_by),
        ]),
        Language::Korean => Phrase::from(vec![
            Piece::Text("한도 "),
            Piece::value("limit", &limit),
            Piece::Text(" 중 "),
            Piece::value("used", &used),
            Piece::Text(" 사용, "),
            Piece::value("used-by", &used_by),
        ]),
    }
}
"#;
    assert!(rust.ends_with(expected), "{rust}");
}

#[test]
fn a_plural_takes_a_number_and_each_form_is_a_whole_text() {
    let rust = assert_accepted(
        "a = { $count ->\n    [0] Nothing\n    [one] { $count } request\n   *[other] { $count } requests\n } { $count ->\n    [one] was\n   *[other] were\n } refused\n",
        "a = 거절된 요청 { $count }건\n",
    );
    let expected = r#"
/// ```text
/// Nothing were refused
/// {count} request was refused
/// {count} requests were refused
/// ```
pub fn a(language: Language, count: u64) -> Phrase {
    match language {
        Language::English => match count {
            0 => Phrase::from(vec![
                Piece::Text("Nothing were refused"),
            ]),
            1 => Phrase::from(vec![
                Piece::value("count", &crate::number::grouped(count)),
                Piece::Text(" request was refused"),
            ]),
            _ => Phrase::from(vec![
                Piece::value("count", &crate::number::grouped(count)),
                Piece::Text(" requests were refused"),
            ]),
        },
        Language::Korean => Phrase::from(vec![
            Piece::Text("거절된 요청 "),
            Piece::value("count", &crate::number::grouped(count)),
            Piece::Text("건"),
        ]),
    }
}
"#;
    assert!(rust.ends_with(expected), "{rust}");
}

#[test]
fn two_numbers_give_a_choice_in_a_choice() {
    let rust = assert_accepted(
        "a = { $x ->\n    [one] one x\n   *[other] xs\n } and { $y ->\n    [one] one y\n   *[other] ys\n }\n",
        "a = { $x } { $y }\n",
    );
    for text in ["one x and one y", "one x and ys", "xs and one y", "xs and ys"] {
        assert!(rust.contains(&format!("Piece::Text({text:?})")), "{text}\n{rust}");
    }
}

#[test]
fn terms_are_inlined_also_through_other_terms_and_from_other_files() {
    let english = [
        Source::new("en/terms.ftl", "-aws = AWS\n-lambda = { -aws } Lambda\n"),
        Source::new("en/a.ftl", "a = { -lambda } scales\n"),
    ];
    let korean = [Source::new("ko/a.ftl", "a = Lambda 확장\n")];
    let callers = [Source::new("src/view.rs", "words::a(language)")];
    let rust = generator::generate(&english, &korean, &callers).expect("good texts");
    assert!(rust.contains("Language::English => \"AWS Lambda scales\""), "{rust}");
}

#[test]
fn lines_are_joined_as_fluent_does() {
    let rust = assert_accepted("a =\n    one\n      two\n\n    three\n", "a = 하나\r\n    둘\r\n");
    assert!(rust.contains(r#""one\n  two\n\nthree""#), "{rust}");
    assert!(rust.contains(r#""하나\n둘""#), "{rust}");
}

#[test]
fn brackets_in_a_comment_are_not_markup() {
    let rust = assert_accepted("# The <b> of [x], in `Vec<[u8]>`.\na = A\n", "a = 가\n");
    assert!(rust.contains(r"/// The \<b\> of \[x\], in `Vec<[u8]>`."), "{rust}");
}

#[test]
fn a_message_must_exist_in_both_languages() {
    assert_refused(
        "a = A\n",
        "\n\nb = 나\n",
        &["en/a.ftl:1: `a`: the message is missing in Korean", "ko/a.ftl:3: `b`: the message is missing in English"],
    );
}

#[test]
fn both_languages_must_use_the_same_variables() {
    assert_refused(
        "a = { $x } { $y }\n",
        "# .\na = { $x } { $z }\n",
        &[
            "ko/a.ftl:2: `a`: the English text has no variable `$z`",
            "ko/a.ftl:2: `a`: the variable `$y` of the English text is missing",
        ],
    );
}

#[test]
fn a_variable_must_be_of_the_same_kind_in_both_languages() {
    assert_refused(
        "a = { $x } b\n",
        "a = { $x ->\n   *[other] { $x } 건\n }\n",
        &["ko/a.ftl:1: `a`: `$x` is a number here, but the English text does not select on it"],
    );
}

#[test]
fn korean_needs_no_selector_because_it_has_one_plural_form() {
    assert_accepted("a = { $x ->\n    [one] one\n   *[other] { $x }\n }\n", "a = { $x }건\n");
}

#[test]
fn an_id_is_used_once() {
    assert_refused("a = A\n\na = B\n", "a = 가\n", &["en/a.ftl:3: `a`: the id is used twice, first in en/a.ftl:1"]);
    assert_refused(
        "a = A\n",
        "a = 가\na = 가\na = 가\n",
        &[
            "ko/a.ftl:2: `a`: the id is used twice, first in ko/a.ftl:1",
            "ko/a.ftl:3: `a`: the id is used twice, first in ko/a.ftl:1",
        ],
    );
    assert_refused("-t = T\n-t = T\na = A\n", "a = 가\n", &["en/a.ftl:2: `-t`: the term is defined twice"]);
}

#[test]
fn a_korean_particle_must_not_follow_a_placeable() {
    for particle in ["은", "는", "이", "가", "을", "를", "과", "와", "로", "으로"] {
        for after in [" 나", "", ".", ", 나", "(나)", "\n    나", "{ $y }"] {
            let korean = format!("a =\n    나 {{ $x }}{particle}{after} {{ $y }}\n");
            let expected =
                format!("ko/a.ftl:2: `a`: the particle {particle} directly after a placeable: say it without one");
            assert_refused("a = { $x } { $y }\n", &korean, &[&expected]);
        }
    }
}

#[test]
fn a_particle_is_found_after_terms_and_inside_of_plurals_too() {
    assert_refused(
        "a = { $x }\n",
        "-t = 한도\na = { -t }는 { $x }\n",
        &["ko/a.ftl:2: `a`: the particle 는 directly after a placeable: say it without one"],
    );
    assert_refused(
        "a = { $x ->\n   *[other] { $x }\n }\n",
        "a = { $x ->\n   *[other] { $x }을 본다\n }를 본다\n",
        &[
            "ko/a.ftl:2: `a`: the particle 을 directly after a placeable: say it without one",
            "ko/a.ftl:3: `a`: the particle 를 directly after a placeable: say it without one",
        ],
    );
}

#[test]
fn a_word_that_begins_like_a_particle_is_no_particle() {
    for word in ["이상", "이하", "가지", "로그", "으로써", "와트", "건", " 이 값", "은1", "과x"] {
        assert_accepted("a = { $x }\n", &format!("a = {{ $x }}{word}\n"));
    }
    assert_accepted("a = { $x }은 b\n", "a = { $x }\n");
}

#[test]
fn a_message_must_be_shown_by_the_code() {
    let refused = ["", "// words::a()", "words::ab()", "words::a_b", "words::b", "swords.a", "use words::{a};"];
    for code in refused {
        assert_eq!(
            generate("\na = A\n", "a = 가\n", code),
            Err(vec!["en/a.ftl:2: `a`: nothing shows the message: no code calls `words::a`".to_owned()]),
            "{code}"
        );
    }
    for code in ["words::a(language)", "let f = explorer::words::a;", "x(words::b(l), words::a(l))", "words::a"] {
        assert!(generate("a = A\n", "a = 가\n", code).is_ok(), "{code}");
    }
}

#[test]
fn what_the_generator_does_not_support_is_refused() {
    let unsupported = [
        ("{ NUMBER($x) }", "a function"),
        ("{ b }", "a reference to a message"),
        ("{ b.c }", "a reference to a message"),
        ("{ \"x\" }", "a string literal"),
        ("{ 5 }", "a number literal"),
        ("{ { $x } }", "a placeable in a placeable"),
        ("{ -t(case: \"x\") }", "a term with an attribute or arguments"),
        ("{ NUMBER($x) ->\n   *[other] x\n }", "a selector"),
    ];
    for (placeable, what) in unsupported {
        let english = format!("-t = T\na = {placeable}\n");
        let korean = "a = 가\n";
        let expected = format!("en/a.ftl:2: `a`: {what} is not supported: use text, variables, plurals and terms");
        assert_refused(&english, korean, &[&expected]);
    }
}

#[test]
fn attributes_are_refused_on_messages_and_terms() {
    assert_refused("a = A\n    .title = T\n", "a = 가\n", &["en/a.ftl:2: `a`: attributes are not supported"]);
    assert_refused("-t = T\n    .title = T\na = A\n", "a = 가\n", &["en/a.ftl:1: `-t`: attributes are not supported"]);
    assert_refused(
        "a =\n    .title = T\n",
        "",
        &["en/a.ftl:1: `a`: the message has no text", "en/a.ftl:2: `a`: attributes are not supported"],
    );
}

#[test]
fn junk_is_refused_with_its_line_and_id() {
    assert_refused("a = A\n\nb = { $x\n", "a = 가\n", &["en/a.ftl:3: `b`: Expected a token starting with \"}\""]);
    assert_refused(
        "a = A\nb is nothing\n",
        "a = 가\n",
        &["en/a.ftl:2: `b is nothing`: Expected a token starting with \"=\""],
    );
    assert_refused("a = A\n?b = B\n", "a = 가\n", &["en/a.ftl:2: `?b`: Expected one of \"a-zA-Z\""]);
}

#[test]
fn a_plural_has_whole_numbers_the_categories_of_its_language_and_other_as_the_default() {
    let plural = |variants: &str| format!("a = {{ $x ->\n{variants} }}\n");
    let korean = plural("   *[other] 가\n");
    assert_refused(
        &plural("    [few] few\n   *[other] b\n"),
        &korean,
        &["en/a.ftl:2: `a`: `[few]` is neither a whole number nor a plural category of English"],
    );
    assert_refused(
        &plural("    [1.5] few\n   *[other] b\n"),
        &korean,
        &["en/a.ftl:2: `a`: `[1.5]` is neither a whole number nor a plural category of English"],
    );
    assert_refused(
        &plural("    [1] x\n    [one] y\n   *[other] b\n"),
        &korean,
        &["en/a.ftl:3: `a`: two variants for the number 1"],
    );
    assert_refused(&plural("   *[one] x\n"), &korean, &["en/a.ftl:2: `a`: the default of a plural is `*[other]`"]);
    assert_refused(
        &plural("   *[other] x\n"),
        &plural("    [one] 가\n   *[other] 나\n"),
        &["ko/a.ftl:2: `a`: `[one]` is neither a whole number nor a plural category of Korean"],
    );
}

#[test]
fn terms_hold_text_and_terms_that_exist_and_end() {
    assert_refused(
        "-t = { $x }\na = { -t }\n",
        "a = 가\n",
        &["en/a.ftl:1: `-t`: a term holds only text and other terms, not a variable"],
    );
    assert_refused(
        "-t = { -u }\n-u = { -t }\na = A\n",
        "a = 가\n",
        &[
            "en/a.ftl:1: `-t`: the term contains itself, through `-t`",
            "en/a.ftl:2: `-u`: the term contains itself, through `-u`",
        ],
    );
    assert_refused("a =\n    A\n    { -u }\n", "a = 가\n", &["en/a.ftl:3: `a`: there is no term `-u`"]);
}

#[test]
fn names_must_make_names_in_rust() {
    let case = "write names in lower case, with single hyphens between the words";
    let taken = "the name means something else in the generated code; choose another";
    for (id, why) in [("camelCase", case), ("a_b", case), ("a--b", case), ("a-", case), ("match", taken)] {
        let text = format!("{id} = A\n");
        let problem = |folder: &str| format!("{folder}/a.ftl:1: `{id}`: the name `{id}`: {why}");
        assert_refused(&text, &text, &[&problem("en"), &problem("ko")]);
    }
    for (name, why) in [("X", case), ("language", taken), ("type", taken)] {
        let text = format!("a = {{ ${name} }}\n");
        let problem = |folder: &str| format!("{folder}/a.ftl:1: `a`: the name `{name}`: {why}");
        assert_refused(&text, &text, &[&problem("en"), &problem("ko")]);
    }
}

#[test]
fn all_problems_are_reported_at_once_in_the_order_of_the_files() {
    let found = generate("a = { b }\nb = B\n", "a = 가\na = 나\nc = { $x }는\n", "words::a()").expect_err("bad texts");
    assert_eq!(
        found,
        [
            "en/a.ftl:1: `a`: a reference to a message is not supported: use text, variables, plurals and terms",
            "en/a.ftl:2: `b`: nothing shows the message: no code calls `words::b`",
            "en/a.ftl:2: `b`: the message is missing in Korean",
            "ko/a.ftl:2: `a`: the id is used twice, first in ko/a.ftl:1",
            "ko/a.ftl:3: `c`: the message is missing in English",
            "ko/a.ftl:3: `c`: the particle 는 directly after a placeable: say it without one",
        ]
    );
}

//! Destinations as a person chooses them: a service, another function of the scenario, or none; from the start, or from the cursor on.

use explorer::field::Field;
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use lambda_sim::setting::{Setting, Value};

use crate::session::open_idle;

fn on_success() -> Field {
    Field::of_function(Setting::OnSuccess, "thumbnails")
}

/// The choices as they stand in the control.
fn choices(page: &Page, field: &Field) -> Vec<String> {
    let spoken = |value| field.spoken(value, Language::English);
    field.choices(page.scenario()).expect("a choice").into_iter().map(spoken).collect()
}

#[test]
fn every_other_function_is_a_destination_to_choose() {
    let page = open_idle("s=promotion.2&t=90s");
    let services = ["not set", "sqs", "sns", "eventbridge", "sqs-fifo", "sns-fifo"];
    assert_eq!(choices(&page, &on_success()), [&services[..], &["checkout", "catalog", "reports"]].concat());
    let on_failure = Field::of_function(Setting::OnFailure, "checkout");
    assert_eq!(choices(&page, &on_failure), [&services[..], &["s3", "catalog", "reports", "thumbnails"]].concat());
}

#[test]
fn a_function_is_chosen_from_the_cursor_on_and_taken_away_again() {
    let mut page = open_idle("s=promotion.2&t=90s");
    page.update(Message::SetFromHere(true));
    page.update(Message::Type(on_success(), "checkout".to_owned()));
    let chosen = page.value(&on_success()).map(Field::text);
    assert_eq!(chosen.as_deref(), Some("checkout"));
    assert!(page.link().contains("&i.1m30s.f.thumbnails.done=checkout&"), "{}", page.link());
    let (opened, text) = (open_idle(&page.link()), "1:30 thumbnails: Destination on success checkout");
    for page in [&page, &opened] {
        let texts: Vec<_> = page.interventions().iter().map(|later| later.text(Language::English)).collect();
        assert_eq!(texts, [text]);
    }
    page.update(Message::Type(on_success(), String::new()));
    assert_eq!(page.value(&on_success()), Some(Value::Unset));
    // What it is without the change needs none.
    assert!(page.interventions().is_empty(), "{}", page.link());
}

#[test]
fn a_function_is_chosen_for_the_whole_run() {
    let mut page = open_idle("s=promotion.2");
    page.update(Message::Type(on_success(), "checkout".to_owned()));
    assert!(page.link().contains("&f.thumbnails.done=checkout"), "{}", page.link());
    let opened = open_idle(&page.link());
    assert_eq!(opened.value(&on_success()).map(Field::text).as_deref(), Some("checkout"));
}

/// AWS refuses the function itself, and what is no function.
#[test]
fn what_is_no_destination_is_left_out_and_said() {
    for name in ["thumbnails", "nobody"] {
        let page = open_idle(&format!("s=promotion.2&i.90s.f.thumbnails.done={name}"));
        assert!(page.interventions().is_empty(), "{name}");
        let notices: Vec<_> = page.notices().iter().map(|notice| notice.text(Language::English).to_string()).collect();
        assert_eq!(notices.len(), 1, "{name}: {notices:?}");
    }
}

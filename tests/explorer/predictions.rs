//! The prediction: what each shipped scenario answers, when it is settled, and what is covered until then.

use explorer::field::Field;
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::prediction::{Answer, Prediction};
use explorer::shipped::Shipped;
use explorer::theme::Theme;
use lambda_sim::admission::Limit;
use lambda_sim::setting::Setting;
use lambda_sim::time::{Instant, Span};

fn open(link: &str, language: Language) -> Page {
    let mut page = Page::open(link, language, Theme::Light);
    while !page.compute(100_000) {}
    page
}

fn send(page: &mut Page, message: Message) {
    page.update(message);
    while !page.compute(100_000) {}
}

fn at(secs: u64) -> Instant {
    Span::from_secs(secs).after_start()
}

fn end(page: &Page) -> Instant {
    page.length().after_start()
}

/// What the run of a scenario answers to whoever predicts anything and watches to the end.
fn answer_of(shipped: Shipped) -> Answer {
    let mut page = open(&format!("s={}", shipped.id()), Language::English);
    send(&mut page, Message::Predict);
    let choice = page.answers()[0];
    send(&mut page, Message::Answer(choice));
    let end = end(&page);
    send(&mut page, Message::Seek(end));
    match page.prediction() {
        Prediction::Settled { answer, .. } => answer,
        other => panic!("{}: {other:?} at the end", shipped.id()),
    }
}

#[test]
fn every_shipped_scenario_answers_with_one_of_its_choices() {
    for shipped in Shipped::ALL {
        let page = open(&format!("s={}", shipped.id()), Language::English);
        let answer = answer_of(shipped);
        assert!(page.answers().contains(&answer), "{}: {answer:?} is not offered", shipped.id());
        assert!(1 < page.answers().len());
    }
}

#[test]
fn the_answers_are_what_the_lessons_say() {
    let thumbnails = open("s=burst-reservation.1", Language::English).plan().function_ids().next().expect("a function");
    let expected = [
        (Shipped::Promotion, Answer::Everybody),
        (Shipped::PromotionRepaired, Answer::Only(thumbnails)), // the first function there is checkout
        (Shipped::Repair, Answer::Everybody),
        (Shipped::BurstReservation, Answer::Only(thumbnails)),
        (Shipped::Spike, Answer::Limit(Limit::ScalingRate)),
        (Shipped::RequestRate, Answer::Limit(Limit::RequestRate)),
        (Shipped::Uploads1000, Answer::AllDone),
        (Shipped::Uploads1001, Answer::AllDone),
        (Shipped::FailingConsumer, Answer::AllGivenUp),
        (Shipped::TenRequests, Answer::FewerEnvironments),
        (Shipped::Steady, Answer::FewerEnvironments),
        (Shipped::ColdMorning, Answer::FewCold),
        (Shipped::LogIn, Answer::SomeCold),
        (Shipped::SpillOver, Answer::SomeSpill),
        (Shipped::SqsPollers, Answer::FewerEnvironments),
        (Shipped::Tracking, Answer::MostSpill),
        (Shipped::Versions, Answer::Limit(Limit::Reserved)),
        (Shipped::Vpc, Answer::SomeCold),
        (Shipped::Stream, Answer::OldRecords),
        (Shipped::Authorizer, Answer::FewAsk),
        (Shipped::Growth, Answer::Limit(Limit::Account)),
    ];
    for (shipped, answer) in expected {
        assert_eq!(answer_of(shipped), answer, "{}", shipped.id());
    }
}

#[test]
fn a_prediction_begins_at_the_start_and_covers_what_has_not_been_seen() {
    let mut page = open("s=promotion.2&t=90s", Language::English);
    assert_eq!(page.covered_from(), None);
    send(&mut page, Message::Predict);
    assert_eq!((page.cursor(), page.covered_from()), (Instant::START, Some(Instant::START)));
    send(&mut page, Message::Seek(at(50)));
    send(&mut page, Message::Seek(at(20)));
    assert_eq!(page.covered_from(), Some(at(50)), "what has been seen is not covered again");
    send(&mut page, Message::Uncover);
    assert_eq!(page.covered_from(), None);
}

#[test]
fn that_all_are_throttled_is_settled_by_the_last_function_s_first_throttle() {
    let mut page = open("s=promotion.2", Language::English);
    send(&mut page, Message::Predict);
    send(&mut page, Message::Answer(Answer::Everybody));
    let run = page.run().expect("a run").clone();
    let settled = Answer::Everybody.shown_at(&run);
    assert!(at(60) < settled && settled < at(90), "{settled}");
    send(&mut page, Message::Seek(settled - Span::from_nanos(1)));
    assert!(page.verdict().is_none());
    send(&mut page, Message::Seek(settled));
    let (is_right, said) = page.verdict().expect("settled");
    assert!(is_right);
    assert_eq!(said.to_string(), "Right. All 4 functions are throttled, 311,841 times in all.");
    assert_eq!(page.covered_from(), None, "once it is settled everything lies open");
}

#[test]
fn a_wrong_prediction_is_told_what_the_run_shows_in_both_languages() {
    let expected = [
        (Language::English, "Not so. All 4 functions are throttled, 311,841 times in all."),
        (Language::Korean, "예측과 다릅니다. 함수 4개 모두 합쳐서 311,841번 스로틀됩니다."),
    ];
    for (language, text) in expected {
        let mut page = open("s=promotion.2", language);
        send(&mut page, Message::Predict);
        send(&mut page, Message::Answer(Answer::Nobody));
        send(&mut page, Message::Seek(at(120)));
        let (is_right, said) = page.verdict().expect("settled");
        assert!(!is_right);
        assert_eq!(said.to_string(), text);
    }
}

#[test]
fn without_a_choice_nothing_is_settled_and_a_late_choice_is_settled_at_once() {
    let mut page = open("s=promotion.2", Language::English);
    send(&mut page, Message::Answer(Answer::Everybody));
    assert_eq!(page.prediction(), Prediction::Offered, "nobody has asked");
    send(&mut page, Message::Predict);
    let end = end(&page);
    send(&mut page, Message::Seek(end));
    assert!(matches!(page.prediction(), Prediction::Open { choice: None, .. }));
    send(&mut page, Message::Answer(Answer::Everybody));
    assert!(page.verdict().is_some_and(|(is_right, _)| is_right));
}

#[test]
fn an_edit_keeps_an_open_prediction_and_forgets_a_settled_one() {
    let mut page = open("s=promotion.2", Language::English);
    send(&mut page, Message::Predict);
    send(&mut page, Message::Answer(Answer::Everybody));
    send(&mut page, Message::Slide(Field::of_function(Setting::ReservedConcurrency, "checkout"), 600.0));
    assert_eq!(page.prediction().choice(), Some(Answer::Everybody));
    let end = end(&page);
    send(&mut page, Message::Seek(end));
    let (is_right, said) = page.verdict().expect("settled");
    assert!(!is_right, "{said}");
    assert!(said.to_string().starts_with("Not so. Only checkout is throttled, "), "{said}");
    send(&mut page, Message::Slide(Field::of_function(Setting::ReservedConcurrency, "checkout"), 700.0));
    assert_eq!(page.prediction(), Prediction::Offered);
}

#[test]
fn another_scenario_has_another_question_and_nothing_is_predicted_yet() {
    let mut page = open("s=promotion.2", Language::English);
    send(&mut page, Message::Predict);
    let before = page.question();
    send(&mut page, Message::ChooseScenario(Shipped::Spike));
    assert_eq!(page.prediction(), Prediction::Offered);
    assert_ne!(page.question(), before);
}

#[test]
fn spill_over_and_a_blocked_shard_are_what_their_scenarios_ask_about() {
    let said = |link: &str, language| {
        let mut page = open(link, language);
        send(&mut page, Message::Predict);
        let choice = page.answers()[0];
        send(&mut page, Message::Answer(choice));
        let end = end(&page);
        send(&mut page, Message::Seek(end));
        page.verdict().expect("settled").1.to_string()
    };
    let expected = [
        ("s=spill-over.1", "Not so. 7,751 of 35,000 requests spill over and run on demand."),
        ("s=spill-over.1&f.quotes.pc=200", "Right. 0 of 35,000 requests spill over and run on demand."),
        ("s=stream.1", "Not so. The oldest record waits 2 min 35 s."),
        ("s=stream.1&f.clicks.rc=0", "Not so. The oldest record waits 3 min."),
    ];
    for (link, text) in expected {
        assert_eq!(said(link, Language::English), text, "{link}");
    }
    assert_eq!(said("s=stream.1", Language::Korean), "예측과 다릅니다. 가장 오래된 레코드는 2 min 35 s 기다립니다.");
}

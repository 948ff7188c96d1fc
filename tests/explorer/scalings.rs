//! What Application Auto Scaling does, on the time line and under the sentence.

use explorer::arithmetic::Arithmetic;
use explorer::cause;
use explorer::language::Language;
use explorer::marks::{self, MarkKind};
use explorer::message::Message;
use explorer::page::Page;
use lambda_sim::cause::Cause;

use crate::session::{at, open, send};

fn note(page: &Page) -> Option<[String; 2]> {
    let (plan, frame) = page.scene().expect("a scene");
    let notes = Language::ALL.map(|language| cause::note(Cause::of(frame, plan), frame, plan, language));
    let [Some(english), Some(korean)] = notes else { return None };
    Some([english.to_string(), korean.to_string()])
}

#[test]
fn each_step_of_target_tracking_is_marked_with_its_numbers() {
    let page = open("#s=tracking.1");
    let run = page.run().expect("a run");
    let marks = marks::of(run).into_iter().filter(|mark| mark.kind == MarkKind::Scaled);
    let labels: Vec<String> = marks.map(|mark| mark.label(Language::English)).collect();
    assert_eq!(labels[..4], ["Scaled 20 → 29", "Scaled 29 → 41", "Scaled 41 → 42", "Scaled 42 → 59"]);
    let steady = open("#s=steady.1");
    assert!(marks::of(steady.run().expect("a run")).iter().all(|mark| mark.kind != MarkKind::Scaled));
}

#[test]
fn a_step_is_explained_until_it_is_ready() {
    let mut page = open("#s=tracking.1");
    let first = page.run().expect("a run").series().scalings[0].at;
    send(&mut page, Message::Seek(first));
    let [english, korean] = note(&page).expect("news");
    assert!(english.starts_with("AlarmHigh at "), "{english}");
    assert!(
        english.contains(
            "above the target of 70 % for 3 minutes. Application Auto Scaling went from 20 to 29. These are used from "
        ),
        "{english}"
    );
    assert!(korean.contains("Application Auto Scaling 조정: 20 → 29. "), "{korean}");
    send(&mut page, Message::Seek(at(100)));
    assert_eq!(note(&page), None, "before any step");
}

/// What is left of the account is told from what stands, not from what the scenario began with.
#[test]
fn the_room_on_demand_is_what_scaling_has_left() {
    let mut page = open("#s=tracking.1");
    let scalings = &page.run().expect("a run").series().scalings;
    let high = scalings.iter().find(|scaling| scaling.to.get() == 84).expect("the highest step").at;
    send(&mut page, Message::Seek(high));
    let (plan, frame) = page.scene().expect("a scene");
    assert_eq!(frame.unreserved_limit.get(), 1_000 - 84);
    let sum = Arithmetic::of(Cause::Calm, frame, plan).expect("a rate");
    assert_eq!(sum.allowed, 1_000 - 84);
}

//! Random sessions: whatever is sent in whatever order, the page holds together.

use explorer::field::Field;
use explorer::link::Link;
use explorer::message::Message;
use explorer::page::Page;
use explorer::shipped::Shipped;
use explorer::traffic::curve::{Stroke, Towards};
use lambda_sim::scenario::Process;
use lambda_sim::setting::{Scope, TABLE};
use lambda_sim::time::Span;

use crate::session::open_idle;

/// The scenarios with the shortest runs: it is the page that is tried, not the engine.
const SCENARIOS: [Shipped; 4] =
    [Shipped::TenRequests, Shipped::BurstReservation, Shipped::Promotion, Shipped::FailingConsumer];
const TEXTS: [&str; 12] =
    ["", "0", "1", "50", "950", "2,000", "1e9", "-5", "fast", "1s", "none", "99999999999999999999999"];

/// A small generator of its own, so that a failing session can be played again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.roll(choices.len())].clone()
    }
}

fn any_field(page: &Page, dice: &mut Dice) -> Field {
    let row = &TABLE[dice.roll(TABLE.len())];
    let functions = &page.scenario().functions;
    match row.scope {
        Scope::Function => Field::of_function(row.setting, &functions[dice.roll(functions.len())].name),
        Scope::Caller(_) => Field::of_caller(row.setting, dice.roll(5)),
        Scope::Run | Scope::Account => Field::of_account(row.setting),
    }
}

fn any_message(page: &Page, dice: &mut Dice) -> Message {
    let field = any_field(page, dice);
    match dice.roll(19) {
        0..=2 => {
            let scale = field.scale(page.base(), page.scenario());
            let tenth = f64::from(u8::try_from(dice.roll(11)).expect("small")) / 10.0;
            Message::Slide(field, scale.min + (scale.max - scale.min) * tenth)
        }
        3..=5 => Message::Type(field, dice.of(&TEXTS).to_owned()),
        6 => Message::ResetField(field),
        7 => Message::RemoveReservation(dice.roll(9)),
        8 if dice.roll(2) == 0 => Message::SelectFunction(dice.roll(9)),
        8 => Message::ResetAll,
        9 => Message::Seek(Span::from_millis(dice.roll(400_000) as u64).after_start()),
        10 => Message::Undo,
        16 => Message::SetFromHere(dice.roll(3) != 0),
        18 => Message::Cancel,
        17 => {
            let place = dice.roll(3);
            dice.of(&[Message::RemoveIntervention, Message::EndIntervention, Message::HoldIntervention])(place)
        }
        11..=14 => any_traffic(dice),
        _ => Message::Redo,
    }
}

fn any_traffic(dice: &mut Dice) -> Message {
    let (caller, point) = (dice.roll(5), dice.roll(7));
    let part = |dice: &mut Dice| f64::from(u8::try_from(dice.roll(13)).expect("small")) / 10.0 - 0.1;
    let towards = dice.of(&[Towards::Up, Towards::Down, Towards::Earlier, Towards::Later]);
    let stroke = match dice.roll(5) {
        0 | 1 => Stroke::Drag { point, x: part(dice), y: part(dice) },
        2 => Stroke::Nudge { point, towards, is_fine: dice.roll(2) == 0 },
        3 => Stroke::Add(Span::from_millis(dice.roll(400_000) as u64)),
        _ => dice.of(&[Stroke::Remove(point), Stroke::Space(Process::Even), Stroke::Space(Process::Poisson)]),
    };
    let line = |dice: &mut Dice| [dice.of(&TEXTS).to_owned(), dice.of(&TEXTS).to_owned()];
    match dice.roll(8) {
        0 => Message::TypeTraffic(caller, (0..dice.roll(4)).map(|_| line(dice)).collect()),
        1 => Message::PasteTraffic(caller, format!("{}\n{}", line(dice).join(","), line(dice).join("\t"))),
        2 => dice.of(&[Message::ResetTraffic(caller), Message::Release]),
        3 => Message::Grab(caller, point),
        _ => Message::Draw(caller, stroke),
    }
}

/// Plays a random session; runs are not computed to their end, which is what an impatient person does.
fn play(seed: u64, each: impl Fn(&Page, &Message)) -> Page {
    let mut dice = Dice(seed);
    let shipped = dice.of(&SCENARIOS);
    let mut page = open_idle(&format!("s={}", shipped.id()));
    for _ in 0..60 {
        let message = any_message(&page, &mut dice);
        let was_computing = page.is_computing();
        let effects = page.update(message.clone());
        assert!(
            effects.compute || was_computing || !page.is_computing(),
            "nobody computes after {message:?}, seed {seed}"
        );
        page.compute(50);
        each(&page, &message);
    }
    page
}

#[test]
fn no_session_breaks_the_page_and_every_link_opens_what_it_says() {
    for seed in 0..200 {
        play(seed, |page, message| {
            let (link, notices) = Link::read(&page.link());
            assert_eq!(notices, [], "seed {seed}, {message:?}: {}", page.link());
            assert_eq!(link.edits.over(page.base()), *page.scenario(), "seed {seed}, {message:?}: {}", page.link());
        });
    }
}

#[test]
fn undoing_everything_comes_back_to_the_opening_and_redoing_everything_to_the_end() {
    for seed in 0..200 {
        let mut page = play(seed, |_, _| {});
        while page.can_redo().is_some() {
            page.update(Message::Redo);
        }
        let drafts =
            |page: &Page| TABLE.iter().filter(|row| page.draft(&Field::of_account(row.setting)).is_some()).count();
        let end = (page.edits().clone(), drafts(&page));
        while page.can_undo().is_some() {
            page.update(Message::Undo);
        }
        assert_eq!((page.is_changed(), page.scenario()), (false, page.base()), "seed {seed}");
        while page.can_redo().is_some() {
            page.update(Message::Redo);
        }
        assert_eq!((page.edits().clone(), drafts(&page)), end, "seed {seed}");
    }
}

//! The names of marks on the time line never touch, and the most important ones stay.

use explorer::field::Field;
use explorer::language::Language;
use explorer::later::Changed;
use explorer::marks::flags::{Flag, Shown, Side, arrange};
use explorer::marks::{self, Mark, MarkKind};
use explorer::shipped::Shipped;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::Span;

use crate::session::run;

const LENGTH: Span = Span::from_secs(100);

fn mark(kind: MarkKind, secs: u64) -> Mark {
    Mark { kind, at: Span::from_secs(secs).after_start(), changes: Vec::new(), scaled: None }
}

fn marks(at: &[(MarkKind, u64)]) -> Vec<Mark> {
    at.iter().map(|(kind, secs)| mark(*kind, *secs)).collect()
}

/// Six pixels a letter.
#[expect(clippy::cast_precision_loss, reason = "a short name")]
fn measure(text: &str) -> f64 {
    text.chars().count() as f64 * 6.0
}

fn shown(at: &[(MarkKind, u64)], width_px: f64) -> Vec<Shown> {
    arrange(&marks(at), LENGTH, width_px, Language::English, measure).into_iter().map(|flag| flag.shown).collect()
}

#[test]
fn where_there_is_room_every_mark_has_its_name_and_time() {
    let at = [(MarkKind::FirstThrottle, 10), (MarkKind::LastThrottle, 50), (MarkKind::QueueDrained, 90)];
    assert_eq!(shown(&at, 900.0), [Shown::Full(Side::After), Shown::Full(Side::After), Shown::Full(Side::Before)]);
}

#[test]
fn a_name_stands_before_its_line_where_there_is_no_room_after_it() {
    let at = [(MarkKind::FirstThrottle, 40), (MarkKind::FirstColdStart, 38)];
    assert_eq!(shown(&at, 600.0), [Shown::Full(Side::After), Shown::Full(Side::Before)]);
}

#[test]
fn with_less_room_the_time_goes_then_the_name_and_the_first_throttle_keeps_both() {
    let at = [(MarkKind::FirstThrottle, 10), (MarkKind::LastThrottle, 45)];
    assert_eq!(shown(&at, 400.0), [Shown::Full(Side::After), Shown::Full(Side::After)]);
    // Full, the name would cross the line of the last throttle.
    assert_eq!(shown(&at, 300.0), [Shown::Name(Side::After), Shown::Full(Side::After)]);
    assert_eq!(shown(&at, 180.0), [Shown::Name(Side::After), Shown::Nothing]);
    let [first, last, cold] =
        shown(&[(MarkKind::FirstThrottle, 10), (MarkKind::LastThrottle, 75), (MarkKind::FirstColdStart, 0)], 330.0)[..]
    else {
        panic!("three")
    };
    assert_eq!((first, last, cold), (Shown::Full(Side::After), Shown::Name(Side::After), Shown::Line));
}

#[test]
fn a_mark_on_another_is_left_to_the_jumps() {
    let at = [(MarkKind::FirstThrottle, 10), (MarkKind::FirstColdStart, 10)];
    assert_eq!(shown(&at, 50.0), [Shown::Line, Shown::Nothing]);
}

#[test]
fn with_less_room_a_change_says_only_that_it_is_one() {
    let limit = Changed {
        at: Span::from_secs(20).after_start(),
        place: 0,
        is_end: false,
        field: Field::of_account(Setting::AccountConcurrency),
        before: Some(Value::Count(1_000)),
        value: Value::Count(2_000),
    };
    let change = Mark { changes: vec![limit], ..mark(MarkKind::Intervention, 20) };
    let shown = |width_px: f64| {
        let marks = [change.clone(), mark(MarkKind::LastThrottle, 60)];
        arrange(&marks, LENGTH, width_px, Language::English, measure)[0].shown
    };
    assert_eq!(change.text(Language::English), "Account limit 1,000 → 2,000 0:20");
    assert_eq!(shown(900.0), Shown::Full(Side::After));
    assert_eq!(shown(450.0), Shown::Name(Side::After));
    assert_eq!(shown(300.0), Shown::Short(Side::After));
}

#[test]
fn of_several_changes_at_one_instant_the_first_is_told_where_there_is_no_room_for_all() {
    let marks = marks::of(run(Shipped::Repair));
    let shown = |width_px: f64| {
        let flags = arrange(&marks, Span::from_secs(240), width_px, Language::English, measure);
        flags.last().map(|flag| (flag.mark.first(Language::English).unwrap_or_default(), flag.shown)).expect("a flag")
    };
    let first = "Account limit 1,000 → 2,000 …".to_owned();
    assert_eq!(shown(1_200.0), (first.clone(), Shown::Full(Side::After)));
    assert_eq!(shown(614.0), (first, Shown::First(Side::After)));
}

/// What a flag takes of the time line.
fn room(flag: &Flag, width_px: f64) -> Option<(f64, f64)> {
    let x = flag.x * width_px;
    let (text, name) = (flag.mark.text(Language::English), flag.mark.label(Language::English));
    let short = flag.mark.kind.label(Language::English);
    let first = flag.mark.first(Language::English).unwrap_or_default();
    Some(match flag.shown {
        Shown::Full(Side::After) => (x, x + measure(&text)),
        Shown::Full(Side::Before) => (x - measure(&text), x),
        Shown::Name(Side::After) => (x, x + measure(&name)),
        Shown::Name(Side::Before) => (x - measure(&name), x),
        Shown::First(Side::After) => (x, x + measure(&first)),
        Shown::First(Side::Before) => (x - measure(&first), x),
        Shown::Short(Side::After) => (x, x + measure(short)),
        Shown::Short(Side::Before) => (x - measure(short), x),
        Shown::Line => (x - 12.0, x + 12.0),
        Shown::Nothing => return None,
    })
}

#[test]
fn no_two_flags_touch_in_any_shipped_scenario_at_any_width() {
    for shipped in Shipped::ALL {
        let run = run(shipped);
        let marks = marks::of(run);
        for width in (100..1_200).step_by(20) {
            let width_px = f64::from(width);
            let flags = arrange(&marks, run.plan().length(), width_px, Language::English, measure);
            let rooms: Vec<_> = flags.iter().filter_map(|flag| room(flag, width_px)).collect();
            for (place, a) in rooms.iter().enumerate() {
                for b in &rooms[..place] {
                    assert!(a.1 <= b.0 || b.1 <= a.0, "{} at {width}: {flags:?}", shipped.id());
                }
            }
        }
    }
}

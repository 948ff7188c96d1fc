//! Traffic: drawn, typed and pasted; what cannot be taken stays as it is.

use explorer::field::Field;
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::traffic::curve::{Stroke, Towards};
use explorer::traffic::sheet::{self, Line};
use explorer::traffic::{LINES_MAX, points};
use lambda_sim::scenario::{Process, Traffic};
use lambda_sim::setting::{Setting, Value};
use lambda_sim::time::Span;

use crate::session::{digest, open, open_idle, send};

/// The points of a caller's curve, in seconds and requests a second.
fn curve(page: &Page, caller: usize) -> Vec<(f64, f64)> {
    let points = points(page.traffic(caller).expect("a caller")).expect("a curve");
    points.iter().map(|point| (point.at.as_secs_f64(), point.rate.get())).collect()
}

/// Sends a message, without computing what follows from it.
fn tell(page: &mut Page, message: Message) {
    page.update(message);
}

fn draw(page: &mut Page, stroke: Stroke) {
    tell(page, Message::Draw(0, stroke));
}

fn nudge(page: &mut Page, point: usize, towards: Towards, is_fine: bool) {
    draw(page, Stroke::Nudge { point, towards, is_fine });
}

fn table(rows: &[(&str, &str)]) -> Vec<Line> {
    rows.iter().map(|(at, rate)| [(*at).to_owned(), (*rate).to_owned()]).collect()
}

fn peak() -> Field {
    Field::of_function(Setting::PeakRate, "checkout")
}

const SHIPPED: [(f64, f64); 5] = [(0.0, 120.0), (60.0, 120.0), (80.0, 4_000.0), (170.0, 4_000.0), (190.0, 120.0)];

#[test]
fn arrows_move_a_point_in_rate_and_time_and_fine_steps_are_a_tenth() {
    let mut page = open_idle("s=promotion.2");
    assert_eq!(curve(&page, 0), SHIPPED);
    nudge(&mut page, 2, Towards::Down, false);
    nudge(&mut page, 2, Towards::Later, false);
    assert_eq!(curve(&page, 0)[2], (85.0, 3_900.0));
    nudge(&mut page, 2, Towards::Up, true);
    nudge(&mut page, 2, Towards::Earlier, true);
    assert_eq!(curve(&page, 0)[2], (84.5, 3_910.0));
    assert!(page.link().contains("&c.0.rate=0s:120,1m:120,1m24.5s:3910,2m50s:4000,3m10s:120"), "{}", page.link());
}

#[test]
fn moves_of_one_point_are_one_step_and_the_run_follows() {
    let mut page = open("s=promotion.2");
    let shipped = digest(&page);
    for _ in 0..5 {
        nudge(&mut page, 2, Towards::Down, false);
    }
    while !page.compute(100_000) {}
    assert_ne!(digest(&page), shipped);
    assert_eq!(page.previous_run().map(|run| run.digest().get()), Some(shipped));
    assert_eq!(page.can_undo().map(|change| change.text(Language::English)).as_deref(), Some("Traffic of checkout"));
    send(&mut page, Message::Undo);
    assert_eq!((digest(&page), page.can_undo()), (shipped, None));
}

#[test]
fn a_dragged_point_is_put_on_a_grid_and_stays_between_its_neighbours() {
    let mut page = open_idle("s=promotion.2");
    tell(&mut page, Message::Grab(0, 2));
    draw(&mut page, Stroke::Drag { point: 2, x: 0.25, y: 0.5 });
    assert_eq!(curve(&page, 0)[2], (90.0, 2_300.0));
    draw(&mut page, Stroke::Drag { point: 2, x: 0.9, y: -3.0 });
    assert_eq!(curve(&page, 0)[2], (170.0, 0.0), "not past the next point, nor below zero");
    draw(&mut page, Stroke::Drag { point: 2, x: f64::NAN, y: f64::NAN });
    assert!(curve(&page, 0)[2].1.is_finite());
}

#[test]
fn the_plot_keeps_its_scale_while_a_point_is_held() {
    let mut page = open_idle("s=promotion.2");
    let before = page.plot(0);
    tell(&mut page, Message::Grab(0, 2));
    for point in [2, 3] {
        draw(&mut page, Stroke::Drag { point, x: 0.3, y: 0.1 });
    }
    assert_eq!(page.plot(0), before);
    tell(&mut page, Message::Release);
    assert_ne!(page.plot(0), before);
}

#[test]
fn an_added_point_lies_on_the_curve_and_a_removed_one_is_gone() {
    let mut page = open_idle("s=promotion.2");
    draw(&mut page, Stroke::Add(Span::from_secs(70)));
    assert_eq!(curve(&page, 0)[2], (70.0, 2_060.0));
    draw(&mut page, Stroke::Add(Span::from_secs(70)));
    assert_eq!(curve(&page, 0)[6], (275.0, 120.0), "where a point stands, the middle of the widest gap gets one");
    draw(&mut page, Stroke::Remove(6));
    draw(&mut page, Stroke::Remove(2));
    assert_eq!(curve(&page, 0), SHIPPED);
    assert!(page.edits().is_empty(), "the shipped traffic is no edit");
}

#[test]
fn the_last_point_stays_and_no_stroke_exceeds_what_a_link_can_hold() {
    let mut page = open_idle("s=steady.1");
    for _ in 0..300 {
        page.update(Message::Draw(0, Stroke::Add(Span::ZERO)));
    }
    assert_eq!(curve(&page, 0).len(), LINES_MAX);
    for _ in 0..300 {
        page.update(Message::Draw(0, Stroke::Remove(0)));
    }
    assert_eq!(curve(&page, 0).len(), 1);
}

#[test]
fn requests_can_come_evenly() {
    let mut page = open("s=promotion.2");
    send(&mut page, Message::Draw(0, Stroke::Space(Process::Even)));
    assert!(matches!(page.traffic(0), Some(Traffic::Curve { process: Process::Even, .. })));
    assert!(page.link().contains("&c.0.process=even&"), "{}", page.link());
    let opened = open(&page.link());
    assert_eq!((digest(&opened), opened.notices().len()), (digest(&page), 0));
}

#[test]
fn what_is_drawn_over_a_stretched_curve_is_what_holds() {
    let mut page = open("s=promotion.2");
    send(&mut page, Message::Slide(peak(), 2_000.0));
    assert_eq!(curve(&page, 0)[2], (80.0, 2_000.0));
    nudge(&mut page, 3, Towards::Down, false);
    while !page.compute(100_000) {}
    assert_eq!(curve(&page, 0)[..4], [(0.0, 60.0), (60.0, 60.0), (80.0, 2_000.0), (170.0, 1_950.0)]);
    assert!(!page.edits().contains(&peak()), "the stretching is in the points");
    assert_eq!(digest(&open(&page.link())), digest(&page));
}

#[test]
fn the_peak_rate_stretches_what_was_drawn_and_goes_back_to_it() {
    let mut page = open_idle("s=promotion.2");
    tell(&mut page, Message::TypeTraffic(0, table(&[("0", "10"), ("60", "1,000")])));
    assert_eq!(peak().get(page.ground()), peak().get(page.scenario()));
    tell(&mut page, Message::Slide(peak(), 500.0));
    assert_eq!(curve(&page, 0), [(0.0, 5.0), (60.0, 500.0)]);
    tell(&mut page, Message::ResetField(peak()));
    assert_eq!(curve(&page, 0), [(0.0, 10.0), (60.0, 1_000.0)]);
    tell(&mut page, Message::ResetTraffic(0));
    assert_eq!(curve(&page, 0), SHIPPED);
    assert!(page.edits().is_empty());
}

#[test]
fn a_table_is_read_as_people_write_instants_and_rates() {
    let mut page = open_idle("s=promotion.2");
    let rows = table(&[("0", "120"), ("1:00", "120/s"), ("80s", "4,000"), ("2m50s", "240000/min"), ("0:03:10.5", "0")]);
    tell(&mut page, Message::TypeTraffic(0, rows));
    assert_eq!(curve(&page, 0), [(0.0, 120.0), (60.0, 120.0), (80.0, 4_000.0), (170.0, 4_000.0), (190.5, 0.0)]);
    assert_eq!(page.lines(0)[4], ["3:10.5".to_owned(), "0".to_owned()]);
}

#[test]
fn lines_that_nobody_touched_keep_their_exact_values() {
    let mut page = open_idle("s=promotion.2&c.0.rate=0.0000001s:33.33333333333333,60.1234567s:1");
    let before = page.traffic(0).cloned();
    let rows = page.lines(0);
    tell(&mut page, Message::TypeTraffic(0, rows));
    assert_eq!(page.traffic(0), before.as_ref());
}

#[test]
fn a_wrong_line_is_named_with_value_and_rule_and_nothing_typed_is_lost() {
    let wrong: [(&[(&str, &str)], &str); 10] = [
        (&[("0", "1"), ("soon", "2")], "Line 2, “soon”: must be an instant"),
        (&[("0", "many")], "Line 1, “many”: must be a rate"),
        (&[("0", "1"), ("", "")], "Line 2, an empty field: must be an instant"),
        (&[("0", "-1")], "Line 1, “-1”: must be a rate"),
        (&[("60", "1"), ("30", "2")], "Line 2, “30”: must not be earlier"),
        (&[("0", "9999999")], "Line 1, “9999999”: must be at most 1,000,000/s"),
        (&[("0", "10"), ("900", "20")], "Line 2, “900”: must not lie behind the end of the run, at 6:00"),
        (&[("0", "4.000")], "Line 1, “4.000”: can be read in two ways"),
        (&[("0", "1,5")], "Line 1, “1,5”: must be a rate"),
        (&[], "there must be at least one line"),
    ];
    for (rows, expected) in wrong {
        let mut page = open_idle("s=promotion.2");
        tell(&mut page, Message::TypeTraffic(0, table(rows)));
        let said = page.sheet(0).expect("a fault").text(Language::English);
        assert!(said.contains(expected), "{said}");
        assert_eq!((page.lines(0), page.scenario()), (table(rows), page.base()));
        assert_ne!(page.sheet(0).expect("a fault").text(Language::Korean), said);
        tell(&mut page, Message::Undo);
        assert_eq!(page.sheet(0), None);
        tell(&mut page, Message::Redo);
        assert_eq!(page.lines(0), table(rows));
    }
}

#[test]
fn of_a_curve_that_is_longer_than_its_run_only_what_lies_in_the_run_is_drawn() {
    let mut page = open_idle("s=promotion.2&c.0.rate=0s:10,100s:20,200s:40");
    assert_eq!(page.plot(0).map(|plot| plot.y(40.0) * plot.top), Some(40.0));
    tell(&mut page, Message::Type(Field::of_account(Setting::Length), "150s".to_owned()));
    let plot = page.plot(0).expect("a plot");
    assert!(plot.contains(Span::from_secs(150)) && !plot.contains(Span::from_secs(200)));
    assert!(30.0 < plot.top && plot.top < 40.0, "30 a second at the end is the peak: {}", plot.top);
    let rows = page.lines(0);
    tell(&mut page, Message::TypeTraffic(0, rows));
    assert_eq!(page.sheet(0), None, "what nobody typed is no mistake");
}

#[test]
fn so_many_requests_that_no_run_would_end_are_refused() {
    let mut page = open_idle("s=steady.1&c.0.rate=0s:0&length=366d");
    tell(&mut page, Message::TypeTraffic(0, table(&[("0", "900000")])));
    let said = page.sheet(0).expect("a fault").text(Language::English);
    assert!(said.starts_with("The table cannot be taken: a run can have at most"), "{said}");
}

#[test]
fn pasted_lines_take_the_place_of_the_table() {
    let pasted = [
        "0,10\n60,20\n",
        "time,rate\n0,10\n60,20",
        "0\t10\r\n60\t20\r\n",
        "\"0:00\";\"10\"\n\n\"1:00\";\"20\"",
        "0s, 10/s\n1m, 20/s",
    ];
    for text in pasted {
        let mut page = open_idle("s=promotion.2");
        tell(&mut page, Message::PasteTraffic(0, text.to_owned()));
        assert_eq!(curve(&page, 0), [(0.0, 10.0), (60.0, 20.0)], "{text:?}");
    }
    let mut page = open_idle("s=promotion.2");
    tell(&mut page, Message::PasteTraffic(0, "0,10\nnonsense\n60,20".to_owned()));
    assert_eq!(page.lines(0), table(&[("0", "10"), ("nonsense", ""), ("60", "20")]));
    assert!(page.sheet(0).expect("a fault").text(Language::English).starts_with("Line 2, “nonsense”"));
}

#[test]
fn exact_instants_are_a_table_of_instants_and_counts() {
    let mut page = open("s=uploads-1001.1");
    assert!(matches!(page.traffic(0), Some(Traffic::At(_))));
    assert_eq!(sheet::lines(page.traffic(0).expect("a caller")).len(), 1);
    send(&mut page, Message::TypeTraffic(0, table(&[("5", "900"), ("6.5s", "1,200")])));
    assert_eq!(page.sheet(0), None);
    assert!(page.link().contains("&c.0.at=5s:900,6.5s:1200&"), "{}", page.link());
    assert_eq!(digest(&open(&page.link())), digest(&page));
    send(&mut page, Message::TypeTraffic(0, table(&[("5", "0.5")])));
    assert!(page.sheet(0).expect("a fault").text(Language::English).contains("must be a whole number"));
    let before = digest(&page);
    draw(&mut page, Stroke::Remove(0));
    assert_eq!(digest(&page), before, "instants have no curve to draw");
}

#[test]
fn a_function_of_several_callers_has_a_choice() {
    let page = open_idle("s=promotion.2");
    assert_eq!((page.callers(), page.caller()), (vec![0], Some(0)));
    for shipped in explorer::shipped::Shipped::ALL {
        let mut page = open_idle(&format!("s={}", shipped.id()));
        for place in 0..page.scenario().functions.len() {
            tell(&mut page, Message::SelectFunction(place));
            for caller in page.callers() {
                tell(&mut page, Message::SelectCaller(caller));
                assert_eq!(page.caller(), Some(caller));
                assert!(!page.is_drawn(caller) && !page.lines(caller).is_empty());
            }
        }
    }
}

#[test]
fn the_peak_of_the_table_of_settings_is_that_of_the_first_curve() {
    let mut page = open_idle("s=promotion.2");
    tell(&mut page, Message::TypeTraffic(0, table(&[("0", "7")])));
    let Some(Value::Rate(rate)) = peak().get(page.scenario()) else { panic!("no peak") };
    assert!((rate.get() - 7.0).abs() < f64::EPSILON);
}

#[test]
fn the_ticks_of_the_plot_are_round() {
    let page = open_idle("s=promotion.2");
    let plot = page.plot(0).expect("a plot");
    let labels =
        |ticks: Vec<explorer::traffic::plot::Tick>| ticks.into_iter().map(|tick| tick.label).collect::<Vec<_>>();
    assert_eq!(labels(plot.value_ticks()), ["0", "2,000", "4,000"]);
    assert_eq!(labels(plot.time_ticks()), ["0:00", "2:00", "4:00"]);
}

//! Keys, by where the focus is.

use explorer::keys::{Focus, Key, message};
use explorer::message::Message;
use explorer::transport::{Stride, Way};

const EVERYWHERE: [Focus; 4] = [Focus::Page, Focus::TimeLine, Focus::Chart, Focus::Control];

fn key(name: &str) -> Key<'_> {
    Key { name, ..Key::default() }
}

#[test]
fn the_space_bar_plays_unless_what_has_the_focus_uses_it() {
    for focus in [Focus::Page, Focus::TimeLine, Focus::Chart] {
        assert_eq!(message(key(" "), focus), Some(Message::TogglePlay), "{focus:?}");
    }
    assert_eq!(message(key(" "), Focus::Control), None);
    assert_eq!(message(Key { repeated: true, ..key(" ") }, Focus::Page), None, "held down, it does not flicker");
}

#[test]
fn alt_k_plays_everywhere_whatever_letter_alt_makes_of_it() {
    for focus in EVERYWHERE {
        let pressed = Key { code: "KeyK", alt: true, ..key("˚") };
        assert_eq!(message(pressed, focus), Some(Message::TogglePlay), "{focus:?}");
    }
}

#[test]
fn no_letter_does_anything_by_itself() {
    for focus in EVERYWHERE {
        for letter in ('a'..='z').chain('A'..='Z').chain('0'..='9').chain("[]<>,.?/".chars()) {
            assert_eq!(message(key(&letter.to_string()), focus), None, "{letter} at {focus:?}");
        }
    }
    assert_eq!(message(Key { code: "KeyK", ..key("k") }, Focus::Page), None);
}

#[test]
fn arrows_step_on_the_time_line_and_with_ctrl_jump_from_mark_to_mark() {
    for (name, step, way) in [
        ("ArrowRight", Message::StepForward, Way::On),
        ("ArrowUp", Message::StepForward, Way::On),
        ("ArrowLeft", Message::StepBack, Way::Back),
        ("ArrowDown", Message::StepBack, Way::Back),
    ] {
        assert_eq!(message(key(name), Focus::TimeLine), Some(step));
        assert_eq!(message(Key { ctrl: true, ..key(name) }, Focus::TimeLine), Some(Message::SeekMark(way)));
        assert_eq!(message(key(name), Focus::Page), None, "{name} scrolls the page");
        assert_eq!(message(key(name), Focus::Control), None);
    }
}

#[test]
fn arrows_stride_on_a_chart_and_with_shift_finely() {
    let on_chart = |pressed| message(pressed, Focus::Chart);
    assert_eq!(on_chart(key("ArrowRight")), Some(Message::Stride(Stride::Period(Way::On))));
    assert_eq!(on_chart(key("ArrowLeft")), Some(Message::Stride(Stride::Period(Way::Back))));
    assert_eq!(on_chart(Key { shift: true, ..key("ArrowUp") }), Some(Message::Stride(Stride::Fine(Way::On))));
    for focus in [Focus::Chart, Focus::TimeLine] {
        assert_eq!(message(key("PageUp"), focus), Some(Message::Stride(Stride::Leap(Way::On))));
        assert_eq!(message(key("PageDown"), focus), Some(Message::Stride(Stride::Leap(Way::Back))));
        assert_eq!(message(key("Home"), focus), Some(Message::Stride(Stride::Start)));
        assert_eq!(message(key("End"), focus), Some(Message::Stride(Stride::End)));
    }
}

#[test]
fn what_the_browser_uses_stays_with_the_browser() {
    for focus in EVERYWHERE {
        for name in ["Tab", "Enter", "Escape", "F5"] {
            assert_eq!(message(key(name), focus), None, "{name} at {focus:?}");
        }
        assert_eq!(message(Key { alt: true, ..key("ArrowLeft") }, focus), None, "back in the history");
        assert_eq!(message(Key { meta: true, ..key("ArrowLeft") }, focus), None, "back in the history");
        assert_eq!(message(Key { ctrl: true, ..key(" ") }, focus), None);
    }
}

//! What a key means, by where the focus is. No letter does anything by itself.

use crate::message::Message;
use crate::transport::{Stride, Way};

/// A key that is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent keys, not one state")]
pub struct Key<'a> {
    /// What it stands for, as browsers call it: `ArrowLeft`, `k`, a blank.
    pub name: &'a str,
    /// Where it is on the keyboard: with Alt, letters stand for something else on some systems.
    pub code: &'a str,
    /// Together with Shift.
    pub shift: bool,
    /// Together with Ctrl.
    pub ctrl: bool,
    /// Together with Alt.
    pub alt: bool,
    /// Together with Command or the Windows key.
    pub meta: bool,
    /// Held down: it comes again and again.
    pub repeated: bool,
}

/// Where the focus is, as far as keys care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// On nothing that uses keys.
    Page,
    /// On the time line.
    TimeLine,
    /// On the cursor of a chart.
    Chart,
    /// On a button, list, field or slider, which use keys themselves.
    Control,
}

/// What a key asks for.
pub fn message(key: Key<'_>, focus: Focus) -> Option<Message> {
    let Key { name, shift, ctrl, alt, meta, .. } = key;
    match (shift, ctrl, alt, meta) {
        (false, false, true, false) if key.code == "KeyK" => (!key.repeated).then_some(Message::TogglePlay),
        (false, false, false, false) if name == " " && focus != Focus::Control => {
            (!key.repeated).then_some(Message::TogglePlay)
        }
        (_, false, false, false) if focus == Focus::Chart => stride(name, shift).map(Message::Stride),
        (false, false, false, false) if focus == Focus::TimeLine => match arrow(name) {
            Some(Way::On) => Some(Message::StepForward),
            Some(Way::Back) => Some(Message::StepBack),
            None => stride(name, false).map(Message::Stride),
        },
        (false, true, false, false) if focus == Focus::TimeLine => arrow(name).map(Message::SeekMark),
        _ => None,
    }
}

fn stride(name: &str, is_fine: bool) -> Option<Stride> {
    Some(match (name, arrow(name)) {
        ("PageUp", _) => Stride::Leap(Way::On),
        ("PageDown", _) => Stride::Leap(Way::Back),
        ("Home", _) => Stride::Start,
        ("End", _) => Stride::End,
        (_, Some(way)) if is_fine => Stride::Fine(way),
        (_, Some(way)) => Stride::Period(way),
        _ => return None,
    })
}

fn arrow(name: &str) -> Option<Way> {
    match name {
        "ArrowRight" | "ArrowUp" => Some(Way::On),
        "ArrowLeft" | "ArrowDown" => Some(Way::Back),
        _ => None,
    }
}

//! How the page answers a message. No clock, no browser: what the browser has to do comes out as [`Effects`].

use crate::edits::Edits;
use crate::link::Link;
use crate::message::{Effects, Message};
use crate::page::Page;
use crate::prediction::Prediction;
use crate::shipped::Shipped;

pub(crate) const NOTHING: Effects =
    Effects { compute: false, write_link: false, write_presentation: false, frames: false };
pub(crate) const COMPUTE: Effects = Effects { compute: true, write_link: true, ..NOTHING };
pub(crate) const LINK: Effects = Effects { write_link: true, ..NOTHING };
pub(crate) const PRESENTATION: Effects = Effects { write_presentation: true, ..NOTHING };
pub(crate) const FRAMES: Effects = Effects { frames: true, ..NOTHING };

impl Page {
    /// Answers a message.
    pub fn update(&mut self, message: Message) -> Effects {
        match message {
            Message::ChooseScenario(shipped) => self.choose(shipped),
            Message::OpenLink(link) => self.open_link(&link),
            Message::DismissNotices => {
                self.notices.clear();
                NOTHING
            }
            Message::SelectFunction(place) => {
                self.selected = place.min(self.scenario.functions.len() - 1);
                NOTHING
            }
            Message::Slide(field, position) => self.slide(&field, position),
            Message::Type(field, text) => self.typed(&field, &text),
            Message::ResetField(field) => self.reset(&field),
            Message::RemoveReservation(place) => self.remove_reservation(place),
            Message::ResetAll => self.reset_all(),
            Message::Predict => {
                self.begin_prediction();
                LINK
            }
            Message::Answer(answer) => {
                self.take_answer(answer);
                NOTHING
            }
            Message::Uncover => {
                self.prediction = Prediction::Offered;
                NOTHING
            }
            Message::Look(text) => self.look_for(text),
            Message::Toggle(panel) => self.toggle(panel),
            Message::SelectCaller(place) => {
                self.caller = place;
                NOTHING
            }
            Message::Draw(caller, stroke) => self.draw(caller, stroke),
            Message::Grab(caller, point) => self.grab(caller, point),
            Message::Release => {
                self.grip = None;
                NOTHING
            }
            Message::TypeTraffic(caller, lines) => self.type_traffic(caller, lines),
            Message::AddLine(caller) => self.add_line(caller),
            Message::PasteTraffic(caller, text) => self.paste_traffic(caller, &text),
            Message::ResetTraffic(caller) => self.reset_traffic(caller),
            Message::Cancel => self.cancel(),
            Message::SetFromHere(is_on) => self.set_from_here(is_on),
            Message::RemoveIntervention(place) => self.remove_intervention(place),
            Message::EndIntervention(place) => self.end_intervention(place),
            Message::HoldIntervention(place) => self.hold_intervention(place),
            Message::SendNow | Message::RemoveSent(_) => self.by_hand(&message),
            Message::Undo => self.undo(),
            Message::Redo => self.redo(),
            Message::SetLanguage(_)
            | Message::SetTheme(_)
            | Message::ChooseChart(_)
            | Message::ShowTables(_)
            | Message::SetNarrow(_) => self.look(&message),
            Message::TogglePlay
            | Message::Rewind
            | Message::StepForward
            | Message::StepBack
            | Message::Stride(_)
            | Message::SeekMark(_)
            | Message::Seek(_)
            | Message::SetStep(_)
            | Message::SetSpeed(_)
            | Message::Frame(_) => self.transport(&message),
        }
    }

    fn choose(&mut self, shipped: Shipped) -> Effects {
        self.notices.clear();
        self.restart(Link { shipped, edits: Edits::default(), cursor: None });
        COMPUTE
    }

    fn open_link(&mut self, link: &str) -> Effects {
        let (link, notices) = Link::read(link);
        self.notices = notices;
        self.restart(link);
        COMPUTE
    }
}

//! Everything that can happen to the page: a closed list, so that a session can be replayed.

use lambda_sim::time::Instant;

use crate::chart::Chart;
use crate::field::Field;
use crate::language::Language;
use crate::panels::Panel;
use crate::playback::{Speed, StepBy};
use crate::prediction::Answer;
use crate::shipped::Shipped;
use crate::theme::Theme;
use crate::traffic::curve::Stroke;
use crate::traffic::sheet::Line;
use crate::transport::{Stride, Way};

/// Something that happened to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// When another scenario is picked. Changes are forgotten.
    ChooseScenario(Shipped),
    /// When a function is selected for its settings.
    SelectFunction(usize),
    /// When a slider is moved, in the unit of its number.
    Slide(Field, f64),
    /// When a number has been typed.
    Type(Field, String),
    /// When one field goes back to the shipped value.
    ResetField(Field),
    /// When all fields go back to the shipped values.
    ResetAll,
    /// When a reservation is removed (`DeleteFunctionConcurrency`).
    RemoveReservation(usize),
    /// When a part of the page is opened or closed.
    Toggle(Panel),
    /// When something is looked for among the settings.
    Look(String),
    /// When another caller's traffic is shown to be edited.
    SelectCaller(usize),
    /// When something is done to a caller's curve.
    Draw(usize, Stroke),
    /// When a pointer takes hold of a point of a caller's curve.
    Grab(usize, usize),
    /// When it lets go.
    Release,
    /// When the table of a caller's traffic has been typed.
    TypeTraffic(usize, Vec<Line>),
    /// When a line is added to it.
    AddLine(usize),
    /// When lines have been pasted in its place.
    PasteTraffic(usize, String),
    /// When a caller's traffic goes back to the shipped one.
    ResetTraffic(usize),
    /// When edits begin to hold from the cursor on, or from the start again.
    SetFromHere(bool),
    /// When the change during the run at this place is taken away.
    RemoveIntervention(usize),
    /// When that change ends at the cursor, and what was before holds again.
    EndIntervention(usize),
    /// When it ends no longer.
    HoldIntervention(usize),
    /// When one request is sent by hand, at the cursor, to the selected function.
    SendNow,
    /// When the requests sent by hand at this place are taken away.
    RemoveSent(usize),
    /// When the last step is taken back.
    Undo,
    /// When the step that was taken back last is done again.
    Redo,
    /// When a run that takes long is given up.
    Cancel,
    /// When playing starts or pauses.
    TogglePlay,
    /// When the run goes back to its beginning.
    Rewind,
    /// When the cursor goes to the next change, or a fixed time on.
    StepForward,
    /// When the cursor goes to the change before, or a fixed time back.
    StepBack,
    /// When steps shall go by change, or by time.
    SetStep(StepBy),
    /// When the cursor is moved along the time axis.
    Stride(Stride),
    /// When the cursor jumps to the next mark of the time line, or to the one before.
    SeekMark(Way),
    /// When the cursor is put somewhere.
    Seek(Instant),
    /// When another speed is chosen.
    SetSpeed(Speed),
    /// When a person wants to predict the run before watching it.
    Predict,
    /// When an answer to the scenario's question is chosen.
    Answer(Answer),
    /// When everything shall lie open again.
    Uncover,
    /// When so many milliseconds have passed while playing.
    Frame(f64),
    /// When another chart is chosen, where there is room for one only.
    ChooseChart(Chart),
    /// When charts shall be shown as tables, or as charts again.
    ShowTables(bool),
    /// When the page becomes so narrow that there is room for one chart only, or wide again.
    SetNarrow(bool),
    /// When another language is chosen.
    SetLanguage(Language),
    /// When another theme is chosen.
    SetTheme(Theme),
    /// When a link is opened.
    OpenLink(String),
    /// When the notices about a link are read.
    DismissNotices,
}

/// What the browser has to do after a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent wishes, not one state")]
pub struct Effects {
    /// Go on computing the run until [`Page::is_computing`](crate::page::Page::is_computing) is false.
    pub compute: bool,
    /// Write the link into the address.
    pub write_link: bool,
    /// Write language and theme into the address and remember them.
    pub write_presentation: bool,
    /// Ask for frames while playing.
    pub frames: bool,
}

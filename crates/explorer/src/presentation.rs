//! How the page is shown: whole, or as one scene inside another page, and what of it. It stands behind `?` in the address; what
//! the page is about stands behind `#`, in the [`link`](crate::link).
//!
//! `?embed=1&hide=chart,controls&predict=1#s=promotion.2&t=90s`

use crate::notice::Notice;
use crate::page::Page;

/// A part of the embedded page that the page around it may do without. The sentence and the stage are not among them: without
/// them there is no scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The header: title, languages and the way to the full version.
    Bar,
    /// The switch of languages in the header.
    Language,
    /// The way to the full version in the header.
    Open,
    /// Keys, clock and time line.
    Transport,
    /// The chart.
    Chart,
    /// The two limits.
    Controls,
    /// The prediction.
    Prediction,
}

impl Part {
    /// Every part, from the top to the bottom of the page.
    pub const ALL: [Self; 7] =
        [Self::Bar, Self::Language, Self::Open, Self::Transport, Self::Chart, Self::Controls, Self::Prediction];

    /// How `hide=` names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bar => "bar",
            Self::Language => "language",
            Self::Open => "open",
            Self::Transport => "transport",
            Self::Chart => "chart",
            Self::Controls => "controls",
            Self::Prediction => "prediction",
        }
    }

    /// The part of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// How the page is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Presentation {
    /// As one scene inside another page (`embed=1`).
    pub embed: bool,
    /// What the scene does without (`hide=chart,controls`). The whole page has all its parts, whatever this says.
    pub hide: Vec<Part>,
    /// With the question of the prediction asked, at 0:00 (`predict=1`), where the scene has it.
    pub predict: bool,
    /// Without a surface of its own, so that the colour of the page around shows through (`transparent=1`). That page then
    /// says which theme can be read on it.
    pub transparent: bool,
    /// What `hide=` names that is no part.
    pub unknown: Vec<String>,
}

impl Presentation {
    /// The keys behind `?` that are read here. The way to the full version leaves them out.
    pub const KEYS: [&'static str; 4] = ["embed", "hide", "predict", "transparent"];

    /// Reads the parameters of an address. Nothing here can be wrong: what is not known is left out.
    pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let [embed, hide, predict, transparent] = Self::KEYS.map(parameter);
        let [embed, predict, transparent] = [embed, predict, transparent].map(is_on);
        let mut presentation = Self { embed, predict, transparent, ..Self::default() };
        let hide = hide.unwrap_or_default();
        for name in hide.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            match Part::from_name(name) {
                Some(part) => presentation.hide.push(part),
                None => presentation.unknown.push(name.to_owned()),
            }
        }
        presentation
    }

    /// Whether the page is embedded and this part is shown in it.
    pub fn shows(&self, part: Part) -> bool {
        self.embed && !self.hide.contains(&part)
    }

    /// What lies behind the page: its paper; of an embedded one what stands under the stage, or the page around (`host`).
    pub fn behind(&self) -> &'static str {
        let below = [Part::Chart, Part::Controls, Part::Prediction];
        match self {
            Self { embed: true, transparent: true, .. } => "host",
            Self { embed: true, .. } if below.into_iter().any(|part| self.shows(part)) => "side",
            _ => "paper",
        }
    }

    /// What the page says of it. A reader of another page did not write its address, so there it says nothing.
    pub fn notices(&self) -> Vec<Notice> {
        if self.embed {
            return Vec::new();
        }
        self.unknown.iter().map(|name| Notice::UnknownPart { name: name.clone() }).collect()
    }
}

impl Page {
    /// Shows the page like this: once, when it is opened. What the address got wrong stands beside what the link did.
    pub fn present(&mut self, presentation: Presentation) {
        self.notices.extend(presentation.notices());
        // Without its question nothing is covered: nobody could lay it open again.
        if presentation.predict && (!presentation.embed || presentation.shows(Part::Prediction)) {
            self.begin_prediction();
        }
        self.presentation = presentation;
    }

    /// How the page is shown.
    pub fn presentation(&self) -> &Presentation {
        &self.presentation
    }

    /// Whether the stage is as low as a scene inside another page needs it; where everything stands in one column, it is not.
    pub fn is_stage_low(&self) -> bool {
        self.presentation.embed && !self.is_narrow()
    }

    /// Whether there is room for one chart only.
    pub fn shows_one_chart(&self) -> bool {
        self.presentation.embed || self.is_narrow()
    }
}

fn is_on(value: Option<String>) -> bool {
    value.is_some_and(|value| value == "1")
}

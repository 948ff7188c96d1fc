//! How a person looks at the page: nothing of it is part of the run or of its link.

use crate::chart::Chart;
use crate::message::{Effects, Message};
use crate::page::Page;
use crate::playback::StepBy;
use crate::update::{NOTHING, PRESENTATION};

/// How a person looks at the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Viewing {
    /// Where there is room for one chart only: which.
    pub(crate) chart: Chart,
    /// Whether charts are shown as tables.
    pub(crate) tables: bool,
    /// Whether there is room for one column only.
    pub(crate) narrow: bool,
    /// How a step goes on.
    pub(crate) step: StepBy,
}

impl Page {
    /// Answers a message that changes how the page is looked at.
    pub(crate) fn look(&mut self, message: &Message) -> Effects {
        match *message {
            Message::SetLanguage(language) => {
                self.language = language;
                return PRESENTATION;
            }
            Message::SetTheme(theme) => {
                self.theme = theme;
                return PRESENTATION;
            }
            Message::ChooseChart(chart) => self.viewing.chart = chart,
            Message::ShowTables(tables) => self.viewing.tables = tables,
            Message::SetNarrow(narrow) => self.viewing.narrow = narrow,
            _ => {}
        }
        NOTHING
    }

    /// The charts of the run that is shown; none before there is one.
    pub fn charts(&self) -> Vec<Chart> {
        self.run().map(|run| Chart::of(run)).unwrap_or_default()
    }

    /// The chart that is shown where there is room for one only: the chosen one, if this run has it.
    pub fn chart(&self) -> Chart {
        let chosen = self.viewing.chart;
        if self.charts().contains(&chosen) { chosen } else { Chart::default() }
    }

    /// Whether charts are shown as tables.
    pub fn shows_tables(&self) -> bool {
        self.viewing.tables
    }

    /// Whether there is room for one column only.
    pub fn is_narrow(&self) -> bool {
        self.viewing.narrow
    }
}

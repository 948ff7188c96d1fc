//! Cells in columns.

use std::fmt::Write as _;

/// What stands in a cell that has nothing to say.
pub(crate) const NOTHING: &str = "-";

/// To which side the cells of a column lean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lean {
    /// Names.
    Left,
    /// Numbers.
    Right,
}

/// One column: its header and its cells.
#[derive(Debug)]
pub(crate) struct Column {
    header: &'static str,
    lean: Lean,
    cells: Vec<String>,
}

impl Column {
    pub(crate) fn names(header: &'static str, cells: impl IntoIterator<Item = String>) -> Self {
        Self { header, lean: Lean::Left, cells: cells.into_iter().collect() }
    }

    pub(crate) fn numbers<T: ToString>(header: &'static str, cells: impl IntoIterator<Item = T>) -> Self {
        Self { header, lean: Lean::Right, cells: cells.into_iter().map(|cell| cell.to_string()).collect() }
    }

    /// This column, or none where no cell says anything but nothing or zero.
    pub(crate) fn unless_empty(self) -> Option<Self> {
        self.cells.iter().any(|cell| cell != NOTHING && cell != "0").then_some(self)
    }

    fn width(&self) -> usize {
        let cells = self.cells.iter().map(|cell| cell.chars().count());
        cells.chain([self.header.len()]).max().unwrap_or(0)
    }
}

/// Columns side by side, each as wide as its widest cell.
pub(crate) fn aligned(columns: &[Column]) -> String {
    let mut out = String::new();
    let rows = columns.first().map_or(0, |column| column.cells.len());
    for row in 0..=rows {
        let mut line = String::new();
        for column in columns {
            let width = column.width();
            let cell = row.checked_sub(1).map_or(column.header, |row| &column.cells[row]);
            let gap = if line.is_empty() { "" } else { "  " };
            let _ = match column.lean {
                Lean::Left => write!(line, "{gap}{cell:<width$}"),
                Lean::Right => write!(line, "{gap}{cell:>width$}"),
            };
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

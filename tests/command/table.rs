//! Reading tables: every cell by the header above it.

/// A table: its headers, and its rows of cells.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) headers: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// The table whose first headers are these, if there is one.
    pub(crate) fn find(out: &str, first: &[&str]) -> Option<Self> {
        let mut lines =
            out.lines().map(cells).skip_while(|cells| cells.get(..first.len()).is_none_or(|cells| cells != first));
        let headers = lines.next()?;
        let rows = lines.take_while(|cells| cells.len() == headers.len()).collect();
        Some(Self { headers, rows })
    }

    /// The table whose first headers are these.
    #[track_caller]
    pub(crate) fn of(out: &str, first: &[&str]) -> Self {
        Self::find(out, first).unwrap_or_else(|| panic!("no table {first:?} in\n{out}"))
    }

    /// The cell of a row under a header; none where the table has no such column.
    #[track_caller]
    pub(crate) fn cell(&self, row: &str, header: &str) -> Option<&str> {
        let column = self.headers.iter().position(|known| known == header)?;
        let row = self.rows.iter().find(|cells| cells[0] == row).unwrap_or_else(|| panic!("{row} in {self:?}"));
        Some(&row[column])
    }

    /// A count; zero where the column is left out because nothing in it is more.
    #[track_caller]
    pub(crate) fn count(&self, row: &str, header: &str) -> u64 {
        self.cell(row, header).map_or(0, |cell| cell.parse().unwrap_or_else(|_| panic!("{cell} is a count")))
    }
}

/// At least two spaces stand between two cells.
fn cells(line: &str) -> Vec<String> {
    line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect()
}

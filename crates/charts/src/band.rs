//! One band of a stack, as polygons and lines.

use std::iter;
use std::ops::Range;

use crate::columns::Column;
use crate::pixel::coordinate;

/// A corner of a step line: a boundary between columns of pixels, and a value.
pub(crate) type Corner = (i32, f64);

/// Neighbouring columns.
pub(crate) type Stretch = Range<usize>;

/// The room between two edges.
#[derive(Clone, Copy)]
pub(crate) struct Band<'a> {
    /// The edge of the layer below; where it is missing, the base line.
    pub(crate) lower: &'a [Column],
    /// The edge of this layer.
    pub(crate) upper: &'a [Column],
}

impl<'a> Band<'a> {
    /// A band that stands on the base line.
    pub(crate) fn on_base(upper: &'a [Column]) -> Self {
        Self { lower: &[], upper }
    }

    /// The bands between the base line and these edges, from the bottom up.
    pub(crate) fn stack(edges: &'a [Vec<Column>]) -> impl Iterator<Item = Self> {
        let below = iter::once(&[][..]).chain(edges.iter().map(Vec::as_slice));
        below.zip(edges).map(|(lower, upper)| Self { lower, upper })
    }

    /// The stretches in which the band has any height. Nothing is drawn elsewhere, so a layer of zeros does not paint
    /// its hue over the edge below it or over the base line.
    pub(crate) fn stretches(self) -> Vec<Stretch> {
        stretches(self.upper.len(), |column| self.upper[column].greatest > self.floor(column))
    }

    /// The closed outline of one stretch.
    pub(crate) fn outline(self, stretch: &Stretch) -> Vec<Corner> {
        let mut corners = steps(stretch, |column| self.upper[column].greatest);
        corners.extend(steps(stretch, |column| self.floor(column)).into_iter().rev());
        corners
    }

    /// The upper edge of one stretch, with its rise from the floor and its fall back to it.
    pub(crate) fn edge(self, stretch: &Stretch) -> Vec<Corner> {
        // No rise at the left edge of the plot and no fall where the data end: nothing is known beyond.
        let rise = (stretch.start > 0).then(|| self.floor(stretch.start));
        let fall = (stretch.end < self.upper.len()).then(|| self.floor(stretch.end - 1));
        line(stretch, rise, fall, |column| Column {
            // Below the floor is the layer below; its own edge tells how far that goes down.
            least: self.upper[column].least.max(self.floor(column)),
            greatest: self.upper[column].greatest,
        })
    }

    /// The height at which the band begins in a column.
    pub(crate) fn floor(self, column: usize) -> f64 {
        self.lower.get(column).map_or(0.0, |below| below.greatest)
    }
}

/// The stretches of the first `count` columns in which something is drawn.
pub(crate) fn stretches(count: usize, drawn: impl Fn(usize) -> bool) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for column in (0..count).filter(|&column| drawn(column)) {
        match stretches.last_mut() {
            Some(last) if last.end == column => last.end = column + 1,
            _ => stretches.push(column..column + 1),
        }
    }
    stretches
}

/// A step line through one stretch, from the height `before` it to the height `after` it, where there are such. Where a
/// column holds several values the line goes down to the least and up again.
pub(crate) fn line(
    stretch: &Stretch,
    before: Option<f64>,
    after: Option<f64>,
    column: impl Fn(usize) -> Column,
) -> Vec<Corner> {
    let mut corners: Vec<Corner> = before.map(|height| (coordinate(stretch.start), height)).into_iter().collect();
    for run in runs(stretch, &column) {
        let Column { least, greatest } = column(run.start);
        let (from, to) = (coordinate(run.start), coordinate(run.end));
        if least < greatest {
            corners.extend([(from, greatest), (from, least)]);
        }
        corners.extend([(from, greatest), (to, greatest)]);
    }
    corners.extend(after.map(|height| (coordinate(stretch.end), height)));
    corners
}

/// Corners of a step line at the heights of a stretch.
fn steps(stretch: &Stretch, height: impl Fn(usize) -> f64) -> Vec<Corner> {
    let flat = |run: Stretch| {
        let height = height(run.start);
        [(coordinate(run.start), height), (coordinate(run.end), height)]
    };
    runs(stretch, &height).into_iter().flat_map(flat).collect()
}

/// Neighbours that look the same, taken together.
fn runs<T: PartialEq>(stretch: &Stretch, look: impl Fn(usize) -> T) -> Vec<Stretch> {
    let mut runs: Vec<Stretch> = Vec::new();
    for column in stretch.clone() {
        match runs.last_mut() {
            Some(run) if look(run.start) == look(column) => run.end = column + 1,
            _ => runs.push(column..column + 1),
        }
    }
    runs
}

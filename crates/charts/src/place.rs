use crate::columns::{Column, columns};
use crate::layers::stacked;
use crate::limit::Limit;
use crate::pixel::{nearest, number};
use crate::steps::Steps;
use crate::time_axis::TimeAxis;
use crate::value_axis::ValueAxis;

/// From one place that is tried to the next, in CSS pixels.
const STRIDE_PX: (f64, f64) = (4.0, 2.0);
/// Air between a text and any line, in CSS pixels.
const AIR_PX: f64 = 2.0;
/// Half of the stroke of a limit, in CSS pixels.
const LIMIT_PX: f64 = 1.0;
/// A step aside is this much nearer than a step up or down: texts stay at the height of what they name.
const ASIDE: f64 = 0.5;

/// What a text may stand on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ground {
    /// Above all areas.
    Paper,
    /// Inside the area of this layer, counted from the bottom.
    Layer(usize),
}

/// A text that wants a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label<'a> {
    /// Its width in CSS pixels.
    pub width: f64,
    /// What it names: an instant in seconds, and a value. The text is put as near to it as it can.
    pub near: (f64, f64),
    /// What it may stand on, best first.
    pub grounds: &'a [Ground],
}

/// What is drawn, as far as texts have to keep clear of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room<'a> {
    /// Width and height in CSS pixels.
    pub size: (f64, f64),
    /// The height of a text in CSS pixels.
    pub line: f64,
    /// From left to right.
    pub time: TimeAxis,
    /// From bottom to top.
    pub value: ValueAxis,
    /// How long one value of every layer holds, in seconds.
    pub period_s: f64,
    /// The layers from the bottom up.
    pub layers: &'a [&'a [f64]],
    /// The line of a previous run.
    pub ghost: Option<Steps<'a>>,
    /// The lines of limits.
    pub limits: &'a [Limit],
}

/// The middle of each text, as parts of width and height from the upper left corner; `None` for a text that has no room.
///
/// Texts are placed in their order, each as near to what it names as it can stand without touching another text, a line, or
/// the edge of an area.
pub fn place(room: &Room<'_>, labels: &[Label<'_>]) -> Vec<Option<(f64, f64)>> {
    let (width, height) = room.size;
    if !(0.0 < width && 0.0 < height) {
        return labels.iter().map(|_| None).collect();
    }
    let ground = Obstacles::new(room);
    let mut taken: Vec<Frame> = Vec::new();
    let mut placed = Vec::with_capacity(labels.len());
    for label in labels {
        let found = label.grounds.iter().find_map(|on| ground.nearest(*on, label, &taken));
        taken.extend(found);
        placed.push(found.map(|frame| {
            (f64::midpoint(frame.left, frame.right) / width, f64::midpoint(frame.top, frame.bottom) / height)
        }));
    }
    placed
}

/// The place of a text, in CSS pixels.
#[derive(Clone, Copy)]
struct Frame {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Frame {
    fn touches(&self, other: &Self) -> bool {
        self.left < other.right + AIR_PX
            && other.left < self.right + AIR_PX
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// From here to there, in CSS pixels from the top.
type Rows = (f64, f64);

struct Obstacles<'a> {
    room: &'a Room<'a>,
    /// The top edge of each layer, a column for each CSS pixel.
    edges: Vec<Vec<Column>>,
    ghost: Vec<Column>,
}

impl<'a> Obstacles<'a> {
    fn new(room: &'a Room<'a>) -> Self {
        let width = usize::try_from(nearest(room.size.0)).unwrap_or(0);
        let edges = stacked(room.layers.iter().copied(), room.period_s, room.time, width);
        let ghost = room.ghost.map(|steps| columns(steps, room.time, width)).unwrap_or_default();
        Self { room, edges, ghost }
    }

    fn row(&self, value: f64) -> f64 {
        self.room.value.y(value) * self.room.size.1
    }

    /// The free place nearest to what a text names.
    fn nearest(&self, on: Ground, label: &Label<'_>, taken: &[Frame]) -> Option<Frame> {
        let (width, height) = self.room.size;
        let wanted = (self.room.time.x(label.near.0) * width, self.row(label.near.1));
        let half = label.width / 2.0;
        let mut best: Option<(f64, Frame)> = None;
        let last = width - half;
        // The last place is flush with the right edge.
        let middles = (0..).map(|stride| half + STRIDE_PX.0 * number(stride));
        let middles = middles.take_while(|middle| *middle < last).chain((half <= last).then_some(last));
        for middle in middles {
            let (left, right) = (middle - half, middle + half);
            let (ceiling, floor) = self.open_rows(on, left, right);
            let ghost = self.ghost_rows(left, right);
            let mut top = ceiling.max(0.0);
            while top + self.room.line <= floor.min(height) {
                let frame = Frame { left, right, top, bottom: top + self.room.line };
                let down = top + self.room.line / 2.0 - wanted.1;
                let far = (middle - wanted.0).powi(2) * ASIDE + down.powi(2);
                let is_better = best.as_ref().is_none_or(|(nearest, _)| far < *nearest);
                if is_better && !self.meets_line(&frame, ghost) && !taken.iter().any(|other| frame.touches(other)) {
                    best = Some((far, frame));
                }
                top += STRIDE_PX.1;
            }
        }
        best.map(|(_, frame)| frame)
    }

    /// The rows that are free of areas, or inside the one, over these columns.
    fn open_rows(&self, on: Ground, left: f64, right: f64) -> Rows {
        let height = self.room.size.1;
        match on {
            Ground::Paper => {
                let highest = self.edges.last().map_or(0.0, |edge| greatest(among(edge, left, right)));
                (0.0, if 0.0 < highest { self.row(highest) - AIR_PX } else { height })
            }
            Ground::Layer(place) => {
                let Some(edge) = self.edges.get(place) else { return (height, 0.0) };
                let reaches = right <= number(edge.len());
                let ceiling = among(edge, left, right).iter().map(|column| column.least).fold(f64::MAX, f64::min);
                let below = place.checked_sub(1).and_then(|below| self.edges.get(below));
                let floor = below.map_or(0.0, |edge| greatest(among(edge, left, right)));
                if reaches { (self.row(ceiling) + AIR_PX, self.row(floor) - AIR_PX) } else { (height, 0.0) }
            }
        }
    }

    /// The rows that the line of the previous run crosses in these columns.
    fn ghost_rows(&self, left: f64, right: f64) -> Option<Rows> {
        let crossed = among(&self.ghost, left, right);
        let lowest = crossed.iter().map(|column| column.least).fold(f64::MAX, f64::min);
        // The line is not drawn where it lies on the base.
        let drawn = !crossed.is_empty() && 0.0 < greatest(crossed);
        drawn.then(|| (self.row(greatest(crossed)) - AIR_PX, self.row(lowest) + AIR_PX))
    }

    fn meets_line(&self, frame: &Frame, ghost: Option<Rows>) -> bool {
        let (width, _) = self.room.size;
        let meets = |(from, to): Rows| frame.top < to && from < frame.bottom;
        let mut limits = self.room.limits.iter().filter(|limit| {
            let reaches = |at_s: f64| self.room.time.x(at_s) * width;
            reaches(limit.from_s) <= frame.right && frame.left <= reaches(limit.to_s)
        });
        ghost.is_some_and(meets)
            || limits.any(|limit| meets((self.row(limit.value) - LIMIT_PX, self.row(limit.value) + LIMIT_PX)))
    }
}

/// The columns that a text covers, with its air.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the columns there are")]
fn among(columns: &[Column], left: f64, right: f64) -> &[Column] {
    let last = number(columns.len());
    let from = (left - AIR_PX).floor().clamp(0.0, last) as usize;
    let to = (right + AIR_PX).ceil().clamp(0.0, last) as usize;
    &columns[from..to.max(from)]
}

fn greatest(columns: &[Column]) -> f64 {
    columns.iter().map(|column| column.greatest).fold(0.0, f64::max)
}

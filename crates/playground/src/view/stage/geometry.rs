//! How large the parts of the house are. It follows from the plan alone, so playing moves nothing.

use explorer::stage::{Pool, Room};

/// The most that squares may take of the width.
const POOL_WIDTHS: [f64; 5] = [140.0, 140.0, 134.0, 112.0, 100.0];
/// The height of a lane, by the number of lanes: few have more room, so that the pool beside them has enough. With more than
/// these the house grows.
const LANE_HEIGHTS: [u32; 6] = [168, 84, 67, 67, 62, 56];
/// The height of a lane where the house is one of several things on a page: of two lines of text.
const LOW_LANE_HEIGHTS: [u32; 4] = [160, 80, 53, 40];
/// The height of the partition under a reservation.
const PARTITION: f64 = 5.0;

/// The sizes of one house, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Geometry {
    /// The height of a lane.
    pub(super) lane: u32,
    /// The height of all lanes together, which is that of the pool.
    pub(super) height: f64,
    /// The number of squares side by side.
    pub(super) columns: u32,
    /// From one square to the next one beside it.
    pub(super) pitch_x: f64,
    /// From one square to the next one above it.
    pub(super) pitch_y: f64,
}

impl Geometry {
    /// The sizes for so many lanes beside this pool: with as many columns as make the squares largest.
    pub(super) fn of(lanes: usize, pool: &Pool, is_low: bool) -> Self {
        let heights: &[u32] = if is_low { &LOW_LANE_HEIGHTS } else { &LANE_HEIGHTS };
        let place = lanes.max(1) - 1;
        let lane = heights[place.min(heights.len() - 1)];
        let height: f64 = core::iter::repeat_n(f64::from(lane), lanes.max(1)).sum();
        let width = POOL_WIDTHS[place.min(POOL_WIDTHS.len() - 1)];
        let partitions: f64 = pool.rooms.iter().skip(1).map(|_| PARTITION).sum();
        let pitches = |columns: u32| {
            let rows: u32 = pool.rooms.iter().map(|room| room.squares().div_ceil(columns)).sum();
            let by_height = (height - partitions) / f64::from(rows.max(1));
            (by_height.min(width / f64::from(columns)), by_height)
        };
        let choices = (1..=40).map(|columns| (columns, pitches(columns)));
        let best = choices.max_by(|(_, a), (_, b)| a.0.total_cmp(&b.0));
        let (columns, (pitch_x, pitch_y)) = best.unwrap_or((20, (5.4, 5.4)));
        Self { lane, height, columns, pitch_x, pitch_y }
    }

    /// The width of the pool.
    pub(super) fn width(&self) -> f64 {
        f64::from(self.columns) * self.pitch_x
    }

    /// The floor of each room, from the top of the house.
    pub(super) fn floors(&self, pool: &Pool) -> Vec<f64> {
        let mut floor = self.height;
        let floor_of = |squares: u32| {
            let this = floor;
            floor -= f64::from(squares.div_ceil(self.columns)) * self.pitch_y + PARTITION;
            this
        };
        pool.rooms.iter().map(Room::squares).map(floor_of).collect()
    }

    /// Where the upper edge of so many squares is, above the floor of their room.
    pub(super) fn level(&self, squares: u32) -> f64 {
        f64::from(squares) / f64::from(self.columns) * self.pitch_y
    }
}

//! Which marks have their names on the time line: no two names touch.

use lambda_sim::time::Span;

use super::Mark;
use crate::language::Language;

/// A mark without a name can still be hit: this much is its own, in CSS pixels.
const TARGET_PX: f64 = 24.0;
/// Air between two names, in CSS pixels.
const AIR_PX: f64 = 4.0;

/// On which side of its line a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It ends at its line.
    Before,
    /// It begins at its line.
    After,
}

/// How much of a mark there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Its name and its time.
    Full(Side),
    /// Its name.
    Name(Side),
    /// Of several changes, the first.
    First(Side),
    /// Of a change, only that it is one.
    Short(Side),
    /// Only its line.
    Line,
    /// Nothing: another mark is there. Jumps from mark to mark still come here.
    Nothing,
}

/// A mark as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// The mark.
    pub mark: Mark,
    /// Where it stands, as a part of the width.
    pub x: f64,
    /// How much of it there is room for.
    pub shown: Shown,
}

/// From here to there, in CSS pixels.
type Room = (f64, f64);

/// Whether two lines are not one.
fn far(a: f64, b: f64) -> bool {
    AIR_PX < (a - b).abs()
}

/// Arranges marks on a time line of this length and width (CSS pixels). `measure` tells the width of a name, with all that
/// stands around it. The higher a mark ranks, the earlier it chooses; a name crosses the line of another mark only where there
/// is no other place for it.
pub fn arrange(
    marks: &[Mark],
    length: Span,
    width_px: f64,
    language: Language,
    measure: impl Fn(&str) -> f64,
) -> Vec<Flag> {
    let part = |mark: &Mark| mark.at.as_secs_f64() / length.as_secs_f64().max(f64::MIN_POSITIVE);
    let mut places: Vec<usize> = (0..marks.len()).collect();
    places.sort_by_key(|place| (marks[*place].kind.rank(), *place));
    let lines: Vec<f64> = marks.iter().map(|mark| part(mark) * width_px).collect();
    let mut taken: Vec<Room> = Vec::new();
    let mut flags: Vec<Flag> =
        marks.iter().map(|mark| Flag { mark: mark.clone(), x: part(mark), shown: Shown::Nothing }).collect();
    for place in places {
        let x = flags[place].x * width_px;
        let mark = &marks[place];
        let full = measure(&mark.text(language));
        let name = measure(&mark.label(language));
        let first = mark.first(language).map_or(name, |first| measure(&first));
        let short = measure(mark.kind.label(language));
        let sides = |shown: fn(Side) -> Shown, width: f64| {
            [(shown(Side::After), (x, x + width)), (shown(Side::Before), (x - width, x))]
        };
        let named = [
            sides(Shown::Full, full),
            sides(Shown::Name, name),
            sides(Shown::First, first),
            sides(Shown::Short, short),
        ];
        let named = named.as_flattened();
        let line = (Shown::Line, (x - TARGET_PX / 2.0, x + TARGET_PX / 2.0));
        let is_inside = |room: Room| 0.0 <= room.0 && room.1 <= width_px;
        let is_free = |room: Room| taken.iter().all(|other| room.1 + AIR_PX <= other.0 || other.1 + AIR_PX <= room.0);
        let crosses =
            |room: Room| lines.iter().any(|line| room.0 + AIR_PX < *line && *line < room.1 + AIR_PX && far(*line, x));
        // Only a change has a name that can be shortened.
        let named = if mark.changes.is_empty() && mark.scaled.is_none() { &named[..4] } else { named };
        let fits = |(_, room): &&(Shown, Room)| is_inside(*room) && is_free(*room);
        let clear = named.iter().find(|name| fits(name) && !crosses(name.1)).copied();
        let covering = || named[2..].iter().find(fits).copied();
        if let Some((shown, room)) = clear.or_else(covering).or_else(|| is_free(line.1).then_some(line)) {
            flags[place].shown = shown;
            taken.push(room);
        }
    }
    flags
}

//! Numbers to pictures, on any plotters backend: a canvas in the page, SVG in the tests, a bitmap.
//!
//! The crate draws **geometry only**. Numbers on axes, titles, legends and the cursor are the page's, which asks
//! [`TimeAxis::x`] and [`ValueAxis::y`] where things are; the drawing uses the same two functions, so a label cannot
//! stand beside its line.
//!
//! * A chart fills its whole drawing area: t = 0 is the left edge, t = [`TimeAxis::length_s`] the right edge, value 0
//!   the bottom edge and [`ValueAxis::max`] the top edge. Labels live outside.
//! * A drawing area is measured in **device pixels**, stroke widths in **CSS pixels** times [`Theme::scale`].
//! * A value holds for a whole period (steps, no smoothing). Where several periods share a column of pixels, the area
//!   rises to the greatest and the line covers least to greatest, so a spike of one period never disappears.
//! * A value that is negative or not finite counts as 0. Nothing here panics, whatever the size or the numbers.
//!
//! * [`place`] finds room for the page's texts: beside what they name, on no line and on no other text.
//!
//! In reading order: axes, numbers, the charts; then how numbers become columns, bands and strokes, and where texts go.
#![warn(missing_docs)]

mod time_axis;
mod value_axis;

mod layers;
mod limit;
mod steps;
mod theme;

mod concurrency;
mod silhouette;
mod throttles;
mod trace;

mod band;
mod columns;
mod ghost;
mod hatch;
mod pixel;
mod place;
mod plot;

pub use concurrency::{Concurrency, concurrency};
pub use layers::peak;
pub use limit::{Limit, Weight};
pub use place::{Ground, Label, Room, place};
pub use plot::Drawn;
pub use silhouette::{Silhouette, silhouette};
pub use steps::Steps;
pub use theme::{Colour, Theme};
pub use throttles::{Pattern, ThrottleLayer, Throttles, throttles};
pub use time_axis::TimeAxis;
pub use trace::{Owner, Trace, trace};
pub use value_axis::{HEADROOM, ValueAxis};

//! Draws a chart as SVG and reads the shapes back.

use charts::{Colour, Drawn, Theme};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_svg::SVGBackend;

pub(crate) const PAPER: &str = "#FFFFFF";
pub(crate) const INK: &str = "#000000";
pub(crate) const AXIS: &str = "#808080";
pub(crate) const GRID: &str = "#DDDDDD";
pub(crate) const GHOST: &str = "#555555";
pub(crate) const RED: &str = "#FF0000";
/// Hues of the first, second and third function.
pub(crate) const HUES: [&str; 3] = ["#0000FF", "#00AA00", "#AA00AA"];

pub(crate) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
pub(crate) type Outcome = Drawn<std::io::Error>;

/// A theme in which every role has a colour of its own, at this many device pixels per CSS pixel.
pub(crate) fn theme(scale: f64) -> Theme {
    Theme {
        paper: colour(PAPER),
        ink: colour(INK),
        axis: colour(AXIS),
        grid: colour(GRID),
        ghost: colour(GHOST),
        functions: HUES.map(colour).to_vec(),
        throttled: colour(RED),
        area_opacity: 0.5,
        scale,
    }
}

fn colour(hex: &str) -> Colour {
    let channel = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    Colour(channel(1), channel(3), channel(5))
}

/// The SVG text of a drawing area of this size in device pixels.
pub(crate) fn svg(size: (u32, u32), draw: impl Fn(&Area<'_>) -> Outcome) -> String {
    let mut text = String::new();
    let area = SVGBackend::with_string(&mut text, size).into_drawing_area();
    draw(&area).unwrap();
    area.present().unwrap();
    drop(area);
    text
}

/// One element of the drawing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shape {
    /// `rect`, `polygon` or `polyline`.
    pub(crate) tag: String,
    /// The colour of the fill, or of the stroke where nothing is filled.
    pub(crate) colour: String,
    pub(crate) filled: bool,
    /// Corners in device pixels: two for a rectangle, the upper left and the lower right.
    pub(crate) points: Vec<(i32, i32)>,
    /// Device pixels; 0 where nothing is stroked.
    pub(crate) stroke_width: i32,
}

impl Shape {
    pub(crate) fn left(&self) -> i32 {
        self.points.iter().map(|point| point.0).min().unwrap()
    }

    pub(crate) fn right(&self) -> i32 {
        self.points.iter().map(|point| point.0).max().unwrap()
    }

    pub(crate) fn top(&self) -> i32 {
        self.points.iter().map(|point| point.1).min().unwrap()
    }

    pub(crate) fn bottom(&self) -> i32 {
        self.points.iter().map(|point| point.1).max().unwrap()
    }

    /// The highest row among the corners around a column.
    pub(crate) fn top_at(&self, column: i32) -> Option<i32> {
        let spans = self.points.windows(2).filter(|ends| {
            let (from, to) = (ends[0].0.min(ends[1].0), ends[0].0.max(ends[1].0));
            from <= column && column < to
        });
        spans.map(|ends| ends[0].1.min(ends[1].1)).min()
    }
}

/// The shapes of a drawing, in the order in which they are painted.
pub(crate) fn shapes(svg: &str) -> Vec<Shape> {
    svg.lines().filter_map(shape).collect()
}

/// What is filled in this colour.
pub(crate) fn fills(svg: &str, colour: &str) -> Vec<Shape> {
    shapes(svg).into_iter().filter(|shape| shape.filled && shape.colour == colour).collect()
}

/// What is stroked in this colour.
pub(crate) fn strokes(svg: &str, colour: &str) -> Vec<Shape> {
    shapes(svg).into_iter().filter(|shape| !shape.filled && shape.colour == colour).collect()
}

fn shape(line: &str) -> Option<Shape> {
    let tag = ["rect", "polygon", "polyline"].into_iter().find(|tag| line.starts_with(&format!("<{tag} ")))?;
    let fill = attribute(line, "fill").unwrap();
    let filled = fill != "none";
    let number = |name: &str| attribute(line, name).unwrap().parse::<i32>().unwrap();
    let points = if let Some(points) = attribute(line, "points") {
        points.split_whitespace().map(point).collect()
    } else {
        let (x, y) = (number("x"), number("y"));
        vec![(x, y), (x + number("width"), y + number("height"))]
    };
    Some(Shape {
        tag: tag.to_owned(),
        colour: if filled { fill } else { attribute(line, "stroke").unwrap() }.to_owned(),
        filled,
        points,
        stroke_width: attribute(line, "stroke-width").map_or(0, |width| width.parse().unwrap()),
    })
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn point(text: &str) -> (i32, i32) {
    let (x, y) = text.split_once(',').unwrap();
    (x.parse().unwrap(), y.parse().unwrap())
}

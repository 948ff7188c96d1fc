//! The colours of the charts, read from the stylesheet: they stand there and nowhere else.

use charts::{Colour, Theme};
use web_sys::{CssStyleDeclaration, window};

/// The theme of the charts at this moment, on this surface (a custom property such as `--side`).
pub fn chart_theme(surface: &str, scale: f64) -> Theme {
    let style = window().and_then(|window| {
        let root = window.document()?.document_element()?;
        window.get_computed_style(&root).ok()?
    });
    let text = |name: &str| property(style.as_ref(), name);
    let colour = |name: &str| parse(&text(name)).unwrap_or(Colour(128, 128, 128));
    Theme {
        paper: colour(surface),
        ink: colour("--ink"),
        axis: colour("--plot-axis"),
        grid: colour("--plot-grid"),
        ghost: colour("--plot-ghost"),
        functions: ["--f1", "--f2", "--f3", "--f4"].map(colour).to_vec(),
        throttled: colour("--no"),
        area_opacity: text("--area").parse().unwrap_or(0.8),
        scale,
    }
}

fn property(style: Option<&CssStyleDeclaration>, name: &str) -> String {
    let value = style.and_then(|style| style.get_property_value(name).ok());
    value.unwrap_or_default().trim().to_owned()
}

/// `#rrggbb`.
fn parse(text: &str) -> Option<Colour> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Colour(red, green, blue))
}

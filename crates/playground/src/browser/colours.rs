//! The colours of the charts, read from the stylesheet: they stand there and nowhere else.

use charts::{Colour, Theme};
use wasm_bindgen::JsCast;
use web_sys::{CssStyleDeclaration, HtmlElement, window};

/// The theme of the charts at this moment, on this surface (a custom property such as `--side`).
pub fn chart_theme(surface: &str, scale: f64) -> Theme {
    let style = window().and_then(|window| {
        let root = window.document()?.document_element()?;
        window.get_computed_style(&root).ok()?
    });
    let text = |name: &str| property(style.as_ref(), name);
    let probe = Probe::new();
    let colour = |name: &str| probe.as_ref().and_then(|probe| probe.colour(name)).unwrap_or(Colour(128, 128, 128));
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

/// An element that is asked which colour a custom property comes to: it may be a name, or a system colour.
struct Probe(HtmlElement);

impl Probe {
    fn new() -> Option<Self> {
        let document = window()?.document()?;
        let element: HtmlElement = document.create_element("i").ok()?.dyn_into().ok()?;
        element.set_hidden(true);
        document.body()?.append_child(&element).ok()?;
        Some(Self(element))
    }

    fn colour(&self, name: &str) -> Option<Colour> {
        self.0.style().set_property("color", &format!("var({name})")).ok()?;
        let style = window()?.get_computed_style(&self.0).ok()??;
        parse(&style.get_property_value("color").ok()?)
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        self.0.remove();
    }
}

/// `rgb(17, 22, 27)`, as browsers compute every colour of this page.
fn parse(text: &str) -> Option<Colour> {
    let mut parts = text.strip_prefix("rgb(")?.strip_suffix(')')?.split(',').map(|part| part.trim().parse().ok());
    Some(Colour(parts.next()??, parts.next()??, parts.next()??))
}

//! Dragging: a pointer that is held until it lets go, and where it is.

use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// Where a pointer is over an area: in parts of it from its lower left corner, and how large it is in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// From the left.
    pub x: f64,
    /// From below.
    pub y: f64,
    /// The width of the area.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// Where the pointer is over the area with this class around the event's target.
pub fn place_over(event: &PointerEvent, class: &str) -> Option<Place> {
    let bounds = area(event, class)?.get_bounding_client_rect();
    let (width, height) = (bounds.width(), bounds.height());
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let x = (f64::from(event.client_x()) - bounds.left()) / width;
    let y = (bounds.bottom() - f64::from(event.client_y())) / height;
    Some(Place { x, y, width, height })
}

/// Sends all that the pointer does to that area until it lets go, also outside of it. Only for a main button, and not where
/// another pointer is already held.
pub fn hold(event: &PointerEvent, class: &str) -> bool {
    if event.button() != 0 || !event.is_primary() {
        return false;
    }
    // Refused for a pointer that has gone already; then it drags as long as it stays over the area.
    let _ = area(event, class).map(|area| area.set_pointer_capture(event.pointer_id()));
    true
}

/// Whether the pointer is pressed, and does not only hover.
pub fn is_pressed(event: &PointerEvent) -> bool {
    event.buttons() & 1 == 1
}

/// Whether the pointer's target lies in an element of this class.
pub fn is_on(event: &PointerEvent, class: &str) -> bool {
    area(event, class).is_some()
}

fn area(event: &PointerEvent, class: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(&format!(".{class}")).ok()?
}

//! The browser, and the only module that names it: address, time, canvas, events.
//!
//! Nothing here may panic because a browser refuses something: a page in a frame without rights must still work.

mod address;
mod canvas;
mod clipboard;
mod colours;
mod document;
mod events;
mod frames;
mod host;
mod keys;
mod later;
mod measure;
mod media;
mod pointer;
mod sizes;
mod slices;

pub use address::{Listener, fragment, full_link, link_without, on_fragment, query, write_fragment, write_query};
pub use canvas::{Area, AreaError, draw};
pub use clipboard::copy;
pub use colours::chart_theme;
pub use document::{describe, focus, focus_on, mount, preferred_languages, prefers_dark};
pub use events::{give_back, select_all, selected_value, slid_value, text_in, text_of, typed_value};
pub use frames::{Frame, next_frame, now_ms, on_hidden_or_seen};
pub use host::{EMBEDDED, Host, tell_host};
pub use keys::{Shortcut, on_key, on_shortcut};
pub use later::{Later, later};
pub use measure::Measure;
pub use media::{is_narrow, on_narrow, prefers_less_motion};
pub use pointer::{Place, hold, is_on, is_pressed, place_over};
pub use sizes::{Sizes, on_resize};
pub use slices::Slices;

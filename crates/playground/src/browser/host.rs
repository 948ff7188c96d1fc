//! The page around an embedded one. It is told how high the scene is, and may say that it follows; then the scene shows all its
//! parts and does not scroll.
//!
//! Messages are plain objects: `{lp: 1, type: "ready", version, lang}` once, `{lp: 1, type: "resize", height}` in CSS pixels, and
//! from the other side `{lp: 1, type: "hello"}`. Nothing personal is in them, so they go to whoever embeds the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Object;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{Element, MessageEvent, Window, window};

use super::address::Listener;
use super::frames::now_ms;
use super::later::{Later, later};
use super::sizes::{Sizes, observe};

/// The id of the scene: what is measured.
pub const EMBEDDED: &str = "scene";
/// On the root of the document while the page around follows the height.
const FOLLOWED: &str = "data-followed";
/// On the root of the document while it is measured how high the scene would like to be.
const MEASURED: &str = "data-measured";
/// The version of the messages.
const LP: u8 = 1;
/// Between two messages about the height.
const PAUSE_MS: f64 = 100.0;
/// Less than this is no change, in CSS pixels.
const STEP_PX: f64 = 1.0;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum ToHost<'a> {
    Ready { lp: u8, version: &'a str, lang: &'a str },
    Resize { lp: u8, height: f64 },
}

#[derive(Deserialize)]
struct FromHost {
    lp: u8,
    #[serde(rename = "type")]
    kind: String,
}

/// The page around, as long as it is told.
#[derive(Debug)]
pub struct Host {
    _sizes: Option<Sizes>,
    _answers: Listener,
}

/// Tells the page around that this one is ready, and from now on how high the scene is. Nothing where there is neither a scene
/// nor a page around it.
pub fn tell_host(version: &str, language: &str) -> Option<Host> {
    let window = window()?;
    let parent = window.parent().ok()??;
    if Object::is(&parent, &window) {
        return None;
    }
    let document = window.document()?;
    let root = document.document_element()?;
    let scene = document.get_element_by_id(EMBEDDED)?;
    send(&parent, &ToHost::Ready { lp: LP, version, lang: language });
    let heights = Rc::new(Heights {
        parent: parent.clone(),
        root,
        scene: scene.clone(),
        told_px: Cell::new(None),
        told_ms: Cell::new(f64::NEG_INFINITY),
        is_waiting: Cell::new(false),
        wait: RefCell::new(None),
    });
    let sizes = {
        let heights = Rc::clone(&heights);
        observe(&scene, move || heights.changed())
    };
    let answers = EventListener::new(&window, "message", move |event| {
        if event.dyn_ref::<MessageEvent>().is_some_and(|event| is_hello(event, &parent)) {
            heights.follow();
        }
    });
    Some(Host { _sizes: sizes, _answers: Listener::of(answers) })
}

/// Whether the page around says that it follows the height.
fn is_hello(event: &MessageEvent, parent: &Window) -> bool {
    if !event.source().is_some_and(|source| Object::is(&source, parent)) {
        return false;
    }
    let message = serde_wasm_bindgen::from_value::<FromHost>(event.data());
    message.is_ok_and(|message| message.lp == LP && message.kind == "hello")
}

fn send(parent: &Window, message: &ToHost<'_>) {
    if let Ok(message) = serde_wasm_bindgen::to_value(message) {
        let _ = parent.post_message(&message, "*");
    }
}

/// What the page around was told of the height.
#[derive(Debug)]
struct Heights {
    parent: Window,
    root: Element,
    scene: Element,
    told_px: Cell<Option<f64>>,
    told_ms: Cell<f64>,
    is_waiting: Cell<bool>,
    wait: RefCell<Option<Later>>,
}

impl Heights {
    /// Tells the height now, or as soon as enough time has passed.
    fn changed(self: &Rc<Self>) {
        if self.is_waiting.get() {
            return;
        }
        let pause_ms = self.told_ms.get() + PAUSE_MS - now_ms();
        if pause_ms <= 0.0 {
            self.tell();
            return;
        }
        self.is_waiting.set(true);
        let heights = Rc::downgrade(self);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to the pause")]
        let wait = later(pause_ms.ceil() as u32, move || {
            if let Some(heights) = heights.upgrade() {
                heights.is_waiting.set(false);
                heights.tell();
            }
        });
        self.wait.replace(Some(wait));
    }

    fn tell(&self) {
        let height = self.wanted_px();
        if self.told_px.get().is_some_and(|told| (told - height).abs() < STEP_PX) {
            return;
        }
        self.told_px.set(Some(height));
        self.told_ms.set(now_ms());
        send(&self.parent, &ToHost::Resize { lp: LP, height });
    }

    /// The height of the scene with all its parts, also those that a low frame has lost: otherwise a frame that follows would
    /// never get them back.
    fn wanted_px(&self) -> f64 {
        let _ = self.root.set_attribute(MEASURED, "");
        let height = self.scene.get_bounding_client_rect().height().ceil();
        let _ = self.root.remove_attribute(MEASURED);
        height
    }

    /// The page around follows: the scene needs no scrolling, and loses nothing.
    fn follow(self: &Rc<Self>) {
        let _ = self.root.set_attribute(FOLLOWED, "");
        // It may have missed what it was told before it listened.
        self.told_px.set(None);
        self.changed();
    }
}

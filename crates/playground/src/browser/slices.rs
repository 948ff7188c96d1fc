//! Slices of work between the browser's own: a message to oneself comes back as soon as input and painting had their
//! turn, also in a hidden tab and without waiting for a frame.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessagePort};

/// A way to be called back soon.
#[derive(Debug)]
pub struct Slices {
    ask: MessagePort,
    answer: MessagePort,
    _callback: Closure<dyn FnMut()>,
}

impl Slices {
    /// Calls `callback` once for each [`Slices::ask`]; `None` where the browser has no message channels.
    pub fn new(callback: impl FnMut() + 'static) -> Option<Self> {
        let channel = MessageChannel::new().ok()?;
        let callback = Closure::<dyn FnMut()>::new(callback);
        let answer = channel.port2();
        answer.set_onmessage(Some(callback.as_ref().unchecked_ref()));
        Some(Self { ask: channel.port1(), answer, _callback: callback })
    }

    /// Asks for one call soon.
    pub fn ask(&self) {
        let _ = self.ask.post_message(&JsValue::NULL);
    }
}

impl Drop for Slices {
    fn drop(&mut self) {
        self.answer.set_onmessage(None);
        self.ask.close();
        self.answer.close();
    }
}

//! Telling when an element has another size.

use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::NodeRef;

/// Watches the size of one element until dropped.
#[derive(Debug)]
pub struct Sizes {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

/// Calls back once at the beginning and whenever the element's size changes.
pub fn on_resize(element: &NodeRef, callback: impl FnMut() + 'static) -> Option<Sizes> {
    observe(&element.cast::<Element>()?, callback)
}

/// The same of an element that is no part of a view.
pub(super) fn observe(element: &Element, callback: impl FnMut() + 'static) -> Option<Sizes> {
    let callback = Closure::<dyn FnMut()>::new(callback);
    let observer = ResizeObserver::new(wasm_bindgen::JsCast::unchecked_ref(callback.as_ref())).ok()?;
    observer.observe(element);
    Some(Sizes { observer, _callback: callback })
}

impl Drop for Sizes {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

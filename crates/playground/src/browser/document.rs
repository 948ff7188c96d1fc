//! The document: where the page is mounted, its language, theme and title, and what the visitor prefers.

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, window};
use yew::{BaseComponent, Renderer};

/// Mounts a component into the element of this id, or into the body.
pub fn mount<C>(id: &str)
where
    C: BaseComponent,
    C::Properties: Default,
{
    let element = window().and_then(|window| window.document()?.get_element_by_id(id));
    match element {
        Some(element) => {
            // The shell holds a first text for the time before this; the page replaces it.
            element.set_inner_html("");
            Renderer::<C>::with_root(element).render();
        }
        None => {
            Renderer::<C>::new().render();
        }
    }
}

/// Tells the document its language, theme, what lies behind the page, and its title.
pub fn describe(language: &str, theme: &str, behind: &str, title: &str) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    document.set_title(title);
    if let Some(root) = document.document_element() {
        for (name, value) in [("lang", language), ("data-theme", theme), ("data-behind", behind)] {
            // To write the same again costs the browser a look at the whole page.
            if root.get_attribute(name).as_deref() != Some(value) {
                let _ = root.set_attribute(name, value);
            }
        }
    }
}

/// Moves the focus to the element of this id.
pub fn focus(id: &str) {
    let element = window().and_then(|window| window.document()?.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Moves the focus on, if it is on the first of these elements.
pub fn focus_on(from: &str, to: &str) {
    let active = window().and_then(|window| window.document()?.active_element());
    if active.is_some_and(|active| active.id() == from) {
        focus(to);
    }
}

/// Whether the visitor prefers dark pages.
pub fn prefers_dark() -> bool {
    let query = window().and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok()?);
    query.is_some_and(|query| query.matches())
}

/// The visitor's languages, most wanted first.
pub fn preferred_languages() -> Vec<String> {
    let languages: Array = window().map(|window| window.navigator().languages()).unwrap_or_default();
    languages.iter().filter_map(|tag| tag.as_string()).collect()
}

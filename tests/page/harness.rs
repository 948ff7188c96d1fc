//! Mounts the page and finds things in it by their accessible names. Waits for what the page does itself, never for time.

use explorer::language::Language;
use explorer::presentation::Presentation;
use js_sys::Promise;
use playground::app::{App, Opening};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent,
    KeyboardEventInit, MessageChannel, PointerEvent, PointerEventInit,
};
use yew::{AppHandle, Renderer};

/// More turns than any run of the tests needs; a page that is still busy then is stuck.
const TURNS_MAX: u32 = 100_000;

/// A mounted page. Dropped, it leaves the document.
pub(crate) struct Mounted {
    root: Element,
    handle: Option<AppHandle<App>>,
}

fn document() -> Document {
    web_sys::window().expect("tests run in a window").document().expect("a window has a document")
}

/// The stylesheets of the page: without them there are neither sizes nor colours.
const STYLES: &[&str] = &[
    include_str!("../../www/styles/tokens.css"),
    include_str!("../../www/styles/base.css"),
    include_str!("../../www/styles/layout.css"),
    include_str!("../../www/styles/top.css"),
    include_str!("../../www/styles/transport.css"),
    include_str!("../../www/styles/columns.css"),
    include_str!("../../www/styles/controls.css"),
    include_str!("../../www/styles/traffic.css"),
    include_str!("../../www/styles/charts.css"),
    include_str!("../../www/styles/prediction.css"),
    include_str!("../../www/styles/stage.css"),
    include_str!("../../www/styles/house.css"),
    include_str!("../../www/styles/lanes.css"),
    include_str!("../../www/styles/gates.css"),
    include_str!("../../www/styles/house-narrow.css"),
    include_str!("../../www/styles/queue.css"),
    include_str!("../../www/styles/house-low.css"),
    include_str!("../../www/styles/embed.css"),
    include_str!("../../www/styles/embed-low.css"),
];

/// Puts the stylesheets into the document, once.
fn style() {
    const ID: &str = "page-styles";
    if document().get_element_by_id(ID).is_none() {
        let style = document().create_element("style").expect("a style");
        style.set_id(ID);
        style.set_text_content(Some(&STYLES.concat()));
        document().head().expect("a head").append_child(&style).expect("attached");
    }
}

/// Mounts the page with this link, in this language, shown like this, and waits for its first run.
pub(crate) async fn open_as(link: &str, language: Language, presentation: Presentation) -> Mounted {
    style();
    let root = document().create_element("div").expect("a div");
    root.set_attribute("style", "width:1200px").expect("a style");
    document().body().expect("a body").append_child(&root).expect("attached");
    let opening = Opening { link: Some(link.to_owned()), language: Some(language), presentation: Some(presentation) };
    let handle = Renderer::<App>::with_root_and_props(root.clone(), opening).render();
    let page = Mounted { root, handle: Some(handle) };
    page.settled().await;
    page
}

/// Mounts the whole page in this language.
pub(crate) async fn open_in(link: &str, language: Language) -> Mounted {
    open_as(link, language, Presentation::default()).await
}

/// Mounts the page in English.
pub(crate) async fn open(link: &str) -> Mounted {
    open_in(link, Language::English).await
}

impl Mounted {
    /// Waits until the page has nothing left to compute or to render.
    pub(crate) async fn settled(&self) {
        for _ in 0..TURNS_MAX {
            yew::scheduler::flush().await;
            let busy = self.find("main").and_then(|main| main.get_attribute("aria-busy"));
            if busy.as_deref() == Some("false") {
                return;
            }
            turn().await;
        }
        panic!("the page is still computing after {TURNS_MAX} turns");
    }

    pub(crate) fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).expect("a selector")
    }

    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        let list = self.root.query_selector_all(selector).expect("a selector");
        (0..list.length()).filter_map(|place| list.get(place)?.dyn_into().ok()).collect()
    }

    /// All of these as soon as there is one: what stands at a chart comes some layouts later, as the chart learns its size.
    pub(crate) async fn appeared(&self, selector: &str) -> Vec<Element> {
        for _ in 0..100 {
            let found = self.all(selector);
            if !found.is_empty() {
                return found;
            }
            painted().await;
        }
        panic!("{selector} never comes");
    }

    /// The width and the height that a scene takes in a frame this wide, in CSS pixels.
    pub(crate) fn size_in(&self, frame_px: u32) -> (f64, f64) {
        self.root.set_attribute("style", &format!("width:{frame_px}px")).expect("a style");
        // As a frame of any height would show it.
        let document = document().document_element().expect("a root");
        document.set_attribute("data-measured", "").expect("an attribute");
        let scene = self.find(".embed").expect("a scene");
        let size = (f64::from(scene.scroll_width()), scene.get_bounding_client_rect().height());
        document.remove_attribute("data-measured").expect("removed");
        size
    }

    /// The text of the first element that the selector finds.
    pub(crate) fn text(&self, selector: &str) -> String {
        self.find(selector).unwrap_or_else(|| panic!("no {selector}")).text_content().unwrap_or_default()
    }

    /// The sentence that says why.
    pub(crate) fn why(&self) -> String {
        self.text("h1")
    }

    /// The control with this accessible name: its label's text, or `aria-label`.
    pub(crate) fn named(&self, name: &str) -> Element {
        let controls = self.all("input, button, select, [role=slider]");
        let found = controls.into_iter().find(|control| self.name_of(control) == name);
        found.unwrap_or_else(|| panic!("nothing is named {name:?}"))
    }

    fn name_of(&self, control: &Element) -> String {
        if let Some(label) = control.get_attribute("aria-label") {
            return label;
        }
        let id = control.id();
        let label = (!id.is_empty()).then(|| self.find(&format!("label[for='{id}']"))).flatten();
        let labelled = label.unwrap_or_else(|| control.clone());
        labelled.text_content().unwrap_or_default().trim().to_owned()
    }

    /// Presses a button.
    pub(crate) async fn press(&self, name: &str) {
        self.named(name).unchecked_into::<HtmlElement>().click();
        self.settled().await;
    }

    /// Moves a slider, as a pointer or the arrow keys do.
    pub(crate) async fn slide(&self, name: &str, to: &str) {
        let slider: HtmlInputElement = self.named(name).unchecked_into();
        assert_eq!(slider.type_(), "range", "{name} is no slider");
        slider.set_value(to);
        dispatch(&slider, "input");
        self.settled().await;
    }

    /// Presses a key while the control of this name has the focus, with Shift if asked for.
    pub(crate) async fn strike(&self, name: &str, key: &str, with_shift: bool) {
        strike(&self.named(name), key, |init| init.set_shift_key(with_shift));
        self.settled().await;
    }

    /// Presses a pointer on a control, at this part of its width.
    pub(crate) async fn point(&self, name: &str, part: f64) {
        let target = self.named(name);
        let bounds = target.get_bounding_client_rect();
        let init = PointerEventInit::new();
        init.set_bubbles(true);
        init.set_buttons(1);
        init.set_is_primary(true);
        #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
        init.set_client_x((bounds.left() + bounds.width() * part).round() as i32);
        let event = PointerEvent::new_with_event_init_dict("pointerdown", &init).expect("an event");
        target.dispatch_event(&event).expect("dispatched");
        self.settled().await;
    }

    /// Types into a field and leaves it.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let field: HtmlInputElement = self.named(name).unchecked_into();
        field.set_value(text);
        dispatch(&field, "input");
        dispatch(&field, "change");
        self.settled().await;
    }

    /// Presses a key on an element.
    pub(crate) async fn press_key(&self, selector: &str, key: &str) {
        self.key(selector, key, |_| {}).await;
    }

    /// Presses a key together with Ctrl, and with Shift if asked for.
    pub(crate) async fn press_chord(&self, selector: &str, key: &str, with_shift: bool) {
        let chord = |init: &KeyboardEventInit| {
            init.set_ctrl_key(true);
            init.set_shift_key(with_shift);
        };
        self.key(selector, key, chord).await;
    }

    async fn key(&self, selector: &str, key: &str, with: impl Fn(&KeyboardEventInit)) {
        strike(&self.find(selector).unwrap_or_else(|| panic!("no {selector}")), key, with);
        self.settled().await;
    }

    /// Chooses from a list.
    pub(crate) async fn choose(&self, name: &str, value: &str) {
        let list: HtmlSelectElement = self.named(name).unchecked_into();
        list.set_value(value);
        dispatch(&list, "change");
        self.settled().await;
    }

    /// What is chosen in a list.
    pub(crate) fn chosen(&self, name: &str) -> String {
        self.named(name).unchecked_into::<HtmlSelectElement>().value()
    }

    /// The value of a field or slider.
    pub(crate) fn value(&self, name: &str) -> String {
        self.named(name).unchecked_into::<HtmlInputElement>().value()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.destroy();
        }
        self.root.remove();
    }
}

fn strike(target: &Element, key: &str, with: impl Fn(&KeyboardEventInit)) {
    let init = KeyboardEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_key(key);
    with(&init);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
    target.dispatch_event(&event).expect("dispatched");
}

fn dispatch(target: &Element, kind: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    let event = Event::new_with_event_init_dict(kind, &init).expect("an event");
    target.dispatch_event(&event).expect("dispatched");
}

/// Lets everything that is queued in the browser have its turn.
pub(crate) async fn turn() {
    let promise = Promise::new(&mut |resolve, _| {
        let channel = MessageChannel::new().expect("a channel");
        channel.port2().set_onmessage(Some(&resolve));
        channel.port1().post_message(&wasm_bindgen::JsValue::NULL).expect("posted");
    });
    JsFuture::from(promise).await.expect("resolved");
}

/// Lets the browser lay out and paint once.
pub(crate) async fn painted() {
    let promise = Promise::new(&mut |resolve, _| {
        let window = web_sys::window().expect("tests run in a window");
        window.request_animation_frame(&resolve).expect("a frame");
    });
    JsFuture::from(promise).await.expect("resolved");
    turn().await;
}

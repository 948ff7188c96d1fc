//! The page as a component: messages in, views out, and what the browser has to do in between.

use std::rc::Rc;

use explorer::keys;
use explorer::language::Language;
use explorer::message::{Effects, Message};
use explorer::page::Page;
use explorer::presentation::Presentation;
use explorer::theme::Theme;
use explorer::words;
use lambda_sim::MODEL_VERSION;
use yew::{Callback, Component, Context, Html, Properties};

use crate::browser::{self, Frame, Host, Later, Listener, Shortcut, Slices};
use crate::view;

/// The first slice of a run: within it an edit is on screen before anything else is painted.
const FIRST_SLICE_MS: f64 = 35.0;
/// Later slices: short enough that a moving slider stays smooth.
const SLICE_MS: f64 = 12.0;
/// The address follows a moving slider only when it rests: browsers refuse more than a few changes a second.
const LINK_DELAY_MS: u32 = 250;
/// For a visitor who wants no movement, playing goes on in cuts that are this far apart.
const STILL_MS: f64 = 250.0;
/// Steps between two looks at the clock.
const STEPS: u32 = 2_000;

/// How the page is told what the address says; for tests, which have no address of their own.
#[derive(Clone, Debug, Default, PartialEq, Properties)]
pub struct Opening {
    /// The link to open instead of the address's.
    #[prop_or_default]
    pub link: Option<String>,
    /// The language to open in instead of the address's and the visitor's.
    #[prop_or_default]
    pub language: Option<Language>,
    /// How the page is shown, instead of as the address says.
    #[prop_or_default]
    pub presentation: Option<Presentation>,
}

/// Something that happened: to the page, or in the browser around it.
#[derive(Debug)]
pub enum Event {
    /// When something happened to the page.
    Page(Message),
    /// When it is time for the next slice of a run.
    Slice,
    /// When a frame comes while playing, with its time in milliseconds.
    Frame(f64),
    /// When the page is hidden, or seen again.
    Hidden,
    /// When the address shall show the link.
    WriteLink,
    /// When the link shall be copied.
    Share,
    /// When the link was copied, or was not.
    Shared(bool),
}

/// What became of the last wish to copy the link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shared {
    /// Nobody asked.
    #[default]
    No,
    /// It is in the clipboard.
    Copied,
    /// The browser refused: it is shown to be copied by hand.
    ByHand,
}

/// The page.
#[derive(Debug)]
pub struct App {
    page: Page,
    shared: Shared,
    slices: Option<Slices>,
    frame: Option<Frame>,
    link_write: Option<Later>,
    last_frame_ms: Option<f64>,
    computing_since_ms: f64,
    _fragments: Option<Listener>,
    _shortcuts: Option<Listener>,
    _keys: Option<Listener>,
    _width: Option<Listener>,
    _hidden: Option<Listener>,
    host: Option<Host>,
}

impl Component for App {
    type Message = Event;
    type Properties = Opening;

    fn create(context: &Context<Self>) -> Self {
        let opening = context.props();
        let link = opening.link.clone().unwrap_or_else(browser::fragment);
        let language = opening.language.unwrap_or_else(language);
        let slice = context.link().callback(|()| Event::Slice);
        let fragment = context.link().callback(|link| Event::Page(Message::OpenLink(link)));
        let shortcut = context.link().callback(|shortcut| {
            Event::Page(match shortcut {
                Shortcut::Undo => Message::Undo,
                Shortcut::Redo => Message::Redo,
            })
        });
        let keyed = context.link().callback(Event::Page);
        let hidden = context.link().callback(|()| Event::Hidden);
        let width = context.link().callback(|narrow| Event::Page(Message::SetNarrow(narrow)));
        let mut app = Self {
            page: Page::open(&link, language, theme()),
            shared: Shared::default(),
            slices: Slices::new(move || slice.emit(())),
            frame: None,
            link_write: None,
            last_frame_ms: None,
            computing_since_ms: browser::now_ms(),
            _fragments: browser::on_fragment(move |link| fragment.emit(link)),
            _shortcuts: browser::on_shortcut(move |pressed| shortcut.emit(pressed)),
            _keys: browser::on_key(move |key, focus| {
                keys::message(key, focus).map(|message| keyed.emit(message)).is_some()
            }),
            _width: browser::on_narrow(move |narrow| width.emit(narrow)),
            _hidden: browser::on_hidden_or_seen(move || hidden.emit(())),
            host: None,
        };
        let presentation = opening.presentation.clone();
        app.page.present(presentation.unwrap_or_else(|| Presentation::read(browser::query)));
        app.page.update(Message::SetNarrow(browser::is_narrow()));
        app.describe();
        app.compute(FIRST_SLICE_MS);
        app
    }

    fn update(&mut self, context: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Page(message) => {
                self.shared = Shared::No;
                self.answer(context, message);
            }
            // What is shown changes when the run passes the cursor, and when it is done.
            Event::Slice => {
                let shown = self.page.frame().map(Rc::as_ptr);
                let is_done = self.compute(SLICE_MS);
                let is_said = self.page.note_computing(browser::now_ms() - self.computing_since_ms);
                return is_done || is_said || shown != self.page.frame().map(Rc::as_ptr);
            }
            Event::Frame(now_ms) => {
                let wall_ms = self.last_frame_ms.map_or(0.0, |last| now_ms - last);
                if wall_ms < STILL_MS && self.last_frame_ms.is_some() && browser::prefers_less_motion() {
                    self.ask_frame(context);
                    return false;
                }
                self.last_frame_ms = Some(now_ms);
                self.answer(context, Message::Frame(wall_ms));
            }
            Event::Hidden => {
                // What passed while nobody looked is not played.
                self.last_frame_ms = None;
                return false;
            }
            Event::WriteLink => {
                browser::write_fragment(&self.page.link());
                return false;
            }
            Event::Share => {
                let done = context.link().callback(Event::Shared);
                browser::copy(browser::full_link(&self.page.link()), move |copied| done.emit(copied));
            }
            Event::Shared(copied) => self.shared = if copied { Shared::Copied } else { Shared::ByHand },
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let on: Callback<Message> = context.link().callback(Event::Page);
        let share = context.link().callback(|()| Event::Share);
        view::page(&self.page, self.shared, &on, &share)
    }

    fn rendered(&mut self, _: &Context<Self>, is_first: bool) {
        if is_first && self.page.presentation().embed {
            self.host = browser::tell_host(MODEL_VERSION, self.page.language().tag());
        }
    }
}

impl App {
    fn answer(&mut self, context: &Context<Self>, message: Message) {
        let effects = self.page.update(message);
        self.carry_out(context, effects);
    }

    fn carry_out(&mut self, context: &Context<Self>, effects: Effects) {
        if effects.compute {
            self.computing_since_ms = browser::now_ms();
            self.compute(FIRST_SLICE_MS);
        }
        if effects.write_link {
            let write = context.link().callback(|()| Event::WriteLink);
            self.link_write = Some(browser::later(LINK_DELAY_MS, move || write.emit(())));
        }
        if effects.write_presentation {
            let (language, theme) = (self.page.language().tag(), self.page.theme().tag());
            browser::write_query(&[("lang", language), ("theme", theme)]);
        }
        if effects.write_presentation || effects.compute {
            self.describe();
        }
        if effects.frames {
            self.ask_frame(context);
        }
        if !self.page.is_playing() {
            self.frame = None;
            self.last_frame_ms = None;
        }
    }

    fn ask_frame(&mut self, context: &Context<Self>) {
        let frame = context.link().callback(Event::Frame);
        self.frame = Some(browser::next_frame(move |now_ms| frame.emit(now_ms)));
    }

    /// Computes for about so many milliseconds, and asks for more where that was not enough. Returns whether the run is
    /// done.
    fn compute(&mut self, budget_ms: f64) -> bool {
        let start = browser::now_ms();
        while !self.page.compute(STEPS) {
            if browser::now_ms() - start < budget_ms {
                continue;
            }
            if let Some(slices) = &self.slices {
                slices.ask();
                return false;
            }
        }
        true
    }

    fn describe(&self) {
        let language = self.page.language();
        let title = format!("{} – {}", self.page.shipped().title(language), words::title(language));
        let behind = self.page.presentation().behind();
        browser::describe(language.tag(), self.page.theme().tag(), behind, &title);
    }
}

/// The language that the address asks for, or the first of the visitor's that the page speaks.
fn language() -> Language {
    let asked = browser::query("lang").and_then(|tag| Language::from_tag(&tag));
    let spoken = || browser::preferred_languages().iter().find_map(|tag| Language::from_tag(tag));
    asked.or_else(spoken).unwrap_or_default()
}

/// The theme that the address asks for, or the one the visitor prefers.
fn theme() -> Theme {
    let asked = browser::query("theme").and_then(|tag| Theme::from_tag(&tag));
    asked.unwrap_or(if browser::prefers_dark() { Theme::Dark } else { Theme::Light })
}

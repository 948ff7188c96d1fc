//! The state of the page: what is shown, and nothing of how.

use std::rc::Rc;
use std::sync::Arc;

use lambda_sim::frame::Frame;
use lambda_sim::plan::Plan;
use lambda_sim::scenario::Scenario;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::{Run, Runner};

use crate::drawing::Grip;
use crate::edits::Edits;
use crate::field::Field;
use crate::form::{Draft, Form};
use crate::history::{Change, History};
use crate::language::Language;
use crate::link::Link;
use crate::notice::Notice;
use crate::number::{clock, tenths};
use crate::panels::Panels;
use crate::playback::Speed;
use crate::prediction::Prediction;
use crate::presentation::Presentation;
use crate::progress::Progress;
use crate::rates;
use crate::shipped::Shipped;
use crate::theme::Theme;
use crate::viewing::Viewing;

/// A run shorter than this many seconds is watched in tenths of a second.
const SHORT_S: f64 = 20.0;
/// Rows that a chart has at least half of; the period of the series follows from it.
const ROWS: u64 = 400;
/// Periods of series, shortest first.
const PERIODS_MS: [u64; 19] = [
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000,
    3_600_000,
];

/// The page.
#[derive(Debug)]
pub struct Page {
    pub(crate) language: Language,
    pub(crate) theme: Theme,
    pub(crate) shipped: Shipped,
    pub(crate) base: Scenario,
    pub(crate) form: Form,
    pub(crate) history: History,
    pub(crate) scenario: Scenario,
    pub(crate) ground: Scenario,
    pub(crate) selected: usize,
    pub(crate) caller: usize,
    pub(crate) grip: Option<Grip>,
    pub(crate) panels: Panels,
    pub(crate) sought: String,
    pub(crate) from_here: bool,
    pub(crate) notices: Vec<Notice>,
    pub(crate) run: Option<Rc<Run>>,
    pub(crate) runner: Option<Runner>,
    pub(crate) plan: Arc<Plan>,
    pub(crate) state: Option<Simulation>,
    pub(crate) before: Option<Simulation>,
    pub(crate) cursor: Instant,
    pub(crate) playing: bool,
    pub(crate) speed: Speed,
    pub(crate) frame: Option<Rc<Frame>>,
    pub(crate) prediction: Prediction,
    pub(crate) viewing: Viewing,
    pub(crate) presentation: Presentation,
    pub(crate) progress: Progress,
}

impl Page {
    /// The page as it opens with this link; nothing is computed yet.
    pub fn open(link: &str, language: Language, theme: Theme) -> Self {
        let (link, notices) = Link::read(link);
        let base = link.shipped.scenario();
        let plan = base.check().expect("a shipped scenario breaks no rule");
        let mut page = Self {
            language,
            theme,
            shipped: link.shipped,
            base,
            form: Form::default(),
            history: History::default(),
            scenario: Scenario::default(),
            ground: Scenario::default(),
            selected: 0,
            caller: 0,
            grip: None,
            panels: Panels::default(),
            sought: String::new(),
            from_here: false,
            notices,
            run: None,
            runner: None,
            plan: Arc::new(plan),
            state: None,
            before: None,
            cursor: Instant::START,
            playing: false,
            speed: Speed::default(),
            frame: None,
            prediction: Prediction::default(),
            viewing: Viewing::default(),
            presentation: Presentation::default(),
            progress: Progress::default(),
        };
        page.restart(link);
        page
    }

    /// Starts over with a link that has been read.
    pub(crate) fn restart(&mut self, link: Link) {
        self.base = link.shipped.scenario();
        self.cursor = link.cursor.unwrap_or(link.shipped.opening().after_start());
        self.shipped = link.shipped;
        self.form = Form { edits: link.edits, ..Form::default() };
        self.history = History::default();
        self.selected = 0;
        self.caller = 0;
        self.grip = None;
        self.panels = self.panels_of_link();
        self.sought = String::new();
        self.from_here = false;
        self.playing = false;
        self.run = None;
        self.state = None;
        self.before = None;
        self.frame = None;
        self.prediction = Prediction::default();
        let (scenario, plan) =
            self.form.edits.planned(&self.base).expect("a link that has been read breaks no rule of its scenario");
        self.speed = Speed::for_length(scenario.length);
        self.start(scenario, plan);
    }

    /// Begins to compute a run; the one before stays until it is done.
    pub(crate) fn start(&mut self, scenario: Scenario, plan: Plan) {
        self.scenario = scenario;
        self.ground = self.form.edits.ground(&self.base);
        self.prediction = self.prediction.after_edit();
        if !Speed::offered(self.length()).contains(&self.speed) {
            self.speed = Speed::for_length(self.length());
        }
        let period = period(plan.length());
        self.progress.clear();
        self.plan = Arc::new(plan);
        self.runner = Some(Runner::new(Arc::clone(&self.plan), period));
    }

    /// Whether a run is being computed.
    pub fn is_computing(&self) -> bool {
        self.runner.is_some()
    }

    /// Computes so many steps more. Returns whether the run is done and shown.
    pub fn compute(&mut self, steps: u32) -> bool {
        let Some(mut runner) = self.runner.take() else {
            return true;
        };
        if !runner.advance(steps) {
            let is_past_cursor = self.cursor < runner.now();
            self.runner = Some(runner);
            // As soon as the run has passed the cursor, the stage is its; the charts follow when it is done.
            if is_past_cursor && !self.is_scene_of_plan() {
                self.put_cursor(self.cursor);
            }
            return false;
        }
        self.run = Some(Rc::new(runner.finish()));
        self.progress.settled = self.form.clone();
        self.state = None;
        self.before = None;
        self.put_cursor(self.cursor);
        true
    }

    /// Puts the cursor somewhere within the run.
    pub(crate) fn put_cursor(&mut self, at: Instant) {
        self.cursor = at.min(self.scenario.length.after_start());
        let (shown, before) = (self.state.take(), self.before.take());
        self.before = self.state_at(self.cursor - rates::unit(self.length()), before);
        // A jump is replayed once, not twice: the state before is never further away than a checkpoint.
        self.state = self.before.as_ref().and_then(|before| {
            let near = nearer(shown, before, self.cursor);
            self.state_at(self.cursor, Some(near))
        });
        self.frame = self.state.as_ref().map(|state| Rc::new(state.frame()));
        self.watched();
    }

    /// The state at an instant: of the run that is being computed where it is far enough, otherwise of the one before.
    /// Playing goes on from the state that is shown, so it costs what happens meanwhile, however long the run.
    fn state_at(&self, at: Instant, shown: Option<Simulation>) -> Option<Simulation> {
        // Both states of a scene are of the same run: the cursor decides which.
        if let Some(runner) = self.runner.as_ref().filter(|runner| self.cursor < runner.now()) {
            return runner.state_at(at, shown.filter(|shown| Arc::ptr_eq(shown.plan(), runner.plan())));
        }
        let run = self.run.as_ref()?;
        Some(run.state_at(at, shown.filter(|shown| Arc::ptr_eq(shown.plan(), run.plan()))))
    }

    /// Whether what is shown at the cursor is of the plan that is run, or being run.
    fn is_scene_of_plan(&self) -> bool {
        self.state.as_ref().is_some_and(|state| Arc::ptr_eq(state.plan(), &self.plan))
    }

    /// What is true at the cursor, and the plan it is true of: that of the run on the stage, which may be ahead of the charts.
    pub fn scene(&self) -> Option<(&Plan, &Rc<Frame>)> {
        Some((self.state.as_ref()?.plan().in_force(self.cursor), self.frame.as_ref()?))
    }

    /// The language of all texts.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Light or dark.
    pub fn theme(&self) -> Theme {
        self.theme
    }

    /// The shipped scenario that is shown, changed or not.
    pub fn shipped(&self) -> Shipped {
        self.shipped
    }

    /// The shipped scenario without changes.
    pub fn base(&self) -> &Scenario {
        &self.base
    }

    /// What fields go back to: the shipped scenario, with the traffic as a person has drawn it.
    pub fn ground(&self) -> &Scenario {
        &self.ground
    }

    /// What is changed.
    pub fn edits(&self) -> &Edits {
        &self.form.edits
    }

    /// The scenario as it was last run, or is being run: without what cannot be taken.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The place of the selected function.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The name of the selected function.
    pub fn selected_name(&self) -> &str {
        &self.scenario.functions[self.selected].name
    }

    /// What was typed into this field and could not be taken.
    pub fn draft(&self, field: &Field) -> Option<&Draft> {
        self.form.drafts.get(field)
    }

    /// Whether anything differs from the shipped scenario, taken or not.
    pub fn is_changed(&self) -> bool {
        !self.form.is_empty()
    }

    /// What the page has to say of the link it was opened with.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The plan that is run, or being run.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The run that is shown, once there is one.
    pub fn run(&self) -> Option<&Rc<Run>> {
        self.run.as_ref()
    }

    /// The ghost: the run that was shown before the current step of the history began. It stands still while a slider is
    /// dragged; after undo and redo it is the run that they left. `None` before the first step, and where both are the same.
    pub fn previous_run(&self) -> Option<&Rc<Run>> {
        let shown = self.run.as_ref().map(|run| run.digest());
        self.history.ghost().filter(|ghost| Some(ghost.digest()) != shown)
    }

    /// What [`Message::Undo`](crate::message::Message::Undo) would take back.
    pub fn can_undo(&self) -> Option<&Change> {
        self.history.undoable(&self.form)
    }

    /// What [`Message::Redo`](crate::message::Message::Redo) would do again.
    pub fn can_redo(&self) -> Option<&Change> {
        self.history.redoable()
    }

    /// What is true at the cursor, once there is a run.
    pub fn frame(&self) -> Option<&Rc<Frame>> {
        self.frame.as_ref()
    }

    /// The instant that is shown.
    pub fn cursor(&self) -> Instant {
        self.cursor
    }

    /// The cursor as a clock shows it: while playing, no more digits than can be read.
    pub fn clock(&self) -> String {
        let seconds = self.cursor.as_secs_f64();
        let is_short = self.length().as_secs_f64() < SHORT_S;
        match (self.playing, is_short) {
            (true, false) => clock(seconds.floor()),
            (true, true) => clock(tenths(seconds)),
            (false, _) => clock(seconds),
        }
    }

    /// The length of the run.
    pub fn length(&self) -> Span {
        self.scenario.length
    }

    /// Whether the cursor stands at the end.
    pub fn is_at_end(&self) -> bool {
        self.length().after_start() <= self.cursor
    }

    /// Whether time passes.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// How fast time passes.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// The link to exactly this: scenario, changes and cursor.
    pub fn link(&self) -> String {
        // A run that has become shorter may still be computed: then the cursor has not moved to its end yet.
        let cursor = self.cursor.min(self.length().after_start());
        Link { shipped: self.shipped, edits: self.form.edits.clone(), cursor: Some(cursor) }.write()
    }
}

/// Of what is shown and the state before the cursor, the one from which the cursor is sooner reached.
fn nearer(shown: Option<Simulation>, before: &Simulation, at: Instant) -> Simulation {
    let is_between = |shown: &Simulation| before.now() <= shown.now() && shown.now() <= at;
    let is_nearer = |shown: &Simulation| Arc::ptr_eq(shown.plan(), before.plan()) && is_between(shown);
    shown.filter(is_nearer).unwrap_or_else(|| before.clone())
}

/// The shortest period that gives at most [`ROWS`] rows.
fn period(length: Span) -> Span {
    let fits = |millis: &u64| length.as_nanos().div_ceil(Span::from_millis(*millis).as_nanos()) <= ROWS;
    let longest = PERIODS_MS[PERIODS_MS.len() - 1];
    let whole = Span::from_nanos(length.as_nanos().div_ceil(ROWS));
    PERIODS_MS.into_iter().find(fits).map_or(whole.max(Span::from_millis(longest)), Span::from_millis)
}

//! Which controls are shown, and where: what matters first, the rest to be opened.

use lambda_sim::scenario::{Function, LATEST, Scenario};
use lambda_sim::setting::{Scope, Setting, TABLE};

use crate::field::Field;
use crate::groups::Group;
use crate::language::Language;
use crate::message::Effects;
use crate::page::Page;
use crate::update::NOTHING;
use crate::words;

/// A part of the page that can be opened and closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// All editors of the selected function: closed at first, where the page is narrow.
    Editors,
    /// The settings beside the first ones.
    More,
    /// The traffic as a table.
    Table,
    /// The lanes that are folded where there are many functions.
    Lanes,
    /// A group of settings.
    Group(Group),
}

/// Which of them are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Panels([bool; Panel::COUNT]);

impl Panel {
    /// How many there are.
    const COUNT: usize = 4 + Group::ALL.len();

    const fn place(self) -> usize {
        match self {
            Self::Editors => 0,
            Self::More => 1,
            Self::Table => 2,
            Self::Lanes => 3,
            Self::Group(group) => 4 + group as usize,
        }
    }
}

/// The settings that are always shown: what a function's demand and its trouble come from.
const FIRST: [Setting; 4] = [Setting::PeakRate, Setting::Duration, Setting::Init, Setting::ErrorRate];

impl Page {
    /// Whether a panel is open.
    pub fn is_open(&self, panel: Panel) -> bool {
        self.panels.0[panel.place()]
    }

    /// Whether a group of settings is open.
    pub(crate) fn is_group_open(&self, group: Group) -> bool {
        self.is_open(Panel::Group(group))
    }

    pub(crate) fn toggle(&mut self, panel: Panel) -> Effects {
        let open = &mut self.panels.0[panel.place()];
        *open = !*open;
        NOTHING
    }

    /// The panels as a link opens them: what it has changed is not hidden.
    pub(crate) fn panels_of_link(&self) -> Panels {
        let is_hidden =
            |field: &Field| !FIRST.contains(&field.setting) && (!is_limit(field.setting) || field.is_of_version());
        let mut panels = Panels::default();
        for (field, _) in self.form.edits.iter().filter(|(field, _)| is_hidden(field)) {
            for panel in [Panel::More, Panel::Group(Group::of(field.setting))] {
                panels.0[panel.place()] = true;
            }
        }
        panels
    }

    /// The fields of the selected function that are always shown.
    pub fn demand_fields(&self) -> Vec<Field> {
        self.fields_of_selected(|setting| FIRST.contains(&setting))
    }

    /// The other fields of the selected function that say something about it: those of events only where there are events.
    pub fn more_fields(&self) -> Vec<Field> {
        let has_events = self.has_events();
        let is_more =
            |setting| !FIRST.contains(&setting) && !is_limit(setting) && (has_events || !is_of_events(setting));
        self.fields_of_selected(is_more)
    }

    /// The fields of the run as a whole, and what else is the account's: limits of API Gateway only where there is an API.
    pub fn run_fields(&self) -> Vec<Field> {
        let has_api = self.scenario.callers.iter().any(|caller| caller.via.is_api());
        let of_apis: &[Setting] = if has_api { &[Setting::ApiGatewayRate, Setting::ApiGatewayBurst] } else { &[] };
        of_apis
            .iter()
            .chain(&[Setting::Length, Setting::Seed, Setting::ScalingRate])
            .map(|setting| Field::of_account(*setting))
            .collect()
    }

    /// The callers of the selected function that have fields of their own, by their places in the file.
    pub fn caller_fields(&self) -> Vec<(usize, Vec<Field>)> {
        let fields = |place: usize| {
            let rows = Setting::of_caller(self.scenario.callers[place].via);
            rows.map(|row| Field::of_caller(row.setting, place)).collect::<Vec<_>>()
        };
        let callers = self.callers().into_iter().map(|place| (place, fields(place)));
        callers.filter(|(_, fields)| !fields.is_empty()).collect()
    }

    /// What stands over the fields of a caller: "Caller 1: sdk".
    pub fn caller_title(&self, place: usize) -> String {
        let via = self.scenario.callers[place].via.name();
        words::settings_of_caller(self.language(), place + 1, via).to_string()
    }

    /// What is provisioned of the selected function's further versions, under their names. `$LATEST` is not published, and has none.
    pub fn version_fields(&self) -> impl Iterator<Item = (Option<String>, Vec<Field>)> {
        let function = &self.scenario.functions[self.selected];
        let published = function.versions.iter().filter(|version| version.name != LATEST);
        published.map(|version| {
            let name = format!("{}:{}", function.name, version.name);
            let field = Field::of_function(Setting::ProvisionedConcurrency, &name);
            (Some(name), vec![field])
        })
    }

    /// The fields of the limits: the account's, and what the selected function has reserved and provisioned.
    pub fn limit_fields(&self) -> [Field; 3] {
        let of_function = |setting| Field::of_function(setting, self.selected_name());
        [
            Field::of_account(Setting::AccountConcurrency),
            of_function(Setting::ReservedConcurrency),
            of_function(Setting::ProvisionedConcurrency),
        ]
    }

    /// The two of them that a scene inside another page has room for: the one that it is about, and the account's.
    pub fn scene_fields(&self) -> [Field; 2] {
        let [account, reserved, provisioned] = self.limit_fields();
        let is_provisioned = self.base.functions.iter().any(|one| one.provisioned_concurrent_executions.is_some());
        [if is_provisioned { provisioned } else { reserved }, account]
    }

    /// In the order in which they are to be shown.
    fn fields_of_selected(&self, is_wanted: impl Fn(Setting) -> bool) -> Vec<Field> {
        let settings = TABLE.iter().filter(|row| row.scope == Scope::Function).map(|row| row.setting);
        let fields = settings.filter(|setting| is_wanted(*setting));
        let fields = fields.map(|setting| Field::of_function(setting, self.selected_name()));
        fields.filter(|field| field.get(&self.base).is_some()).collect()
    }

    /// Whether the selected function gets asynchronous events.
    fn has_events(&self) -> bool {
        self.callers().into_iter().any(|caller| self.scenario.callers[caller].via.is_asynchronous())
    }

    /// What a person should know of a field before turning it: above all, where it has no effect here.
    pub fn note(&self, field: &Field, language: Language) -> Option<&'static str> {
        note(&self.scenario, field, language)
    }
}

/// Limits have a place of their own, beside the stage.
const fn is_limit(setting: Setting) -> bool {
    matches!(setting, Setting::AccountConcurrency | Setting::ReservedConcurrency | Setting::ProvisionedConcurrency)
}

const fn is_of_events(setting: Setting) -> bool {
    matches!(
        setting,
        Setting::MaximumRetryAttempts
            | Setting::MaximumEventAge
            | Setting::DeadLetterQueue
            | Setting::OnFailure
            | Setting::OnSuccess
            | Setting::AsyncDelay
            | Setting::RetryJitter
    )
}

fn note(scenario: &Scenario, field: &Field, language: Language) -> Option<&'static str> {
    if field.setting == Setting::ScalingRate {
        return Some(words::note_scaling_rate(language));
    }
    let name = field.owner.function()?;
    let function: &Function = scenario.functions.iter().find(|function| function.name == name)?;
    let has_runtime = function.runtime.is_some();
    match field.setting {
        Setting::MemorySize if !has_runtime || function.first_run.is_some() => Some(words::note_memory_idle(language)),
        Setting::MemorySize => Some(words::note_memory(language)),
        Setting::Runtime if function.init.is_some() => Some(words::note_init_given(language)),
        Setting::PackageType | Setting::Architecture if function.init.is_some() || !has_runtime => {
            Some(words::note_init_given(language))
        }
        Setting::Build => Some(words::note_build(language)),
        Setting::MaximumRetryAttempts
            if [function.error_rate, function.timeout_rate, function.crash_rate].iter().all(|part| *part <= 0.0) =>
        {
            Some(words::note_retries(language))
        }
        _ => None,
    }
}

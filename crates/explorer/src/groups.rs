//! The settings that are not always shown, in groups: what stands together, what is looked for, and whose it is.

use lambda_sim::setting::{Scope, Setting};

use crate::field::Field;
use crate::language::Language;
use crate::message::Effects;
use crate::page::Page;
use crate::update::NOTHING;
use crate::words;

/// What settings that stand together are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Provisioned concurrency, and how it is scaled.
    Provisioned,
    /// An environment from its set-up to its end.
    Life,
    /// The function's code, and what it runs on.
    Code,
    /// What goes wrong in the handler, and on what it depends.
    Trouble,
    /// Asynchronous invocation.
    Events,
    /// Who calls, and from what source.
    Callers,
    /// The account and its Region.
    Account,
    /// The run.
    Run,
}

impl Group {
    /// All groups, in the order in which they stand.
    pub const ALL: [Self; 8] = [
        Self::Provisioned,
        Self::Life,
        Self::Code,
        Self::Trouble,
        Self::Events,
        Self::Callers,
        Self::Account,
        Self::Run,
    ];

    /// The group of a setting.
    pub const fn of(setting: Setting) -> Self {
        match (setting.row().scope, setting) {
            (Scope::Run, _) => Self::Run,
            (Scope::Account, _) => Self::Account,
            (Scope::Caller(_), _) => Self::Callers,
            (
                _,
                Setting::ProvisionedConcurrency
                | Setting::Preparation
                | Setting::MinCapacity
                | Setting::MaxCapacity
                | Setting::TargetValue
                | Setting::ScaleInCooldown
                | Setting::ScaleOutCooldown
                | Setting::AlarmDelay,
            ) => Self::Provisioned,
            (
                _,
                Setting::MemorySize
                | Setting::Timeout
                | Setting::Runtime
                | Setting::PackageType
                | Setting::Architecture
                | Setting::Build,
            ) => Self::Code,
            (
                _,
                Setting::ErrorRate
                | Setting::TimeoutRate
                | Setting::CrashRate
                | Setting::DependencyDelay
                | Setting::DependencyErrorRate,
            ) => Self::Trouble,
            (
                _,
                Setting::MaximumRetryAttempts
                | Setting::MaximumEventAge
                | Setting::DeadLetterQueue
                | Setting::OnFailure
                | Setting::OnSuccess
                | Setting::AsyncDelay
                | Setting::RetryJitter,
            ) => Self::Events,
            _ => Self::Life,
        }
    }

    /// Its title.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Provisioned => words::group_provisioned(language),
            Self::Life => words::group_life(language),
            Self::Code => words::group_code(language),
            Self::Trouble => words::group_trouble(language),
            Self::Events => words::group_events(language),
            Self::Callers => words::group_callers(language),
            Self::Account => words::group_account(language),
            Self::Run => words::settings_of_run(language),
        }
    }
}

/// A group as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The group.
    pub group: Group,
    /// Its fields, under the callers they are of where they are of callers.
    pub parts: Vec<(Option<String>, Vec<Field>)>,
    /// Whether they are to be seen.
    pub is_open: bool,
}

impl Page {
    /// What is looked for among the settings; empty while nothing is.
    pub fn sought(&self) -> &str {
        &self.sought
    }

    /// The groups that have fields here; while something is looked for, those in which it is found, with nothing else in them.
    pub fn groups(&self) -> Vec<Shown> {
        let (of_function, of_run) = (self.more_fields(), self.run_fields());
        let shown = |group: Group| {
            let mut parts = vec![(None, of(group, of_function.iter().chain(&of_run)))];
            match group {
                Group::Callers => {
                    let of_callers = self.caller_fields().into_iter();
                    parts.extend(of_callers.map(|(place, fields)| (Some(self.caller_title(place)), fields)));
                }
                Group::Provisioned => parts.extend(self.version_fields()),
                _ => {}
            }
            for (_, fields) in &mut parts {
                fields.retain(|field| self.is_sought(field));
            }
            parts.retain(|(_, fields)| !fields.is_empty());
            Shown { group, parts, is_open: !self.sought.trim().is_empty() || self.is_group_open(group) }
        };
        Group::ALL.into_iter().map(shown).filter(|shown| !shown.parts.is_empty()).collect()
    }

    /// The limits in whose names it is found: they stand elsewhere.
    pub fn sought_limits(&self) -> Vec<&'static str> {
        let is_found = |field: &Field| !self.sought.trim().is_empty() && self.is_sought(field);
        self.limit_fields().iter().filter(|field| is_found(field)).map(|field| field.label(self.language())).collect()
    }

    pub(crate) fn look_for(&mut self, text: String) -> Effects {
        self.sought = text;
        NOTHING
    }

    /// Whether what is looked for is in a field's name: ours in either language, AWS's, or that of files and links.
    fn is_sought(&self, field: &Field) -> bool {
        let row = field.setting.row();
        let names = [row.file_key, row.key, row.aws_name.unwrap_or_default()];
        let names = Language::ALL.map(|language| field.label(language)).into_iter().chain(names);
        let sought = self.sought.trim().to_lowercase();
        names.map(str::to_lowercase).any(|name| name.contains(&sought))
    }
}

fn of<'a>(group: Group, fields: impl Iterator<Item = &'a Field>) -> Vec<Field> {
    fields.filter(|field| Group::of(field.setting) == group).cloned().collect()
}

//! The functions of a file.

use alloc::format;
use alloc::vec::Vec;

use super::field::Reader;
use super::law;
use super::value::is_unset;
use crate::destination::{Destination, Destinations};
use crate::law::Law;
use crate::problem::{Expected, Rule};
use crate::scenario::{Function, Version};
use crate::setting::{Scope, Setting, TABLE, Value};
use crate::time::Span;
use crate::tree::Tree;
use crate::units::Concurrency;

/// What of a function follows a law, the handler's duration apart.
const LAWS: [Setting; 5] =
    [Setting::Setup, Setting::Init, Setting::FirstRun, Setting::IdleLifetime, Setting::MaximumAge];

/// Further versions of a function.
pub const VERSIONS: &str = "versions";
/// Keys of a version.
pub const VERSION: [&str; 1] = [Setting::ProvisionedConcurrency.file_key()];

/// Keys of a function: every setting of one but its rate, which belongs to a caller, and its further versions.
pub const FUNCTION: &[&str] = &{
    let mut keys = [VERSIONS; count() + 1];
    let (mut place, mut next) = (0, 0);
    while place < TABLE.len() {
        if is_of_function(place) {
            keys[next] = TABLE[place].file_key;
            next += 1;
        }
        place += 1;
    }
    keys
};

const fn is_of_function(place: usize) -> bool {
    matches!(TABLE[place].scope, Scope::Function) && !matches!(TABLE[place].setting, Setting::PeakRate)
}

const fn count() -> usize {
    let (mut place, mut count) = (0, 0);
    while place < TABLE.len() {
        count += is_of_function(place) as usize;
        place += 1;
    }
    count
}

pub(super) fn read_all(reader: &mut Reader, path: &str, tree: &Tree) -> Vec<Function> {
    let Tree::Map(entries) = tree else {
        reader.problem(path, tree, Rule::Expected(Expected::Map));
        return Vec::new();
    };
    let mut functions: Vec<Function> = Vec::with_capacity(entries.len());
    for (name, tree) in entries {
        let path = format!("{path}.{name}");
        if functions.iter().any(|function| function.name == *name) {
            reader.problem(&path, tree, Rule::DuplicateKey);
        } else {
            functions.push(read(reader, &path, name, tree));
        }
    }
    functions
}

fn read(reader: &mut Reader, path: &str, name: &str, tree: &Tree) -> Function {
    let mut function = Function::new(name, Law::Constant(Span::ZERO));
    let Some(mut fields) = reader.fields(path, tree, FUNCTION) else {
        return function;
    };
    for row in TABLE.iter().filter(|row| row.scope == Scope::Function && row.setting != Setting::PeakRate) {
        let setting = row.setting;
        if setting == Setting::Duration {
            if let Some((path, tree)) = fields.required(reader, row.file_key)
                && let Some(law) = law::read(reader, &path, tree)
            {
                function.duration = law;
            }
        } else if let Some((path, tree)) = fields.optional(row.file_key) {
            if let (Setting::OnFailure | Setting::OnSuccess, Tree::Text(name)) = (setting, tree)
                && !is_unset(tree)
            {
                put_destination(&mut function, setting, Destination::named(name));
            } else if LAWS.contains(&setting) {
                put_law(&mut function, setting, law::read(reader, &path, tree));
            } else if let Some(value) = reader.setting(&path, only_one(setting, tree), setting) {
                setting.set_in_function(&mut function, value);
            }
        }
    }
    if let Some((path, versions)) = fields.optional(VERSIONS) {
        function.versions = read_versions(reader, &path, versions);
    }
    function
}

fn read_versions(reader: &mut Reader, path: &str, tree: &Tree) -> Vec<Version> {
    let Tree::Map(entries) = tree else {
        reader.problem(path, tree, Rule::Expected(Expected::Map));
        return Vec::new();
    };
    let mut versions: Vec<Version> = Vec::with_capacity(entries.len());
    for (name, tree) in entries {
        let path = format!("{path}.{name}");
        if versions.iter().any(|version| version.name == *name) {
            reader.problem(&path, tree, Rule::DuplicateKey);
            continue;
        }
        let mut version = Version { name: name.clone(), provisioned_concurrent_executions: None };
        if let Some(mut fields) = reader.fields(&path, tree, &VERSION)
            && let Some((path, tree)) = fields.optional(VERSION[0])
            && let Some(Value::Count(count)) = reader.setting(&path, tree, Setting::ProvisionedConcurrency)
        {
            version.provisioned_concurrent_executions =
                Some(Concurrency::new(u32::try_from(count).unwrap_or(u32::MAX)));
        }
        versions.push(version);
    }
    versions
}

/// A service, or any other name of a function.
fn put_destination(function: &mut Function, setting: Setting, destination: Destination) {
    let Destinations { on_failure, on_success } = &mut function.destinations;
    *if setting == Setting::OnFailure { on_failure } else { on_success } = Some(destination);
}

fn put_law(function: &mut Function, setting: Setting, law: Option<Law>) {
    let Some(law) = law else { return };
    match setting {
        Setting::Setup => function.setup = Some(law),
        Setting::Init => function.init = Some(law),
        Setting::FirstRun => function.first_run = Some(law),
        Setting::MaximumAge => function.life.maximum_age = law,
        _ => function.idle_lifetime = law,
    }
}

/// AWS's `Architectures` is a list of one.
pub(super) fn only_one(setting: Setting, tree: &Tree) -> &Tree {
    match tree {
        Tree::List(items) if setting == Setting::Architecture && items.len() == 1 => &items[0],
        other => other,
    }
}

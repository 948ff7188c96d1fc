//! Every measured law that ships with this engine, with its provenance.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::dated::{Dated, IDLE_LIFETIMES, VPC};
use crate::law::{Law, Quantiles};
use crate::life::SnapStart;
use crate::runtime::{Architecture, FIRST_RUN_SIZES, PackageType, Runtime, SETUP};
use crate::setting::Setting;

/// A law that somebody has measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// The setting that it is a value of.
    pub setting: Setting,
    /// What it is chosen by: `java21, Zip, x86_64`, `2019-04`.
    pub name: String,
    /// The law.
    pub law: Law,
    /// Who measured it.
    pub source: &'static str,
    /// Where that stands.
    pub address: &'static str,
    /// When it was measured, and what.
    pub when: &'static str,
    /// How many values it is made of, about, where that is known.
    pub sample: Option<u32>,
}

const LAMBDA_PERF: (&str, &str) = ("maxday/lambda-perf", "https://github.com/maxday/lambda-perf");
const RUST_MINIMAL: (&str, &str) =
    ("codetalkio/patterns-serverless-rust-minimal", "https://github.com/codetalkio/patterns-serverless-rust-minimal");

/// All of them: time before INIT, INIT, first run and restoring by runtime, VPC and idle lifetimes by year.
pub fn all() -> Vec<Preset> {
    let mut presets = Vec::from([setup()]);
    for runtime in Runtime::NAMES.iter().filter_map(|name| Runtime::named(name)) {
        presets.extend(inits(runtime));
        presets.extend(first_runs(runtime));
        presets.extend(restores(runtime));
    }
    presets.extend(VPC.iter().map(|dated| of_date(Setting::Vpc, dated)));
    presets.extend(IDLE_LIFETIMES.iter().map(|dated| of_date(Setting::IdleLifetime, dated)));
    presets
}

fn setup() -> Preset {
    let (source, address) = RUST_MINIMAL;
    let name = "where INIT is as measured for a runtime".into();
    let when = "2021-01, Rust with 128 MB, from outside";
    Preset { setting: Setting::Setup, name, law: Law::Measured(&SETUP), source, address, when, sample: Some(116) }
}

/// INIT of a "hello world" function, of all memory sizes together.
fn inits(runtime: Runtime) -> impl Iterator<Item = Preset> {
    let (source, address) = LAMBDA_PERF;
    let kinds =
        PackageType::ALL.into_iter().flat_map(|package| Architecture::ALL.map(|processor| (package, processor)));
    kinds.filter_map(move |(package, processor)| {
        let name = format!("{}, {}, {}", runtime.name(), package.name(), processor.name());
        let law = runtime.init(package, processor)?;
        let (when, sample) = if runtime.is_of_2023() { ("2023-06", None) } else { ("2026-06 to 2026-08", Some(3_000)) };
        Some(Preset { setting: Setting::Init, name, law, source, address, when, sample })
    })
}

/// What the first run of the handler takes on top, by memory.
fn first_runs(runtime: Runtime) -> impl Iterator<Item = Preset> {
    let (source, address) = LAMBDA_PERF;
    let measured = FIRST_RUN_SIZES.into_iter().filter(move |_| runtime.has_first_run());
    measured.map(move |memory| Preset {
        setting: Setting::FirstRun,
        name: format!("{}, {memory} MB", runtime.name()),
        law: runtime.first_run(memory),
        source,
        address,
        when: "2026-06 to 2026-08",
        sample: None,
    })
}

/// Restoring from a snapshot, of freshly published versions.
fn restores(runtime: Runtime) -> impl Iterator<Item = Preset> {
    let (source, address) = LAMBDA_PERF;
    SnapStart::ALL.into_iter().filter_map(move |snap_start| {
        let law = snap_start.restore(runtime)?;
        let name = format!("{}, {}", runtime.name(), snap_start.name());
        let when = match snap_start {
            SnapStart::June2023 => "2023-06",
            SnapStart::June2024 => "2024-06",
            SnapStart::None | SnapStart::Today => "2025-06",
        };
        Some(Preset { setting: Setting::SnapStart, name, law, source, address, when, sample: None })
    })
}

fn of_date(setting: Setting, dated: &'static Dated) -> Preset {
    let Dated { name, source, address, when, .. } = *dated;
    Preset { setting, name: name.to_string(), law: Law::Dated(dated), source, address, when, sample: None }
}

impl Law {
    /// What is known of a measured law: parts of all values, and the value in seconds below which each lies.
    pub fn known(&self) -> Vec<(f64, f64)> {
        match self {
            Self::Measured(quantiles) => known_quantiles(quantiles),
            Self::Dated(Dated { points, .. }) => {
                points.iter().map(|(part, value)| (*part, value.as_secs_f64())).collect()
            }
            Self::Points(points) => points.iter().map(|(part, value)| (*part, value.as_secs_f64())).collect(),
            other => Vec::from([(0.5, other.mean().as_secs_f64())]),
        }
    }
}

#[expect(clippy::float_arithmetic, reason = "milliseconds are told in seconds")]
fn known_quantiles(quantiles: &Quantiles) -> Vec<(f64, f64)> {
    let Quantiles { p5, p50, p90, p99, p999 } = *quantiles;
    let parts = [(0.05, p5), (0.5, Some(p50)), (0.9, p90), (0.99, Some(p99)), (0.999, p999)];
    parts.into_iter().filter_map(|(part, millis)| Some((part, millis? / 1e3))).collect()
}

//! The life of environments, in what AWS leaves open or has changed over the years: how old they become, which idle one is used
//! again, what a VPC costs at the start, and restoring from a snapshot instead of INIT.

use core::fmt;

use crate::dated::{Dated, VPC};
use crate::law::{Law, Quantiles};
use crate::runtime::{PackageType, Runtime};
use crate::scenario::Function;
use crate::setting::{Setting, Value};
use crate::time::Span;

/// How the environments of a function live.
#[derive(Clone, Debug, PartialEq)]
pub struct Life {
    /// How old an environment becomes before Lambda ends it; [`NEVER`] means that none does (an assumption).
    pub maximum_age: Law,
    /// Which of several idle environments is used again (an assumption).
    pub reuse_order: ReuseOrder,
    /// Cold starts in a VPC as they were measured then; `None` = outside any VPC.
    pub vpc: Option<&'static Dated>,
    /// Environments of published versions are restored from a snapshot.
    pub snap_start: SnapStart,
    /// The part of the requests that would start cold whose environment Lambda has initialised ahead of need, from 0 to 1 (an
    /// assumption).
    pub proactive_initialization: f64,
}

/// An age that no environment reaches: no run is longer.
pub const NEVER: Span = Span::from_secs(366 * 86_400);
/// The shortest maximum age; one that is drawn shorter counts as this. A bound of this simulator, AWS says "every few hours".
pub const MAXIMUM_AGE_MIN: Span = Span::from_secs(60);

impl Default for Life {
    fn default() -> Self {
        Self {
            maximum_age: Law::Constant(NEVER),
            reuse_order: ReuseOrder::default(),
            vpc: None,
            snap_start: SnapStart::default(),
            proactive_initialization: 0.0,
        }
    }
}

/// Which of several idle environments of a version is used again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ReuseOrder {
    /// The one that was used last.
    #[default]
    MostRecentlyUsed,
    /// The one that has been idle longest.
    LeastRecentlyUsed,
    /// Any, with equal chances.
    Random,
}

impl ReuseOrder {
    /// Their names in a file, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["most-recently-used", "least-recently-used", "random"];
    const ALL: [Self; 3] = [Self::MostRecentlyUsed, Self::LeastRecentlyUsed, Self::Random];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// Whether environments are restored from a snapshot of an environment that has done INIT, and when that was measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SnapStart {
    /// They do INIT themselves.
    #[default]
    None,
    /// As measured in June 2023.
    June2023,
    /// As measured in June 2024.
    June2024,
    /// As measured last: in June 2025.
    Today,
}

impl SnapStart {
    /// Their names in a file, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &[NONE, "2023-06", "2024-06", "today"];
    pub(crate) const ALL: [Self; 4] = [Self::None, Self::June2023, Self::June2024, Self::Today];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// How long restoring takes in this runtime; `None` where nobody has measured it.
    pub fn restore(self, runtime: Runtime) -> Option<Law> {
        let (_, measured) = RESTORES.iter().find(|(name, _)| *name == runtime.name())?;
        measured.get((self as usize).checked_sub(1)?)?.as_ref().map(Law::Measured)
    }
}

/// How a file writes that there is none.
const NONE: &str = "none";

/// Where cold starts in a VPC can be from, as a file names it.
pub const VPC_NAMES: &[&str] =
    &[NONE, "2019-02", "2019-03", "2019-04", "2019-06", "2019-08", "2019-09", "2020-04", "today"];

/// Runtimes that AWS has `SnapStart` for.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html>, read 2026-10.
const WITH_SNAP_START: &[&str] =
    &["java11", "java17", "java21", "java25", "python3.12", "python3.13", "python3.14", "dotnet8", "dotnet10"];

/// How long restoring takes, in ms, of a "hello world" function whose version is freshly published: in June 2023, 2024 and 2025.
///
/// An assumption. Measured by <https://github.com/maxday/lambda-perf>: median and 99th percentile.
static RESTORES: [(&str, [Option<Quantiles>; 3]); 3] = [
    ("java11", [Some(restored(231.0, 425.0)), Some(restored(561.0, 813.0)), Some(restored(650.0, 961.0))]),
    ("java17", [Some(restored(237.0, 537.0)), Some(restored(588.0, 817.0)), Some(restored(706.0, 1_114.0))]),
    ("java21", [None, Some(restored(597.0, 886.0)), Some(restored(691.0, 1_003.0))]),
];

const fn restored(p50: f64, p99: f64) -> Quantiles {
    Quantiles { p5: None, p50, p90: None, p99, p999: None }
}

/// Why `SnapStart` cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSnapStart {
    /// AWS has it for some managed runtimes only.
    Runtime,
    /// AWS has it for zip files only.
    Image,
    /// AWS does not provision concurrency as well.
    Provisioned,
    /// Nobody has measured restoring in this runtime, then.
    NotMeasured,
}

impl fmt::Display for NoSnapStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Runtime => "SnapStart needs a runtime of Java 11, Python 3.12 or .NET 8, or of a later version",
            Self::Image => "SnapStart needs a zip file, not an image",
            Self::Provisioned => "SnapStart and provisioned concurrency exclude each other",
            Self::NotMeasured => "nobody has measured how long this runtime took to restore then",
        })
    }
}

impl Function {
    /// Why this function cannot have the `SnapStart` that it is set to, if so.
    pub(crate) fn without_snap_start(&self) -> Option<NoSnapStart> {
        let wanted = self.life.snap_start;
        if wanted == SnapStart::None {
            return None;
        }
        let Some(runtime) = self.runtime.filter(|runtime| WITH_SNAP_START.contains(&runtime.name())) else {
            return Some(NoSnapStart::Runtime);
        };
        if self.package_type == PackageType::Image {
            Some(NoSnapStart::Image)
        } else if 0 < self.provisioned() || self.scaling.max_capacity.is_some() {
            Some(NoSnapStart::Provisioned)
        } else {
            wanted.restore(runtime).is_none().then_some(NoSnapStart::NotMeasured)
        }
    }
}

impl Life {
    /// The value of a setting that is one of these.
    pub(crate) fn get(&self, setting: Setting) -> Option<Value> {
        Some(match setting {
            Setting::MaximumAge => Value::Span(self.maximum_age.mean()),
            Setting::ReuseOrder => Value::Choice(self.reuse_order.name()),
            Setting::Vpc => Value::Choice(self.vpc.map_or(NONE, |dated| dated.name)),
            Setting::SnapStart => Value::Choice(self.snap_start.name()),
            Setting::ProactiveInitialization => Value::Fraction(self.proactive_initialization),
            _ => return None,
        })
    }

    /// Puts a value in; `false` where the setting is none of these, or the value of another type.
    pub(crate) fn set(&mut self, setting: Setting, value: Value) -> bool {
        match (setting, value) {
            (Setting::MaximumAge, Value::Span(mean)) => self.maximum_age = self.maximum_age.with_mean(mean),
            (Setting::ReuseOrder, Value::Choice(name)) => {
                let named = ReuseOrder::ALL.into_iter().find(|order| order.name() == name);
                let Some(order) = named else { return false };
                self.reuse_order = order;
            }
            (Setting::Vpc, Value::Choice(NONE)) => self.vpc = None,
            (Setting::Vpc, Value::Choice(name)) => {
                let Some(dated) = VPC.iter().find(|dated| dated.name == name) else { return false };
                self.vpc = Some(dated);
            }
            (Setting::SnapStart, Value::Choice(name)) => {
                let Some(named) = SnapStart::ALL.into_iter().find(|one| one.name() == name) else { return false };
                self.snap_start = named;
            }
            (Setting::ProactiveInitialization, Value::Fraction(part)) => self.proactive_initialization = part,
            _ => return false,
        }
        true
    }
}

/// The same in a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedLife {
    /// How old an environment becomes; `None` where none is ended for its age.
    pub maximum_age: Option<Law>,
    /// Which of several idle environments is used again.
    pub reuse_order: ReuseOrder,
    /// What a VPC adds to set-up.
    pub vpc: Option<Law>,
    /// How long restoring takes, in place of INIT.
    pub restore: Option<Law>,
    /// The part of the cold starts whose environment is initialised ahead of need.
    pub proactive_initialization: f64,
}

impl PlannedLife {
    pub(crate) fn of(function: &Function) -> Self {
        let life = &function.life;
        Self {
            maximum_age: Some(&life.maximum_age).filter(|law| **law != Law::Constant(NEVER)).cloned(),
            reuse_order: life.reuse_order,
            vpc: life.vpc.map(Law::Dated),
            restore: function.runtime.and_then(|runtime| life.snap_start.restore(runtime)),
            proactive_initialization: life.proactive_initialization,
        }
    }
}

//! What is measured about cold starts: INIT by runtime, package and architecture, and the time around it.
//!
//! All of it is an assumption: AWS publishes no such numbers, and every law of a scenario can replace it.
//!
//! INIT hardly depends on memory, because Lambda gives it a full processor; the *first run of the handler* does, strongly on
//! the JVM and on .NET. Both are of a "hello world" function: libraries of your own come on top.

use crate::law::{Law, Quantiles};
use crate::time::Span;

/// How a function's code is packaged (AWS: `PackageType`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PackageType {
    /// A zip file.
    #[default]
    Zip,
    /// An OCI image.
    Image,
}

/// The processor a function runs on (AWS: `Architectures`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Architecture {
    /// 64-bit x86.
    #[default]
    X86,
    /// AWS Graviton.
    Arm,
}

impl PackageType {
    /// AWS's names, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["Zip", "Image"];
    pub(crate) const ALL: [Self; 2] = [Self::Zip, Self::Image];

    /// AWS's name.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

impl Architecture {
    /// AWS's names, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["x86_64", "arm64"];
    pub(crate) const ALL: [Self; 2] = [Self::X86, Self::Arm];

    /// AWS's name.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// A runtime whose INIT has been measured. Managed runtimes have AWS's identifiers, programs on `provided.al2023` ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runtime(usize);

impl Runtime {
    /// All names.
    pub const NAMES: &'static [&'static str] = &{
        let mut names = [""; ROWS.len()];
        let mut place = 0;
        while place < names.len() {
            names[place] = ROWS[place].name;
            place += 1;
        }
        names
    };

    /// The runtime of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().position(|known| *known == name).map(Self)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES[self.0]
    }

    /// Whether INIT was measured in 2023, and no later.
    pub(crate) fn is_of_2023(self) -> bool {
        ROWS[self.0].zip.is_some_and(|quantiles| quantiles.p999.is_none())
    }

    /// Whether the first run of its handler was measured.
    pub(crate) fn has_first_run(self) -> bool {
        ROWS[self.0].first_run_ms.is_some()
    }

    /// INIT of this runtime; `None` where nobody has measured it packaged like that.
    pub fn init(self, package: PackageType, architecture: Architecture) -> Option<Law> {
        let row = &ROWS[self.0];
        let measured = match (package, architecture) {
            (PackageType::Zip, Architecture::X86) => row.zip.as_ref(),
            (PackageType::Zip, Architecture::Arm) => row.zip_arm.as_ref(),
            (PackageType::Image, Architecture::X86) => row.image.as_ref(),
            (PackageType::Image, Architecture::Arm) => None,
        };
        measured.map(Law::Measured)
    }

    /// How much longer the first run of the handler in a new environment takes, with this much memory (MB); zero where it
    /// has not been measured. Between the measured sizes the logarithms lie on straight lines; beyond them the nearest holds.
    #[expect(clippy::float_arithmetic, reason = "a measurement is interpolated")]
    pub fn first_run(self, memory: u32) -> Law {
        let Some(millis) = ROWS[self.0].first_run_ms else {
            return Law::Constant(Span::ZERO);
        };
        let score = libm::log2(f64::from(memory) / f64::from(FIRST_RUN_SIZES[0])).clamp(0.0, 3.0);
        let below = if score < 1.0 {
            0
        } else if score < 2.0 {
            1
        } else {
            2
        };
        let part = score - [0.0, 1.0, 2.0][below];
        let log = libm::log(millis[below]) * (1.0 - part) + libm::log(millis[below + 1]) * part;
        // Whole microseconds, so that the value can be read.
        Law::Constant(Span::from_nanos(Span::from_secs_f64(libm::exp(log) / 1e3).as_nanos() / 1_000 * 1_000))
    }
}

/// Time between the request and INIT: placement, download, start of the machine. It stands in no log line.
///
/// An assumption. Measured from outside by <https://github.com/codetalkio/patterns-serverless-rust-minimal>, 2021-01: median
/// 76 ms, 90 % below 93.7 ms, 99 % below 133 ms.
pub static SETUP: Quantiles = Quantiles { p5: None, p50: 76.0, p90: Some(93.7), p99: 133.0, p999: None };

/// The memory in MB that the four first runs were measured with.
pub(crate) const FIRST_RUN_SIZES: [u32; 4] = [128, 256, 512, 1_024];

struct Row {
    name: &'static str,
    zip: Option<Quantiles>,
    zip_arm: Option<Quantiles>,
    image: Option<Quantiles>,
    /// First run of the handler with 128, 256, 512 and 1,024 MB.
    first_run_ms: Option<[f64; 4]>,
}

const fn row(name: &'static str) -> Row {
    Row { name, zip: None, zip_arm: None, image: None, first_run_ms: None }
}

impl Row {
    const fn zip(mut self, [p5, p50, p90, p99, p999]: [f64; 5]) -> Self {
        self.zip = Some(Quantiles { p5: Some(p5), p50, p90: Some(p90), p99, p999: Some(p999) });
        self
    }

    /// Median and 99th percentile of June 2023, for runtimes that were no longer measured later.
    const fn zip_2023(mut self, [p50, p99]: [f64; 2]) -> Self {
        self.zip = Some(Quantiles { p5: None, p50, p90: None, p99, p999: None });
        self
    }

    const fn arm(mut self, [p50, p99]: [f64; 2]) -> Self {
        self.zip_arm = Some(Quantiles { p5: None, p50, p90: None, p99, p999: None });
        self
    }

    const fn image(mut self, [p50, p90, p99]: [f64; 3]) -> Self {
        self.image = Some(Quantiles { p5: None, p50, p90: Some(p90), p99, p999: None });
        self
    }

    const fn first_run(mut self, millis: [f64; 4]) -> Self {
        self.first_run_ms = Some(millis);
        self
    }
}

/// INIT by runtime, in ms: percentiles 5, 50, 90, 99 and 99.9 of about 3,000 cold starts each, of all four memory sizes; on
/// arm64 50 and 99; as an image 50, 90 and 99.
///
/// An assumption. Measured by <https://github.com/maxday/lambda-perf>, 2026-06 to 2026-08 (those of old runtimes 2023-06); the
/// percentiles are computed from its data.
static ROWS: [Row; 23] = [
    row("nodejs18.x").zip_2023([172.0, 228.0]),
    row("nodejs20.x").zip([119.0, 145.0, 170.0, 214.0, 285.0]),
    row("nodejs22.x")
        .zip([119.0, 145.0, 172.0, 220.0, 267.0])
        .arm([129.0, 172.0])
        .image([300.0, 600.0, 826.0])
        .first_run([13.0, 4.0, 3.0, 3.0]),
    row("nodejs24.x")
        .zip([114.0, 141.0, 171.0, 215.0, 281.0])
        .arm([124.0, 176.0])
        .image([282.0, 604.0, 830.0])
        .first_run([22.0, 7.0, 4.0, 4.0]),
    row("python3.10").zip_2023([108.0, 183.0]),
    row("python3.12").zip([72.0, 87.0, 106.0, 140.0, 205.0]),
    row("python3.13").zip([75.0, 92.0, 119.0, 181.0, 247.0]).arm([81.0, 121.0]).image([163.0, 288.0, 387.0]),
    row("python3.14").zip([96.0, 117.0, 158.0, 274.0, 334.0]).arm([103.0, 152.0]).image([187.0, 355.0, 475.0]),
    row("java11").zip([242.0, 281.0, 346.0, 580.0, 711.0]),
    row("java17").zip([179.0, 208.0, 241.0, 390.0, 623.0]).arm([215.0, 314.0]).image([308.0, 451.0, 712.0]),
    row("java21")
        .zip([211.0, 243.0, 285.0, 603.0, 710.0])
        .arm([247.0, 360.0])
        .image([343.0, 579.0, 822.0])
        .first_run([97.0, 35.0, 32.0, 7.0]),
    row("java25")
        .zip([167.0, 194.0, 275.0, 493.0, 603.0])
        .arm([194.0, 435.0])
        .image([248.0, 503.0, 653.0])
        .first_run([246.0, 97.0, 26.0, 10.0]),
    row("dotnet6").zip_2023([248.0, 332.0]),
    row("dotnet8")
        .zip([219.0, 258.0, 330.0, 657.0, 759.0])
        .arm([294.0, 695.0])
        .image([405.0, 685.0, 840.0])
        .first_run([720.0, 358.0, 165.0, 75.0]),
    row("dotnet10")
        .zip([222.0, 261.0, 567.0, 715.0, 867.0])
        .arm([252.0, 662.0])
        .image([401.0, 712.0, 869.0])
        .first_run([797.0, 389.0, 182.0, 81.0]),
    row("ruby3.4").zip([189.0, 230.0, 393.0, 504.0, 619.0]).arm([233.0, 428.0]).image([270.0, 395.0, 491.0]),
    row("dotnet8-aot").zip([81.0, 88.0, 100.0, 128.0, 152.0]),
    row("go").zip([45.0, 51.0, 55.0, 73.0, 86.0]).arm([43.0, 52.0]).image([48.0, 85.0, 128.0]),
    row("rust").zip([15.0, 16.0, 21.0, 50.0, 68.0]).arm([14.0, 44.0]).image([36.0, 60.0, 109.0]),
    row("graalvm-java21").zip([138.0, 154.0, 174.0, 213.0, 270.0]),
    row("quarkus").zip([224.0, 247.0, 275.0, 330.0, 403.0]),
    row("llrt").zip([58.0, 68.0, 75.0, 88.0, 108.0]),
    row("cpp").zip([61.0, 66.0, 90.0, 133.0, 156.0]),
];

//! What was measured of AWS at a time that is over, by name: idle lifetimes and cold starts in a VPC.
//!
//! All of it is an assumption: AWS publishes no such numbers. Measured from outside, with address and month.

use crate::time::Span;

/// Quantiles of one measurement, joined by straight lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated {
    /// How a file names it: its month, or `today`.
    pub name: &'static str,
    /// Points of a part of all values, from 0 to 1, and the value below which that part lies. Both rise.
    pub points: &'static [(f64, Span)],
    /// Who measured it.
    pub source: &'static str,
    /// Where that stands.
    pub address: &'static str,
    /// What was measured when, in words.
    pub when: &'static str,
}

const SHILKOV: &str = "Mikhail Shilkov, mikhail.io";
const SHILKOV_DATA: &str = "https://github.com/mikhailshilkov/mikhailio-hugo";
const SHILKOV_PAGE: &str = "https://mikhail.io/serverless/coldstarts/aws/";

/// How long an idle environment was kept.
pub static IDLE_LIFETIMES: [Dated; 10] = [
    Dated {
        name: "2017-06",
        points: &[(0.0, minutes(45)), (1.0, minutes(60))],
        source: "Yan Cui, theburningmonk.com",
        address: "https://theburningmonk.com/2017/06/",
        when: "2017-06: mostly 45 to 60 minutes",
    },
    Dated {
        name: "2019-02",
        points: &[(0.0, minutes(26)), (1.0, minutes(26))],
        source: "Kevin Lin, kevinslin.com",
        address: "https://kevinslin.com",
        when: "2019-01 to 2019-02, us-west-2: 26 minutes for all sizes",
    },
    idle(
        "2019-03",
        &[(0.1, minutes(29)), (0.5, minutes(44)), (0.9, minutes(59))],
        "2019-03, percentiles 10, 50 and 90",
    ),
    idle(
        "2019-04",
        &[
            (0.01, minutes(16)),
            (0.05, minutes(27)),
            (0.1, minutes(29)),
            (0.25, tenths(355)),
            (0.5, tenths(445)),
            (0.75, tenths(535)),
            (0.9, tenths(595)),
            (0.99, tenths(635)),
        ],
        "2019-04 and 2019-06, eight percentiles",
    ),
    idle(
        "2019-05",
        &[(0.1, minutes(29)), (0.5, minutes(46)), (0.9, minutes(60))],
        "2019-05, percentiles 10, 50 and 90",
    ),
    idle(
        "2019-06",
        &[(0.1, minutes(21)), (0.5, minutes(37)), (0.9, minutes(58))],
        "2019-06, percentiles 10, 50 and 90",
    ),
    idle(
        "2019-07",
        &[(0.1, minutes(11)), (0.5, minutes(15)), (0.9, minutes(16))],
        "2019-07, percentiles 10, 50 and 90",
    ),
    idle(
        "2019-08",
        &[(0.05, minutes(11)), (0.5, minutes(15)), (0.9, minutes(16)), (0.99, minutes(17))],
        "early 2019-08, percentiles 5, 50, 90 and 99",
    ),
    idle(
        "2020-04",
        &[(0.063, minutes(9)), (0.738, minutes(10)), (0.999, minutes(11))],
        "2019-08-20 to 2020-04: the parts that were gone after 9, 10 and 11 minutes",
    ),
    Dated {
        name: "2021-01",
        points: &[(0.003, minutes(5)), (0.406, minutes(6)), (1.0, minutes(7))],
        source: SHILKOV,
        address: SHILKOV_PAGE,
        when: "2021-01: the parts that were gone after 5, 6 and 7 minutes",
    },
];

/// What a VPC adds to the set-up of an environment: the time of a cold start in one less the median of one outside, 0.199 s in 2019,
/// 0.26 s in 2020-04 and 0.264 s in 2021-01. Since the autumn of 2019 the network interface is made when the function is configured.
pub static VPC: [Dated; 8] = [
    vpc("2019-02", &[(0.025, millis(0)), (0.5, millis(5_721)), (0.975, millis(16_301))], "2019-02, three percentiles"),
    vpc("2019-03", &[(0.5, millis(240)), (0.975, millis(14_201))], "2019-03, two percentiles"),
    vpc("2019-04", &[(0.5, millis(6_531)), (0.975, millis(15_771))], "2019-04, two percentiles"),
    vpc("2019-06", &[(0.5, millis(8_071)), (0.975, millis(18_501))], "2019-06, two percentiles"),
    vpc("2019-08", &[(0.5, millis(50)), (0.975, millis(14_101))], "early 2019-08, two percentiles"),
    vpc("2019-09", &[(0.5, millis(82))], "2019-09-27, median"),
    vpc("2020-04", &[(0.5, millis(210))], "2020-04, median"),
    vpc("today", &[(0.5, millis(233))], "2021-01, median"),
];

/// The first month that was measured with network interfaces made ahead.
const ROLLED_OUT: &str = "2019-09";

impl Dated {
    /// Whether Lambda made the network interface of a VPC while a request waited, as it did until the autumn of 2019. Since then it is
    /// made when the function is configured.
    ///
    /// Source: <https://aws.amazon.com/blogs/compute/announcing-improved-vpc-networking-for-aws-lambda-functions/>, 2019-09.
    pub fn makes_interface_at_start(&self) -> bool {
        self.name < ROLLED_OUT
    }

    /// The names of the idle lifetimes.
    pub const IDLE_LIFETIME_NAMES: &'static [&'static str] =
        &["2017-06", "2019-02", "2019-03", "2019-04", "2019-05", "2019-06", "2019-07", "2019-08", "2020-04", "2021-01"];

    /// The idle lifetime of this name.
    pub fn idle_lifetime(name: &str) -> Option<&'static Self> {
        IDLE_LIFETIMES.iter().find(|dated| dated.name == name)
    }
}

const fn idle(name: &'static str, points: &'static [(f64, Span)], when: &'static str) -> Dated {
    Dated { name, points, source: SHILKOV, address: SHILKOV_DATA, when }
}

const fn vpc(name: &'static str, points: &'static [(f64, Span)], when: &'static str) -> Dated {
    Dated { name, points, source: SHILKOV, address: SHILKOV_PAGE, when }
}

const fn millis(millis: u64) -> Span {
    Span::from_millis(millis)
}

const fn minutes(minutes: u64) -> Span {
    Span::from_secs(minutes * 60)
}

/// Tenths of a minute.
const fn tenths(tenths: u64) -> Span {
    Span::from_secs(tenths * 6)
}

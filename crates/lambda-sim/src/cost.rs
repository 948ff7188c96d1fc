//! What a run would cost by AWS's price list, to the last 10^-12 dollar.
//!
//! Integers only. AWS bills requests, and duration times memory: each invocation from the begin of INIT, or of its handler where
//! it starts warm, to its end, rounded up to 1 ms. Set-up before INIT is not billed, nor is a throttled request. An invocation that
//! still runs when the run ends is on no bill yet. Memory and processor are those in force when it ends.
//!
//! Provisioned concurrency has prices of its own: of INIT and invocations in provisioned environments, and of keeping these ready, from the
//! moment it is asked for until it is taken away, rounded up to 5 minutes. Here that begins with the run and ends with it.

mod kept;
mod prices;

use alloc::vec::Vec;
use core::fmt;
use core::iter::Sum;
use core::ops::{Add, Sub};

use crate::runtime::Architecture;
use crate::time::Span;

pub(crate) use kept::Kept;
pub use prices::US_EAST_1;

/// An amount of money, in 10^-12 US dollars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dollars(u128);

/// 10^-12 dollars in a dollar.
const PER_DOLLAR: u128 = 1_000_000_000_000;
/// Megabytes times milliseconds in a gigabyte-second.
const PER_GB_SECOND: u128 = 1_024 * 1_000;
/// How many processors have prices.
const PROCESSORS: usize = Architecture::NAMES.len();

impl Dollars {
    /// So many 10^-12 dollars.
    pub const fn from_trillionths(count: u128) -> Self {
        Self(count)
    }

    /// The nearest float, for summaries.
    #[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "summaries are floats")]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / PER_DOLLAR as f64
    }
}

impl Add for Dollars {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Dollars {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Dollars {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Self::add)
    }
}

impl fmt::Display for Dollars {
    /// Exactly, with at least two decimals: `18.73337`, `0.40`; with a precision rounded to so many decimals, 12 at most.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let least = f.precision().unwrap_or(2);
        let step = f.precision().map_or(1, |decimals| (0..decimals).fold(PER_DOLLAR, |step, _| step / 10).max(1));
        let rounded = (self.0 + step / 2) / step * step;
        let (whole, mut rest, mut unit) = (rounded / PER_DOLLAR, rounded % PER_DOLLAR, PER_DOLLAR);
        write!(f, "{whole}.")?;
        let mut decimals = 0;
        while decimals < least || rest != 0 {
            unit /= 10;
            write!(f, "{}", rest / unit)?;
            rest %= unit;
            decimals += 1;
        }
        Ok(())
    }
}

/// What AWS bills of one function, or of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Invocations that have ended: AWS calls each a request.
    pub requests: u64,
    /// Their billed duration in ms, and INIT of provisioned environments.
    pub millis: u64,
    /// The same times memory in MB ms, by processor in the order of [`Architecture::NAMES`]: on demand.
    on_demand: [u128; PROCESSORS],
    /// In provisioned environments.
    provisioned: [u128; PROCESSORS],
    /// Environments kept ready, times memory and time, in MB ms.
    kept: [u128; PROCESSORS],
}

/// Whether an invocation runs in a provisioned environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// It does not.
    OnDemand,
    /// It does.
    Provisioned,
}

/// A duration [ms] as AWS bills it: rounded up.
pub(crate) const fn billed_millis(time: Span) -> u64 {
    time.as_nanos().div_ceil(1_000_000)
}

impl Usage {
    /// So many invocations with so much memory in MB took so long each.
    pub fn add_invocations(
        &mut self,
        count: u64,
        memory_size: u32,
        (architecture, capacity): (Architecture, Capacity),
        time: Span,
    ) {
        let millis = billed_millis(time);
        self.requests += count;
        self.millis += count * millis;
        let used = match capacity {
            Capacity::OnDemand => &mut self.on_demand,
            Capacity::Provisioned => &mut self.provisioned,
        };
        used[architecture as usize] += u128::from(count) * u128::from(millis * u64::from(memory_size));
    }

    /// Provisioned environments with so much memory in MB have done INIT, so long together.
    pub fn add_init(&mut self, memory_size: u32, architecture: Architecture, millis: u64) {
        self.millis += millis;
        self.provisioned[architecture as usize] += u128::from(millis) * u128::from(memory_size);
    }

    /// Billed duration times memory in GB s, for summaries.
    pub fn gb_seconds(&self) -> f64 {
        gb_seconds(self.on_demand.iter().chain(&self.provisioned))
    }

    /// Environments kept ready, times memory and time, in GB s, for summaries.
    pub fn kept_gb_seconds(&self) -> f64 {
        gb_seconds(&self.kept)
    }

    /// What is left to pay for after a free tier, which x86 uses up first (ours: AWS does not say). It is not for provisioned
    /// concurrency.
    fn after(mut self, free: FreeTier) -> Self {
        self.requests = self.requests.saturating_sub(free.requests);
        let mut left = u128::from(free.gb_seconds) * PER_GB_SECOND;
        for used in &mut self.on_demand {
            let covered = left.min(*used);
            *used -= covered;
            left -= covered;
        }
        self
    }
}

impl Add for Usage {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self.requests += other.requests;
        self.millis += other.millis;
        for (sums, ones) in [
            (&mut self.on_demand, other.on_demand),
            (&mut self.provisioned, other.provisioned),
            (&mut self.kept, other.kept),
        ] {
            for (sum, one) in sums.iter_mut().zip(ones) {
                *sum += one;
            }
        }
        self
    }
}

impl Sum for Usage {
    fn sum<I: Iterator<Item = Self>>(usages: I) -> Self {
        usages.fold(Self::default(), Self::add)
    }
}

/// A price of duration that holds for a part of a month's use.
#[derive(Clone, Copy, Debug)]
pub struct Tier {
    /// How much it holds for in GB s; `None` = for all that is more.
    pub gb_seconds: Option<u64>,
    /// For each GB s.
    pub price: Dollars,
}

/// What costs nothing each month.
#[derive(Clone, Copy, Debug)]
pub struct FreeTier {
    /// Requests.
    pub requests: u64,
    /// Duration times memory in GB s, of both processors together.
    pub gb_seconds: u64,
}

/// What AWS charges in one Region.
#[derive(Clone, Copy, Debug)]
pub struct PriceList {
    /// The Region.
    pub region: &'static str,
    /// When it was read: `2026-10`.
    pub read: &'static str,
    /// Where.
    pub source: &'static str,
    /// Of one request.
    pub request: Dollars,
    /// Of duration, by processor in the order of [`Architecture::NAMES`]. Tiers that are not known are absent: what falls into them
    /// has no price.
    pub duration: [&'static [Tier]; PROCESSORS],
    /// Of duration in provisioned environments, the same way.
    pub provisioned_duration: [&'static [Tier]; PROCESSORS],
    /// Of keeping them ready.
    pub kept: [&'static [Tier]; PROCESSORS],
    /// What is free each month.
    pub free: FreeTier,
}

/// What is to be paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Charge {
    /// For requests.
    pub requests: Dollars,
    /// For duration; `None` where a price is not known.
    pub duration: Option<Dollars>,
    /// For keeping provisioned environments ready.
    pub kept: Option<Dollars>,
}

impl Charge {
    /// All together.
    pub fn total(self) -> Option<Dollars> {
        Some(self.requests + self.duration? + self.kept?)
    }
}

impl PriceList {
    /// What the account pays, as if this were all that it uses in a month.
    pub fn charge(&self, usage: &Usage) -> Charge {
        let on_demand = all(usage.on_demand, self.duration);
        let provisioned = all(usage.provisioned, self.provisioned_duration);
        Charge {
            requests: Dollars(self.request.0 * u128::from(usage.requests)),
            duration: on_demand.zip(provisioned).map(|(on_demand, provisioned)| on_demand + provisioned),
            kept: all(usage.kept, self.kept),
        }
    }

    /// What it pays once the free tier of a month is used up.
    pub fn charge_after_free_tier(&self, usage: &Usage) -> Charge {
        self.charge(&usage.after(self.free))
    }

    /// What each function adds to the charge of those before it, without the free tier: together exactly the account's charge.
    pub fn charges(&self, usages: &[Usage]) -> Vec<Charge> {
        let mut before = Usage::default();
        let charges = usages.iter().map(|usage| {
            let (without, with) = (self.charge(&before), self.charge(&(before + *usage)));
            before = before + *usage;
            Charge {
                requests: with.requests - without.requests,
                duration: more(with.duration, without.duration),
                kept: more(with.kept, without.kept),
            }
        });
        charges.collect()
    }
}

/// What one amount is more than another.
fn more(with: Option<Dollars>, without: Option<Dollars>) -> Option<Dollars> {
    Some(with? - without?)
}

#[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "summaries are floats")]
fn gb_seconds<'a>(mb_millis: impl IntoIterator<Item = &'a u128>) -> f64 {
    mb_millis.into_iter().sum::<u128>() as f64 / PER_GB_SECOND as f64
}

/// The price of what all processors used.
fn all(mb_millis: [u128; PROCESSORS], tiers: [&[Tier]; PROCESSORS]) -> Option<Dollars> {
    mb_millis.into_iter().zip(tiers).map(|(used, tiers)| price(used, tiers)).sum()
}

/// The price of duration times memory in MB ms, rounded to the nearest 10^-12 dollar; `None` where it is more than the tiers hold.
fn price(mut mb_millis: u128, tiers: &[Tier]) -> Option<Dollars> {
    let mut sum = 0;
    for tier in tiers {
        let held =
            tier.gb_seconds.map_or(mb_millis, |gb_seconds| mb_millis.min(u128::from(gb_seconds) * PER_GB_SECOND));
        sum += held * tier.price.0;
        mb_millis -= held;
    }
    (mb_millis == 0).then_some(Dollars((sum + PER_GB_SECOND / 2) / PER_GB_SECOND))
}

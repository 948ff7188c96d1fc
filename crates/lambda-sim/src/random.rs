//! Streams of randomness: one for each purpose and function, so that moving one setting leaves all other draws as they were.
//!
//! The generator is `rand_xoshiro`'s; the sampling laws are ours and call `libm` by name, because the standard library's
//! logarithm may differ between machines and the same seed must give the same run everywhere.

use rand_core::{Rng as _, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::id::RequestId;
use crate::square_root::square_root;

/// What a stream is drawn for.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    /// Gaps between the requests of one caller.
    Arrivals,
    /// How long the handler of each request runs.
    Durations,
    /// How long INIT of each environment takes.
    Init,
    /// How long each environment is kept while idle.
    IdleLifetime,
    /// How long Lambda takes to set an environment up before INIT.
    Setup,
    /// How much longer the first run of the handler in an environment takes.
    FirstRun,
    /// How long things take in each environment of provisioned concurrency.
    Provisioned,
    /// How long the handler of a request runs that is sent by hand.
    ByHand,
    /// How old an environment becomes.
    MaximumAge,
    /// What a VPC adds to its set-up.
    Vpc,
    /// How long it takes to restore it from a snapshot.
    Restore,
    /// How much longer the first run takes in an environment that takes the place of another.
    Replacement,
    /// INIT of such an environment.
    ReplacementInit,
    /// How long things take in the environment that is made for it.
    EnvironmentByHand,
    /// How long the handler runs for each batch of a caller.
    Batches,
}

impl Purpose {
    const fn tag(self) -> u64 {
        match self {
            Self::Arrivals => 1,
            Self::Durations => 2,
            Self::Init => 3,
            Self::IdleLifetime => 4,
            Self::Setup => 5,
            Self::FirstRun => 6,
            // 7 are the dice.
            Self::Provisioned => 8,
            Self::MaximumAge => 9,
            Self::Vpc => 10,
            Self::Restore => 11,
            Self::Replacement => 12,
            Self::ReplacementInit => 13,
            Self::ByHand => 20,
            Self::EnvironmentByHand => 21,
            Self::Batches => 22,
        }
    }
}

/// One independent stream of random numbers.
#[derive(Clone, Debug)]
pub struct Stream(Xoshiro256PlusPlus);

impl Stream {
    /// The stream for `purpose` of the function called `name`; `ordinal` tells apart several callers of one function.
    ///
    /// Depends on the name, not on the function's place, so adding a function changes no other function's traffic.
    pub fn new(seed: u64, purpose: Purpose, name: &str, ordinal: u64) -> Self {
        let state = mixed(seed, purpose.tag(), ordinal, name);
        let mut bytes = [0; 32];
        for (place, word) in bytes.chunks_exact_mut(8).zip(1..) {
            place.copy_from_slice(&split_mix(state ^ split_mix(word)).to_le_bytes());
        }
        Self(Xoshiro256PlusPlus::from_seed(bytes))
    }

    /// The next word, and the one after it where a law needs two.
    pub(crate) fn draw(&mut self, words: Words) -> Draw {
        match words {
            Words::None => Draw::default(),
            Words::One => Draw { first: self.0.next_u64(), second: 0 },
            Words::Two => Draw { first: self.0.next_u64(), second: self.0.next_u64() },
        }
    }

    /// An exponential number of mean 1.
    pub(crate) fn exponential(&mut self) -> f64 {
        self.draw(Words::One).exponential()
    }
}

/// How many words of its stream a law takes for one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    None,
    One,
    Two,
}

/// What a stream has given for one value. The value is made of it only when somebody needs it: most requests of an
/// overload never run, and logarithms are what a run spends most of its time with.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Draw {
    first: u64,
    second: u64,
}

impl Draw {
    /// A number in 0..1, both ends of the half-open interval as usual: 0 is possible, 1 is not.
    pub(crate) fn unit(self) -> f64 {
        unit(self.first)
    }

    /// An exponential number of mean 1.
    #[expect(clippy::float_arithmetic, reason = "sampling")]
    pub(crate) fn exponential(self) -> f64 {
        -libm::log(1.0 - self.unit())
    }

    /// A normal number of mean 0 and deviation 1: Box and Muller's transform, which always takes two words.
    #[expect(clippy::float_arithmetic, reason = "sampling")]
    pub(crate) fn normal(self) -> f64 {
        let radius = square_root(2.0 * self.exponential());
        radius * libm::cos(core::f64::consts::TAU * unit(self.second))
    }

    /// A whole number below `count`, which is not zero.
    #[expect(
        clippy::float_arithmetic,
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sampling; counts are far below 2^53"
    )]
    pub(crate) fn below(self, count: usize) -> usize {
        ((self.unit() * count as f64) as usize).min(count - 1)
    }
}

/// The upper 53 bits of a word, which fit a float exactly, as a number from 0 up to but not including 1.
#[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "sampling")]
fn unit(word: u64) -> f64 {
    const SCALE: f64 = 1.0 / (1_u64 << 53) as f64;
    (word >> 11) as f64 * SCALE
}

/// What a die is thrown for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Throw {
    /// Whether the run fails.
    Outcome,
    /// How long the wait before the next attempt is.
    Wait,
    /// How long INIT takes that is done once more because the environment was reset.
    Init,
    /// How much longer the first run after that takes.
    FirstRun,
    /// Whether something that the handler depends on fails it.
    Dependency,
    /// Which of several idle environments serves it.
    Environment,
    /// Whether its environment has been initialised ahead of need.
    Proactive,
}

/// The dice of one function. A throw belongs to one attempt of one request, so no order of events can change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dice(u64);

impl Dice {
    /// The dice of the function called `name` in a run with this seed.
    pub fn new(seed: u64, name: &str) -> Self {
        Self(mixed(seed, Self::TAG, 0, name))
    }

    /// Beside the tags of the streams.
    const TAG: u64 = 7;

    /// A number from 0 up to but not including 1, for this attempt (counted from 1) of this request.
    pub fn unit(self, request: RequestId, attempt: u16, throw: Throw) -> f64 {
        unit(self.word(request, attempt, throw))
    }

    /// What a value of a law is made of.
    pub(crate) fn draw(self, request: RequestId, attempt: u16, throw: Throw) -> Draw {
        let first = self.word(request, attempt, throw);
        Draw { first, second: split_mix(first) }
    }

    /// The dice of the identities behind requests to the function called `name`.
    pub fn of_identities(seed: u64, name: &str) -> Self {
        Self(mixed(seed, Self::TAG_OF_IDENTITIES, 0, name))
    }

    const TAG_OF_IDENTITIES: u64 = 30;

    /// A number from 0 up to but not including 1, small where a request has no identity.
    pub fn has_no_identity(self, request: RequestId) -> f64 {
        unit(split_mix(split_mix(self.0 ^ request.0)))
    }

    /// Which of so many identities a request is of; there is one.
    pub fn identity(self, request: RequestId, identities: u32) -> u32 {
        let first = split_mix(split_mix(self.0 ^ request.0) ^ 1);
        u32::try_from(Draw { first, second: 0 }.below(identities as usize)).unwrap_or_default()
    }

    fn word(self, request: RequestId, attempt: u16, throw: Throw) -> u64 {
        // The first two throws stand beside the attempt, all others above it.
        let throw = throw as u64;
        let what = (throw >> 1) << 32 | u64::from(attempt) << 1 | throw & 1;
        split_mix(split_mix(self.0 ^ request.0) ^ what)
    }
}

/// Seed, purpose, ordinal and name in one word.
fn mixed(seed: u64, tag: u64, ordinal: u64, name: &str) -> u64 {
    let words = [tag, ordinal, name.len() as u64].into_iter().chain(name.bytes().map(u64::from));
    words.fold(seed, |state, word| split_mix(state ^ word))
}

/// The finaliser of `SplitMix64`: spreads every input bit over the word (Steele, Lea and Flood, OOPSLA 2014).
const fn split_mix(word: u64) -> u64 {
    let mut z = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

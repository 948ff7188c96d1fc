//! Streams of randomness: one for each purpose and function, so that moving one setting leaves all other draws as they were.
//!
//! The generator is `rand_xoshiro`'s; the sampling laws are ours and call `libm` by name, because the standard library's
//! logarithm may differ between machines and the same seed must give the same run everywhere.

use rand_core::{Rng as _, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// What a stream is drawn for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    /// Gaps between the requests of one caller.
    Arrivals,
    /// How long the handler of each request runs.
    Durations,
    /// How long INIT of each environment takes.
    Init,
    /// How long each environment is kept while idle.
    IdleLifetime,
}

impl Purpose {
    const fn tag(self) -> u64 {
        match self {
            Self::Arrivals => 1,
            Self::Durations => 2,
            Self::Init => 3,
            Self::IdleLifetime => 4,
        }
    }
}

/// One independent stream of random numbers.
#[derive(Clone, Debug)]
pub(crate) struct Stream(Xoshiro256PlusPlus);

impl Stream {
    /// The stream for `purpose` of the function called `name`; `ordinal` tells apart several callers of one function.
    ///
    /// Depends on the name, not on the function's place, so adding a function changes no other function's traffic.
    pub(crate) fn new(seed: u64, purpose: Purpose, name: &str, ordinal: u64) -> Self {
        let mut state = seed;
        let mut mix = |word: u64| state = split_mix(state ^ word);
        mix(purpose.tag());
        mix(ordinal);
        mix(name.len() as u64);
        for byte in name.bytes() {
            mix(u64::from(byte));
        }
        let mut bytes = [0; 32];
        for (place, word) in bytes.chunks_exact_mut(8).zip(1..) {
            place.copy_from_slice(&split_mix(state ^ split_mix(word)).to_le_bytes());
        }
        Self(Xoshiro256PlusPlus::from_seed(bytes))
    }

    /// A number in 0..1, both ends of the half-open interval as usual: 0 is possible, 1 is not.
    #[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "sampling; 53 bits fit a float exactly")]
    pub(crate) fn unit(&mut self) -> f64 {
        const SCALE: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.0.next_u64() >> 11) as f64 * SCALE
    }

    /// An exponential number of mean 1.
    #[expect(clippy::float_arithmetic, reason = "sampling")]
    pub(crate) fn exponential(&mut self) -> f64 {
        -libm::log(1.0 - self.unit())
    }
}

/// The finaliser of `SplitMix64`: spreads every input bit over the word (Steele, Lea and Flood, OOPSLA 2014).
const fn split_mix(word: u64) -> u64 {
    let mut z = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

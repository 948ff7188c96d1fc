//! Percentiles in bounded memory.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::time::Span;

/// Buckets in each doubling of the value.
const PER_OCTAVE: usize = 128;
const PER_OCTAVE_BITS: u32 = PER_OCTAVE.trailing_zeros();

/// How often which length of time occurred.
///
/// Buckets are at most 1/128 of their value wide, and each knows the mean of what fell into it: a percentile is off by less
/// than 0.8 %, and exact where all values of its bucket are equal, as with constant durations. Memory is bounded: at most 58
/// octaves of 128 buckets, made when first needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    octaves: Vec<Option<Box<[Bucket; PER_OCTAVE]>>>,
    count: u64,
    sum: u128,
    max: Span,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bucket {
    count: u64,
    /// Sum of the values [ns].
    sum: u128,
}

impl Histogram {
    /// How many values there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The largest value.
    pub fn max(&self) -> Span {
        self.max
    }

    /// The mean; zero where there are no values.
    pub fn mean(&self) -> Span {
        mean(self.sum, self.count)
    }

    /// The value at this part of all values in their order, from 0 to 1; `None` where there are no values.
    #[expect(
        clippy::float_arithmetic,
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a summary"
    )]
    pub fn percentile(&self, part: f64) -> Option<Span> {
        // The nearest rank: the smallest value that at least this part of all values does not exceed.
        let rank = (libm::ceil(part * self.count as f64) as u64).clamp(1, self.count.max(1));
        let mut below = 0;
        let buckets = self.octaves.iter().flatten().flat_map(|octave| octave.iter());
        let bucket = buckets.clone().find(|bucket| {
            below += bucket.count;
            rank <= below
        });
        bucket.filter(|bucket| 0 < bucket.count).map(|bucket| mean(bucket.sum, bucket.count))
    }

    pub(super) fn record(&mut self, value: Span) {
        let nanos = value.as_nanos();
        let (octave, place) = place(nanos);
        if self.octaves.len() <= octave {
            self.octaves.resize(octave + 1, None);
        }
        let octave = self.octaves[octave].get_or_insert_with(|| Box::new([Bucket::default(); PER_OCTAVE]));
        octave[place].count += 1;
        octave[place].sum += u128::from(nanos);
        self.count += 1;
        self.sum += u128::from(nanos);
        self.max = self.max.max(value);
    }

    /// Both together.
    pub(super) fn add(&mut self, other: &Self) {
        if self.octaves.len() < other.octaves.len() {
            self.octaves.resize(other.octaves.len(), None);
        }
        for (mine, others) in self.octaves.iter_mut().zip(&other.octaves) {
            let Some(others) = others else { continue };
            let mine = mine.get_or_insert_with(|| Box::new([Bucket::default(); PER_OCTAVE]));
            for (bucket, other) in mine.iter_mut().zip(others.iter()) {
                bucket.count += other.count;
                bucket.sum += other.sum;
            }
        }
        self.count += other.count;
        self.sum += other.sum;
        self.max = self.max.max(other.max);
    }
}

/// Octave and place of a value: the first octave holds 0 to 127 one by one, each further one a doubling in 128 steps.
#[expect(clippy::cast_possible_truncation, reason = "both are far below 2^32")]
fn place(nanos: u64) -> (usize, usize) {
    let octave = (u64::BITS - nanos.leading_zeros()).saturating_sub(PER_OCTAVE_BITS);
    match octave {
        0 => (0, nanos as usize),
        // The top bit is the octave; the seven bits below it are the place.
        _ => (octave as usize, (nanos >> (octave - 1)) as usize - PER_OCTAVE),
    }
}

fn mean(sum: u128, count: u64) -> Span {
    let mean = sum.checked_div(count.into()).unwrap_or(0);
    Span::from_nanos(u64::try_from(mean).unwrap_or(u64::MAX))
}

//! Laws that lengths of time follow: handler durations, INIT, idle lifetimes.

use crate::random::Stream;
use crate::time::Span;

/// How a length of time is distributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// Always the same.
    Constant(Span),
    /// Exponential with this mean.
    Exponential {
        /// Mean of the law.
        mean: Span,
    },
    /// Any value between two ends is equally likely.
    Uniform {
        /// Shortest value.
        from: Span,
        /// Longest value; not shorter than `from`.
        to: Span,
    },
}

impl Law {
    /// The mean of the law.
    pub const fn mean(&self) -> Span {
        match *self {
            Self::Constant(value) => value,
            Self::Exponential { mean } => mean,
            Self::Uniform { from, to } => {
                Span::from_nanos(from.as_nanos() + to.as_nanos().saturating_sub(from.as_nanos()) / 2)
            }
        }
    }

    /// A law of the same shape with another mean. A uniform law is stretched; one of zero length becomes constant.
    #[must_use]
    pub fn with_mean(&self, mean: Span) -> Self {
        match *self {
            Self::Constant(_) => Self::Constant(mean),
            Self::Exponential { .. } => Self::Exponential { mean },
            Self::Uniform { from, .. } => {
                let old = self.mean();
                if old == mean {
                    return *self;
                }
                if old == Span::ZERO {
                    return Self::Constant(mean);
                }
                let from = u128::from(from.as_nanos()) * u128::from(mean.as_nanos()) / u128::from(old.as_nanos());
                let from = Span::from_nanos(u64::try_from(from).unwrap_or(u64::MAX));
                // As far above the mean as `from` is below it, so that the mean is exact.
                let half = mean.as_nanos().saturating_sub(from.as_nanos());
                Self::Uniform { from, to: mean + Span::from_nanos(half) }
            }
        }
    }

    /// Draws one value. A constant takes nothing from the stream.
    #[expect(clippy::float_arithmetic, reason = "sampling; rounded to whole nanoseconds once")]
    pub(crate) fn sample(&self, stream: &mut Stream) -> Span {
        match *self {
            Self::Constant(value) => value,
            Self::Exponential { mean } => Span::from_secs_f64(mean.as_secs_f64() * stream.exponential()),
            Self::Uniform { from, to } => {
                let (low, high) = (from.as_secs_f64(), to.as_secs_f64());
                Span::from_secs_f64(low + (high - low) * stream.unit()).max(from).min(to)
            }
        }
    }
}

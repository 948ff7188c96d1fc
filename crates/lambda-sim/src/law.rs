//! Laws that lengths of time follow: handler durations, INIT, idle lifetimes.

mod quantiles;

use alloc::sync::Arc;

use crate::dated::Dated;
use crate::id::RequestId;
use crate::problem::Rule;
use crate::quotas;
use crate::random::{Dice, Draw, Stream, Throw, Words};
use crate::time::Span;

pub use quantiles::Quantiles;

/// How a length of time is distributed.
#[derive(Clone, Debug, PartialEq)]
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
    /// The logarithm is normal: a hump with a tail to the right, as most measured durations have.
    LogNormal {
        /// Mean of the law.
        mean: Span,
        /// Standard deviation of the logarithm, from 0 to [`SIGMA_MAX`].
        sigma: f64,
    },
    /// Measured values, each as likely as any other.
    Values(Arc<[Span]>),
    /// Measured quantiles, joined by straight lines: points of a part of all values, from 0 to 1, and the value below which
    /// that part lies. Both rise. Below the first point its value holds, above the last point the last value.
    Points(Arc<[(f64, Span)]>),
    /// A measured law that ships with this engine.
    Measured(&'static Quantiles),
    /// A measured law of a time that is over, which also ships with it.
    Dated(&'static Dated),
}

/// The widest log-normal law: one value in twenty is then over 3,700 times the median. A bound of this simulator.
pub const SIGMA_MAX: f64 = 5.0;
/// The rule for it, in whole numbers.
pub(crate) const SIGMA_RANGE: Rule = Rule::OutOfRange { min: 0, max: 5 };

impl Law {
    /// How long an idle environment is kept unless the scenario says otherwise.
    pub const IDLE_LIFETIME_DEFAULT: Self =
        Self::Uniform { from: quotas::IDLE_LIFETIME_DEFAULT.0, to: quotas::IDLE_LIFETIME_DEFAULT.1 };

    /// The mean of the law.
    #[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "a mean is a summary")]
    pub fn mean(&self) -> Span {
        match self {
            Self::Constant(value) => *value,
            Self::Exponential { mean } | Self::LogNormal { mean, .. } => *mean,
            Self::Uniform { from, to } => from.midpoint(*to),
            Self::Values(values) => {
                let sum: f64 = values.iter().map(|value| value.as_secs_f64()).sum();
                Span::from_secs_f64(sum / values.len() as f64)
            }
            Self::Points(points) => Span::from_secs_f64(mean_of_points(points)),
            Self::Measured(quantiles) => Span::from_secs_f64(quantiles.mean_s()),
            Self::Dated(Dated { points, .. }) => Span::from_secs_f64(mean_of_points(points)),
        }
    }

    /// A law of the same shape with another mean. Where the mean is zero there is no shape, and the law becomes constant; a
    /// shipped measurement becomes the log-normal law of its width.
    #[must_use]
    pub fn with_mean(&self, mean: Span) -> Self {
        let old = self.mean();
        if old == mean {
            return self.clone();
        }
        match self {
            Self::Constant(_) => Self::Constant(mean),
            Self::Exponential { .. } => Self::Exponential { mean },
            Self::LogNormal { sigma, .. } => Self::LogNormal { mean, sigma: *sigma },
            Self::Measured(quantiles) => Self::LogNormal { mean, sigma: quantiles.sigma() },
            _ if old == Span::ZERO => Self::Constant(mean),
            Self::Uniform { from, .. } => {
                let from = stretched(*from, mean, old);
                // As far above the mean as `from` is below it, so that the mean is exact.
                let half = mean.as_nanos().saturating_sub(from.as_nanos());
                Self::Uniform { from, to: mean + Span::from_nanos(half) }
            }
            Self::Values(values) => Self::Values(values.iter().map(|value| stretched(*value, mean, old)).collect()),
            Self::Points(points) => Self::Points(stretched_points(points, mean, old)),
            Self::Dated(Dated { points, .. }) => Self::Points(stretched_points(points, mean, old)),
        }
    }

    /// Draws one value.
    pub fn sample(&self, stream: &mut Stream) -> Span {
        self.value(self.draw(stream))
    }

    /// The value that is thrown for an attempt.
    pub fn thrown(&self, dice: Dice, request: RequestId, attempt: u16, throw: Throw) -> Span {
        self.value(dice.draw(request, attempt, throw))
    }

    /// Takes from the stream what one value is made of. A constant takes nothing.
    pub(crate) fn draw(&self, stream: &mut Stream) -> Draw {
        stream.draw(match self {
            Self::Constant(_) => Words::None,
            Self::Exponential { .. } | Self::Uniform { .. } | Self::Values(_) | Self::Points(_) | Self::Dated(_) => {
                Words::One
            }
            Self::LogNormal { .. } | Self::Measured(_) => Words::Two,
        })
    }

    /// The value that a draw stands for.
    #[expect(clippy::float_arithmetic, reason = "sampling; rounded to whole nanoseconds once")]
    pub(crate) fn value(&self, draw: Draw) -> Span {
        match self {
            Self::Constant(value) => *value,
            Self::Exponential { mean } => Span::from_secs_f64(mean.as_secs_f64() * draw.exponential()),
            Self::Uniform { from, to } => {
                let (low, high) = (from.as_secs_f64(), to.as_secs_f64());
                Span::from_secs_f64(low + (high - low) * draw.unit()).max(*from).min(*to)
            }
            Self::LogNormal { mean, sigma } => {
                let exponent = sigma * draw.normal() - sigma * sigma / 2.0;
                Span::from_secs_f64(mean.as_secs_f64() * libm::exp(exponent))
            }
            Self::Values(values) => values[draw.below(values.len())],
            Self::Points(points) => Span::from_secs_f64(value_at(points, draw.unit())),
            Self::Measured(quantiles) => Span::from_secs_f64(quantiles.value_s(draw.normal())),
            Self::Dated(Dated { points, .. }) => Span::from_secs_f64(value_at(points, draw.unit())),
        }
    }
}

/// `value` times `mean` over `old`, in integers.
fn stretched(value: Span, mean: Span, old: Span) -> Span {
    let nanos = u128::from(value.as_nanos()) * u128::from(mean.as_nanos()) / u128::from(old.as_nanos());
    Span::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}

fn stretched_points(points: &[(f64, Span)], mean: Span, old: Span) -> Arc<[(f64, Span)]> {
    points.iter().map(|(part, value)| (*part, stretched(*value, mean, old))).collect()
}

/// The value [s] below which `part` of all values lie.
#[expect(clippy::float_arithmetic, reason = "sampling")]
fn value_at(points: &[(f64, Span)], part: f64) -> f64 {
    let next = points.partition_point(|(upto, _)| *upto <= part);
    let (Some((upper, to)), Some((lower, from))) = (points.get(next), next.checked_sub(1).map(|place| points[place]))
    else {
        let nearest = if next == 0 { points.first() } else { points.last() };
        return nearest.map_or(0.0, |(_, value)| value.as_secs_f64());
    };
    let (from, to) = (from.as_secs_f64(), to.as_secs_f64());
    from + (to - from) * (part - lower) / (upper - lower)
}

#[expect(clippy::float_arithmetic, reason = "a mean is a summary")]
fn mean_of_points(points: &[(f64, Span)]) -> f64 {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return 0.0;
    };
    let pieces = points.windows(2).map(|pair| {
        let height = f64::midpoint(pair[0].1.as_secs_f64(), pair[1].1.as_secs_f64());
        (pair[1].0 - pair[0].0) * height
    });
    first.0 * first.1.as_secs_f64() + pieces.sum::<f64>() + (1.0 - last.0) * last.1.as_secs_f64()
}

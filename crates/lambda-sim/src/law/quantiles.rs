//! A measured law by a few of its quantiles, joined as a log-normal law would run between them.

/// Quantiles of a measurement, in milliseconds; those that were not published are `None`.
///
/// Between two quantiles the logarithm of the value is a straight line over the normal score, and beyond the outermost ones
/// that line goes on. With only two quantiles this *is* the log-normal law through them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantiles {
    /// Fifth percentile.
    pub p5: Option<f64>,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: Option<f64>,
    /// 99th percentile.
    pub p99: f64,
    /// 99.9th percentile.
    pub p999: Option<f64>,
}

/// Normal scores of the five percentiles.
const SCORES: [f64; 5] =
    [-1.644_853_626_951_472_7, 0.0, 1.281_551_565_544_600_4, 2.326_347_874_040_840_8, 3.090_232_306_167_813];

/// A straight piece of the logarithm over the score: up to this score, and the line `level + slope * score`.
#[derive(Clone, Copy, Debug)]
struct Piece {
    until: f64,
    level: f64,
    slope: f64,
}

impl Quantiles {
    /// The value [s] at a normal score.
    #[expect(clippy::float_arithmetic, reason = "sampling")]
    pub(crate) fn value_s(&self, score: f64) -> f64 {
        let mut last = 0.0;
        for piece in self.pieces() {
            last = libm::exp(piece.level + piece.slope * score) / 1e3;
            if score < piece.until {
                break;
            }
        }
        last
    }

    /// The mean [s].
    #[expect(clippy::float_arithmetic, reason = "a mean is a summary")]
    pub(crate) fn mean_s(&self) -> f64 {
        let mut from = f64::NEG_INFINITY;
        let mut mean = 0.0;
        for Piece { until, level, slope } in self.pieces() {
            // The mean of exp(level + slope * z) over this part of the normal law, by completing the square.
            let part = normal_below(until - slope) - normal_below(from - slope);
            mean += libm::exp(level + slope * slope / 2.0) * part;
            from = until;
        }
        mean / 1e3
    }

    /// Standard deviation of the logarithm of the log-normal law through median and 99th percentile.
    #[expect(clippy::float_arithmetic, reason = "a fit is a summary")]
    pub(crate) fn sigma(&self) -> f64 {
        libm::log(self.p99 / self.p50) / SCORES[3]
    }

    /// The pieces between the known quantiles; the outer ones go on for ever.
    #[expect(clippy::float_arithmetic, reason = "the lines that sampling follows")]
    fn pieces(&self) -> impl Iterator<Item = Piece> {
        let known = [self.p5, Some(self.p50), self.p90, Some(self.p99), self.p999];
        let outermost = if self.p999.is_some() { 4 } else { 3 };
        let mut before: Option<(f64, f64)> = None;
        let knots = SCORES.into_iter().zip(known).enumerate();
        knots.filter_map(move |(place, (score, value))| {
            let log = libm::log(value?);
            let (earlier_score, earlier) = before.replace((score, log))?;
            let slope = (log - earlier) / (score - earlier_score);
            let until = if place == outermost { f64::INFINITY } else { score };
            Some(Piece { until, level: log - slope * score, slope })
        })
    }
}

/// The part of a normal law below a score.
#[expect(clippy::float_arithmetic, reason = "a summary")]
fn normal_below(score: f64) -> f64 {
    libm::erfc(-score / core::f64::consts::SQRT_2) / 2.0
}

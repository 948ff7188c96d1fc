//! Standard errors from batches.
//!
//! Batches are runs of different seeds, or pieces of one run that are long compared with its memory, so that their values
//! are independent. The standard error of the mean of n batches is s / sqrt(n), with s the standard deviation between them.
#![expect(clippy::cast_precision_loss, reason = "statistics of counts far below 2^53")]

/// An estimate with its standard error.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

impl Estimate {
    /// The mean of independent values.
    pub fn mean(values: &[f64]) -> Self {
        let count = values.len() as f64;
        let value = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|one| (one - value).powi(2)).sum();
        Self { value, error: (squares / (count - 1.0) / count).sqrt() }
    }

    /// A share, part by whole over all batches. Its error comes from what each batch's part deviates from the share of its
    /// whole (the delta method for a ratio).
    pub fn share(batches: &[(u64, u64)]) -> Self {
        let part: u64 = batches.iter().map(|(part, _)| part).sum();
        let whole: u64 = batches.iter().map(|(_, whole)| whole).sum();
        let value = part as f64 / whole as f64;
        let deviations: Vec<f64> = batches.iter().map(|(part, whole)| *part as f64 - value * *whole as f64).collect();
        let mean_whole = whole as f64 / batches.len() as f64;
        Self { value, error: Self::mean(&deviations).error / mean_whole }
    }

    /// Holds the estimate against the true value: three standard errors either way.
    #[track_caller]
    pub fn check(self, expected: f64, what: &str) {
        let Self { value, error } = self;
        let off = (value - expected) / error;
        assert!(
            off.abs() <= 3.0,
            "{what}: {value:.6} with a standard error of {error:.6} is {off:.2} of them off {expected:.6}"
        );
    }
}

/// Holds counts in cells against the expected ones: chi-square has as its mean the degrees of freedom, one less than the
/// cells, and twice that as its variance; three standard deviations above the mean are allowed.
#[track_caller]
pub fn check_chi_square(observed: &[u64], expected: &[f64], what: &str) {
    assert_eq!(observed.len(), expected.len());
    let squares = observed.iter().zip(expected).map(|(seen, wanted)| (*seen as f64 - wanted).powi(2) / wanted);
    let chi_square: f64 = squares.sum();
    let freedom = (observed.len() - 1) as f64;
    let most = freedom + 3.0 * (2.0 * freedom).sqrt();
    assert!(
        chi_square <= most,
        "{what}: chi-square is {chi_square:.1}, more than {most:.1}: {observed:?}, {expected:.1?}"
    );
}

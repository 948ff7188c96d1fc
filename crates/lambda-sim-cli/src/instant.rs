//! Reading an instant of a run from the command line.

use lambda_sim::problem::{Expected, Rule};
use lambda_sim::time::Span;

/// An instant, as a length of time since the start of the run.
pub(crate) fn parse(text: &str) -> Result<Span, String> {
    Span::parse(text).ok_or_else(|| Rule::Expected(Expected::Span).to_string())
}

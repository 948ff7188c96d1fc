/// A series that keeps each value for a whole period: value `i` holds on `[i * period_s, (i + 1) * period_s)`.
///
/// A series shorter than the time axis ends where its last value ends, as a run does that is still being computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Steps<'a> {
    /// How long one value holds, in seconds.
    pub period_s: f64,
    /// The values, from time 0 on, in the unit of the value axis.
    pub values: &'a [f64],
}

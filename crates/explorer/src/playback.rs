//! Playing: how much simulated time passes while the person watches.

use lambda_sim::time::Span;

/// The longest gap between two frames that counts: a hidden tab or a stalled machine does not make the run leap.
const FRAME_MAX_MS: f64 = 500.0;

/// How fast a run is played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speed {
    /// A quarter of real time.
    Quarter,
    /// Real time.
    #[default]
    Real,
    /// Four times as fast.
    Four,
    /// Sixteen times as fast.
    Sixteen,
    /// A hundred times as fast.
    Hundred,
    /// A thousand times as fast.
    Thousand,
}

/// How a step goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepBy {
    /// To the next change, or to the one before.
    #[default]
    Change,
    /// By a fixed time.
    Time,
}

impl StepBy {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Change, Self::Time];

    /// The time of a step in a run of this length: short enough to see what happens, long enough to get somewhere.
    pub fn time(length: Span) -> Span {
        match length.as_secs_f64() {
            ..=1.0 => Span::from_millis(10),
            ..=20.0 => Span::from_millis(100),
            ..=1_800.0 => Span::from_secs(1),
            ..=7_200.0 => Span::from_secs(10),
            _ => Span::from_secs(60),
        }
    }
}

/// A run longer than this is offered faster speeds.
const LONG: Span = Span::from_secs(1_800);

impl Speed {
    /// The speeds to choose from for a run of this length, slowest first.
    pub fn offered(length: Span) -> [Self; 4] {
        if length <= LONG {
            [Self::Quarter, Self::Real, Self::Four, Self::Sixteen]
        } else {
            [Self::Real, Self::Sixteen, Self::Hundred, Self::Thousand]
        }
    }

    /// Simulated seconds in a second.
    pub const fn factor(self) -> f64 {
        match self {
            Self::Quarter => 0.25,
            Self::Real => 1.0,
            Self::Four => 4.0,
            Self::Sixteen => 16.0,
            Self::Hundred => 100.0,
            Self::Thousand => 1_000.0,
        }
    }

    /// How it is written; the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Quarter => "¼×",
            Self::Real => "1×",
            Self::Four => "4×",
            Self::Sixteen => "16×",
            Self::Hundred => "100×",
            Self::Thousand => "1,000×",
        }
    }

    /// A speed at which a run of this length is watched in well under a minute.
    pub fn for_length(length: Span) -> Self {
        match length.as_secs_f64() {
            ..=5.0 => Self::Quarter,
            ..=20.0 => Self::Real,
            ..=80.0 => Self::Four,
            ..=1_800.0 => Self::Sixteen,
            ..=5_400.0 => Self::Hundred,
            _ => Self::Thousand,
        }
    }

    /// Simulated time for so many milliseconds of watching.
    pub fn simulated(self, wall_ms: f64) -> Span {
        Span::from_secs_f64(wall_ms.clamp(0.0, FRAME_MAX_MS) / 1_000.0 * self.factor())
    }
}

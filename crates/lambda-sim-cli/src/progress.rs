//! Computing a run, with its progress on standard error: one line, rewritten, and cleared at the end.

use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;
use std::time::{Duration, Instant as WallClock};

use clap::{Args, ValueEnum};
use lambda_sim::plan::Plan;
use lambda_sim::time::Span;
use lambda_sim::timeline::{Run, Runner};

/// Steps between two looks at the clock: a few milliseconds.
const SLICE: u32 = 20_000;
/// A run that takes no longer shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);
/// Time between two rewritings of the line.
const REFRESH: Duration = Duration::from_millis(100);

/// When to show progress.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Progress {
    /// Whether to show on standard error how far a run of more than a second is; auto: where that is a terminal
    #[arg(long = "progress", value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    when: When,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum When {
    /// Where standard error is a terminal
    Auto,
    /// Also where it is none; how it ended is shown however fast it was
    Always,
    Never,
}

impl Progress {
    /// Runs a plan to its end, with series of this period.
    pub(crate) fn run(self, plan: Arc<Plan>, period: Span) -> Run {
        let length = plan.length();
        let mut runner = Runner::new(plan, period);
        let is_shown = match self.when {
            When::Auto => std::io::stderr().is_terminal(),
            When::Always => true,
            When::Never => false,
        };
        let mut line = Line { length, width: 0, due: WallClock::now() + PATIENCE };
        while !runner.advance(SLICE) {
            if is_shown {
                line.show_when_due(runner.now().since_start());
            }
        }
        if matches!(self.when, When::Always) {
            line.show(length);
        }
        line.clear();
        runner.finish()
    }
}

/// The line on standard error.
#[derive(Debug)]
struct Line {
    length: Span,
    /// Characters that stand there.
    width: usize,
    /// When to rewrite it.
    due: WallClock,
}

impl Line {
    fn show_when_due(&mut self, now: Span) {
        if self.due <= WallClock::now() {
            self.show(now);
            self.due = WallClock::now() + REFRESH;
        }
    }

    fn show(&mut self, now: Span) {
        // The part in whole percent, and the clock in whole seconds unless the run has ended.
        let percent = u128::from(now.as_nanos()) * 100 / u128::from(self.length.as_nanos().max(1));
        let clock = if now < self.length { Span::from_secs(now.whole_secs()) } else { self.length };
        let text = format!("{percent:3} %  {clock} of {} simulated", self.length);
        self.width = self.width.max(text.len());
        // Nobody is told where standard error is closed.
        let _ = write!(std::io::stderr(), "\r{text:<width$}", width = self.width);
    }

    fn clear(&mut self) {
        if 0 < self.width {
            let _ = write!(std::io::stderr(), "\r{:width$}\r", "", width = self.width);
        }
    }
}

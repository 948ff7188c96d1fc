//! What happens "now": counted just before the cursor, in the [unit](rates::unit()) that the charts count in.

use lambda_sim::frame::{Frame, FunctionFrame};
use lambda_sim::simulation::Simulation;

use crate::page::Page;
use crate::rates;

impl Page {
    /// Throttles just before the cursor.
    pub fn throttles_now(&self) -> u64 {
        self.counted_now(|function| function.tally.throttles()).iter().sum()
    }

    /// Cold starts just before the cursor.
    pub fn cold_starts_now(&self) -> u64 {
        self.counted_now(|function| function.tally.cold_starts()).iter().sum()
    }

    /// Invocations just before the cursor that spilled over.
    pub fn spillovers_now(&self) -> u64 {
        self.counted_now(|function| function.tally.spillovers()).iter().sum()
    }

    /// Attempts at each function just before the cursor, per second: what really comes, retries and redeliveries included.
    #[expect(clippy::cast_precision_loss, reason = "a rate to be read")]
    pub fn attempts_per_second(&self) -> Vec<f64> {
        let counted = self.counted_now(|function| function.tally.attempts());
        let seconds = rates::unit(self.length()).min(self.cursor.since_start()).as_secs_f64();
        counted.into_iter().map(|count| if seconds <= 0.0 { 0.0 } else { count as f64 / seconds }).collect()
    }

    /// Counts of each function.
    fn counted_now(&self, count: fn(&FunctionFrame) -> u64) -> Vec<u64> {
        let counts = |frame: Frame| frame.functions.iter().map(count).collect();
        let of = |state: &Option<Simulation>| state.as_ref().map_or_else(Vec::new, |state| counts(state.frame()));
        let now = of(&self.state);
        // Nothing is before the start, not even what happens at that instant.
        if self.cursor.since_start() < rates::unit(self.length()) {
            return now;
        }
        let before = of(&self.before);
        now.iter().enumerate().map(|(place, now)| now - before.get(place).unwrap_or(&0)).collect()
    }
}

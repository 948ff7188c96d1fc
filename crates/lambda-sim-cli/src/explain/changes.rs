//! What happens around an instant: the last changes up to then, and the next ones.

use std::fmt::Write as _;

use lambda_sim::change::Change;
use lambda_sim::plan::Plan;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

use super::moment::{Line, Moment};

/// How many lines are shown before the instant, and how many after it.
const LINES: usize = 10;

pub(super) fn around(run: &Run, at: Instant) -> String {
    let (before, after) = (up_to(run, at), after(run, at));
    let mut out = format!("changes around {at} (* up to then)\n");
    let lines = || before.iter().chain(&after);
    let width = |text: &dyn Fn(&Line) -> String| lines().map(|line| text(line).chars().count()).max().unwrap_or(0);
    let name = |line: &Line| name(run.plan(), &line.change).to_owned();
    let widths = (width(&|line| line.at.to_string()), width(&name));
    if before.is_empty() {
        out.push_str("* nothing has happened yet\n");
    }
    for (mark, line) in before.iter().map(|line| ('*', line)).chain(after.iter().map(|line| (' ', line))) {
        write_line(&mut out, run.plan(), mark, line, widths);
    }
    if after.len() < LINES {
        out.push_str("  nothing more happens before the end of the run\n");
    }
    out
}

/// To which function it happened, or `*` for the account.
fn name<'p>(plan: &'p Plan, change: &Change) -> &'p str {
    change.function().map_or("*", |function| plan.function(function).name.as_str())
}

fn write_line(out: &mut String, plan: &Plan, mark: char, line: &Line, (instant, name): (usize, usize)) {
    let at = line.at.to_string();
    let function = self::name(plan, &line.change);
    let _ = writeln!(out, "{mark} {at:<instant$}  {function:<name$}  {}", line.change);
    if 0 < line.more {
        let _ = writeln!(out, "{mark} {:instant$}  {:name$}  ... and {} more like it", "", "", line.more);
    }
}

/// The last lines up to and including `at`, instant by instant backwards.
fn up_to(run: &Run, at: Instant) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut end = at + Span::from_nanos(1);
    while lines.len() < LINES
        && let Some(at) = run.previous_change(end)
    {
        let mut moment = Moment::new(at);
        run.replay(at, at, &mut |_: Instant, change: &Change| moment.add(change));
        let mut earlier = moment.lines();
        earlier.append(&mut lines);
        lines = earlier;
        end = at;
    }
    lines.split_off(lines.len().saturating_sub(LINES))
}

/// The next lines after `at`.
fn after(run: &Run, at: Instant) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut simulation = run.state_at(at, None);
    while lines.len() < LINES
        && let Some(at) = simulation.next_at()
    {
        let mut moment = Moment::new(at);
        simulation.run_to(at, &mut |_: Instant, change: &Change| moment.add(change));
        lines.append(&mut moment.lines());
    }
    lines.truncate(LINES);
    lines
}

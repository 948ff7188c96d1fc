//! Traffic as a table: a line for each point or instant, typed or pasted, and what is wrong with it.
//!
//! What cannot be taken stays as it was typed, whole: nothing is dropped, put in order or filled in behind anybody's back.

use lambda_sim::problem::{Problem, Rule};
use lambda_sim::scenario::{Burst, Point, Traffic};
use lambda_sim::time::Span;
use lambda_sim::units::Rate;

use super::LINES_MAX;
use crate::field::without_commas;
use crate::language::Language;
use crate::number::{clock, grouped, trimmed};
use crate::rule_words;
use crate::words;

/// A line: the instant, and the rate or the count.
pub type Line = [String; 2];

/// A table that could not be taken, as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The lines.
    pub lines: Vec<Line>,
    /// What is wrong.
    pub fault: Fault,
    /// Since when it was meant to hold; `None` for the start.
    pub from: Option<Span>,
}

/// What is wrong with a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The line, counted from 0; `None` for the table as a whole.
    pub line: Option<usize>,
    /// 0 = the instant, 1 = the rate or the count.
    pub cell: usize,
    /// The broken rule.
    pub broken: Broken,
}

/// The rules of a table, beside those of the engine.
#[derive(Clone, Debug, PartialEq)]
pub enum Broken {
    /// It is no instant.
    Instant,
    /// It is no rate.
    Rate,
    /// It is no count.
    Count,
    /// It could be meant as thousands: `4.000`.
    Thousands,
    /// It lies behind the end of the run, at this instant.
    BehindTheEnd(Span),
    /// It lies before the line above.
    Order,
    /// It lies before the instant from which edits hold.
    Past(Span),
    /// There is no line.
    Empty,
    /// There are more lines than a person's traffic can have.
    TooMany,
    /// A rule of the engine.
    Rule(Rule),
}

/// The traffic as a table.
pub fn lines(traffic: &Traffic) -> Vec<Line> {
    match traffic {
        Traffic::Curve { points, .. } => {
            points.iter().map(|point| [instant(point.at), trimmed(point.rate.get(), 6)]).collect()
        }
        Traffic::At(bursts) => {
            bursts.iter().map(|burst| [instant(burst.at), grouped(u64::from(burst.count))]).collect()
        }
    }
}

/// An instant as a cell shows it, so that it can be typed back: `1:20`, `0:05.5`, or in its own unit where a clock has not
/// enough digits.
pub fn instant(at: Span) -> String {
    if at.as_nanos().is_multiple_of(1_000_000) { clock(at.as_secs_f64()) } else { at.to_string() }
}

/// Reads lines as traffic of the same kind as `old`, in a run of this length. A line that still says what `old` shows keeps its
/// exact value, also where the run has become too short for it.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn read(typed: &[Line], old: &Traffic, length: Span) -> Result<Traffic, Fault> {
    if typed.is_empty() {
        return Err(Fault { line: None, cell: 0, broken: Broken::Empty });
    }
    if LINES_MAX < typed.len() {
        return Err(Fault { line: Some(LINES_MAX), cell: 0, broken: Broken::TooMany });
    }
    let shown = lines(old);
    let fault = |line: usize, cell: usize, broken: Broken| Fault { line: Some(line), cell, broken };
    let same = |line: usize, cell: usize| shown.get(line).is_some_and(|shown| shown[cell] == typed[line][cell]);
    let at = |line: usize, exact: Option<Span>| match exact.filter(|_| same(line, 0)) {
        Some(exact) => Ok(exact),
        None => match read_instant(&typed[line][0]) {
            Some(at) if length < at => Err(fault(line, 0, Broken::BehindTheEnd(length))),
            at => at.ok_or_else(|| fault(line, 0, Broken::Instant)),
        },
    };
    match old {
        Traffic::Curve { process, points } => {
            let point = |line: usize| {
                let exact = points.get(line);
                let at = at(line, exact.map(|exact| exact.at))?;
                let rate = match exact.filter(|_| same(line, 1)) {
                    Some(exact) => exact.rate,
                    None if may_be_thousands(&typed[line][1]) => return Err(fault(line, 1, Broken::Thousands)),
                    None => read_rate(&typed[line][1]).ok_or_else(|| fault(line, 1, Broken::Rate))?,
                };
                Ok(Point { at, rate })
            };
            let points = (0..typed.len()).map(point).collect::<Result<Vec<_>, _>>()?;
            let unordered = points.windows(2).position(|pair| pair[1].at < pair[0].at);
            match unordered {
                Some(above) => Err(fault(above + 1, 0, Broken::Order)),
                None => Ok(Traffic::Curve { process: *process, points }),
            }
        }
        Traffic::At(bursts) => {
            let burst = |line: usize| {
                let at = at(line, bursts.get(line).map(|exact| exact.at))?;
                let count = without_commas(typed[line][1].trim()).parse();
                let count = count.map_err(|_| fault(line, 1, Broken::Count))?;
                Ok(Burst { at, count })
            };
            (0..typed.len()).map(burst).collect::<Result<Vec<_>, _>>().map(Traffic::At)
        }
    }
}

/// The first cell in which what was typed is not what holds, where that lies before the instant from which edits hold.
pub fn past(typed: &[Line], old: &Traffic, from: Span) -> Fault {
    let shown = lines(old);
    let differs = |line: &usize| typed.get(*line) != shown.get(*line);
    let line = (0..typed.len().max(shown.len())).find(differs).filter(|line| *line < typed.len());
    let is_instant = |line: usize| shown.get(line).is_none_or(|shown| shown[0] != typed[line][0]);
    Fault { line, cell: usize::from(!line.is_some_and(is_instant)), broken: Broken::Past(from) }
}

/// Pasted lines of `time,rate`, with commas, semicolons, tabs or colons between them. Empty lines and a first line of words
/// are left out; everything else becomes a line of the table as it stands.
pub fn split(text: &str) -> Vec<Line> {
    let is_header = |line: &str| !line.contains(|c: char| c.is_ascii_digit());
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut cells: Vec<&str> = lines.collect();
    if 1 < cells.len() && is_header(cells[0]) {
        cells.remove(0);
    }
    let unquoted = |cell: &str| cell.trim().trim_matches('"').trim().to_owned();
    let line = |line: &str| {
        let (at, value) = line.split_once(['\t', ';', ',']).unwrap_or((line, ""));
        [unquoted(at), unquoted(value)]
    };
    cells.into_iter().map(line).collect()
}

/// A line behind the last one, so much later, but not behind the end of the run.
pub fn next(last: Option<&Line>, step: Span, length: Span) -> Line {
    let [at, value] = last.cloned().unwrap_or_else(|| ["0:00".to_owned(), "0".to_owned()]);
    let later = read_instant(&at).map(|at| Span::from_nanos(at.as_nanos().saturating_add(step.as_nanos())));
    let later = later.map(|at| at.min(length));
    [later.map_or(at, instant), value]
}

/// Where a problem of the engine stands in the table of its caller.
pub fn fault_of(problem: Problem) -> Fault {
    // callers[0].rate[3][1]
    let numbers: Vec<usize> =
        problem.path.split(['[', ']']).skip(1).step_by(2).filter_map(|number| number.parse().ok()).collect();
    Fault {
        line: numbers.get(1).copied(),
        cell: numbers.get(2).copied().unwrap_or(1).min(1),
        broken: Broken::Rule(problem.rule),
    }
}

/// An instant as it is typed: `80`, `80s`, `1m20s`, `1:20`, `1:20.5`, `1:00:00`.
fn read_instant(text: &str) -> Option<Span> {
    let text = text.trim();
    if let Some(span) = Span::parse(text) {
        return Some(span);
    }
    let parts: Vec<&str> = text.split(':').collect();
    let is_number = |part: &&str| part.starts_with(|c: char| c.is_ascii_digit());
    if 3 < parts.len() || !parts.iter().all(is_number) {
        return None;
    }
    let (last, before) = parts.split_last()?;
    let whole = before.iter().try_fold(0_u64, |sum, part| sum.checked_mul(60)?.checked_add(part.parse().ok()?))?;
    let seconds = Span::parse(&format!("{last}s"))?;
    let nanos = Span::from_secs(whole.checked_mul(60)?).as_nanos().checked_add(seconds.as_nanos())?;
    Some(Span::from_nanos(nanos))
}

/// A rate as it is typed: `4,000`, `4000/s`, `90/min`.
fn read_rate(text: &str) -> Option<Rate> {
    let text = without_commas(text.trim());
    if text.contains('/') { Rate::parse(&text) } else { Rate::parse(&format!("{text}/s")) }
}

/// Whether a rate is a number with three digits behind a point, `4.000`: in many countries that is four thousand.
fn may_be_thousands(text: &str) -> bool {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.trim().trim_end_matches("/s");
    number.split_once('.').is_some_and(|(whole, part)| {
        matches!(whole.len(), 1..=3)
            && !whole.starts_with('0')
            && part.len() == 3
            && is_number(whole)
            && is_number(part)
    })
}

impl Sheet {
    /// What is wrong, in words: the line, what stands there, and the rule.
    pub fn text(&self, language: Language) -> String {
        let Fault { line, cell, broken } = &self.fault;
        let rule = broken.text(language);
        let Some(line) = line else {
            return words::sheet_problem(language, rule).to_string();
        };
        let typed = self.lines.get(*line).map_or("", |cells| cells[*cell].trim());
        let typed = if typed.is_empty() { words::empty_field(language).to_owned() } else { format!("“{typed}”") };
        words::sheet_problem_line(language, grouped(*line as u64 + 1), typed, rule).to_string()
    }
}

impl Broken {
    fn text(&self, language: Language) -> String {
        match self {
            Self::Instant => words::rule_instant(language).to_owned(),
            Self::Rate => words::rule_rate(language).to_owned(),
            Self::Count => words::rule_expected_integer(language).to_owned(),
            Self::Thousands => words::rule_thousands(language).to_owned(),
            Self::BehindTheEnd(length) => words::rule_behind_the_end(language, instant(*length)).to_string(),
            Self::Order => words::rule_points_in_order(language).to_owned(),
            Self::Past(from) => words::rule_past(language, instant(*from)).to_string(),
            Self::Empty => words::rule_no_line(language).to_owned(),
            Self::TooMany => words::rule_too_many_lines(language, grouped(LINES_MAX as u64)).to_string(),
            Self::Rule(rule) => rule_words::text(rule, language),
        }
    }
}

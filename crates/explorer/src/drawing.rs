//! How the page answers what is done to the traffic of a caller.

use lambda_sim::scenario::Traffic;
use lambda_sim::time::Span;

use crate::history::{Change, Gesture};
use crate::message::Effects;
use crate::page::Page;
use crate::traffic::curve::Stroke;
use crate::traffic::plot::Plot;
use crate::traffic::sheet::{self, Broken, Fault, Line, Sheet};
use crate::traffic::{last, points, splice};
use crate::update::NOTHING;

/// A point that a pointer holds. The plot keeps its scale meanwhile: otherwise the point would run away from the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grip {
    /// The caller.
    pub caller: usize,
    /// The point of its curve.
    pub point: usize,
    plot: Plot,
}

impl Page {
    /// The callers of the selected function, by their places in the scenario.
    pub fn callers(&self) -> Vec<usize> {
        let name = self.selected_name();
        (0..self.scenario.callers.len()).filter(|place| self.scenario.callers[*place].function == name).collect()
    }

    /// The caller whose traffic is shown: the chosen one, or the selected function's first.
    pub fn caller(&self) -> Option<usize> {
        let callers = self.callers();
        callers.iter().copied().find(|place| *place == self.caller).or_else(|| callers.first().copied())
    }

    /// The traffic of a caller as it holds.
    pub fn traffic(&self, caller: usize) -> Option<&Traffic> {
        self.scenario.callers.get(caller).map(|caller| &caller.traffic)
    }

    /// The scales of its plot.
    pub fn plot(&self, caller: usize) -> Option<Plot> {
        let held = self.grip.filter(|grip| grip.caller == caller).map(|grip| grip.plot);
        held.or_else(|| Some(Plot::of(self.traffic(caller)?, self.length())))
    }

    /// The point that a pointer holds.
    pub fn grip(&self) -> Option<Grip> {
        self.grip
    }

    /// The table of a caller's traffic: as it holds, or as it was typed and could not be taken.
    pub fn lines(&self, caller: usize) -> Vec<Line> {
        let typed = self.sheet(caller).map(|sheet| sheet.lines.clone());
        typed.or_else(|| self.traffic(caller).map(sheet::lines)).unwrap_or_default()
    }

    /// The table that could not be taken.
    pub fn sheet(&self, caller: usize) -> Option<&Sheet> {
        self.form.sheets.get(&caller)
    }

    /// Whether a caller's traffic is another than the shipped one, taken or not.
    pub fn is_drawn(&self, caller: usize) -> bool {
        self.sheet(caller).is_some()
            || self.traffic(caller) != self.base.callers.get(caller).map(|caller| &caller.traffic)
    }

    pub(crate) fn grab(&mut self, caller: usize, point: usize) -> Effects {
        self.grip = self.plot(caller).map(|plot| Grip { caller, point, plot });
        NOTHING
    }

    pub(crate) fn draw(&mut self, caller: usize, stroke: Stroke) -> Effects {
        let (Some(traffic), Some(plot)) = (self.traffic(caller), self.plot(caller)) else {
            return NOTHING;
        };
        let held = match self.traffic_from() {
            Some(at) => splice::from_on(stroke, traffic, at),
            None => Some((traffic.clone(), stroke)),
        };
        let Some((drawn, stroke)) = held.and_then(|(traffic, stroke)| Some((stroke.on(&traffic, &plot)?, stroke)))
        else {
            return NOTHING;
        };
        let count = points(&drawn).map_or(0, <[_]>::len);
        let gesture = stroke.point().map(|point| Gesture::Point(caller, count.saturating_sub(point)));
        self.change_traffic(caller, gesture, |page| {
            // A stroke that cannot be taken, such as one too many requests, leaves the curve as it is.
            if page.take_traffic(caller, drawn).is_ok()
                && let (Some(grip), Some(point)) = (&mut page.grip, stroke.point())
            {
                grip.point = point;
            }
        })
    }

    pub(crate) fn type_traffic(&mut self, caller: usize, lines: Vec<Line>) -> Effects {
        let Some(old) = self.traffic(caller) else {
            return NOTHING;
        };
        let from = self.traffic_from();
        let read = read_from(&lines, old, from, self.length());
        self.change_traffic(caller, None, |page| {
            let taken = read.and_then(|traffic| page.take_traffic(caller, traffic));
            if let Err(fault) = taken {
                page.form.sheets.insert(caller, Sheet { lines, fault, from });
            }
        })
    }

    /// Adds a line that can be taken as it is: a step later, and otherwise like the last one.
    pub(crate) fn add_line(&mut self, caller: usize) -> Effects {
        let Some(plot) = self.plot(caller) else {
            return NOTHING;
        };
        let mut lines = self.lines(caller);
        let step = Span::from_secs_f64(plot.time_step());
        let mut next = sheet::next(lines.last(), step, plot.length);
        if let (Some(from), Some(traffic)) = (self.traffic_from(), self.traffic(caller))
            && last(traffic) + step < from
        {
            next[0] = sheet::instant(from);
        }
        lines.push(next);
        self.type_traffic(caller, lines)
    }

    pub(crate) fn paste_traffic(&mut self, caller: usize, text: &str) -> Effects {
        self.type_traffic(caller, sheet::split(text))
    }

    /// Back to the shipped traffic. A peak rate that stretched it goes with it.
    pub(crate) fn reset_traffic(&mut self, caller: usize) -> Effects {
        let Some(shipped) = self.base.callers.get(caller).map(|caller| caller.traffic.clone()) else {
            return NOTHING;
        };
        self.change_traffic(caller, None, |page| {
            if let Err(fault) = page.take_traffic(caller, shipped) {
                let lines = page.lines(caller);
                page.form.sheets.insert(caller, Sheet { lines, fault, from: None });
            }
        })
    }

    /// Since when edits of traffic hold: the cursor, while "from here" is on; `None` for the start.
    pub fn traffic_from(&self) -> Option<Span> {
        let at = self.cursor().since_start();
        (self.is_from_here() && Span::ZERO < at).then_some(at)
    }

    /// Takes the traffic of a caller; a table that could not be taken before is out of date then.
    fn take_traffic(&mut self, caller: usize, traffic: Traffic) -> Result<(), Fault> {
        let mut edits = self.form.edits.clone();
        edits.set_traffic(&self.base, caller, traffic);
        let is_own = format!("callers[{caller}]");
        // Otherwise it would be tried again, over what takes its place.
        let refused = self.form.sheets.remove(&caller);
        self.take_edits(edits).map_err(|problem| {
            self.form.sheets.extend(refused.map(|sheet| (caller, sheet)));
            if problem.path.starts_with(&is_own) {
                return sheet::fault_of(problem);
            }
            Fault { line: None, cell: 0, broken: Broken::Rule(problem.rule) }
        })
    }

    /// A table refused a moment ago may be allowed now: so many requests, once the run is shorter.
    pub(crate) fn retry_sheets(&mut self) {
        for (caller, sheet) in core::mem::take(&mut self.form.sheets) {
            let read =
                self.traffic(caller).and_then(|old| read_from(&sheet.lines, old, sheet.from, self.length()).ok());
            let planned = read.and_then(|traffic| {
                let mut edits = self.form.edits.clone();
                edits.set_traffic(&self.base, caller, traffic);
                let planned = edits.planned(&self.base).ok()?;
                Some((edits, planned))
            });
            match planned {
                Some((edits, planned)) => self.put(edits, planned),
                None => {
                    self.form.sheets.insert(caller, sheet);
                }
            }
        }
    }

    fn change_traffic(&mut self, caller: usize, gesture: Option<Gesture>, edit: impl FnOnce(&mut Self)) -> Effects {
        let change = |page: &Self| {
            let function = page.scenario.callers[caller].function.clone();
            match page.sheet(caller) {
                Some(_) => Change::RefusedTraffic(function),
                None => Change::Traffic(function),
            }
        };
        self.step(change, gesture, edit)
    }
}

/// A table as traffic that holds from an instant on.
fn read_from(lines: &[Line], old: &Traffic, from: Option<Span>, length: Span) -> Result<Traffic, Fault> {
    let read = sheet::read(lines, old, length)?;
    let Some(from) = from else {
        return Ok(read);
    };
    let spliced = splice::splice(old, &read, from);
    if spliced == *old && read != *old { Err(sheet::past(lines, old, from)) } else { Ok(spliced) }
}

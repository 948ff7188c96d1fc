//! What a run would cost by AWS's price list, beside the run before: requests, duration, provisioned concurrency, and what that
//! assumes.

use lambda_sim::cost::{Charge, Dollars, PriceList, US_EAST_1, Usage};
use lambda_sim::timeline::Run;

use crate::chart::NOTHING;
use crate::language::Language;
use crate::number::{decimal, grouped};
use crate::phrase::Phrase;
use crate::words;

/// The bill of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Bill {
    /// What is billed, line by line.
    pub lines: Vec<Line>,
    /// All of it.
    pub total: String,
    /// What became of the total of the run before.
    pub compared: Option<Phrase>,
    /// Whose prices these are, and what they are of.
    pub assumes: Phrase,
}

/// A line of the bill: what for, how much of it, and what it costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What for.
    pub what: &'static str,
    /// How much, with its unit.
    pub amount: String,
    /// What it costs.
    pub price: String,
}

impl Bill {
    /// The bill of a run by the price list there is.
    pub fn of(run: &Run, before: Option<&Run>, language: Language) -> Self {
        let (prices, usage) = (&US_EAST_1, usage(run));
        let Charge { requests, duration, kept } = prices.charge(&usage);
        let gb_seconds = |value: f64| words::bill_gb_seconds(language, decimal(value, 0)).to_string();
        let line = |what, amount, price| Line { what, amount, price: written(price) };
        let mut lines = vec![
            line(words::bill_requests(language), grouped(usage.requests), Some(requests)),
            line(words::bill_duration(language), gb_seconds(usage.gb_seconds()), duration),
        ];
        if 0.0 < usage.kept_gb_seconds() {
            lines.push(line(words::bill_provisioned(language), gb_seconds(usage.kept_gb_seconds()), kept));
        }
        let total = total(prices, &usage);
        Self {
            lines,
            total: written(total),
            compared: before.and_then(|before| {
                let then = self::total(prices, &self::usage(before))?;
                let (sign, apart) = if total? < then { ("−", then - total?) } else { ("+", total? - then) };
                let change = format!("{sign}{}", dollars(apart));
                Some(words::bill_compared(language, dollars(then), written(total), change))
            }),
            assumes: words::bill_assumes(language, prices.region, prices.read),
        }
    }
}

/// What all functions of a run used.
fn usage(run: &Run) -> Usage {
    run.usage().iter().copied().sum()
}

fn total(prices: &PriceList, usage: &Usage) -> Option<Dollars> {
    prices.charge(usage).total()
}

/// A dash where a price is not known.
fn written(price: Option<Dollars>) -> String {
    price.map_or(NOTHING.to_owned(), dollars)
}

/// An amount as it is read: in cents where it is a dollar or more, and with four decimals below.
fn dollars(amount: Dollars) -> String {
    let value = amount.as_f64();
    format!("${}", decimal(value, if value < 1.0 { 4 } else { 2 }))
}

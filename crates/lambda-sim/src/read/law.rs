//! A law: a map with its name and parameters, or only a length of time, which is constant.

use alloc::format;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::field::{Fields, Reader};
use super::value::fraction;
use crate::law::{Law, SIGMA_MAX, SIGMA_RANGE};
use crate::problem::{Expected, Rule};
use crate::time::Span;
use crate::tree::Tree;

/// A law that a file can name, with the keys it is written with.
#[derive(Clone, Copy, Debug)]
pub struct NamedLaw {
    /// Its name.
    pub name: &'static str,
    /// Its keys, `law` included. Of two in [`NamedLaw::one_of`] exactly one is given.
    pub keys: &'static [&'static str],
    /// Keys of which exactly one is given; empty where all are.
    pub one_of: &'static [&'static str],
}

/// All laws.
pub const LAWS: [NamedLaw; 5] = [
    NamedLaw { name: "constant", keys: &["law", "value"], one_of: &[] },
    NamedLaw { name: "exponential", keys: &["law", "mean"], one_of: &[] },
    NamedLaw { name: "uniform", keys: &["law", "from", "to"], one_of: &[] },
    NamedLaw { name: "lognormal", keys: &["law", "mean", "median", "sigma"], one_of: &["mean", "median"] },
    NamedLaw { name: "empirical", keys: &["law", "values", "quantiles"], one_of: &["values", "quantiles"] },
];

const NAMES: &[&str] = &[LAWS[0].name, LAWS[1].name, LAWS[2].name, LAWS[3].name, LAWS[4].name];

pub(super) fn read(reader: &mut Reader, path: &str, tree: &Tree) -> Option<Law> {
    let Tree::Map(entries) = tree else {
        return reader.span(path, tree).map(Law::Constant);
    };
    let law = match entries.iter().find(|(key, _)| key == "law").map(|(_, law)| law) {
        Some(Tree::Text(name)) if NAMES.contains(&name.as_str()) => LAWS.iter().find(|law| law.name == name)?,
        Some(other) => {
            reader.problem(&format!("{path}.law"), other, Rule::OneOf(NAMES));
            return None;
        }
        None => {
            reader.problem(path, tree, Rule::Expected(Expected::Law));
            return None;
        }
    };
    let mut fields = reader.fields(path, tree, law.keys)?;
    let given = law.one_of.iter().filter(|key| fields.optional(key).is_some()).count();
    if !law.one_of.is_empty() && given != 1 {
        if given != 0 || !law.one_of.iter().any(|key| reader.is_misspelt(path, key)) {
            reader.problem(path, tree, Rule::OneKeyOf(law.one_of));
        }
        return None;
    }
    let fields = &mut fields;
    match law.name {
        "constant" => span(reader, fields, "value").map(Law::Constant),
        "exponential" => span(reader, fields, "mean").map(|mean| Law::Exponential { mean }),
        "uniform" => {
            let (from, to) = (span(reader, fields, "from"), span(reader, fields, "to"));
            Some(Law::Uniform { from: from?, to: to? })
        }
        "lognormal" => log_normal(reader, fields),
        _ => empirical(reader, fields),
    }
}

fn span(reader: &mut Reader, fields: &mut Fields<'_>, key: &str) -> Option<Span> {
    let (path, tree) = fields.required(reader, key)?;
    reader.span(&path, tree)
}

#[expect(clippy::float_arithmetic, reason = "the mean of the law with this median")]
fn log_normal(reader: &mut Reader, fields: &mut Fields<'_>) -> Option<Law> {
    let sigma = fields.required(reader, "sigma").and_then(|(path, tree)| sigma(reader, &path, tree));
    if fields.optional("mean").is_some() {
        let mean = span(reader, fields, "mean");
        return Some(Law::LogNormal { mean: mean?, sigma: sigma? });
    }
    let median = span(reader, fields, "median");
    let sigma = sigma?;
    let mean = Span::from_secs_f64(median?.as_secs_f64() * libm::exp(sigma * sigma / 2.0));
    Some(Law::LogNormal { mean, sigma })
}

fn sigma(reader: &mut Reader, path: &str, tree: &Tree) -> Option<f64> {
    let sigma = reader.number(path, tree)?;
    if (0.0..=SIGMA_MAX).contains(&sigma) {
        return Some(sigma);
    }
    reader.problem(path, tree, SIGMA_RANGE);
    None
}

fn empirical(reader: &mut Reader, fields: &mut Fields<'_>) -> Option<Law> {
    if let Some((path, values)) = fields.optional("values") {
        let items = reader.items(&path, values);
        let spans: Vec<_> = items.iter().map(|(path, item)| reader.span(path, item)).collect();
        let is_list = matches!(values, Tree::List(_));
        return is_list.then(|| spans.into_iter().collect::<Option<Arc<[Span]>>>()).flatten().map(Law::Values);
    }
    let (path, points) = fields.required(reader, "quantiles")?;
    let items = reader.items(&path, points);
    let points_read: Vec<_> = items.iter().map(|(path, item)| point(reader, path, item)).collect();
    let is_list = matches!(points, Tree::List(_));
    is_list.then(|| points_read.into_iter().collect::<Option<Arc<[_]>>>()).flatten().map(Law::Points)
}

/// A part of all values and the value below which it lies.
fn point(reader: &mut Reader, path: &str, item: &Tree) -> Option<(f64, Span)> {
    let Tree::List(pair) = item else {
        reader.problem(path, item, Rule::Expected(Expected::Quantile));
        return None;
    };
    let [part, value] = pair.as_slice() else {
        reader.problem(path, item, Rule::Expected(Expected::Quantile));
        return None;
    };
    let known = fraction(part);
    if known.is_none() {
        reader.problem(&format!("{path}[0]"), part, Rule::Expected(Expected::Fraction));
    }
    let value = reader.span(&format!("{path}[1]"), value);
    Some((known?, value?))
}

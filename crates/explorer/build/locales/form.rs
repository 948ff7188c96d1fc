//! Plurals turned inside out: whole texts and the choices between them, so that every text reads in one piece.

use super::message::{Part, Plural};

/// A message, as a tree of choices with a whole text at every leaf.
pub(super) enum Form {
    Whole(Vec<Part>),
    Choice { variable: String, cases: Vec<(u64, Self)>, other: Box<Self> },
}

/// What is known about a number below a choice.
enum Known<'k> {
    Is(u64),
    IsNoneOf(&'k [u64]),
}

/// Pulls the first choice to the front, again and again. The leaves hold no choice, and no two texts in a row.
pub(super) fn form(parts: &[Part]) -> Form {
    let first = parts.iter().enumerate().find_map(|(index, part)| match part {
        Part::Plural(plural) => Some((index, plural)),
        _ => None,
    });
    let Some((index, plural)) = first else { return Form::Whole(joined(parts)) };
    let choose = |chosen: &[Part], known: &Known<'_>| {
        let whole = [&parts[..index], chosen, &parts[index + 1..]].concat();
        form(&settle(&whole, &plural.variable, known))
    };
    let numbers: Vec<u64> = plural.cases.iter().map(|(number, _)| *number).collect();
    let other = choose(&plural.other, &Known::IsNoneOf(&numbers));
    if numbers.is_empty() {
        return other;
    }
    let cases = plural.cases.iter().map(|(number, chosen)| (*number, choose(chosen, &Known::Is(*number))));
    Form::Choice { variable: plural.variable.clone(), cases: cases.collect(), other: Box::new(other) }
}

/// Takes the choices that are clear from what is known: a sentence with two plurals of one number has no mixed forms.
fn settle(parts: &[Part], variable: &str, known: &Known<'_>) -> Vec<Part> {
    let settled = parts.iter().flat_map(|part| match (part, known) {
        (Part::Plural(plural), Known::Is(number)) if plural.variable == variable => {
            let case = plural.cases.iter().find(|(case, _)| case == number);
            settle(case.map_or(&plural.other, |(_, chosen)| chosen), variable, known)
        }
        (Part::Plural(plural), Known::IsNoneOf(numbers)) if plural.variable == variable => {
            let left = plural.cases.iter().filter(|(case, _)| !numbers.contains(case)).cloned();
            vec![Part::Plural(Plural { cases: left.collect(), ..plural.clone() })]
        }
        _ => vec![part.clone()],
    });
    settled.collect()
}

fn joined(parts: &[Part]) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(text),
            (_, Part::Text(text)) if text.is_empty() => {}
            _ => joined.push(part.clone()),
        }
    }
    joined
}

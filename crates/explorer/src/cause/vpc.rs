//! What a VPC adds to a cold start, in words.

use core::time::Duration;

use lambda_sim::law::Law;
use lambda_sim::plan::PlannedFunction;

use crate::language::Language;
use crate::number::age;
use crate::phrase::Phrase;
use crate::words;

/// Why the cold starts of a function in a VPC take as long as they do; `None` outside any VPC.
pub(super) fn note(function: &PlannedFunction, language: Language) -> Option<Phrase> {
    let Some(law @ Law::Dated(dated)) = &function.life.vpc else { return None };
    let mean = age(Duration::from_nanos(law.mean().as_nanos()));
    Some(if dated.makes_interface_at_start() {
        words::note_vpc_then(language, dated.name, mean)
    } else {
        words::note_vpc_now(language, mean)
    })
}

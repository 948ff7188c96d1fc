//! What can be answered, what the run shows, and from when on it is plain to see.

use core::time::Duration;

use lambda_sim::admission::Limit;
use lambda_sim::id::FunctionId;
use lambda_sim::metrics::{Row, SourceKind};
use lambda_sim::plan::Plan;
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

use crate::arithmetic::mean_run;
use crate::chart::source;
use crate::language::Language;
use crate::number::{age, grouped};
use crate::phrase::Phrase;
use crate::words;

use super::Question;

/// An answer to a [`Question`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// No function is throttled.
    Nobody,
    /// One function is throttled, and no other.
    Only(FunctionId),
    /// Several functions are throttled, but not all. Never offered: the run may show it.
    Several,
    /// All functions are throttled.
    Everybody,
    /// No limit throttles anything.
    NoLimit,
    /// This limit throttles more than any other.
    Limit(Limit),
    /// All events are done in the end, or still under way when the run ends.
    AllDone,
    /// Some events are given up.
    SomeGivenUp,
    /// All events are given up.
    AllGivenUp,
    /// One environment serves all requests.
    OneEnvironment,
    /// Fewer environments than requests.
    FewerEnvironments,
    /// Each request starts one.
    EachItsOwn,
    /// Fewer than 1 in 100 wait for a cold start.
    FewCold,
    /// From 1 in 100 to 1 in 10.
    SomeCold,
    /// More than 1 in 10.
    ManyCold,
    /// For every request an authorizer is asked.
    EachAsks,
    /// For more than half of them.
    MostAsk,
    /// For up to half of them.
    FewAsk,
    /// Fewer than 1 in 10 spill over.
    FewSpill,
    /// From 1 in 10 to half of them.
    SomeSpill,
    /// More than half of them.
    MostSpill,
    /// No record waits for 10 s.
    YoungRecords,
    /// None waits for a minute.
    AgingRecords,
    /// Some wait for a minute, or longer.
    OldRecords,
}

impl Answer {
    /// What a question offers.
    pub fn choices(question: Question, plan: &Plan) -> Vec<Self> {
        match question {
            Question::WhoIsThrottled => {
                let busiest = plan.function_ids().max_by(|a, b| wanted(plan, *a).total_cmp(&wanted(plan, *b)));
                let only = busiest.filter(|_| 1 < plan.functions().len()).map(Self::Only);
                [Self::Nobody].into_iter().chain(only).chain([Self::Everybody]).collect()
            }
            Question::WhichLimit => [Self::NoLimit].into_iter().chain(limits(plan).map(Self::Limit)).collect(),
            Question::FateOfEvents => vec![Self::AllDone, Self::SomeGivenUp, Self::AllGivenUp],
            Question::HowManyEnvironments => vec![Self::OneEnvironment, Self::FewerEnvironments, Self::EachItsOwn],
            Question::HowManyColdStarts => vec![Self::FewCold, Self::SomeCold, Self::ManyCold],
            Question::HowManyAsk => vec![Self::EachAsks, Self::MostAsk, Self::FewAsk],
            Question::HowManySpillOver => vec![Self::FewSpill, Self::SomeSpill, Self::MostSpill],
            Question::HowOldRecordsGet => vec![Self::YoungRecords, Self::AgingRecords, Self::OldRecords],
        }
    }

    /// What the run shows.
    pub fn of(question: Question, run: &Run) -> Self {
        let series = run.series();
        let total = &series.account.total;
        match question {
            Question::WhoIsThrottled => who(run),
            Question::WhichLimit => {
                let most = Limit::ALL.into_iter().rev().max_by_key(|limit| total.throttled_by(*limit));
                most.filter(|limit| 0 < total.throttled_by(*limit)).map_or(Self::NoLimit, Self::Limit)
            }
            Question::FateOfEvents => match total.events.dropped {
                0 => Self::AllDone,
                dropped if dropped < total.events.received => Self::SomeGivenUp,
                _ => Self::AllGivenUp,
            },
            Question::HowManyEnvironments => match total.cold_starts {
                ..=1 => Self::OneEnvironment,
                cold if cold < total.requests => Self::FewerEnvironments,
                _ => Self::EachItsOwn,
            },
            Question::HowManyColdStarts => match (total.cold_starts, total.requests) {
                (cold, requests) if cold.saturating_mul(100) < requests => Self::FewCold,
                (cold, requests) if cold.saturating_mul(10) <= requests => Self::SomeCold,
                _ => Self::ManyCold,
            },
            Question::HowManyAsk => match asked(run) {
                (asked, requests) if requests <= asked => Self::EachAsks,
                (asked, requests) if requests < asked.saturating_mul(2) => Self::MostAsk,
                _ => Self::FewAsk,
            },
            Question::HowManySpillOver => match spilled(run) {
                (0, _) => Self::FewSpill,
                (spilled, all) if spilled.saturating_mul(10) < all => Self::FewSpill,
                (spilled, all) if spilled.saturating_mul(2) <= all => Self::SomeSpill,
                _ => Self::MostSpill,
            },
            Question::HowOldRecordsGet => match oldest_record(run) {
                age if age < Span::from_secs(10) => Self::YoungRecords,
                age if age < Span::from_secs(60) => Self::AgingRecords,
                _ => Self::OldRecords,
            },
        }
    }

    /// From when on whoever watches has seen it: with the first throttle of the last function it is plain that all are
    /// throttled; that only one is, with its last; everything else at the end.
    pub fn shown_at(self, run: &Run) -> Instant {
        let series = run.series();
        let throttled = |row: &Row| 0 < row.throttled();
        let ends = |rows: Option<usize>| rows.map(|row| series.start(row) + series.row_length(row));
        let shown = match self {
            Self::Everybody => {
                let first = series.functions.iter().map(|function| ends(function.rows.iter().position(throttled)));
                first.max().flatten()
            }
            Self::Only(_) | Self::Several | Self::Limit(_) => ends(series.account.rows.iter().rposition(throttled)),
            _ => None,
        };
        shown.unwrap_or(run.plan().end()).min(run.plan().end())
    }

    /// The answer as a choice.
    pub fn label(self, plan: &Plan, language: Language) -> Phrase {
        match self {
            Self::Nobody => words::choice_nobody(language).into(),
            Self::Only(function) => words::choice_only(language, &plan.function(function).name),
            Self::Several => words::choice_several(language).into(),
            Self::Everybody => words::choice_everybody(language, number(plan.functions().len())),
            Self::NoLimit => words::choice_no_limit(language).into(),
            Self::Limit(limit) => limit_name(limit, language).into(),
            Self::AllDone => words::choice_all_done(language).into(),
            Self::SomeGivenUp => words::choice_some_given_up(language).into(),
            Self::AllGivenUp => words::choice_all_given_up(language).into(),
            Self::OneEnvironment => words::choice_one_environment(language).into(),
            Self::FewerEnvironments => words::choice_fewer_environments(language).into(),
            Self::EachItsOwn => words::choice_each_its_own(language).into(),
            Self::FewCold => words::choice_few_cold(language).into(),
            Self::SomeCold => words::choice_some_cold(language).into(),
            Self::ManyCold => words::choice_many_cold(language).into(),
            Self::EachAsks => words::choice_each_asks(language).into(),
            Self::MostAsk => words::choice_most_ask(language).into(),
            Self::FewAsk => words::choice_few_ask(language).into(),
            Self::FewSpill => words::choice_few_spill(language).into(),
            Self::SomeSpill => words::choice_some_spill(language).into(),
            Self::MostSpill => words::choice_most_spill(language).into(),
            Self::YoungRecords => words::choice_young_records(language).into(),
            Self::AgingRecords => words::choice_aging_records(language).into(),
            Self::OldRecords => words::choice_old_records(language).into(),
        }
    }

    /// What the run shows, as a sentence with its numbers.
    pub(super) fn sentence(self, run: &Run, language: Language) -> Phrase {
        let plan = run.plan();
        let total = &run.series().account.total;
        let of_all = number(plan.functions().len());
        match self {
            Self::Nobody | Self::NoLimit => words::shown_nobody(language, grouped(total.requests)),
            Self::Only(function) => {
                let throttles = run.series().functions[function.index()].total.throttled();
                words::shown_only(language, &plan.function(function).name, grouped(throttles))
            }
            Self::Several => words::shown_several(language, number(throttled_functions(run).count()), of_all),
            Self::Everybody => words::shown_everybody(language, of_all, grouped(total.throttled())),
            Self::Limit(limit) => {
                let (by, all) = (grouped(total.throttled_by(limit)), grouped(total.throttled()));
                words::shown_limit(language, limit_name(limit, language), by, all)
            }
            Self::AllDone | Self::SomeGivenUp | Self::AllGivenUp => {
                let (received, done) = (grouped(total.events.received), grouped(total.events.done));
                words::shown_events(language, received, done, grouped(total.events.dropped))
            }
            Self::OneEnvironment | Self::FewerEnvironments | Self::EachItsOwn => {
                words::shown_environments(language, grouped(total.cold_starts), grouped(total.requests))
            }
            Self::FewCold | Self::SomeCold | Self::ManyCold => {
                words::shown_cold_starts(language, grouped(total.cold_starts), grouped(total.requests))
            }
            Self::EachAsks | Self::MostAsk | Self::FewAsk => {
                let (asked, requests) = asked(run);
                words::shown_asked(language, grouped(asked), grouped(requests))
            }
            Self::FewSpill | Self::SomeSpill | Self::MostSpill => {
                let (spilled, all) = spilled(run);
                words::shown_spill_over(language, grouped(spilled), grouped(all))
            }
            Self::YoungRecords | Self::AgingRecords | Self::OldRecords => {
                let waited = age(Duration::from_nanos(oldest_record(run).as_nanos()));
                words::shown_records(language, waited)
            }
        }
    }
}

/// Requests for which an authorizer was asked, of all that came to an API with an authorizer.
fn asked(run: &Run) -> (u64, u64) {
    let plan = run.plan();
    let callers = plan.callers().iter().zip(&run.series().answers);
    let with_authorizer = callers.filter(|(caller, _)| caller.gateway.is_some_and(|api| api.authorizer.is_some()));
    let asked = u64::from(run.series().account.total.gateway.asked);
    (asked, with_authorizer.map(|(_, answers)| answers.requests).sum())
}

/// Invocations that spilled over, of all of versions with provisioned concurrency.
fn spilled(run: &Run) -> (u64, u64) {
    let provisioned = &run.series().account.total.provisioned;
    (provisioned.spillovers, provisioned.invocations + provisioned.spillovers)
}

/// The greatest age of a record that waits in a stream.
fn oldest_record(run: &Run) -> Span {
    source::total(run, SourceKind::Stream).oldest_age
}

/// The limits that can throttle in this plan: the account's or a reservation, and the rates.
fn limits(plan: &Plan) -> impl Iterator<Item = Limit> {
    let is_possible = |limit: &Limit| match limit {
        Limit::Reserved => plan.functions().iter().any(|function| function.reserved.is_some()),
        Limit::Account => plan.functions().iter().any(|function| function.reserved.is_none()),
        Limit::ScalingRate => true,
        Limit::RequestRate => plan.callers().iter().any(|caller| !caller.via.is_asynchronous()),
    };
    Limit::ALL.into_iter().filter(is_possible)
}

fn limit_name(limit: Limit, language: Language) -> &'static str {
    match limit {
        Limit::Account => words::limit_account(language),
        Limit::Reserved => words::limit_reserved(language),
        Limit::ScalingRate => words::limit_scaling_rate(language),
        Limit::RequestRate => words::limit_request_rate(language),
    }
}

fn throttled_functions(run: &Run) -> impl Iterator<Item = FunctionId> {
    let functions = run.plan().function_ids().zip(&run.series().functions);
    functions.filter(|(_, series)| 0 < series.total.throttled()).map(|(id, _)| id)
}

fn who(run: &Run) -> Answer {
    let all = run.plan().functions().len();
    let mut throttled = throttled_functions(run);
    match (throttled.next(), throttled.count()) {
        (None, _) => Answer::Nobody,
        (Some(_), others) if others + 1 == all => Answer::Everybody,
        (Some(function), 0) => Answer::Only(function),
        _ => Answer::Several,
    }
}

/// What a function wants at once at its peak, where requests come along a curve; a burst wants more than any curve.
fn wanted(plan: &Plan, function: FunctionId) -> f64 {
    if !plan.has_curve(function) {
        return f64::INFINITY;
    }
    plan.peak_rate(function).offered_concurrency(mean_run(plan.function(function)))
}

fn number(count: usize) -> String {
    grouped(count as u64)
}

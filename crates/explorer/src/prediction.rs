//! The prediction: a question about the whole run, asked before it is watched.
//!
//! Whoever predicts starts at 0:00, and what has not been played yet is covered: charts, time line and summary. As soon as the
//! run has shown the answer, the prediction is settled and everything lies open again. An edit changes the run, so a settled
//! prediction is offered anew; one that is open stays open, and is held against the run as it is then.

mod answer;

use lambda_sim::time::Instant;

use crate::language::Language;
use crate::page::Page;
use crate::phrase::Phrase;
use crate::shipped::Shipped;
use crate::words;

pub use answer::Answer;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which functions are throttled?
    WhoIsThrottled,
    /// Which limit throttles most requests?
    WhichLimit,
    /// What becomes of the events in the end?
    FateOfEvents,
    /// How many environments serve the requests?
    HowManyEnvironments,
    /// How many requests wait for a cold start?
    HowManyColdStarts,
    /// How many requests wait until an authorizer has been asked?
    HowManyAsk,
    /// How many requests spill over?
    HowManySpillOver,
    /// How long does the oldest record of a stream wait?
    HowOldRecordsGet,
}

impl Question {
    /// The question that a shipped scenario asks, changed or not.
    pub const fn of(shipped: Shipped) -> Self {
        match shipped {
            Shipped::Promotion
            | Shipped::PromotionRepaired
            | Shipped::Repair
            | Shipped::PromotionFirst
            | Shipped::PromotionRepairedFirst
            | Shipped::BurstReservation => Self::WhoIsThrottled,
            Shipped::Authorizer => Self::HowManyAsk,
            Shipped::Spike | Shipped::RequestRate | Shipped::Growth | Shipped::Versions => Self::WhichLimit,
            Shipped::Uploads1000 | Shipped::Uploads1001 | Shipped::FailingConsumer => Self::FateOfEvents,
            Shipped::TenRequests | Shipped::Steady | Shipped::SqsPollers => Self::HowManyEnvironments,
            Shipped::ColdMorning | Shipped::Vpc | Shipped::LogIn => Self::HowManyColdStarts,
            Shipped::SpillOver | Shipped::Tracking => Self::HowManySpillOver,
            Shipped::Stream => Self::HowOldRecordsGet,
        }
    }

    /// The question in words.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::WhoIsThrottled => words::predict_who(language),
            Self::WhichLimit => words::predict_limit(language),
            Self::FateOfEvents => words::predict_events(language),
            Self::HowManyEnvironments => words::predict_environments(language),
            Self::HowManyColdStarts => words::predict_cold_starts(language),
            Self::HowManyAsk => words::predict_ask(language),
            Self::HowManySpillOver => words::predict_spill_over(language),
            Self::HowOldRecordsGet => words::predict_records(language),
        }
    }
}

/// Where a prediction stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prediction {
    /// Nobody has asked for the question.
    #[default]
    Offered,
    /// The question is asked, and what lies behind `seen` is covered.
    Open {
        /// What is chosen.
        choice: Option<Answer>,
        /// How far the run has been watched.
        seen: Instant,
    },
    /// The run has shown the answer.
    Settled {
        /// What had been chosen.
        choice: Answer,
        /// What the run shows.
        answer: Answer,
    },
}

impl Prediction {
    /// What is chosen, or had been.
    pub fn choice(&self) -> Option<Answer> {
        match *self {
            Self::Offered => None,
            Self::Open { choice, .. } => choice,
            Self::Settled { choice, .. } => Some(choice),
        }
    }

    /// After a change of the run: what was settled was true of another one.
    pub(crate) fn after_edit(self) -> Self {
        match self {
            Self::Settled { .. } => Self::Offered,
            other => other,
        }
    }
}

impl Page {
    /// Where the prediction stands.
    pub fn prediction(&self) -> Prediction {
        self.prediction
    }

    /// What the scenario asks.
    pub fn question(&self) -> Question {
        Question::of(self.shipped)
    }

    /// What can be answered.
    pub fn answers(&self) -> Vec<Answer> {
        Answer::choices(self.question(), self.plan())
    }

    /// The instant behind which the run is covered, while a prediction is open.
    pub fn covered_from(&self) -> Option<Instant> {
        match self.prediction {
            Prediction::Open { seen, .. } => Some(seen),
            Prediction::Offered | Prediction::Settled { .. } => None,
        }
    }

    /// Once it is settled: whether it was right, and what the run shows.
    pub fn verdict(&self) -> Option<(bool, Phrase)> {
        let Prediction::Settled { choice, answer } = self.prediction else {
            return None;
        };
        let shown = answer.sentence(self.run.as_ref()?, self.language);
        let said = if choice == answer { words::predicted_right } else { words::predicted_wrong };
        Some((choice == answer, said(self.language, shown)))
    }

    /// Asks the question: back to the start, and everything behind it covered.
    pub(crate) fn begin_prediction(&mut self) {
        self.playing = false;
        self.prediction = Prediction::Open { choice: None, seen: Instant::START };
        self.put_cursor(Instant::START);
    }

    /// Takes an answer while the question is open.
    pub(crate) fn take_answer(&mut self, answer: Answer) {
        if let Prediction::Open { choice, .. } = &mut self.prediction {
            *choice = Some(answer);
            self.watched();
        }
    }

    /// The cursor stands somewhere: what lies before it has been seen now, and may settle the prediction.
    pub(crate) fn watched(&mut self) {
        let (Prediction::Open { choice, seen }, Some(run), None) = (&mut self.prediction, &self.run, &self.runner)
        else {
            return;
        };
        *seen = (*seen).max(self.cursor);
        let Some(choice) = *choice else { return };
        let answer = Answer::of(Question::of(self.shipped), run);
        if answer.shown_at(run) <= *seen {
            self.prediction = Prediction::Settled { choice, answer };
        }
    }
}

//! What the shipped scenarios are about: the groups of the picker.

use crate::language::Language;
use crate::shipped::Shipped;
use crate::words;

/// What scenarios that stand together are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A limit that functions share, and reservations.
    Reserved,
    /// Concurrency and cold starts.
    Basics,
    /// Provisioned concurrency.
    Provisioned,
    /// Rates, quotas and growth.
    Limits,
    /// Events and queues.
    Events,
}

impl Topic {
    /// The topic of a scenario.
    pub const fn of(shipped: Shipped) -> Self {
        match shipped {
            Shipped::Promotion
            | Shipped::PromotionRepaired
            | Shipped::Repair
            | Shipped::Authorizer
            | Shipped::PromotionFirst
            | Shipped::PromotionRepairedFirst => Self::Reserved,
            Shipped::TenRequests | Shipped::Steady | Shipped::ColdMorning | Shipped::Vpc => Self::Basics,
            Shipped::LogIn | Shipped::SpillOver | Shipped::Tracking | Shipped::Versions => Self::Provisioned,
            Shipped::Spike | Shipped::RequestRate | Shipped::Growth => Self::Limits,
            Shipped::Uploads1000
            | Shipped::Uploads1001
            | Shipped::BurstReservation
            | Shipped::FailingConsumer
            | Shipped::SqsPollers
            | Shipped::Stream => Self::Events,
        }
    }

    /// Its title.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Reserved => words::topic_reserved(language),
            Self::Basics => words::topic_basics(language),
            Self::Provisioned => words::setting_provisioned(language),
            Self::Limits => words::topic_limits(language),
            Self::Events => words::topic_events(language),
        }
    }
}

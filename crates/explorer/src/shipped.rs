//! The scenarios that ship with the page. A released one is never edited, only given a new number, so that old links keep
//! their meaning.

use lambda_sim::scenario::Scenario;
use lambda_sim::time::Span;
use lambda_sim::tree::Tree;

use crate::language::Language;
use crate::words;

include!(concat!(env!("OUT_DIR"), "/scenarios.rs"));

/// A shipped scenario: its place in [`Shipped::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shipped {
    /// A promotion drives one function to the account's limit.
    Promotion,
    /// The same with a reservation that repairs it.
    PromotionRepaired,
    /// A promotion that is repaired while it goes on.
    Repair,
    /// The ten requests of AWS's guide.
    TenRequests,
    /// 100 requests a second of 500 ms.
    Steady,
    /// 1,000 uploads at once: all run.
    Uploads1000,
    /// 1,001 uploads at once: one waits.
    Uploads1001,
    /// 2,000 uploads against a reservation of 50.
    BurstReservation,
    /// 5,000 requests a second out of nothing.
    Spike,
    /// 20,000 short requests a second: half of them are too many.
    RequestRate,
    /// A consumer that fails with every event.
    FailingConsumer,
    /// Idle overnight, then the office opens.
    ColdMorning,
    /// Log-ins in waves, with and without provisioned concurrency.
    LogIn,
    /// More than ten requests a second for each provisioned environment.
    SpillOver,
    /// A crowd meets a cold authorizer, and its answers are kept.
    Authorizer,
    /// A queue of SQS and its pollers.
    SqsPollers,
    /// A record that always fails, in a stream as it is and in one that knows what to do.
    Stream,
    /// A crowd that target tracking follows step by step.
    Tracking,
    /// Versions that have a whole reservation, and `$LATEST`.
    Versions,
    /// A VPC in 2018 and today.
    Vpc,
    /// A function that outgrows its quota, raised once in time and once too late.
    Growth,
    /// The promotion before there were callers: everybody gets 429.
    PromotionFirst,
    /// Its repair.
    PromotionRepairedFirst,
}

impl Shipped {
    /// All of them: what a link can name.
    pub const ALL: [Self; 23] = [
        Self::Promotion,
        Self::PromotionRepaired,
        Self::Repair,
        Self::TenRequests,
        Self::Steady,
        Self::Uploads1000,
        Self::Uploads1001,
        Self::BurstReservation,
        Self::Spike,
        Self::RequestRate,
        Self::FailingConsumer,
        Self::ColdMorning,
        Self::LogIn,
        Self::SpillOver,
        Self::Tracking,
        Self::Versions,
        Self::Growth,
        Self::SqsPollers,
        Self::Vpc,
        Self::Authorizer,
        Self::Stream,
        Self::PromotionFirst,
        Self::PromotionRepairedFirst,
    ];

    /// Those to choose from, topic by topic in the order of the picker: without what has a newer number. The first is what a visitor
    /// sees.
    pub const PICKER: [Self; 21] = [
        Self::Promotion,
        Self::PromotionRepaired,
        Self::Repair,
        Self::Authorizer,
        Self::TenRequests,
        Self::Steady,
        Self::ColdMorning,
        Self::Vpc,
        Self::LogIn,
        Self::SpillOver,
        Self::Tracking,
        Self::Versions,
        Self::Spike,
        Self::RequestRate,
        Self::Growth,
        Self::Uploads1000,
        Self::Uploads1001,
        Self::BurstReservation,
        Self::FailingConsumer,
        Self::SqsPollers,
        Self::Stream,
    ];

    /// Its name and number in links and file names.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Promotion => "promotion.2",
            Self::PromotionRepaired => "promotion-repaired.2",
            Self::Repair => "repair.1",
            Self::TenRequests => "ten-requests.1",
            Self::Steady => "steady.1",
            Self::Uploads1000 => "uploads-1000.1",
            Self::Uploads1001 => "uploads-1001.1",
            Self::BurstReservation => "burst-reservation.1",
            Self::Spike => "spike.1",
            Self::RequestRate => "request-rate.1",
            Self::FailingConsumer => "failing-consumer.1",
            Self::ColdMorning => "cold-morning.1",
            Self::LogIn => "log-in.1",
            Self::SpillOver => "spill-over.1",
            Self::Tracking => "tracking.1",
            Self::Versions => "versions.1",
            Self::Growth => "growth.1",
            Self::Vpc => "vpc.1",
            Self::Stream => "stream.1",
            Self::Authorizer => "authorizer.1",
            Self::SqsPollers => "sqs-pollers.1",
            Self::PromotionFirst => "promotion.1",
            Self::PromotionRepairedFirst => "promotion-repaired.1",
        }
    }

    /// The scenario of this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shipped| shipped.id() == id)
    }

    /// Its title.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Promotion => words::scenario_promotion(language),
            Self::PromotionRepaired => words::scenario_promotion_repaired(language),
            Self::Repair => words::scenario_repair(language),
            Self::TenRequests => words::scenario_ten_requests(language),
            Self::Steady => words::scenario_steady(language),
            Self::Uploads1000 => words::scenario_uploads_1000(language),
            Self::Uploads1001 => words::scenario_uploads_1001(language),
            Self::BurstReservation => words::scenario_burst_reservation(language),
            Self::Spike => words::scenario_spike(language),
            Self::RequestRate => words::scenario_request_rate(language),
            Self::FailingConsumer => words::scenario_failing_consumer(language),
            Self::ColdMorning => words::scenario_cold_morning(language),
            Self::LogIn => words::scenario_log_in(language),
            Self::SpillOver => words::scenario_spill_over(language),
            Self::Tracking => words::scenario_tracking(language),
            Self::Versions => words::scenario_versions(language),
            Self::Growth => words::scenario_growth(language),
            Self::Vpc => words::scenario_vpc(language),
            Self::Stream => words::scenario_stream(language),
            Self::Authorizer => words::scenario_authorizer(language),
            Self::SqsPollers => words::scenario_sqs_pollers(language),
            Self::PromotionFirst => words::scenario_promotion_first(language),
            Self::PromotionRepairedFirst => words::scenario_promotion_repaired_first(language),
        }
    }

    /// The instant at which it opens: where there is something to see.
    pub const fn opening(self) -> Span {
        match self {
            Self::Promotion | Self::PromotionRepaired | Self::PromotionFirst | Self::PromotionRepairedFirst => {
                Span::from_secs(90)
            }
            Self::Repair => Span::from_secs(85),
            Self::TenRequests => Span::from_millis(1_600),
            Self::Steady | Self::BurstReservation => Span::from_secs(30),
            Self::Uploads1000 => Span::from_secs(6),
            Self::Uploads1001 => Span::from_millis(5_500),
            Self::Spike => Span::from_secs(20),
            Self::RequestRate | Self::Vpc => Span::from_secs(8),
            Self::FailingConsumer => Span::from_secs(150),
            Self::ColdMorning => Span::from_secs(9 * 3_600 + 1),
            Self::LogIn => Span::from_secs(1_202),
            Self::SpillOver => Span::from_secs(25),
            Self::Authorizer => Span::from_secs(23),
            Self::Stream => Span::from_secs(100),
            Self::Tracking => Span::from_secs(640),
            Self::Growth => Span::from_secs(440),
            Self::Versions | Self::SqsPollers => Span::from_secs(60),
        }
    }

    /// The scenario itself.
    pub fn scenario(self) -> Scenario {
        let (_, json) =
            SHIPPED.iter().find(|(id, _)| *id == self.id()).expect("the build script embeds every scenario file");
        let tree: Tree = serde_json::from_str(json).expect("the build script writes JSON");
        let (scenario, _) = Scenario::read(&tree).expect("a test reads every shipped scenario");
        scenario
    }
}

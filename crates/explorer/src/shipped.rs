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
    /// The ten requests of AWS's guide.
    TenRequests,
    /// 100 requests a second of 500 ms.
    Steady,
}

impl Shipped {
    /// All of them, in the order of the picker. The first is what a visitor sees.
    pub const ALL: [Self; 4] = [Self::Promotion, Self::PromotionRepaired, Self::TenRequests, Self::Steady];

    /// Its name and number in links and file names.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Promotion => "promotion.1",
            Self::PromotionRepaired => "promotion-repaired.1",
            Self::TenRequests => "ten-requests.1",
            Self::Steady => "steady.1",
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
            Self::TenRequests => words::scenario_ten_requests(language),
            Self::Steady => words::scenario_steady(language),
        }
    }

    /// The instant at which it opens: where there is something to see.
    pub const fn opening(self) -> Span {
        match self {
            Self::Promotion | Self::PromotionRepaired => Span::from_secs(90),
            Self::TenRequests => Span::from_millis(1_600),
            Self::Steady => Span::from_secs(30),
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

//! AWS's prices, once.

use super::{Dollars, FreeTier, PriceList, Tier};

const BILLION: u64 = 1_000_000_000;

/// N. Virginia. INIT is billed since 2025-08 (<https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/>).
///
/// Not here, because not verified: every other Region. Not here, because nothing in a scenario uses it: ephemeral storage above 512 MB,
/// `SnapStart`, traffic on the network.
///
/// Source: <https://aws.amazon.com/lambda/pricing/>, read 2026-10; duration on arm64 above 18.75 billion GB s a month, and provisioned
/// concurrency on arm64, by AWS's Price List (`Lambda-GB-Second-ARM`, `Lambda-Provisioned-GB-Second-ARM`,
/// `Lambda-Provisioned-Concurrency-ARM`), as public copies of 2026 have it.
pub const US_EAST_1: PriceList = PriceList {
    region: "us-east-1",
    read: "2026-10",
    source: "https://aws.amazon.com/lambda/pricing/",
    request: trillionths(200_000), // $0.20 a million
    duration: [
        &[
            Tier { gb_seconds: Some(6 * BILLION), price: trillionths(16_666_700) },
            Tier { gb_seconds: Some(9 * BILLION), price: trillionths(15_000_000) },
            Tier { gb_seconds: None, price: trillionths(13_333_400) },
        ],
        &[
            Tier { gb_seconds: Some(7 * BILLION + BILLION / 2), price: trillionths(13_333_400) },
            Tier { gb_seconds: Some(11 * BILLION + BILLION / 4), price: trillionths(12_000_100) },
            Tier { gb_seconds: None, price: trillionths(10_666_700) },
        ],
    ],
    provisioned_duration: [
        &[Tier { gb_seconds: None, price: trillionths(9_722_200) }],
        &[Tier { gb_seconds: None, price: trillionths(7_777_800) }],
    ],
    kept: [
        &[Tier { gb_seconds: None, price: trillionths(4_166_700) }],
        &[Tier { gb_seconds: None, price: trillionths(3_333_400) }],
    ],
    free: FreeTier { requests: 1_000_000, gb_seconds: 400_000 },
};

const fn trillionths(count: u128) -> Dollars {
    Dollars::from_trillionths(count)
}

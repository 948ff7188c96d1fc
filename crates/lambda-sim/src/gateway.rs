//! API Gateway in front of a function: whom it turns away itself, and how long it waits.
//!
//! Read beside <https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html>: one token bucket for an
//! account and Region, over all of its APIs. Who finds it empty is answered 429, and Lambda never hears of it. Whoever is let in waits for
//! the function no longer than the integration's timeout: then the client is answered 504 (REST) or 503 (HTTP), while the function
//! runs on, for nobody.

use core::fmt;

/// Why API Gateway answers a request itself, and does not invoke the function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// The account's own limit of API Gateway, over all APIs.
    TooManyRequests,
}

impl Refusal {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 1] = [Self::TooManyRequests];

    /// How series and summaries call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooManyRequests => "throttles_api_gateway",
        }
    }

    /// The HTTP status that the client sees.
    pub const fn status(self) -> u16 {
        match self {
            Self::TooManyRequests => 429,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooManyRequests => "API Gateway's own limit for the account is used up",
        })
    }
}

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
    /// The request has no identity that its authorizer could be asked about.
    IdentityMissing,
    /// The authorizer has just denied it.
    Denied,
    /// The authorizer has denied its identity before, and that is remembered.
    DeniedBefore,
    /// The authorizer has ended with a function error.
    AuthorizerFailed,
    /// The authorizer takes longer than API Gateway waits for it.
    AuthorizerTooSlow,
    /// The authorizer is throttled.
    AuthorizerThrottled,
}

impl Refusal {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 7] = [
        Self::TooManyRequests,
        Self::IdentityMissing,
        Self::Denied,
        Self::DeniedBefore,
        Self::AuthorizerFailed,
        Self::AuthorizerTooSlow,
        Self::AuthorizerThrottled,
    ];

    /// How series and summaries call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooManyRequests => "throttles_api_gateway",
            Self::IdentityMissing => "identity_missing",
            Self::Denied => "denied",
            Self::DeniedBefore => "denied_from_cache",
            Self::AuthorizerFailed => "authorizer_errors",
            Self::AuthorizerTooSlow => "authorizer_timeouts",
            Self::AuthorizerThrottled => "authorizer_throttles",
        }
    }

    /// The HTTP status that the client sees.
    pub const fn status(self) -> u16 {
        match self {
            Self::TooManyRequests => 429,
            Self::IdentityMissing => 401,
            Self::Denied | Self::DeniedBefore => 403,
            Self::AuthorizerFailed | Self::AuthorizerTooSlow | Self::AuthorizerThrottled => 500,
        }
    }

    /// Whether a request is turned away as it arrives, before its authorizer is asked.
    pub const fn is_at_once(self) -> bool {
        matches!(self, Self::TooManyRequests | Self::IdentityMissing | Self::DeniedBefore)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooManyRequests => "API Gateway's own limit for the account is used up",
            Self::IdentityMissing => "it has no identity to authorize",
            Self::Denied => "its authorizer denies it",
            Self::DeniedBefore => "its authorizer has denied its identity before",
            Self::AuthorizerFailed => "its authorizer has failed",
            Self::AuthorizerTooSlow => "its authorizer takes too long",
            Self::AuthorizerThrottled => "its authorizer is throttled",
        })
    }
}

//! The settings of an API of API Gateway.

use super::{Setting, Value};
use crate::authorizer::AuthorizerType;
use crate::scenario::Gateway;
use crate::time::Span;
use crate::via::Via;

impl Setting {
    /// The value at an API of this kind.
    pub(super) fn get_of_gateway(self, gateway: &Gateway, via: Via) -> Option<Value> {
        Some(match self {
            Self::RestTimeout | Self::HttpTimeout => Value::Span(gateway.integration_timeout.or(via.time_limit())?),
            Self::ThrottledStatus => Value::Count(gateway.throttled_status.into()),
            Self::AuthorizerType => Value::Choice(gateway.authorizer_type.name()),
            Self::RestAuthorizerTtl | Self::HttpAuthorizerTtl => {
                Value::Count(gateway.authorizer_result_ttl.unwrap_or(via.authorizer_ttl()).whole_secs())
            }
            Self::Identities => Value::Count(gateway.identities.into()),
            Self::IdentityMissing => Value::Fraction(gateway.identity_missing),
            Self::Denied => Value::Fraction(gateway.denied),
            _ => return None,
        })
    }

    /// Puts a value in; `false`, and nothing changed, where it is of another type.
    pub(super) fn set_in_gateway(self, gateway: &mut Gateway, via: Via, value: Value) -> bool {
        match (self, value) {
            // What an API of its kind does anyway needs not be told.
            (Self::RestTimeout | Self::HttpTimeout, Value::Span(timeout)) => {
                gateway.integration_timeout = Some(timeout).filter(|timeout| via.time_limit() != Some(*timeout));
            }
            (Self::ThrottledStatus, Value::Count(status)) => {
                gateway.throttled_status = u16::try_from(status).unwrap_or(u16::MAX);
            }
            (Self::AuthorizerType, Value::Choice(name)) => {
                let named = AuthorizerType::ALL.into_iter().find(|known| known.name() == name);
                return named.map(|named| gateway.authorizer_type = named).is_some();
            }
            (Self::RestAuthorizerTtl | Self::HttpAuthorizerTtl, Value::Count(seconds)) => {
                let ttl = Span::from_secs(seconds);
                gateway.authorizer_result_ttl = Some(ttl).filter(|ttl| *ttl != via.authorizer_ttl());
            }
            (Self::Identities, Value::Count(count)) => gateway.identities = u32::try_from(count).unwrap_or(u32::MAX),
            (Self::IdentityMissing, Value::Fraction(part)) => gateway.identity_missing = part,
            (Self::Denied, Value::Fraction(part)) => gateway.denied = part,
            _ => return false,
        }
        true
    }
}

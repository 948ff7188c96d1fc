//! The destinations of a function.

use super::{Setting, Value};
use crate::destination::{Destination, Destinations, Service};

impl Setting {
    pub(super) fn get_of_destinations(self, destinations: &Destinations) -> Option<Value> {
        let destination = match self {
            Self::OnFailure => &destinations.on_failure,
            Self::OnSuccess => &destinations.on_success,
            _ => return None,
        };
        Some(destination.as_ref().map_or(Value::Unset, |destination| Value::Choice(destination.choice())))
    }

    /// A function as a destination has a name, which no value of the table holds: it can be kept, or taken away.
    pub(super) fn set_in_destinations(self, destinations: &mut Destinations, value: Value) -> bool {
        let destination = match self {
            Self::OnFailure => &mut destinations.on_failure,
            Self::OnSuccess => &mut destinations.on_success,
            _ => return false,
        };
        match value {
            Value::Unset => *destination = None,
            Value::Choice(Destination::FUNCTION) => {
                return destination.as_ref().and_then(Destination::function).is_some();
            }
            Value::Choice(name) => match Service::named(name) {
                Some(service) => *destination = Some(Destination::Service(service)),
                None => return false,
            },
            _ => return false,
        }
        true
    }
}

//! The destinations of a function.

use super::{Name, Setting, Value};
use crate::destination::{Destination, Destinations, Service};

impl Setting {
    pub(super) fn get_of_destinations(self, destinations: &Destinations) -> Option<Value> {
        let destination = match self {
            Self::OnFailure => &destinations.on_failure,
            Self::OnSuccess => &destinations.on_success,
            _ => return None,
        };
        Some(match destination {
            None => Value::Unset,
            Some(Destination::Service(service)) => Value::Choice(service.name()),
            // One that is longer than any function's is said to be unknown where it stands.
            Some(Destination::Function(name)) => Name::new(name).map_or(Value::Unset, Value::Function),
        })
    }

    pub(super) fn set_in_destinations(self, destinations: &mut Destinations, value: Value) -> bool {
        let destination = match self {
            Self::OnFailure => &mut destinations.on_failure,
            Self::OnSuccess => &mut destinations.on_success,
            _ => return false,
        };
        match value {
            Value::Unset => *destination = None,
            Value::Function(name) => *destination = Some(Destination::Function(name.as_str().into())),
            Value::Choice(name) => match Service::named(name) {
                Some(service) => *destination = Some(Destination::Service(service)),
                None => return false,
            },
            _ => return false,
        }
        true
    }
}

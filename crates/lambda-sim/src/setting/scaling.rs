//! Getting and putting what scales provisioned concurrency.

use super::{Setting, Value};
use crate::autoscaling::Autoscaling;
use crate::time::Span;
use crate::units::Concurrency;

impl Setting {
    pub(super) fn get_of_scaling(self, scaling: &Autoscaling) -> Option<Value> {
        let count = |count: Concurrency| Value::Count(count.get().into());
        Some(match self {
            Self::MinCapacity => count(scaling.min_capacity),
            Self::MaxCapacity => scaling.max_capacity.map_or(Value::Unset, count),
            Self::TargetValue => scaling.target_value.map_or(Value::Unset, Value::Fraction),
            Self::ScaleInCooldown => Value::Count(scaling.scale_in_cooldown.whole_secs()),
            Self::ScaleOutCooldown => Value::Count(scaling.scale_out_cooldown.whole_secs()),
            Self::AlarmDelay => Value::Span(scaling.alarm_delay),
            _ => return None,
        })
    }

    pub(super) fn set_in_scaling(self, scaling: &mut Autoscaling, value: Value) -> bool {
        let capacity = |count| Concurrency::new(u32::try_from(count).unwrap_or(u32::MAX));
        match (self, value) {
            (Self::MinCapacity, Value::Count(count)) => scaling.min_capacity = capacity(count),
            (Self::MaxCapacity, Value::Count(count)) => scaling.max_capacity = Some(capacity(count)),
            (Self::MaxCapacity, Value::Unset) => scaling.max_capacity = None,
            (Self::TargetValue, Value::Fraction(part)) => scaling.target_value = Some(part),
            (Self::TargetValue, Value::Unset) => scaling.target_value = None,
            (Self::ScaleInCooldown, Value::Count(seconds)) => scaling.scale_in_cooldown = Span::from_secs(seconds),
            (Self::ScaleOutCooldown, Value::Count(seconds)) => scaling.scale_out_cooldown = Span::from_secs(seconds),
            (Self::AlarmDelay, Value::Span(delay)) => scaling.alarm_delay = delay,
            _ => return false,
        }
        true
    }
}

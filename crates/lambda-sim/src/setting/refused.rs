//! With which exception AWS refuses a value outside the range of a setting.

use alloc::boxed::Box;

use super::{Setting, Value};
use crate::intervention::Verb;
use crate::problem::Rule;
use crate::via::Via;

impl Setting {
    /// The rule that `value` breaks, if it lies outside the range: with AWS's exception, where the bound is AWS's.
    pub fn broken_by(self, value: Value) -> Option<Rule> {
        let rule = self.row().range.broken_by(value)?;
        let is_above = match (&rule, value) {
            (Rule::OutOfRange { max, .. }, Value::Count(count)) => *max < count,
            (Rule::SpanOutOfRange { max, .. }, Value::Span(span)) => *max < span,
            _ => return Some(rule),
        };
        Some(self.refuse(rule, is_above))
    }

    /// A broken range, with AWS's exception where the bound, the upper or the lower one, is AWS's.
    pub(crate) fn refuse(self, rule: Rule, is_above: bool) -> Rule {
        match self.exception(is_above) {
            Some(exception) => Rule::Refused { rule: Box::new(rule), exception },
            None => rule,
        }
    }

    /// The rule that only callers on these ways have the setting: with AWS's exception, where the setting is one of AWS's mappings.
    pub(crate) fn only_via(self, vias: &[Via]) -> Rule {
        let rule = Rule::OnlyVia { vias: vias.to_vec() };
        let is_of_a_mapping = Verb::UpdateEventSourceMapping.settings().contains(&self);
        if is_of_a_mapping {
            return Rule::Refused { rule: Box::new(rule), exception: "InvalidParameterValueException" };
        }
        rule
    }

    /// Whether AWS writes -1 where there is no limit.
    pub const fn is_unlimited_at_minus_one(self) -> bool {
        matches!(self, Self::MaximumRecordAge | Self::StreamRetryAttempts)
    }

    /// What AWS answers beyond this bound; `None` where the bound is ours.
    ///
    /// Lambda checks the ranges of its API's model first (`ValidationException`), and the rest itself
    /// (`InvalidParameterValueException`): <https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html>. Queues:
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html>. APIs:
    /// <https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateIntegration.html>.
    const fn exception(self, is_above: bool) -> Option<&'static str> {
        match self {
            // There the account's limit comes first.
            Self::ReservedConcurrency | Self::ProvisionedConcurrency | Self::MinCapacity | Self::MaxCapacity
                if is_above =>
            {
                None
            }
            Self::MaximumRecordAge if !is_above => Some("InvalidParameterValueException"),
            Self::ReservedConcurrency
            | Self::ProvisionedConcurrency
            | Self::MinCapacity
            | Self::MaxCapacity
            | Self::MemorySize
            | Self::Timeout
            | Self::MaximumRetryAttempts
            | Self::MaximumEventAge
            | Self::QueueBatchSize
            | Self::StreamBatchSize
            | Self::BatchingWindow
            | Self::MaximumConcurrency
            | Self::ParallelizationFactor
            | Self::StreamRetryAttempts
            | Self::MaximumRecordAge => Some("ValidationException"),
            Self::VisibilityTimeout => Some("InvalidAttributeValue"),
            Self::MaxReceiveCount => Some("InvalidParameterValue"),
            Self::RestTimeout | Self::HttpTimeout | Self::RestAuthorizerTtl | Self::HttpAuthorizerTtl => {
                Some("BadRequestException")
            }
            _ => None,
        }
    }
}

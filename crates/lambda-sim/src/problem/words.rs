//! The rules in English, for the command. The page words them by variant.

use core::fmt;

use super::Rule;
use crate::life::NoSnapStart;
use crate::quotas::UNRESERVED_MINIMUM;

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expected(expected) => write!(f, "must be {expected}"),
            Self::Missing => f.write_str("must be given"),
            Self::UnknownKey { nearest: Some(nearest) } => {
                write!(f, "there is no such key; did you mean {nearest}?")
            }
            Self::UnknownKey { nearest: None } => f.write_str("there is no such key"),
            Self::DuplicateKey => f.write_str("the key stands twice"),
            Self::OutOfRange { min, max } => write!(f, "must be from {min} to {max}"),
            Self::SpanOutOfRange { min, max } => write!(f, "must be from {min} to {max}"),
            Self::RateTooHigh { max } => write!(f, "must be at most {max}/s"),
            Self::Refused { rule, exception } => write!(f, "{rule} ({exception})"),
            Self::PartOutOfRange { .. }
            | Self::NoScalableTarget
            | Self::NothingRegistered
            | Self::NoPolicy
            | Self::MinAboveMax { .. } => self.refused_by_autoscaling(f),
            Self::FractionOutOfRange => f.write_str("must be a part from 0 to 1 (0% to 100%)"),
            Self::MoreThanAll => f.write_str("error_rate, timeout_rate and crash_rate together must not exceed 1"),
            Self::OneKeyOf(keys) => {
                f.write_str("needs exactly one of ")?;
                write_one_of(f, keys.iter().copied())
            }
            Self::QuantilesInOrder => f.write_str("quantiles must rise, and so must their values"),
            Self::NotMeasured => f.write_str("nobody has measured its INIT packaged like that; give init as well"),
            Self::NoRetries | Self::OnlyVia { .. } | Self::UnknownCaller { .. } => self.of_a_caller(f),
            Self::TooManyEvents { max } => write!(
                f,
                "so many events and retries could wait at once, but a run can hold at most {max}; lower the rate, \
                 MaximumEventAgeInSeconds or max_attempts"
            ),
            Self::OneOf(allowed) => {
                f.write_str("must be ")?;
                write_one_of(f, allowed.iter().copied())
            }
            Self::EmptyInterval => f.write_str("must not end before it begins"),
            Self::UnknownFunction { nearest } => unknown_function(f, nearest.as_deref()),
            Self::NoDestination(why) => write!(f, "{why} (InvalidParameterValueException)"),
            Self::FunctionName => f.write_str("a function's name has 1 to 64 letters, digits, hyphens and underscores"),
            Self::RateOrAt => f.write_str("a caller has either a rate or exact instants (at)"),
            Self::PointsInOrder => f.write_str("must not lie before the point above it"),
            Self::Empty => f.write_str("must hold at least one entry"),
            Self::TooManyRequests { max } => {
                write!(
                    f,
                    "a run can have at most {max} requests, those of an SDK counted once for each of its attempts; make it \
                     shorter or its rates lower"
                )
            }
            Self::NotInTheRun { .. }
            | Self::NotAfter { .. }
            | Self::NoEnd
            | Self::CannotChange
            | Self::QuotaNotRaised { .. }
            | Self::NoCurve => self.of_an_intervention(f),
            Self::UnknownVersion { .. } | Self::VersionName | Self::UrlOfVersion => self.of_a_version(f),
            Self::NoSnapStart(why @ NoSnapStart::NotMeasured) => write!(f, "{why}"),
            Self::ProvisionedLatest
            | Self::NoSnapStart(_)
            | Self::MoreProvisionedThanReserved { .. }
            | Self::TooMuchReserved { .. }
            | Self::BatchWithoutWindow { .. }
            | Self::BatchOfFifo { .. }
            | Self::WindowOfFifo
            | Self::VisibleTooSoon { .. } => self.refused_by_aws(f),
        }
    }
}

impl Rule {
    /// What cannot happen while a run goes on.
    fn of_an_intervention(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInTheRun { length } => write!(f, "must come before the end of the run, at {length}"),
            Self::NotAfter { at } => write!(f, "must come after {at}, when it begins"),
            Self::NoEnd => f.write_str("a request is sent at one instant and has no end"),
            Self::CannotChange => f.write_str("cannot be changed while a run goes on"),
            Self::QuotaNotRaised { now } => {
                write!(f, "AWS raises a quota on request, and this one is {now} already (IllegalArgumentException)")
            }
            Self::NoCurve => f.write_str("the function has no rate curve that could be changed"),
            _ => Ok(()),
        }
    }

    /// What cannot stand at a caller, or at none.
    fn of_a_caller(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRetries => f.write_str("only sdk and cli retry throttles by themselves"),
            Self::OnlyVia { vias } => {
                f.write_str("only callers via ")?;
                write_one_of(f, vias.iter().map(|via| via.name()))?;
                f.write_str(" have it")
            }
            Self::UnknownCaller { callers: 0 } => f.write_str("there are no callers"),
            Self::UnknownCaller { callers } => {
                write!(f, "there is no such caller; they count from 0, and the last one is {}", callers - 1)
            }
            _ => Ok(()),
        }
    }

    fn of_a_version(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownVersion { nearest: Some(nearest) } => {
                write!(f, "the function has no such version; did you mean {nearest}?")
            }
            Self::UnknownVersion { nearest: None } => f.write_str("the function has no such version"),
            Self::UrlOfVersion => f.write_str(
                "a function URL is of an alias or of $LATEST, not of a version with a number (ValidationException)",
            ),
            Self::VersionName => {
                f.write_str("a version is a number, an alias of letters, digits, hyphens and underscores, or $LATEST")
            }
            _ => Ok(()),
        }
    }

    /// What Application Auto Scaling refuses, with the name of its exception.
    #[expect(clippy::float_arithmetic, reason = "hundredths as people write them")]
    fn refused_by_autoscaling(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PartOutOfRange { min_percent, max_percent } => {
                let (min, max) = (f64::from(*min_percent) / 100.0, f64::from(*max_percent) / 100.0);
                write!(f, "must be a part from {min} to {max}, such as 0.7 for 70 percent (ValidationException)")
            }
            Self::NoScalableTarget => {
                f.write_str("needs MaxCapacity: without it no scalable target is registered (ObjectNotFoundException)")
            }
            Self::NothingRegistered => {
                f.write_str("no scalable target is registered for the function (ObjectNotFoundException)")
            }
            Self::NoPolicy => f.write_str("the function has no scaling policy (ObjectNotFoundException)"),
            Self::MinAboveMax { max } => {
                write!(f, "MinCapacity must not exceed MaxCapacity, which is {max} (ValidationException)")
            }
            _ => Ok(()),
        }
    }

    /// What AWS refuses, with the name of its exception.
    fn refused_by_aws(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ProvisionedLatest => {
                f.write_str("provisioned concurrency needs a published version or an alias, $LATEST is neither")
            }
            Self::MoreProvisionedThanReserved { provisioned, reserved } => {
                write!(f, "its versions add up to {provisioned}, but only {reserved} are reserved for the function")
            }
            Self::NoSnapStart(why) => write!(f, "{why}"),
            Self::TooMuchReserved { reserved, limit, reservable } => write!(
                f,
                "the reservations add up to {reserved}, but of the account's {limit} at most {reservable} can be \
                 reserved: AWS keeps {UNRESERVED_MINIMUM} unreserved"
            ),
            Self::BatchWithoutWindow { max } => {
                write!(f, "above {max} a mapping needs MaximumBatchingWindowInSeconds of 1 or more")
            }
            Self::BatchOfFifo { max } => write!(f, "a batch of a FIFO queue has at most {max} messages"),
            Self::WindowOfFifo => f.write_str("a FIFO queue has no batching window"),
            Self::VisibleTooSoon { timeout } => {
                write!(f, "must not be shorter than the Timeout of the function, {timeout}")
            }
            _ => Ok(()),
        }?;
        f.write_str(" (InvalidParameterValueException)")
    }
}

fn unknown_function(f: &mut fmt::Formatter<'_>, nearest: Option<&str>) -> fmt::Result {
    f.write_str("there is no such function")?;
    nearest.map_or(Ok(()), |nearest| write!(f, "; did you mean {nearest}?"))
}

pub(crate) fn write_one_of(
    f: &mut fmt::Formatter<'_>,
    allowed: impl ExactSizeIterator<Item = &'static str>,
) -> fmt::Result {
    let count = allowed.len();
    for (place, word) in allowed.enumerate() {
        let last = place + 1 == count;
        match (place, last) {
            (0, _) => {}
            (_, true) => f.write_str(" or ")?,
            (_, false) => f.write_str(", ")?,
        }
        f.write_str(word)?;
    }
    Ok(())
}

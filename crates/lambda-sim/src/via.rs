//! Who calls a function, and what its user sees: a status at once, after retries, or 202 while Lambda keeps the event.

use crate::quotas;
use crate::time::Span;

/// The way on which requests reach a function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// The Invoke API itself, synchronously and without retries.
    #[default]
    Invoke,
    /// An AWS SDK, which retries throttles.
    Sdk,
    /// The AWS CLI, which retries like an SDK.
    Cli,
    /// A function URL.
    FunctionUrl,
    /// A REST API of API Gateway.
    ApiGateway,
    /// An HTTP API of API Gateway.
    HttpApi,
    /// An Application Load Balancer.
    Alb,
    /// The Invoke API with `InvocationType` Event: asynchronous.
    Event,
    /// Event notifications of an S3 bucket: asynchronous.
    S3,
    /// A subscription to an SNS topic: asynchronous.
    Sns,
    /// A rule of `EventBridge`: asynchronous.
    EventBridge,
    /// A queue of SQS, whose event source mapping reads batches of messages.
    Sqs,
    /// A stream of Kinesis, whose event source mapping reads batches of records, shard by shard.
    Kinesis,
    /// The stream of a table of `DynamoDB`, likewise.
    DynamoDbStreams,
    /// API Gateway, which invokes the authorizer of an API. No file names this way: it comes with an API's `authorizer`.
    Authorizer,
    /// Lambda, which sends records of events to a destination: asynchronous. No file names this way either.
    Destination,
}

/// How an attempt ended for its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The handler returned a result.
    Success,
    /// The handler raised an error (AWS: a function error).
    Error,
    /// The handler was cut off at the function's timeout, which is a function error too.
    TimedOut,
    /// The process has ended: `Runtime.ExitError`, or out of memory. A function error too.
    Crashed,
}

impl Outcome {
    /// Whether this is a function error: counted in `Errors`, and retried for an asynchronous event.
    pub const fn is_error(self) -> bool {
        !matches!(self, Self::Success)
    }

    /// Whether the environment is reset: its next run begins with INIT.
    pub const fn resets(self) -> bool {
        matches!(self, Self::TimedOut | Self::Crashed)
    }
}

impl Via {
    /// All ways that a file can name.
    pub const ALL: [Self; 14] = [
        Self::Invoke,
        Self::Sdk,
        Self::Cli,
        Self::FunctionUrl,
        Self::ApiGateway,
        Self::HttpApi,
        Self::Alb,
        Self::Event,
        Self::S3,
        Self::Sns,
        Self::EventBridge,
        Self::Sqs,
        Self::Kinesis,
        Self::DynamoDbStreams,
    ];

    /// Their names in a file, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &[
        "invoke",
        "sdk",
        "cli",
        "function-url",
        "api-gateway",
        "http-api",
        "alb",
        "event",
        "s3",
        "sns",
        "eventbridge",
        "sqs",
        "kinesis",
        "dynamodb-streams",
    ];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Authorizer => "authorizer",
            Self::Destination => "destination",
            named => Self::NAMES[named as usize],
        }
    }

    /// The way of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|via| via.name() == name)
    }

    /// Whether Lambda takes the event into its queue and answers 202, whatever happens to it later.
    pub const fn is_asynchronous(self) -> bool {
        matches!(self, Self::Event | Self::S3 | Self::Sns | Self::EventBridge | Self::Destination)
    }

    /// Whether a file can name it; the others come with what a file says of others.
    pub const fn is_named(self) -> bool {
        !matches!(self, Self::Authorizer | Self::Destination)
    }

    /// Whether it is a source that an event source mapping reads in batches: what arrives there is no request yet.
    pub const fn is_polled(self) -> bool {
        matches!(self, Self::Sqs | Self::Kinesis | Self::DynamoDbStreams)
    }

    /// Whether it is a stream, whose records are processed in order.
    pub const fn is_stream(self) -> bool {
        matches!(self, Self::Kinesis | Self::DynamoDbStreams)
    }

    /// Whether it is an API of API Gateway.
    pub const fn is_api(self) -> bool {
        matches!(self, Self::ApiGateway | Self::HttpApi)
    }

    /// How long it waits for the function unless the scenario says otherwise; `None` where the function's own timeout is all there is.
    pub const fn time_limit(self) -> Option<Span> {
        match self {
            Self::ApiGateway => Some(quotas::REST_TIMEOUT_MAX),
            Self::HttpApi => Some(quotas::HTTP_TIMEOUT_MAX),
            _ => None,
        }
    }

    /// How long it keeps what its authorizer has said, unless the scenario says otherwise.
    pub const fn authorizer_ttl(self) -> Span {
        if matches!(self, Self::ApiGateway) { quotas::AUTHORIZER_TTL_REST } else { Span::ZERO }
    }

    /// The HTTP status that its user sees when it waits no longer.
    pub const fn status_of_time_limit(self) -> u16 {
        if matches!(self, Self::HttpApi) { 503 } else { 504 }
    }

    /// How often it tries a throttled request unless the scenario says otherwise, the first time included.
    pub const fn attempts(self) -> u16 {
        match self {
            Self::Sdk | Self::Cli => quotas::SDK_ATTEMPTS,
            _ => 1,
        }
    }

    /// Whether it can be told how often to try.
    pub const fn retries(self) -> bool {
        matches!(self, Self::Sdk | Self::Cli)
    }

    /// The HTTP status that its user sees when the function is throttled.
    pub const fn status_of_throttle(self) -> u16 {
        match self {
            // What a mapping is answered, nobody sees.
            Self::Invoke
            | Self::Sdk
            | Self::Cli
            | Self::FunctionUrl
            | Self::Sqs
            | Self::Kinesis
            | Self::DynamoDbStreams
            | Self::Authorizer => 429,
            Self::ApiGateway | Self::HttpApi => 500,
            Self::Alb => 502,
            Self::Event | Self::S3 | Self::Sns | Self::EventBridge | Self::Destination => 202,
        }
    }

    /// The HTTP status that its user sees when the function has run. The Invoke API answers a function error with 200 and the
    /// header `X-Amz-Function-Error`.
    pub const fn status_of(self, outcome: Outcome) -> u16 {
        match self {
            Self::FunctionUrl | Self::ApiGateway | Self::HttpApi | Self::Alb if outcome.is_error() => 502,
            Self::Invoke
            | Self::Sdk
            | Self::Cli
            | Self::FunctionUrl
            | Self::ApiGateway
            | Self::HttpApi
            | Self::Alb
            | Self::Sqs
            | Self::Kinesis
            | Self::DynamoDbStreams
            | Self::Authorizer => 200,
            Self::Event | Self::S3 | Self::Sns | Self::EventBridge | Self::Destination => 202,
        }
    }
}

//! Every number that AWS publishes and this engine uses, each once, with its source and the date it was read.
//!
//! What AWS does not publish is marked *assumption*; a scenario can change all of these.

use crate::time::Span;
use crate::units::Concurrency;

/// Concurrent executions of an account in one Region before any quota increase.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>, read 2026-10.
pub const ACCOUNT_CONCURRENCY: Concurrency = Concurrency::new(1_000);

/// Concurrency that always stays unreserved: the reservations of an account add up to its limit less this, at most.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>, read 2026-10.
pub const UNRESERVED_MINIMUM: Concurrency = Concurrency::new(100);

/// Synchronous requests a second for each request in flight that a concurrency limit allows: 10,000/s for an account of 1,000.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>, read 2026-10.
pub const REQUESTS_PER_CONCURRENCY: u32 = 10;

/// The longest timeout a function can have; no handler runs longer.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>, read 2026-10.
pub const TIMEOUT_MAX: Span = Span::from_secs(900);

/// The longest INIT phase of an on-demand environment. Lambda cuts a longer one off and does it once more at the first
/// invocation, now under the function's timeout.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>, read 2026-10.
pub const INIT_MAX: Span = Span::from_secs(10);

/// The longest time that restoring from a snapshot takes with `SnapStart`.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html>, read 2026-10.
pub const RESTORE_MAX: Span = Span::from_secs(10);

/// The memory of a function that names none in MB, and the least there is.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>, read 2026-10.
pub const MEMORY_MIN: u32 = 128;

/// The most memory a function can have in MB.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>, read 2026-10.
pub const MEMORY_MAX: u32 = 10_240;

/// Scaling rate: a function gets at most so many new environments in [`SCALING_INTERVAL`], and never more than these at once.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html>, read 2026-10.
pub const SCALING_ENVIRONMENTS: u32 = 1_000;

/// The time in which [`SCALING_ENVIRONMENTS`] come back. AWS refills them continuously, as best effort.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html>, read 2026-10.
pub const SCALING_INTERVAL: Span = Span::from_secs(10);

/// The burst of new environments that all functions of a large Region shared before November 2023: us-east-1, us-west-2, eu-west-1.
///
/// Source: <https://github.com/awsdocs/aws-lambda-developer-guide>, `invocation-scaling.md`, of 2022-11.
pub const BURST_LARGE: u32 = 3_000;

/// The same in ap-northeast-1 (Tokyo), eu-central-1 (Frankfurt) and us-east-2 (Ohio).
///
/// Source: <https://github.com/awsdocs/aws-lambda-developer-guide>, `invocation-scaling.md`, of 2022-11.
pub const BURST_MEDIUM: u32 = 1_000;

/// The same in all other Regions.
///
/// Source: <https://github.com/awsdocs/aws-lambda-developer-guide>, `invocation-scaling.md`, of 2022-11.
pub const BURST_SMALL: u32 = 500;

/// So many environments came back in [`BURST_INTERVAL`] then, until the account's limit.
///
/// Source: <https://github.com/awsdocs/aws-lambda-developer-guide>, `invocation-scaling.md`, of 2022-11.
pub const BURST_REFILL: u32 = 500;

/// The time in which [`BURST_REFILL`] environments came back.
///
/// Source: <https://github.com/awsdocs/aws-lambda-developer-guide>, `invocation-scaling.md`, of 2022-11.
pub const BURST_INTERVAL: Span = Span::from_secs(60);

/// Provisioned concurrency: so many environments of a function are made ready in [`PROVISIONED_INTERVAL`], at most.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>, read 2026-10.
pub const PROVISIONED_PER_INTERVAL: u32 = 6_000;

/// The time in which [`PROVISIONED_PER_INTERVAL`] environments are made ready.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>, read 2026-10.
pub const PROVISIONED_INTERVAL: Span = Span::from_secs(60);

/// The shortest limit of INIT of a provisioned environment; a longer timeout of the function raises it.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>, read 2026-10.
pub const PROVISIONED_INIT_MAX: Span = Span::from_secs(130);

/// How long Lambda prepares before it makes the first environment of provisioned concurrency.
///
/// An assumption: AWS says only "a minute or two", <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>, read 2026-10.
pub const PREPARATION_DEFAULT: Span = Span::from_secs(90);

/// Wait of an asynchronous event after its first throttled attempt; doubled after each further one in a row.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>, read 2026-10.
pub const THROTTLE_WAIT_FIRST: Span = Span::from_secs(1);

/// The longest wait of an asynchronous event after a throttled attempt.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>, read 2026-10.
pub const THROTTLE_WAIT_MAX: Span = Span::from_secs(300);

/// Waits of an asynchronous event after a function error: after its first failed run, and after its second.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>, read 2026-10.
pub const ERROR_WAITS: [Span; 2] = [Span::from_secs(60), Span::from_secs(120)];

/// How often Lambda retries an asynchronous event after function errors, at most and by default. Throttles do not count.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html>, read 2026-10.
pub const RETRY_ATTEMPTS_MAX: u8 = 2;

/// The shortest `MaximumEventAgeInSeconds`.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html>, read 2026-10.
pub const EVENT_AGE_MIN: Span = Span::from_secs(60);

/// The longest `MaximumEventAgeInSeconds`, and the default: six hours.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html>, read 2026-10.
pub const EVENT_AGE_MAX: Span = Span::from_secs(21_600);

/// Attempts of an SDK in standard mode: the first and two retries.
///
/// Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>, read 2026-10.
pub const SDK_ATTEMPTS: u16 = 3;

/// Attempts of an SDK in legacy mode, as boto3 has it.
///
/// Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>, read 2026-10.
pub const LEGACY_ATTEMPTS: u16 = 5;

/// Retry quota of a client in the standard mode of 2026: tokens in its bucket, full at the start.
///
/// Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>, read 2026-10.
pub const RETRY_QUOTA: u16 = 500;

/// Tokens that a retry after a throttle takes; they come back when it succeeds.
///
/// Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>, read 2026-10.
pub const RETRY_COST: u16 = 5;

/// Tokens that come back with a success that needed no retry.
///
/// Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>, read 2026-10.
pub const RETRY_INCREMENT: u16 = 1;

/// The SDK's wait before retry k after a throttle is a random part of this, doubled k - 1 times.
///
/// Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>, read 2026-10.
pub const SDK_WAIT_FIRST: Span = Span::from_secs(1);

/// The longest wait of an SDK before a retry.
///
/// Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>, read 2026-10.
pub const SDK_WAIT_MAX: Span = Span::from_secs(20);

/// Requests a second that API Gateway lets in, over all APIs of an account in one Region. In Cape Town, Milan, Jakarta, UAE, Hyderabad,
/// Melbourne, Spain, Zurich, Tel Aviv, Calgary, Malaysia, Thailand and Mexico it is 2,500.
///
/// Source: <https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html>, read 2026-10.
pub const API_GATEWAY_RATE: u32 = 10_000;

/// Size of the bucket from which [`API_GATEWAY_RATE`] is taken; 1,250 in the Regions where that is 2,500.
///
/// Source: <https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html>, read 2026-10.
pub const API_GATEWAY_BURST: u32 = 5_000;

/// The shortest timeout of an integration of API Gateway.
///
/// Source: <https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html>, read 2026-10.
pub const INTEGRATION_TIMEOUT_MIN: Span = Span::from_millis(50);

/// How long a REST API waits for a function, by default and at most.
///
/// Source: <https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html>, read 2026-10.
pub const REST_TIMEOUT_MAX: Span = Span::from_secs(29);

/// How long an HTTP API waits for a function, by default and at most.
///
/// Source: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html>, read 2026-10.
pub const HTTP_TIMEOUT_MAX: Span = Span::from_secs(30);

/// What the client of an API gets when the function is throttled.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html>, read 2026-10. For an HTTP API not confirmed:
/// an assumption.
pub const THROTTLED_STATUS_DEFAULT: u16 = 500;

/// How long the answer of a REST API's authorizer is kept unless the API says otherwise.
///
/// Source: <https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html>, read 2026-10.
pub const AUTHORIZER_TTL_REST: Span = Span::from_secs(300);

/// How long the answer of an authorizer can be kept.
///
/// Source: <https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html>, read 2026-10.
pub const AUTHORIZER_TTL_MAX: Span = Span::from_secs(3_600);

/// How long an HTTP API waits for its authorizer.
///
/// Source: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html>, read 2026-10.
pub const AUTHORIZER_TIMEOUT_HTTP: Span = Span::from_secs(10);

/// How long a REST API waits for its authorizer.
///
/// An assumption; AWS publishes no such number. As long as for an integration,
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html>, read 2026-10.
pub const AUTHORIZER_TIMEOUT_REST: Span = REST_TIMEOUT_MAX;

/// The longest name of a function, in characters.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html>, read 2026-10.
pub const FUNCTION_NAME_MAX: usize = 64;

/// INIT of a function that names neither INIT nor runtime: the median of a Node.js 22 zip package.
///
/// An assumption; AWS publishes no such number. Measured by <https://github.com/maxday/lambda-perf>, 2026-06 to 2026-08.
pub const INIT_DEFAULT: Span = Span::from_millis(145);

/// How long an idle environment stays: between five and seven minutes after its last invocation.
///
/// An assumption; AWS publishes no such number. Measured by <https://mikhail.io/serverless/coldstarts/aws/>, 2021-01.
pub const IDLE_LIFETIME_DEFAULT: (Span, Span) = (Span::from_secs(5 * 60), Span::from_secs(7 * 60));

/// Time between the acceptance of an asynchronous event and its first attempt.
///
/// An assumption; AWS publishes no such number. Measured by <https://github.com/cosmo-grant/aws-by-example>, 2025-11 (one sample).
pub const ASYNC_DELAY_DEFAULT: Span = Span::from_millis(33);

/// How much longer than its nominal length a wait in the asynchronous queue can be: each is stretched by a factor that is
/// uniform from 1 to 1 plus this.
///
/// An assumption; AWS publishes no such number. Measured by <https://github.com/cosmo-grant/aws-by-example>, 2025-11 (six gaps,
/// 4 to 10 % longer).
pub const RETRY_JITTER_DEFAULT: f64 = 0.1;

/// Pollers of an event source mapping of SQS at the start, and where little comes.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>, read 2026-10.
pub const POLLERS_START: u32 = 5;

/// As few pollers as a mapping without `MaximumConcurrency` can have.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>, read 2026-10.
pub const POLLERS_IDLE: u32 = 2;

/// The most pollers of a mapping.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>, read 2026-10.
pub const POLLERS_MAX: u32 = 1_250;

/// From one more poller to the next: 300 a minute.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>, read 2026-10.
pub const POLLER_STEP: Span = Span::from_millis(200);

/// The most pollers of a mapping before November 2023.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>, read 2023-10.
pub const POLLERS_MAX_2018: u32 = 1_000;

/// From one more poller to the next before November 2023: 60 a minute.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>, read 2023-10.
pub const POLLER_STEP_2018: Span = Span::from_secs(1);

/// `BatchSize` of a mapping of SQS that does not say it.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html>, read 2026-10.
pub const QUEUE_BATCH_DEFAULT: u32 = 10;

/// The greatest `BatchSize`.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html>, read 2026-10.
pub const BATCH_MAX: u32 = 10_000;

/// The greatest `BatchSize` of a mapping of SQS without a batching window, and of a FIFO queue.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html>, read 2026-10.
pub const BATCH_MAX_WITHOUT_WINDOW: u32 = 10;

/// The longest `MaximumBatchingWindowInSeconds`.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html>, read 2026-10.
pub const BATCHING_WINDOW_MAX: Span = Span::from_secs(300);

/// The least and the greatest `MaximumConcurrency` of a mapping.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>, read 2026-10.
pub const MAXIMUM_CONCURRENCY: (u32, u32) = (2, 1_000);

/// `VisibilityTimeout` of a queue that does not say it.
///
/// Source: <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html>, read 2026-10.
pub const VISIBILITY_TIMEOUT_DEFAULT: Span = Span::from_secs(30);

/// The longest `VisibilityTimeout`: twelve hours.
///
/// Source: <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html>, read 2026-10.
pub const VISIBILITY_TIMEOUT_MAX: Span = Span::from_secs(43_200);

/// The greatest `maxReceiveCount`.
///
/// Source: <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html>, read 2026-10.
pub const RECEIVES_MAX: u32 = 1_000;

/// From when a message is visible to when a free poller reads it.
///
/// An assumption of ours; AWS publishes no such number.
pub const POLL_DELAY_DEFAULT: Span = Span::from_millis(10);

/// How long a batch waits after its first throttle; doubled after each further one.
///
/// An assumption of ours; AWS says that it backs off gradually, without a number.
pub const BATCH_RETRY_WAIT_DEFAULT: Span = Span::from_secs(1);

/// The longest wait of a throttled batch.
///
/// An assumption of ours: that of a throttled asynchronous event.
pub const BATCH_RETRY_WAIT_MAX: Span = Span::from_secs(300);

/// How many datapoints in a row above the target make Application Auto Scaling ask for more, one a minute (2026-10):
/// <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html>.
pub const ALARM_HIGH_DATAPOINTS: u64 = 3;
/// How many in a row below [`ALARM_LOW_TENTHS`] of the target make it ask for less: as AWS's alarms show, and
/// <https://aws.amazon.com/blogs/compute/scheduling-aws-lambda-provisioned-concurrency-for-recurring-peak-usage/> (2020-09).
pub const ALARM_LOW_DATAPOINTS: u64 = 15;
/// The part of the target below which that is, in tenths: 0.63 for a target of 0.7 (2026-10),
/// <https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html>.
pub const ALARM_LOW_TENTHS: u128 = 9;
/// The least and the most that a target can be, in hundredths (2026-10):
/// <https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html>.
pub const TARGET_PERCENT: (u8, u8) = (10, 90);
/// From the end of a minute until its alarm acts: an assumption, measured once (2026-07). Load at 22:37:14 was answered at 22:40:35,
/// 35 s after the third minute, <https://github.com/cosmo-grant/aws-by-example>.
pub const ALARM_DELAY_DEFAULT: Span = Span::from_secs(35);

/// `BatchSize` of a mapping of a stream that does not say it.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html>, read 2026-10.
pub const STREAM_BATCH_DEFAULT: u32 = 100;

/// The greatest `ParallelizationFactor`.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html>, read 2026-10.
pub const PARALLELIZATION_MAX: u32 = 10;

/// The greatest `MaximumRetryAttempts` of a mapping of a stream.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html>, read 2026-10.
pub const STREAM_RETRIES_MAX: u32 = 10_000;

/// The shortest and the longest `MaximumRecordAgeInSeconds`.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html>, read 2026-10.
pub const RECORD_AGE: (Span, Span) = (Span::from_secs(60), Span::from_secs(604_800));

/// How long a stream keeps its records, unless it is told to keep them longer.
///
/// Source: <https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html>, read 2026-10.
pub const RECORD_RETENTION: Span = Span::from_secs(86_400);

/// A mapping polls each shard of a table's stream once in this time: four times a second.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>, read 2026-10.
pub const TABLE_POLL_INTERVAL: Span = Span::from_millis(250);

/// A mapping polls each shard of a stream of Kinesis once in this time.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html>, read 2026-10.
pub const STREAM_POLL_INTERVAL: Span = Span::from_secs(1);

/// How many events of one chain a function receives before Lambda drops the next one: "approximately 16" (2026-10).
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>
pub const CHAIN_MAX: usize = 16;

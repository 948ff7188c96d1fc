//! The name of each setting for a person.

use lambda_sim::setting::Setting;

use crate::language::Language;
use crate::words;

/// The name of a setting of the run, of the account or of a function.
pub(super) fn label(setting: Setting, language: Language) -> &'static str {
    match setting {
        Setting::Seed => words::setting_seed(language),
        Setting::Length => words::setting_length(language),
        Setting::AccountConcurrency => words::setting_account_limit(language),
        Setting::ApiGatewayRate => words::setting_api_gateway_rate(language),
        Setting::ApiGatewayBurst => words::setting_api_gateway_burst(language),
        Setting::ScalingRate => words::setting_scaling_rate(language),
        Setting::ReservedConcurrency => words::setting_reserved(language),
        Setting::ProvisionedConcurrency => words::setting_provisioned(language),
        Setting::Preparation => words::setting_preparation(language),
        Setting::MinCapacity => words::setting_min_capacity(language),
        Setting::MaxCapacity => words::setting_max_capacity(language),
        Setting::TargetValue => words::setting_target_value(language),
        Setting::ScaleInCooldown => words::setting_scale_in_cooldown(language),
        Setting::ScaleOutCooldown => words::setting_scale_out_cooldown(language),
        Setting::AlarmDelay => words::setting_alarm_delay(language),
        Setting::PeakRate => words::setting_peak_rate(language),
        Setting::MemorySize => words::setting_memory(language),
        Setting::Timeout => words::setting_timeout(language),
        Setting::Runtime => words::setting_runtime(language),
        Setting::PackageType => words::setting_package(language),
        Setting::Architecture => words::setting_architecture(language),
        Setting::Build => words::setting_build(language),
        Setting::Duration => words::setting_duration(language),
        Setting::Setup => words::setting_setup(language),
        Setting::Init => words::setting_init(language),
        Setting::FirstRun => words::setting_first_run(language),
        Setting::IdleLifetimePreset => words::setting_idle_lifetime_preset(language),
        Setting::IdleLifetime => words::setting_idle_lifetime(language),
        Setting::MaximumAge => words::setting_maximum_age(language),
        Setting::ReuseOrder => words::setting_reuse_order(language),
        Setting::Vpc => words::setting_vpc(language),
        Setting::SnapStart => words::setting_snap_start(language),
        Setting::ProactiveInitialization => words::setting_proactive_initialization(language),
        Setting::ErrorRate => words::setting_errors(language),
        Setting::TimeoutRate => words::setting_timeouts(language),
        Setting::CrashRate => words::setting_crashes(language),
        Setting::DependencyDelay => words::setting_dependency_delay(language),
        Setting::DependencyErrorRate => words::setting_dependency_errors(language),
        Setting::MaximumRetryAttempts => words::setting_retries(language),
        Setting::MaximumEventAge => words::setting_event_age(language),
        Setting::DeadLetterQueue => words::setting_dead_letter_queue(language),
        Setting::OnFailure => words::setting_on_failure(language),
        Setting::OnSuccess => words::setting_on_success(language),
        Setting::AsyncDelay => words::setting_async_delay(language),
        Setting::RetryJitter => words::setting_jitter(language),
        _ => label_of_caller(setting, language),
    }
}

/// The name of a setting of a caller.
fn label_of_caller(setting: Setting, language: Language) -> &'static str {
    match setting {
        Setting::MaxAttempts => words::setting_max_attempts(language),
        Setting::RetryMode => words::setting_retry_mode(language),
        Setting::RestTimeout => words::setting_rest_timeout(language),
        Setting::HttpTimeout => words::setting_http_timeout(language),
        Setting::AuthorizerType => words::setting_authorizer_type(language),
        Setting::RestAuthorizerTtl => words::setting_rest_authorizer_ttl(language),
        Setting::HttpAuthorizerTtl => words::setting_http_authorizer_ttl(language),
        Setting::Identities => words::setting_identities(language),
        Setting::IdentityMissing => words::setting_identity_missing(language),
        Setting::Denied => words::setting_denied(language),
        Setting::ThrottledStatus => words::setting_throttled_status(language),
        Setting::Enabled => words::setting_enabled(language),
        Setting::QueueBatchSize => words::setting_queue_batch_size(language),
        Setting::BatchingWindow => words::setting_batching_window(language),
        Setting::MaximumConcurrency => words::setting_maximum_concurrency(language),
        Setting::VisibilityTimeout => words::setting_visibility_timeout(language),
        Setting::MaxReceiveCount => words::setting_max_receive_count(language),
        Setting::MessageGroups => words::setting_message_groups(language),
        Setting::MessageDuration => words::setting_message_duration(language),
        Setting::PollDelay => words::setting_poll_delay(language),
        Setting::RetryWait => words::setting_retry_wait(language),
        Setting::PollerRamp => words::setting_poller_ramp(language),
        Setting::Backoff => words::setting_backoff(language),
        _ => label_of_stream(setting, language),
    }
}

/// The name of a setting of a stream.
fn label_of_stream(setting: Setting, language: Language) -> &'static str {
    match setting {
        Setting::StreamBatchSize => words::setting_stream_batch_size(language),
        Setting::Shards => words::setting_shards(language),
        Setting::ParallelizationFactor => words::setting_parallelization_factor(language),
        Setting::MaximumRecordAge => words::setting_maximum_record_age(language),
        Setting::StreamRetryAttempts => words::setting_stream_retry_attempts(language),
        Setting::BisectBatch => words::setting_bisect_batch(language),
        Setting::PoisonRecord => words::setting_poison_record(language),
        Setting::StreamOnFailure => words::setting_stream_on_failure(language),
        Setting::TablePollDelay => words::setting_table_poll_delay(language),
        _ => words::setting_stream_poll_delay(language),
    }
}

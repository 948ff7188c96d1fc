//! The rules of Lambda, and of this model, got wrong one at a time.

/// Declares [`Mistake`] with the list of all of them, so that none can be forgotten there.
macro_rules! mistakes {
    ($($(#[$doc:meta])* $mistake:ident,)*) => {
        /// A rule got wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Mistake {
            $($(#[$doc])* $mistake,)*
        }

        impl Mistake {
            pub(super) const ALL: &'static [Self] = &[$(Self::$mistake,)*];
        }
    };
}

mistakes! {
    // Concurrency.
    AdmitsOneTooMany,
    InitIsNotInFlight,
    ReservationIsNotTakenFromTheAccount,
    ReservedFunctionsUseTheUnreservedToo,
    ReservationOfZeroIsNone,
    ReasonIsAlwaysTheAccounts,

    // The scaling rate.
    ScalingRateIsForgotten,
    ScalingRateIsSharedByAllFunctions,
    ScalingRateAllowsOneTooMany,
    TokensComeBackEveryTenSeconds,
    TokensPileUp,
    PartOfATokenIsEnough,
    ThrottledAttemptsTakeTokens,
    WarmStartsTakeTokens,
    ScalingRateComesBeforeIdleEnvironments,
    ScalingRateComesBeforeConcurrency,
    ReasonOfTheScalingRateIsTheAccounts,

    // The request rate.
    RequestRateIsForgotten,
    EventsAreHeldToTheRequestRate,
    RequestRateAllowsOneTooMany,
    PartOfARequestIsEnough,
    RequestsComeBackEverySecond,
    UnusedRequestsPileUp,
    ThrottledRequestsUseUpTheRate,
    RequestRateComesAfterConcurrency,
    ReservedFunctionsUseTheRateOfTheOthers,
    EveryFunctionHasARateOfItsOwn,
    RequestRateIsThatOfTheWholeAccount,
    SwitchedOffFunctionsHaveARequestRate,
    ReasonOfTheRequestRateIsThatOfConcurrency,

    // Versions and provisioned concurrency.
    QualifiersAreForgotten,
    EnvironmentsServeEveryVersion,
    ProvisionedServesEveryVersion,
    ProvisionedIsNotTakenFromTheAccount,
    ProvisionedIsNotTakenFromTheReservation,
    ProvisionedIsTakenFromBoth,
    ProvisionedIsTakenOnceItIsReady,
    OnlyTheLiveVersionTakes,
    ProvisionedCountsAsOnDemand,
    RequestRateIsThatOfTheWholeReservation,
    ProvisionedRateIsForgotten,
    EventsAreHeldToTheProvisionedRate,
    ProvisionedUsesUpTheOtherRate,
    ProvisionedRateIsThatOfWhatIsAskedFor,
    AllocationsFillTheRate,
    RatesOfNoneRemember,
    ProvisionedComesAfterTheRequestRate,
    ProvisionedComesAfterConcurrency,
    ProvisionedComesAfterIdleEnvironments,
    SpillsOverBeforeItIsReady,
    PreparationIsForgotten,
    ProvisionedComesAtOnce,
    ProvisionedNeedsNoInit,
    ProvisionedIsReadyWithTheFirst,
    WhatWasReadyWaitsForTheRest,
    EarlierRequestsComeToo,
    LaterRequestsDoNotBeginAnew,
    AllocationsMakeAllAnew,
    WhatIsToGoDoesNotCount,
    AllocationsComeAfterArrivals,
    IdleOnesAreNotLetGo,
    BusyOnesAreNotLetGo,
    OldestIsLetGoFirst,
    LettingGoCutsWhatRuns,
    ProvisionedExpires,
    ProvisionedHasRunBefore,

    // The life of an environment.
    SetupIsForgotten,
    FirstRunIsForgotten,
    EveryRunIsAFirstRun,
    FirstRunIsPartOfInit,
    LeastRecentlyUsedFirst,
    NewestFirst,
    ExpiresFromCreation,
    ExpiresWhileBusy,

    // INIT that takes too long, and resets.
    LongInitIsNotCut,
    InitAtTheLimitIsRepeated,
    CutInitIsNotRepeated,
    CutInitTakesNoTime,
    RestOfInitIsRepeated,
    InitIsCutAtTheTimeout,
    SetupCountsTowardsTheLimitOfInit,
    LimitOfProvisionedInitHoldsOnDemand,
    LimitOfInitHoldsForProvisioned,
    LongTimeoutsMakeNoLongInit,
    ProvisionedInitIsCutAtTheTimeout,
    CutInitOfProvisionedIsRepeated,
    TimeoutsResetNothing,
    CrashesResetNothing,
    ErrorsReset,
    ResetsRepeatNoInit,
    ResetsRepeatNoFirstRun,
    ResetsRepeatSetup,
    RepeatedInitIsCut,
    LongInitIsRepeatedTwice,
    ResetsGoByTheLawsOfTheReset,

    // The outcome of an invocation.
    LongRunsAreNotCut,
    ExactlyTheTimeoutIsCut,
    FirstRunIsNotCut,
    HangingRunsTakeTheirDuration,
    ErrorsTakeTheWholeTimeout,
    ErrorsReturnAtOnce,
    ErrorsComeBeforeTheCut,
    ErrorsHideTimeouts,
    CrashesAreOfTheRest,
    CrashesTakeNoTime,
    CrashesTakeTheWholeTimeout,
    EveryAttemptHasTheSameOutcome,
    AdmittedWhenInitEnded,

    // Callers.
    ThrottlesAreAlways429,
    FunctionErrorsAreAlways200,
    SdkTriesOnceMore,
    SdkTriesThreeTimes,
    SdkRetriesFunctionErrors,
    SdkWaitsAreNotDoubled,
    SdkWaitsAreNotCapped,
    SdkWaitsAreNotRandom,
    CliDoesNotRetry,
    AttemptsAreThoseOfTheArrival,
    ResponseTimeOfTheLastAttempt,

    // Asynchronous invocation.
    AsyncDelayIsForgotten,
    AsyncDelayHasJitter,
    SwitchedOffFunctionsThrottleEvents,
    ThrottledEventsAreDropped,
    ThrottlesCountAsRetries,
    ThrottleWaitsAreNotDoubled,
    ThrottleWaitsEndAt256Seconds,
    ThrottleWaitsAreNotCapped,
    ThrottlesStayInARowAfterARun,
    OneRetryTooMany,
    OneRetryTooFew,
    ErrorWaitsFromTheStartOfTheRun,
    ErrorWaitsAreOneMinute,
    JitterIsForgotten,
    JitterMakesWaitsShorter,
    DiceOfTheNextAttempt,
    AttemptAtTheMaximumAgeIsTooLate,
    AgeIsCheckedAtTheNextAttempt,
    AgeFromTheLastAttempt,
    RunsAreCutAtTheMaximumAge,
    ThrottlesCountAsRuns,
    DeadLetterQueueIsAlwaysThere,
    OldEventsAreNotDeadLettered,
    SwitchedOffEventsAreNotDeadLettered,

    // Interventions.
    InterventionsComeLast,
    WhatIsInFlightDoesNotMove,
    DurationsAreThoseOfTheArrival,
    InterventionsFillTheRequestRate,

    // The order at equal instants.
    ArrivalsBeforeCompletions,
    ArrivalsBeforeExpiries,
    ArrivalsBeforeWhatHasWaited,
    ExpiriesBeforeCompletions,
    WhatHasWaitedBeforeCompletions,
    WhatHasWaitedBeforeExpiries,
    AttemptsBeforeEventsThatAreTooOld,
    LastScheduledFirst,
    EndIsPartOfTheRun,
}

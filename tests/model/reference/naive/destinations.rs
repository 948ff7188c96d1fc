//! Destinations: where a record goes of an event that has ended, and the chains of events that come of records.

use lambda_sim::change::{Change, Drop, Then};
use lambda_sim::destination::{Condition, Destination, Sent, Service};
use lambda_sim::id::RequestId;
use lambda_sim::scenario::{Caller, Scenario, Traffic};
use lambda_sim::setting::Value;
use lambda_sim::via::Via;

use super::{Model, Request, What, caller_id};
use crate::reference::mistakes::Mistake;

/// How many events of one chain a function receives.
const MOST: usize = 16;

/// The scenario with a caller more for each function that is a destination, behind all others, in the order in which they are named.
pub(super) fn with_destinations(scenario: &Scenario, mistake: Option<Mistake>) -> Scenario {
    let mut with = scenario.clone();
    let mut named = [at_the_start(scenario), chosen_later(scenario)];
    if mistake == Some(Mistake::FunctionsChosenLaterComeFirst) {
        named.reverse();
    }
    for named in named.concat() {
        if !with.callers.iter().any(|caller| is_of_records(caller, named)) {
            with.callers.push(Caller::new(named, Via::Destination, Traffic::At(Vec::new())));
        }
    }
    with
}

/// The functions that are named behind functions.
fn at_the_start(scenario: &Scenario) -> Vec<&str> {
    let all = scenario.functions.iter().map(|function| &function.destinations);
    all.flat_map(|both| [&both.on_failure, &both.on_success]).flatten().filter_map(Destination::function).collect()
}

/// Those that are named in changes.
fn chosen_later(scenario: &Scenario) -> Vec<&str> {
    let named = scenario.interventions.iter().filter_map(|intervention| match &intervention.value {
        Value::Function(name) => Some(name.as_str()),
        _ => None,
    });
    named.collect()
}

fn is_of_records(caller: &Caller, function: &str) -> bool {
    caller.via == Via::Destination && caller.function == function
}

impl Model<'_> {
    /// The step in which something has become of a request is over: if it was an event that has ended, its record is sent.
    pub(super) fn step_is_over(&mut self, request: usize, then: Then) {
        let condition = match then {
            Then::Done => Condition::Success,
            Then::Dropped { cause: Drop::ReservedConcurrencyZero, .. } => Condition::ReservedConcurrencyZero,
            Then::Dropped { cause: Drop::RetriesExhausted, .. } => Condition::RetriesExhausted,
            Then::Dropped { cause: Drop::EventAgeExceeded, .. } => Condition::EventAgeExceeded,
            Then::Dropped { cause: Drop::RecursiveInvocation, .. } => Condition::RecursiveInvocation,
            _ => return,
        };
        let is_forgotten = match self.mistake {
            Some(Mistake::SuccessHasNoRecord) => condition == Condition::Success,
            Some(Mistake::OldEventsHaveNoRecord) => condition == Condition::EventAgeExceeded,
            Some(Mistake::EventsDroppedAtOnceHaveNoRecord) => condition == Condition::ReservedConcurrencyZero,
            Some(Mistake::StoppedLoopsHaveNoRecord) => condition == Condition::RecursiveInvocation,
            Some(Mistake::DeadLettersHaveNoRecord) => matches!(then, Then::Dropped { dead_lettered: true, .. }),
            _ => false,
        };
        if self.is_event(request) && !is_forgotten {
            self.send_record(request, condition);
        }
    }

    fn send_record(&mut self, request: usize, condition: Condition) {
        let destinations = match self.mistake {
            Some(Mistake::DestinationsStayAsTheyWere) => {
                &self.original.functions[self.requests[request].function].destinations
            }
            _ => &self.settings(request).destinations,
        };
        let destination = match (condition, self.mistake) {
            (Condition::Success, Some(Mistake::EveryRecordGoesToOnFailure)) => &destinations.on_failure,
            (Condition::Success, _) => &destinations.on_success,
            _ => &destinations.on_failure,
        };
        let at_first = &self.original.functions[self.requests[request].function].destinations;
        let destination = match (self.mistake, condition) {
            (Some(Mistake::DestinationsAreNeverTakenAway), Condition::Success) => {
                destination.as_ref().or(at_first.on_success.as_ref())
            }
            (Some(Mistake::DestinationsAreNeverTakenAway), _) => destination.as_ref().or(at_first.on_failure.as_ref()),
            _ => destination.as_ref(),
        };
        match destination.cloned() {
            None => {}
            Some(Destination::Function(name))
                if self.gets_wrong(Mistake::FunctionsChosenLaterTakeNoRecords)
                    && !at_the_start(self.original).contains(&name.as_str()) => {}
            Some(Destination::Service(service)) => self.record_sent(request, condition, Sent::Service(service)),
            Some(Destination::Function(name)) => self.send_to_a_function(request, condition, &name),
        }
    }

    /// As an event of its own, unless a loop is stopped with which nobody else is served either.
    fn send_to_a_function(&mut self, request: usize, condition: Condition, name: &str) {
        let function = self.scenario.functions.iter().position(|f| f.name == name).expect("a checked scenario");
        let is_at_an_end = match self.mistake {
            // Otherwise this one would never end.
            Some(Mistake::EveryRecordIntoALoopFails | Mistake::ReservationsComeBeforeLoops) => true,
            _ => condition == Condition::RecursiveInvocation,
        };
        let is_stopped = self.has_received_all(Some(request), function);
        if is_at_an_end && (is_stopped || self.gets_wrong(Mistake::NoRecordOfALoopArrives)) {
            return self.record_sent(request, condition, Sent::Function { function: self.ids[function], event: None });
        }
        let callers = &self.scenario.callers;
        let caller = callers.iter().position(|caller| is_of_records(caller, name)).expect("it has a caller of its own");
        let event = self.new_request_of(caller, 1);
        self.requests[event].came_of = Some(request);
        if self.gets_wrong(Mistake::RecordsAgeWithTheirChain) {
            self.requests[event].received = self.requests[request].received;
        }
        let number = Some(RequestId(self.requests[event].number));
        self.record_sent(request, condition, Sent::Function { function: self.ids[function], event: number });
        if self.gets_wrong(Mistake::RecordsAreReceivedInThatStep) {
            self.receive_event(event);
        } else {
            self.schedule(self.now, What::Received { request: event });
        }
    }

    fn record_sent(&mut self, request: usize, condition: Condition, to: Sent) {
        let Request { function, caller, number, .. } = self.requests[request];
        self.tell(Change::Recorded {
            function: self.ids[function],
            caller: caller_id(caller),
            request: Some(RequestId(number)),
            condition,
            to,
        });
    }

    /// What a stream's mapping sends of records that are given up: of a batch, or of what is too old.
    pub(super) fn send_record_of_a_stream(&mut self, caller: usize, batch: Option<usize>) {
        let service: Option<Service> = self.mapping(caller).on_failure;
        let Some(service) = service else { return };
        let (is_forgotten, condition) = match batch {
            Some(_) => (Mistake::FailedBatchesHaveNoRecord, Condition::RetryAttemptsExhausted),
            None => (Mistake::OldRecordsHaveNoRecord, Condition::RecordAgeExceeded),
        };
        if self.gets_wrong(is_forgotten) {
            return;
        }
        self.tell(Change::Recorded {
            function: self.ids[self.function_of(caller)],
            caller: caller_id(caller),
            request: batch.map(|request| RequestId(self.requests[request].number)),
            condition,
            to: Sent::Service(service),
        });
    }

    /// Whether Lambda stops a loop instead of giving an event to its function.
    pub(super) fn is_in_a_loop(&self, event: usize) -> bool {
        let Request { function, came_of, .. } = self.requests[event];
        self.has_received_all(came_of, function)
    }

    /// Whether a function has received as many as it may of an event and those that it came of.
    fn has_received_all(&self, event: Option<usize>, function: usize) -> bool {
        let mut received = 0;
        let mut next = event;
        while let Some(event) = next {
            let Request { function: its, came_of, .. } = self.requests[event];
            if its == function || self.gets_wrong(Mistake::LoopsAreOfTheWholeChain) {
                received += 1;
            }
            next = came_of;
        }
        match self.mistake {
            Some(Mistake::LoopsAreStoppedOneEarlier) => MOST - 1 <= received,
            Some(Mistake::LoopsAreStoppedOneLater) => MOST < received,
            Some(Mistake::LoopsAreStoppedLate) => 2 * MOST <= received,
            _ => MOST <= received,
        }
    }
}

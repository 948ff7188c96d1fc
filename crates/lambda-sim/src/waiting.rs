//! Requests between two attempts: asynchronous events in Lambda's internal queue, and synchronous ones that their SDK will send
//! again. Each is timed on its own; AWS promises no order.

use alloc::vec::Vec;

use crate::frame::{Wait, Waits};
use crate::request::Request;
use crate::time::Instant;

/// Where a waiting request is stored. Places are used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place(u32);

#[derive(Clone, Copy, Debug)]
enum Entry {
    /// An event that will be tried.
    Event(Request),
    /// An event that will be too old before it could be tried.
    Expiring(Request),
    Retry(Request),
    /// A batch that was throttled.
    Batch(Request),
    Vacant {
        next: Option<Place>,
    },
}

/// The waiting requests of one function.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waiting {
    entries: Vec<Entry>,
    vacant: Option<Place>,
    /// Events by what they wait after.
    events: [u32; 3],
    /// Events by the wait they are in.
    waits: Waits,
    retries: u32,
}

/// What an event waits after.
#[derive(Clone, Copy, Debug)]
pub(crate) enum After {
    /// Its acceptance: it has not been tried yet.
    Acceptance,
    /// An attempt that was throttled.
    Throttle,
    /// A run that ended with a function error.
    Error,
}

impl After {
    fn of(request: &Request) -> Self {
        match (request.throttles, request.errors) {
            (0, 0) => Self::Acceptance,
            (0, _) => Self::Error,
            _ => Self::Throttle,
        }
    }
}

impl Waiting {
    /// An event is put into the queue, or back into it, until its next attempt.
    pub(crate) fn put_event(&mut self, request: Request) -> Place {
        self.events[After::of(&request) as usize] += 1;
        self.waits[wait_of(&request)] += 1;
        self.put(Entry::Event(request))
    }

    /// An event is put into the queue, or back into it, until it is too old.
    pub(crate) fn put_expiring(&mut self, request: Request) -> Place {
        self.events[After::of(&request) as usize] += 1;
        self.waits[Wait::Expiry] += 1;
        self.put(Entry::Expiring(request))
    }

    /// A caller waits before it sends its request again.
    pub(crate) fn put_retry(&mut self, request: Request) -> Place {
        self.retries += 1;
        self.put(Entry::Retry(request))
    }

    /// A batch waits before it is tried again.
    pub(crate) fn put_batch(&mut self, request: Request) -> Place {
        self.put(Entry::Batch(request))
    }

    fn put(&mut self, entry: Entry) -> Place {
        let Some(place) = self.vacant else {
            self.entries.push(entry);
            let last = u32::try_from(self.entries.len() - 1).expect("a checked scenario has fewer events at once");
            return Place(last);
        };
        if let Entry::Vacant { next } = core::mem::replace(&mut self.entries[place.0 as usize], entry) {
            self.vacant = next;
        }
        place
    }

    /// Takes a request out: its wait is over.
    pub(crate) fn take(&mut self, place: Place) -> Request {
        let vacant = Entry::Vacant { next: self.vacant.replace(place) };
        match core::mem::replace(&mut self.entries[place.0 as usize], vacant) {
            Entry::Event(request) => {
                self.events[After::of(&request) as usize] -= 1;
                self.waits[wait_of(&request)] -= 1;
                request
            }
            Entry::Expiring(request) => {
                self.events[After::of(&request) as usize] -= 1;
                self.waits[Wait::Expiry] -= 1;
                request
            }
            Entry::Retry(request) => {
                self.retries -= 1;
                request
            }
            Entry::Batch(request) => request,
            Entry::Vacant { .. } => unreachable!("a waiting request is taken once"),
        }
    }

    /// How many events wait.
    pub(crate) fn events(&self) -> u32 {
        self.events.iter().sum()
    }

    /// How many events are in which wait.
    pub(crate) fn waits(&self) -> Waits {
        self.waits
    }

    /// How many events wait after this.
    pub(crate) fn events_after(&self, what: After) -> u32 {
        self.events[what as usize]
    }

    /// How many requests wait for their SDK.
    pub(crate) fn retries(&self) -> u32 {
        self.retries
    }

    /// When the oldest waiting event was received. Looks at all of them.
    pub(crate) fn oldest_event(&self) -> Option<Instant> {
        let received = |entry: &Entry| match entry {
            Entry::Event(request) | Entry::Expiring(request) => Some(request.received),
            Entry::Retry(_) | Entry::Batch(_) | Entry::Vacant { .. } => None,
        };
        if self.events() == 0 { None } else { self.entries.iter().filter_map(received).min() }
    }

    /// Bytes held by the waiting requests.
    pub(crate) fn bytes(&self) -> usize {
        self.entries.len() * size_of::<Entry>()
    }
}

fn wait_of(request: &Request) -> Wait {
    Wait::after(request.throttles, request.errors)
}

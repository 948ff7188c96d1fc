//! The visible messages of a queue, in the order in which they are read.

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::vec::Vec;
use core::ops::Range;

use crate::time::Instant;

/// A message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    /// Its number in the queue, counted from 0 in the order of sending.
    pub(super) number: u64,
    pub(super) sent: Instant,
    /// How often it has been read.
    pub(super) receives: u32,
}

/// The visible messages.
#[derive(Clone, Debug)]
pub(super) enum Messages {
    Standard {
        /// Those that have come back, each under a number of its own, counted from 0 in the order in which they did.
        returned: BTreeMap<u64, Message>,
        /// How often a message has come back.
        returns: u64,
        /// The others, in the order in which they were sent.
        fresh: VecDeque<Message>,
    },
    Fifo(Groups),
}

/// The groups of a FIFO queue.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    all: Vec<Group>,
    /// The groups that can be read, by the number of their first message.
    ready: BTreeSet<(u64, usize)>,
    visible: usize,
}

#[derive(Clone, Debug, Default)]
struct Group {
    messages: VecDeque<Message>,
    /// Whether something of it is invisible.
    is_locked: bool,
}

impl Messages {
    /// Of a standard queue, or of a FIFO queue with so many groups.
    pub(super) fn new(groups: Option<u32>) -> Self {
        match groups {
            None => Self::Standard { returned: BTreeMap::new(), returns: 0, fresh: VecDeque::new() },
            Some(count) => {
                let all = (0..count.max(1)).map(|_| Group::default()).collect();
                Self::Fifo(Groups { all, ready: BTreeSet::new(), visible: 0 })
            }
        }
    }

    pub(super) fn send(&mut self, message: Message) {
        match self {
            Self::Standard { fresh, .. } => fresh.push_back(message),
            Self::Fifo(groups) => groups.change(message, |group| group.messages.push_back(message)),
        }
    }

    /// The messages of a batch are visible again. Returns what can be deleted by who has read them, as long as nobody else has:
    /// nothing of a FIFO queue.
    pub(super) fn put_back(&mut self, batch: &[Message]) -> Range<u64> {
        match self {
            Self::Standard { returned, returns, .. } => {
                let first = *returns;
                *returns += batch.len() as u64;
                returned.extend((first..).zip(batch.iter().copied()));
                first..*returns
            }
            Self::Fifo(groups) => {
                for message in batch.iter().rev() {
                    groups.change(*message, |group| group.messages.push_front(*message));
                }
                0..0
            }
        }
    }

    /// Takes away what has come back under these numbers and was not read since.
    pub(super) fn delete(&mut self, numbers: Range<u64>) -> Vec<Message> {
        match self {
            Self::Standard { returned, .. } => numbers.filter_map(|number| returned.remove(&number)).collect(),
            Self::Fifo(_) => Vec::new(),
        }
    }

    /// Nothing of the group of this message is invisible any more.
    pub(super) fn release(&mut self, of: Message) {
        if let Self::Fifo(groups) = self {
            groups.change(of, |group| group.is_locked = false);
        }
    }

    /// Whether a message can be read.
    pub(super) fn has_next(&self) -> bool {
        match self {
            Self::Standard { returned, fresh, .. } => !returned.is_empty() || !fresh.is_empty(),
            Self::Fifo(groups) => !groups.ready.is_empty(),
        }
    }

    /// How many are visible.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Standard { returned, fresh, .. } => returned.len() + fresh.len(),
            Self::Fifo(groups) => groups.visible,
        }
    }

    /// Reads up to so many messages; of a FIFO queue those of one group, which is locked.
    pub(super) fn read(&mut self, most: usize, into: &mut Vec<Message>) {
        let before = into.len();
        match self {
            Self::Standard { returned, fresh, .. } => {
                let again = most.min(returned.len());
                into.extend((0..again).filter_map(|_| returned.pop_first()).map(|(_, message)| message));
                let first = (most - again).min(fresh.len());
                into.extend(fresh.drain(..first));
            }
            Self::Fifo(groups) => {
                let Some((_, place)) = groups.ready.pop_first() else { return };
                let group = &mut groups.all[place];
                let count = most.min(group.messages.len());
                into.extend(group.messages.drain(..count));
                group.is_locked = true;
                groups.visible -= count;
            }
        }
        for message in &mut into[before..] {
            message.receives = message.receives.saturating_add(1);
        }
    }

    /// Bytes held by the messages.
    pub(super) fn bytes(&self) -> usize {
        self.len() * size_of::<Message>()
    }
}

impl Groups {
    /// Messages belong to the groups in turn.
    fn place(&self, of: Message) -> usize {
        let groups = self.all.len() as u64;
        usize::try_from(of.number % groups).expect("a place in a list")
    }

    /// Changes the group of a message, and its place among those that can be read.
    fn change(&mut self, of: Message, change: impl FnOnce(&mut Group)) {
        let place = self.place(of);
        let group = &mut self.all[place];
        let first =
            |group: &Group| group.messages.front().filter(|_| !group.is_locked).map(|first| (first.number, place));
        self.visible -= group.messages.len();
        let before = first(group);
        change(group);
        let after = first(group);
        self.visible += group.messages.len();
        if let Some(key) = before {
            self.ready.remove(&key);
        }
        self.ready.extend(after);
    }
}

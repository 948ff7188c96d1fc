//! The settings of a caller: only those that callers on its way have.

use super::{Row, Scope, Setting, TABLE, Value};
use crate::retry::RetryMode;
use crate::scenario::Caller;
use crate::via::Via;

impl Setting {
    /// The settings that callers on this way have, in the order of the table.
    pub fn of_caller(via: Via) -> impl Iterator<Item = &'static Row> {
        TABLE.iter().filter(move |row| row.scope.is_of_caller(via))
    }

    /// The value at this caller; `None` where callers on its way have no such setting.
    pub(crate) fn get_of_caller(self, caller: &Caller) -> Option<Value> {
        if !self.row().scope.is_of_caller(caller.via) {
            return None;
        }
        match self {
            Self::MaxAttempts => Some(Value::Count(caller.max_attempts.into())),
            Self::RetryMode => Some(Value::Choice(caller.retry_mode.name())),
            _ => self.get_of_gateway(&caller.gateway, caller.via).or_else(|| self.get_of_mapping(&caller.mapping)),
        }
    }

    /// Puts a value in; `false`, and nothing changed, where callers on its way have no such setting, or it is of another type.
    pub(crate) fn set_in_caller(self, caller: &mut Caller, value: Value) -> bool {
        if !self.row().scope.is_of_caller(caller.via) {
            return false;
        }
        match (self, value) {
            (Self::MaxAttempts, Value::Count(count)) => caller.max_attempts = u16::try_from(count).unwrap_or(u16::MAX),
            (Self::RetryMode, Value::Choice(name)) => return set_retry_mode(caller, name),
            _ if caller.via.is_api() => return self.set_in_gateway(&mut caller.gateway, caller.via, value),
            _ => return self.set_in_mapping(&mut caller.mapping, value),
        }
        true
    }
}

/// Where it tries as often as its mode has it, it does so in the new one.
fn set_retry_mode(caller: &mut Caller, name: &str) -> bool {
    let Some(mode) = RetryMode::ALL.into_iter().find(|mode| mode.name() == name) else { return false };
    if caller.max_attempts == caller.retry_mode.attempts() {
        caller.max_attempts = mode.attempts();
    }
    caller.retry_mode = mode;
    true
}

/// Keys of all settings of callers, each once though callers on several ways may have a row of their own for it.
pub(crate) const KEYS: &[&str] = &{
    let mut keys = [""; count()];
    let (mut place, mut next) = (0, 0);
    while place < TABLE.len() {
        if is_first_of_its_key(place) {
            keys[next] = TABLE[place].file_key;
            next += 1;
        }
        place += 1;
    }
    keys
};

const fn count() -> usize {
    let (mut place, mut count) = (0, 0);
    while place < TABLE.len() {
        count += is_first_of_its_key(place) as usize;
        place += 1;
    }
    count
}

const fn is_first_of_its_key(place: usize) -> bool {
    let mut earlier = 0;
    while earlier < place {
        if matches!(TABLE[earlier].scope, Scope::Caller(_)) && is_same(TABLE[earlier].file_key, TABLE[place].file_key) {
            return false;
        }
        earlier += 1;
    }
    matches!(TABLE[place].scope, Scope::Caller(_))
}

/// Whether two texts are the same; `==` cannot be used in a constant.
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut place = 0;
    while place < one.len() && place < other.len() && one[place] == other[place] {
        place += 1;
    }
    place == one.len() && place == other.len()
}

//! Something to do a little later.

use gloo::timers::callback::Timeout;

/// Something that will be done. Dropped, it is not.
#[derive(Debug)]
pub struct Later {
    _timeout: Timeout,
}

/// Calls back after so many milliseconds.
pub fn later(wall_ms: u32, callback: impl FnOnce() + 'static) -> Later {
    Later { _timeout: Timeout::new(wall_ms, callback) }
}

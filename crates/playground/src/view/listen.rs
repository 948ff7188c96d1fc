//! From a browser's event to a message, where the event says enough for one.

use explorer::message::Message;
use yew::Callback;

/// Listens to events of which some are messages.
pub(super) fn sometimes<E: 'static>(
    on: &Callback<Message>,
    read: impl Fn(E) -> Option<Message> + 'static,
) -> Callback<E> {
    let on = on.clone();
    Callback::from(move |event| {
        if let Some(message) = read(event) {
            on.emit(message);
        }
    })
}

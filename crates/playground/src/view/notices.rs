//! What could not be taken from a link.

use explorer::message::Message;
use explorer::notice::Notice;
use explorer::page::Page;
use explorer::words;
use yew::{Callback, Html, html};

use super::phrase::bold;

/// The notices, while there are any.
pub(super) fn notices(page: &Page, on: &Callback<Message>) -> Html {
    if page.notices().is_empty() {
        return html! {};
    }
    let language = page.language();
    let item = |notice: &Notice| html! { <li>{ bold(&notice.text(language)) }</li> };
    let onclick = on.reform(|_| Message::DismissNotices);
    html! {
        <section class="notices" role="status">
            <h2>{ words::notices_title(language) }</h2>
            <ul>{ for page.notices().iter().map(item) }</ul>
            <button type="button" class="button edged" {onclick}>{ words::notices_dismiss(language) }</button>
        </section>
    }
}

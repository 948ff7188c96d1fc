//! "Send one request now": a request of a person's own, at the instant that is shown.

use explorer::language::Language;
use explorer::link::Link;
use explorer::message::Message;
use explorer::notice::Notice;
use explorer::page::Page;

use crate::session::{at, digest, open, send};

fn told(page: &Page) -> Vec<String> {
    page.sent().into_iter().map(|sent| sent.text).collect()
}

#[test]
fn one_request_is_sent_to_the_selected_function_at_the_cursor() {
    let mut page = open("s=promotion.2&t=12s");
    let before = digest(&page);
    send(&mut page, Message::SendNow);
    assert_eq!(told(&page), ["0:12 checkout: requests sent by hand: 1"]);
    assert!(page.link().contains("&i.12s.f.checkout.invoke=1&"), "{}", page.link());
    assert_ne!(digest(&page), before, "the request is in the run");
    send(&mut page, Message::SendNow);
    assert_eq!(told(&page), ["0:12 checkout: requests sent by hand: 2"]);
    send(&mut page, Message::Undo);
    send(&mut page, Message::Undo);
    assert!(told(&page).is_empty());
    assert_eq!(digest(&page), before);
    send(&mut page, Message::Redo);
    send(&mut page, Message::RemoveSent(0));
    assert_eq!(digest(&page), before);
}

#[test]
fn a_link_can_send_events_too() {
    let (link, notices) = Link::read("s=promotion.2&i.12s.f.checkout.invoke=3&i.1.5s.f.thumbnails.event=2");
    assert_eq!(notices, []);
    let text = link.write();
    assert!(text.contains("&i.12s.f.checkout.invoke=3&i.1.5s.f.thumbnails.event=2"), "{text}");
    let page = open(&text);
    let expected = ["0:12 checkout: requests sent by hand: 3", "0:01.5 thumbnails: events sent by hand: 2"];
    assert_eq!(told(&page), expected);
    assert_eq!(page.language(), Language::English);
}

#[test]
fn what_cannot_be_sent_is_left_out_and_said() {
    for part in [
        "i.12s.f.nobody.invoke=1",
        "i.12s.f.checkout.invoke=0",
        "i.12s.f.checkout.invoke=many",
        "i.9h.f.checkout.invoke=1",
    ] {
        let (link, notices) = Link::read(&format!("s=promotion.2&{part}"));
        assert!(matches!(&notices[..], [Notice::LinkValue { .. }]), "{part}: {notices:?}");
        assert!(link.edits.is_empty(), "{part}");
    }
    let (_, notices) = Link::read("s=promotion.2&i.12s-20s.f.checkout.invoke=1");
    assert!(matches!(&notices[..], [Notice::UnknownKey { .. }]), "{notices:?}");
}

#[test]
fn nothing_is_sent_when_the_run_is_over() {
    let mut page = open("s=promotion.2");
    let end = page.length();
    send(&mut page, Message::Seek(at(end.whole_secs())));
    send(&mut page, Message::SendNow);
    assert!(told(&page).is_empty());
}

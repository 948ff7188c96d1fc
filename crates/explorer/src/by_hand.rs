//! Requests that a person sends while the run goes on: "send one request now".

use lambda_sim::invoke::{InvocationType, Invoke};
use lambda_sim::problem::{Expected, Rule};
use lambda_sim::time::Span;

use crate::history::Change;
use crate::language::Language;
use crate::message::{Effects, Message};
use crate::number::clock;
use crate::page::Page;
use crate::update::NOTHING;
use crate::words;

/// How a link calls them, behind whose they are: `i.12s.f.checkout.invoke=1`.
const KEYS: [(&str, InvocationType); 2] =
    [("invoke", InvocationType::RequestResponse), ("event", InvocationType::Event)];

/// As a link writes it: key and value.
pub(crate) fn written(invoke: &Invoke) -> (String, String) {
    let (key, _) = KEYS[invoke.invocation_type as usize];
    (format!("i.{}.f.{}.{key}", invoke.at, invoke.function), invoke.count.to_string())
}

/// What stands in a link behind the instant, if it is such a request.
pub(crate) fn read(at: Span, key: &str, value: &str) -> Option<Result<Invoke, Rule>> {
    let (function, key) = key.strip_prefix("f.")?.rsplit_once('.')?;
    let (_, invocation_type) = *KEYS.iter().find(|(known, _)| *known == key)?;
    let count = value.parse().map_err(|_| Rule::Expected(Expected::Integer));
    Some(count.map(|count| Invoke { count, invocation_type, ..Invoke::new(at, function) }))
}

/// What is sent when: "0:12 checkout: 1 request by hand".
pub fn text(invoke: &Invoke, language: Language) -> String {
    let at = clock(invoke.at.as_secs_f64());
    let words = match invoke.invocation_type {
        InvocationType::RequestResponse => words::sent_requests,
        InvocationType::Event => words::sent_events,
    };
    words(language, at, &invoke.function, invoke.count).to_string()
}

/// Requests that a person sends, as the list of changes has them.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// What is sent when.
    pub text: String,
    /// Its place among those that a person has sent; `None` for one of the shipped scenario, which stays.
    pub place: Option<usize>,
}

impl Page {
    /// What is sent by hand, the shipped scenario's own included.
    pub fn sent(&self) -> Vec<Sent> {
        let shipped = self.base.invokes.len();
        let sent = self.scenario.invokes.iter().enumerate();
        let language = self.language();
        sent.map(|(place, invoke)| Sent { text: text(invoke, language), place: place.checked_sub(shipped) }).collect()
    }

    pub(crate) fn by_hand(&mut self, message: &Message) -> Effects {
        match message {
            Message::RemoveSent(place) => self.remove_sent(*place),
            _ => self.send_now(),
        }
    }

    /// Sends one request to the selected function at the instant that is shown.
    fn send_now(&mut self) -> Effects {
        let at = self.cursor.since_start();
        if self.scenario.length <= at {
            return NOTHING; // The run is over.
        }
        let invoke = Invoke::new(at, self.selected_name());
        let mut edits = self.form.edits.clone();
        edits.send(invoke.clone());
        // Where it breaks a rule, because it is one too many, nothing is sent.
        self.step(|_| Change::Sent(invoke), None, |page| drop(page.take_edits(edits)))
    }

    fn remove_sent(&mut self, place: usize) -> Effects {
        let mut edits = self.form.edits.clone();
        let Some(removed) = edits.take_back(place) else {
            return NOTHING;
        };
        self.step(|_| Change::RemovedSent(removed), None, |page| drop(page.take_edits(edits)))
    }
}

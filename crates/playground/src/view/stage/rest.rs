//! One line for all lanes that are folded, and the button that opens them.

use explorer::language::Language;
use explorer::message::Message;
use explorer::number::{self, grouped};
use explorer::panels::Panel;
use explorer::stage::Rest;
use explorer::words;
use yew::{Callback, Html, html};

use super::lane::gate;

/// The line of the rest.
pub(super) fn rest(rest: &Rest, per_second: &[f64], language: Language, on: &Callback<Message>) -> Html {
    let onclick = on.reform(|_| Message::Toggle(Panel::Lanes));
    let in_flight = words::lanes_more_in_flight(language, grouped(rest.in_flight.into())).to_string();
    let together = rest.folded.iter().map(|id| per_second[id.index()]).sum();
    let gates = ["request-rate", "reserved", "account", "scaling-rate"].into_iter().zip(rest.gates);
    html! {
        <li class="lane rest">
            <button type="button" class="source" aria-expanded={rest.is_open.to_string()} {onclick}>
                <span class="fn">{ words::lanes_more(language, rest.functions as u64).to_string() }</span>
                <span class="caller">{ in_flight }</span>
                <span class="rate">{ rest.rate.map(|_| number::rate(together)).unwrap_or_default() }</span>
            </button>
            <span class="spoken">{ words::lanes_more_label(language, rest.recent, rest.refused()).to_string() }</span>
            { for gates.map(|(name, one)| gate(name, one)) }
            if 0 < rest.refused() {
                <div class="fate" aria-hidden="true">
                    <b class="no">{ words::lane_throttled(language, rest.refused(), rest.recent).to_string() }</b>
                    <small>{ words::lanes_more_throttled(language) }</small>
                </div>
            }
        </li>
    }
}

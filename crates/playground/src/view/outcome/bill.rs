//! What the run would cost.

use std::rc::Rc;

use explorer::bill;
use explorer::language::Language;
use explorer::words;
use lambda_sim::timeline::Run;
use yew::{Html, Properties, function_component, html};

use super::super::phrase::bold;

/// What the bill depends on.
#[derive(Clone, Debug, Properties)]
pub(super) struct BillProps {
    pub(super) run: Rc<Run>,
    pub(super) before: Option<Rc<Run>>,
    pub(super) language: Language,
}

impl PartialEq for BillProps {
    fn eq(&self, other: &Self) -> bool {
        let address = |run: &Option<Rc<Run>>| run.as_ref().map(|run| Rc::as_ptr(run).addr());
        Rc::ptr_eq(&self.run, &other.run)
            && address(&self.before) == address(&other.before)
            && self.language == other.language
    }
}

/// The bill.
#[function_component]
pub(super) fn Bill(props: &BillProps) -> Html {
    let language = props.language;
    let bill = bill::Bill::of(&props.run, props.before.as_deref(), language);
    let line = |line: &bill::Line| {
        html! { <tr><th scope="row">{ line.what }</th><td>{ &line.amount }</td><td>{ &line.price }</td></tr> }
    };
    html! {
        <section class="bill" aria-labelledby="bill-title">
            <h3 class="kicker" id="bill-title"><span>{ words::bill(language) }</span><b>{ &bill.total }</b></h3>
            <table><tbody>{ for bill.lines.iter().map(line) }</tbody></table>
            if let Some(compared) = &bill.compared {
                <p class="compared"><span class="dashes" aria-hidden="true"></span>{ bold(compared) }</p>
            }
            <p class="small">{ bill.assumes.to_string() }</p>
        </section>
    }
}

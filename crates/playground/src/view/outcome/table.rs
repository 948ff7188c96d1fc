//! A chart as a table.

use std::rc::Rc;

use explorer::chart::Chart;
use explorer::chart::table;
use explorer::language::Language;
use lambda_sim::time::Instant;
use lambda_sim::timeline::Run;
use yew::{Html, Properties, function_component, html, use_memo};

/// What a table depends on.
#[derive(Clone, Debug, Properties)]
pub(super) struct TableProps {
    pub(super) chart: Chart,
    pub(super) run: Rc<Run>,
    pub(super) language: Language,
    /// The cursor: its row is marked.
    pub(super) at: Instant,
}

impl PartialEq for TableProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.run, &other.run)
            && (self.chart, self.language, self.at) == (other.chart, other.language, other.at)
    }
}

/// The table, with what it shows in a sentence over it.
#[function_component]
pub(super) fn Table(props: &TableProps) -> Html {
    let TableProps { chart, run, language, at } = props.clone();
    let address = Rc::as_ptr(&run).addr();
    let shown = use_memo((chart, address, language), move |_| {
        (table::of(chart, &run, language), chart.finding(&run, language).to_string())
    });
    let (table, finding) = &*shown;
    let row = |row: &table::TableRow| {
        let current = row.contains(at).then_some("time");
        html! {
            <tr aria-current={current}>
                <th scope="row">{ row.time() }</th>
                { for row.values.iter().map(|value| html! { <td>{ value }</td> }) }
            </tr>
        }
    };
    let head = table.head.iter().map(|title| html! { <th scope="col">{ title }</th> });
    html! {
        // A wide table is scrolled in its place, also by keys.
        <div class="rows" role="region" tabindex="0" aria-label={chart.title(language)}>
            <p>{ finding }</p>
            <table>
                <caption>{ table.caption.to_string() }</caption>
                <thead><tr>{ for head }</tr></thead>
                <tbody>{ for table.rows.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

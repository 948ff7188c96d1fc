//! Tabs, where there is room for one chart only.

use explorer::chart::Chart;
use explorer::message::Message;
use explorer::page::Page;
use explorer::words;
use yew::{Callback, Html, KeyboardEvent, html};

use super::id;
use crate::browser;

/// The id of the tab of a chart.
pub(super) fn tab(chart: Chart) -> String {
    id(chart, "tab")
}

/// The tabs. One of them is in the order of the Tab key; arrows go to the others.
pub(super) fn tabs(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let (charts, chosen) = (page.charts(), page.chart());
    let one = |chart: Chart| {
        let is_chosen = chart == chosen;
        html! {
            <button
                type="button"
                role="tab"
                id={tab(chart)}
                aria-selected={is_chosen.to_string()}
                aria-controls={id(chart, "panel")}
                tabindex={if is_chosen { "0" } else { "-1" }}
                onclick={on.reform(move |_| Message::ChooseChart(chart))}
            >
                { chart.short_title(language) }
            </button>
        }
    };
    let onkeydown = {
        let (on, charts) = (on.clone(), charts.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(next) = neighbour(&charts, chosen, &event.key()) else { return };
            event.prevent_default();
            on.emit(Message::ChooseChart(next));
            browser::focus(&tab(next));
        })
    };
    html! {
        <div role="tablist" class="tabs" aria-label={words::charts_tabs(language)} {onkeydown}>
            { for charts.iter().copied().map(one) }
        </div>
    }
}

/// The chart that a key goes to, around the ends.
fn neighbour(charts: &[Chart], chosen: Chart, key: &str) -> Option<Chart> {
    let place = charts.iter().position(|chart| *chart == chosen)?;
    let count = charts.len();
    let next = match key {
        "ArrowRight" => (place + 1) % count,
        "ArrowLeft" => (place + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return None,
    };
    charts.get(next).copied()
}

//! The time axis under the charts, with the cursor's time on it.

use explorer::number::clock;
use explorer::page::Page;
use yew::{Html, html};

use charts::TimeAxis;

/// A character of the time axis, as a part of its width, where the page is narrow.
const CHARACTER: f64 = 0.025;
/// The most labels beside that of the cursor.
const TICKS: usize = 5;

/// The time axis.
#[expect(clippy::cast_precision_loss, reason = "a few characters")]
pub(super) fn time_axis(page: &Page) -> Html {
    let time = TimeAxis { length_s: page.length().as_secs_f64() };
    let shown = page.clock();
    let now = time.x(page.cursor().as_secs_f64());
    // At both ends the label stays inside.
    let now_style = format!("left:{0}%;transform:translateX(-{0}%)", now * 100.0);
    let width = |text: &str| CHARACTER * text.len() as f64;
    // What the cursor's time would touch is not written.
    let free = |seconds: &f64| {
        CHARACTER * 2.0 + width(&clock(*seconds)) / 2.0 + width(&shown) / 2.0 < (time.x(*seconds) - now).abs()
    };
    let tick = |seconds: f64| {
        let part = time.x(seconds) * 100.0;
        let style = format!("left:{part}%;transform:translateX(-{part}%)");
        html! { <span class="tick" {style}>{ clock(seconds) }</span> }
    };
    html! {
        <div class="axis" aria-hidden="true">
            { for time.ticks(TICKS).into_iter().filter(free).map(tick) }
            <span class="now" style={now_style}>{ &shown }</span>
        </div>
    }
}

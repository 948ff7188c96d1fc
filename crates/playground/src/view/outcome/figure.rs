//! A chart with its title, the value at the cursor, and the cursor itself: a slider over the picture.

use std::rc::Rc;

use explorer::chart::Chart;
use explorer::message::Message;
use explorer::page::Page;
use explorer::words;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use yew::{Callback, Html, PointerEvent, classes, html};

use super::super::listen::sometimes;
use super::picture::Picture;
use super::table::Table;
use super::{id, tabs, time_of};
use crate::browser;

/// The class of the area in which the cursor can be taken.
const REACH: &str = "reach";

/// The chart that is chosen on the tabs. A figure with a caption cannot be their panel itself.
pub(super) fn panel(page: &Page, run: &Rc<Run>, chart: Chart, on: &Callback<Message>) -> Html {
    html! {
        <div id={id(chart, "panel")} role="tabpanel" aria-labelledby={tabs::tab(chart)} key={chart.id()}>
            { figure(page, run, chart, on) }
        </div>
    }
}

/// The chart.
pub(super) fn figure(page: &Page, run: &Rc<Run>, chart: Chart, on: &Callback<Message>) -> Html {
    let language = page.language();
    let title = id(chart, "title");
    let value = chart.value(page);
    let is_throttled = chart == Chart::Throttles && 0 < page.throttles_now();
    html! {
        <figure class={classes!("chart", chart.id())} aria-labelledby={title.clone()} key={chart.id()}>
            <figcaption>
                <b id={title}>{ chart.title(language) }</b>
                <span class="unit" aria-hidden="true">{ chart.unit(run, page.previous_run().map(|run| &**run), language) }</span>
                <span class={classes!("value", is_throttled.then_some("no"))}>{ value }</span>
            </figcaption>
            if page.shows_tables() && page.covered_from().is_none() {
                <Table {chart} run={Rc::clone(run)} {language} at={page.cursor()} />
            } else {
                { plot(page, run, chart, on) }
            }
        </figure>
    }
}

fn plot(page: &Page, run: &Rc<Run>, chart: Chart, on: &Callback<Message>) -> Html {
    let left = format!("left:{}%", time_of(run).x(page.cursor().as_secs_f64()) * 100.0);
    html! {
        <div class="plot">
            <Picture
                {chart}
                run={Rc::clone(run)}
                before={page.previous_run().map(Rc::clone)}
                shade={page.theme()}
                language={page.language()}
                told={page.covered_from().is_none()}
            />
            <span class="cursor" style={left}></span>
            { slider(page, run, chart, on) }
        </div>
    }
}

/// The cursor as a slider. Its keys are listened to where all keys are.
fn slider(page: &Page, run: &Rc<Run>, chart: Chart, on: &Callback<Message>) -> Html {
    let language = page.language();
    let length = run.plan().length();
    let to = move |part: f64| Message::Seek(Span::from_secs_f64(part * length.as_secs_f64()).after_start());
    let place = move |event: &PointerEvent| Some(to(browser::place_over(event, REACH)?.x.clamp(0.0, 1.0)));
    let onpointerdown =
        sometimes(on, move |event: PointerEvent| browser::hold(&event, REACH).then(|| place(&event)).flatten());
    let onpointermove =
        sometimes(on, move |event: PointerEvent| browser::is_pressed(&event).then(|| place(&event)).flatten());
    html! {
        <div
            class={REACH}
            role="slider"
            tabindex="0"
            data-keys="chart"
            aria-label={words::time_in_chart(language, chart.title(language)).to_string()}
            aria-valuemin="0"
            aria-valuemax={length.as_secs_f64().to_string()}
            aria-valuenow={page.cursor().as_secs_f64().to_string()}
            aria-valuetext={chart.value_in_words(page).to_string()}
            {onpointerdown}
            {onpointermove}
        ></div>
    }
}

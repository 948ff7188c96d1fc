//! The house: gates from left to right in the order in which they are checked, and the pool behind them. The account's limit is
//! one heavy stroke, wall and roof at once.

use explorer::message::Message;
use explorer::page::Page;
use explorer::panels::Panel;
use explorer::stage::{self, Pool, Rows};
use explorer::words;
use lambda_sim::admission::Limit;
use lambda_sim::frame::Frame;
use lambda_sim::plan::Plan;
use yew::{Callback, Html, html};

use super::geometry::Geometry;
use super::{gates, heads, labels, lane, pool, rest};

/// The house.
pub(super) fn house(page: &Page, plan: &Plan, frame: &Frame, on: &Callback<Message>) -> Html {
    let language = page.language();
    let run = page.run();
    let rows = Rows::of(frame, plan, run.map(|run| &**run), page.selected(), page.is_open(Panel::Lanes));
    let pool = Pool::of(frame, plan);
    let geometry = Geometry::of(rows.count(), &pool, page.is_stage_low());
    // Of the whole run, so that no gate moves when the first one is refused.
    let is_rated = run.is_some_and(|run| 0 < run.series().account.total.throttled_by(Limit::RequestRate));
    let is_provisioned = stage::is_provisioned(page.plan(), run.map(|run| &**run));
    let queues = || rows.lanes.iter().filter(|lane| lane.has_queue);
    let owned = queues().any(|lane| lane.reserved.is_set);
    let style = format!("--lanes:{};--lane:{}px;--pool:{:.1}px", rows.count(), geometry.lane, geometry.width());
    let low = page.is_stage_low().then_some("low");
    let class = yew::classes!(
        "house",
        low,
        is_rated.then_some("rated"),
        is_provisioned.then_some("provisioned"),
        (0 < queues().count()).then_some("looped"),
        owned.then_some("owned")
    );
    let place = rows.rest.as_ref().map_or(0, |rest| rest.place);
    let per_second = page.attempts_per_second();
    let lane_of = |lane| lane::lane(page, plan, frame, lane, &per_second, on);
    let above = rows.lanes[..place].iter().map(lane_of);
    let rest = rows.rest.iter().map(|rest| rest::rest(rest, &per_second, language, on));
    let drawn = above.chain(rest).chain(rows.lanes[place..].iter().map(lane_of));
    html! {
        <>
            <div {class} {style}>
                { heads::heads(plan, frame, pool.scale, is_provisioned, language) }
                <ul class="lanes" aria-label={words::lanes_title(language)}>
                    { for drawn }
                </ul>
                <i class="roof" aria-hidden="true"></i>
                { pool::pool(plan, frame, &pool, &geometry, language) }
                { labels::labels(page, plan, &pool, &geometry, on) }
                { for queues().rev().enumerate().map(|(up, lane)| lane::loop_of(lane, up, owned)) }
            </div>
            { gates::gates(page, plan, frame, on) }
        </>
    }
}

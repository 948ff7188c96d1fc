//! The gates as rows, where the picture has room for the wall only.

use explorer::message::Message;
use explorer::page::Page;
use explorer::stage;
use explorer::words;
use lambda_sim::frame::Frame;
use lambda_sim::plan::Plan;
use yew::{Callback, Html, html};

use super::heads;
use super::reservation::{self, Stand};

/// The rows.
pub(super) fn gates(page: &Page, plan: &Plan, frame: &Frame, on: &Callback<Message>) -> Html {
    let language = page.language();
    let Some(function) = plan.function_ids().nth(page.selected()) else {
        return Html::default();
    };
    let is_set = plan.function(function).reserved.is_some();
    html! {
        <dl class="gates">
            if stage::is_provisioned(page.plan(), page.run().map(|run| &**run)) {
                <div><dt>{ words::gate_provisioned(language) }</dt><dd>{ heads::provisioned_lines(plan, frame, language).join(" ") }</dd></div>
            }
            <div><dt>{ words::gate_request_rate(language) }</dt><dd>{ heads::request_rate(plan, frame, true, language).join(" ") }</dd></div>
            <div><dt>{ words::gate_scaling_rate(language) }</dt><dd>{ heads::scaling(frame, language) }</dd></div>
            <div>
                <dt>{ words::gate_reserved(language) }</dt>
                <dd>
                    if is_set {
                        { page.selected_name() }{ reservation::reservation(page, plan, function, Stand::Row, on) }
                    } else {
                        { heads::reservations(plan, true, language) }
                    }
                    { reservation::reserve(page, plan, function, false, Stand::Row, on) }
                </dd>
            </div>
        </dl>
    }
}

//! The arithmetic as a bar: what is wanted, the limit, what is too many, all to one scale.

use explorer::arithmetic::Arithmetic;
use explorer::language::Language;
use lambda_sim::id::FunctionId;
use yew::{Html, html};

use super::function_name::hue;

/// About the widths of the limit's name and of the verdict.
const LABEL: &str = "9.5em";
const VERDICT: &str = "14em";

/// The bar, with this label at its limit.
pub(super) fn bar(arithmetic: &Arithmetic, language: Language, limit_label: Html) -> Html {
    let allowed = f64::from(arithmetic.allowed);
    let full = arithmetic.total().max(allowed).max(1.0);
    let percent = |value: f64| value / full * 100.0;
    let total = arithmetic.total().max(f64::MIN_POSITIVE);
    // What fits is shared as it is wanted; what does not fit is hatched.
    let fits = (allowed / total).min(1.0);
    let mut left = 0.0;
    let part = |(function, wanted): &(FunctionId, f64)| {
        let width = percent(wanted * fits);
        let style = format!("left:{left}%;width:{width}%");
        left += width;
        html! { <i class={hue(function.index())} {style}></i> }
    };
    let parts: Html = arithmetic.wanted.iter().rev().map(part).collect();
    let limit = percent(allowed);
    let is_over = 0.5 <= arithmetic.excess();
    // Red is a throttled request, and nothing else.
    let (excess_class, verdict_class) = match (is_over, arithmetic.bound.spills_over()) {
        (false, _) => ("", "verdict quiet"),
        (true, false) => ("excess", "verdict no"),
        (true, true) => ("excess spill", "verdict"),
    };
    let excess = format!("left:{limit}%;width:{}%", 100.0 - limit);
    let is_left = 25.0 <= limit;
    let label_class = if is_left { "label left" } else { "label" };
    // Left of the limit, but where it neither leaves the bar nor runs into the verdict at its end.
    let label = if is_left && is_over {
        format!("left:max({LABEL}, min({limit}%, 100% - {VERDICT}))")
    } else {
        format!("left:{limit}%")
    };
    html! {
        <div class="sum">
            <div class="track" aria-hidden="true">
                { parts }
                if is_over { <i class={excess_class} style={excess}></i> }
                <i class="limit" style={format!("left:{limit}%")}></i>
            </div>
            <span class={label_class} style={label}>
                { limit_label }
            </span>
            <span class={verdict_class}>
                { arithmetic.verdict(language).to_string() }
            </span>
        </div>
    }
}

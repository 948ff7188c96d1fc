//! Execution environments by phase: solid INVOKE, half INIT, outlined idle.

use explorer::language::Language;
use explorer::number::grouped;
use explorer::words;
use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::pool::Phases;
use lambda_sim::units::Concurrency;
use yew::{Html, html};

use super::function_name::{function_name, hue};

/// The most environments that are drawn one by one; with more, a row is a bar.
const SQUARES_MAX: u32 = 40;

/// A row for each function.
pub(super) fn environments(plan: &Plan, frame: &Frame, language: Language) -> Html {
    let counts = frame.functions.iter().map(|function| function.phases.environments().get());
    let most = counts.max().unwrap_or(0).max(1);
    let row = |id: FunctionId| {
        let phases = frame.function(id).phases;
        let count = |count: u32| grouped(u64::from(count));
        let (invoke, init, idle) = (count(phases.invoke.get()), count(phases.init.get()), count(phases.idle.get()));
        html! {
            <li class={hue(id.index())}>
                { function_name(id.index(), &plan.function(id).name) }
                { picture(phases, most) }
                <span class="counts">{ words::environment_counts(language, invoke, init, idle).to_string() }</span>
            </li>
        }
    };
    html! {
        <section class="environments" aria-labelledby="environments-title">
            <div class="kicker">
                <h2 id="environments-title">{ words::environments(language) }</h2>
                { legend(language) }
            </div>
            <ul>{ for plan.function_ids().map(row) }</ul>
        </section>
    }
}

fn legend(language: Language) -> Html {
    let entry = |class: &'static str, label: &'static str| {
        html! { <span><i class={yew::classes!("environment", class)}></i>{ label }</span> }
    };
    html! {
        <span class="legend" aria-hidden="true">
            { entry("invoke", words::phase_invoke(language)) }{ entry("init", words::phase_init(language)) }{ entry("idle", words::phase_idle(language)) }
        </span>
    }
}

/// Squares where those of every function fit, otherwise bars to one scale for all functions.
fn picture(phases: Phases, most: u32) -> Html {
    let parts = [("invoke", phases.invoke), ("init", phases.init), ("idle", phases.idle)];
    if most <= SQUARES_MAX {
        let squares = parts.iter().flat_map(|(class, count)| (0..count.get()).map(move |_| *class));
        let square = |class| html! { <i class={yew::classes!("environment", class)}></i> };
        return html! { <span class="squares" aria-hidden="true">{ for squares.map(square) }</span> };
    }
    let bar = |(class, count): &(&'static str, Concurrency)| {
        let width = f64::from(count.get()) / f64::from(most) * 100.0;
        html! { <i class={yew::classes!("part", *class)} style={format!("width:{width}%")}></i> }
    };
    let parts = parts.iter().filter(|(_, count)| 0 < count.get());
    html! { <span class="bars" aria-hidden="true">{ for parts.map(bar) }</span> }
}

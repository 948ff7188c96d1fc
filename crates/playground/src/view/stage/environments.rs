//! Execution environments by phase: solid INVOKE, half INIT, outlined idle.

use explorer::language::Language;
use explorer::number::grouped;
use explorer::words;
use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::pool::Phases;
use yew::{Html, html};

use super::super::function_name::{function_name, hue};

/// The most environments that are drawn one by one; with more, a row is a bar.
const SQUARES_MAX: u32 = 120;
/// The distance between two squares, and the height of a row.
const PITCH: u32 = 9;

/// A row for each function.
pub(super) fn environments(plan: &Plan, frame: &Frame, language: Language) -> Html {
    let counts = frame.functions.iter().map(|function| function.phases.environments().get());
    let most = counts.max().unwrap_or(0);
    let row = |id: FunctionId| {
        let phases = frame.function(id).phases;
        html! {
            <li class={hue(id.index())}>
                { function_name(id.index(), &plan.function(id).name) }
                { picture(phases, most) }
                <span class="counts">{ counts_of(phases, language) }</span>
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

/// How many are in each phase. INIT is rare, and named only while there is one.
fn counts_of(phases: Phases, language: Language) -> String {
    let count = |count: u32| grouped(u64::from(count));
    let invoke = words::environments_invoke(language, count(phases.invoke.get()));
    let init = words::environments_init(language, count(phases.init.get()));
    let idle = words::environments_idle(language, count(phases.idle.get()));
    let is_starting = 0 < phases.init.get();
    let parts = [Some(invoke), is_starting.then_some(init), Some(idle)];
    parts.iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(" · ")
}

fn legend(language: Language) -> Html {
    let entry = |class: &'static str, label: &'static str| {
        html! { <span><i class={yew::classes!("environment", class)}></i>{ label }</span> }
    };
    html! {
        <span class="legend" aria-hidden="true">
            { entry("invoke", words::phase_invoke(language)) }
            { entry("init", words::phase_init(language)) }
            { entry("idle", words::phase_idle(language)) }
        </span>
    }
}

/// Squares, which become smaller where they would not fit; of very many a bar, to one scale for all functions.
fn picture(phases: Phases, most: u32) -> Html {
    let (invoke, init, idle) = (phases.invoke.get(), phases.init.get(), phases.idle.get());
    let all = phases.environments().get();
    if SQUARES_MAX < all {
        let share = f64::from(all) / f64::from(most) * 100.0;
        let part = |class: &'static str, count: u32| {
            html! { <i class={yew::classes!("part", class)} style={format!("flex-grow:{count}")}></i> }
        };
        return html! {
            <span class="bar" style={format!("width:{share:.1}%")} aria-hidden="true">
                { part("invoke", invoke) }{ part("init", init) }{ part("idle", idle) }
            </span>
        };
    }
    let width = all * PITCH;
    let square = |place: u32, shape: &str| format!("M{}{shape}", place * PITCH);
    let squares =
        |from: u32, count: u32, shape| -> String { (from..from + count).map(|place| square(place, shape)).collect() };
    html! {
        <svg
            class="squares"
            viewBox={format!("0 0 {} 9", width.max(1))}
            style={format!("width:{width}px")}
            preserveAspectRatio="xMinYMid"
            aria-hidden="true"
        >
            <path class="invoke" d={squares(0, invoke, " 1h7v7h-7z")} />
            <path class="init" d={squares(invoke, init, " 1v7h7z")} />
            <path class="idle" d={squares(invoke + init, idle, ".5 1.5h6v6h-6z")} />
        </svg>
    }
}

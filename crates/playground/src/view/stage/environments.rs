//! Execution environments by phase: solid INVOKE, half INIT, outlined idle.

use explorer::language::Language;
use explorer::number::grouped;
use explorer::page::Page;
use explorer::stage;
use explorer::words;
use lambda_sim::frame::{Frame, FunctionFrame};
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
pub(super) fn environments(page: &Page, plan: &Plan, frame: &Frame) -> Html {
    let language = page.language();
    let is_provisioned = stage::is_provisioned(page.plan(), page.run().map(|run| &**run));
    let counts = frame.functions.iter().map(|function| function.phases.environments().get());
    let most = counts.max().unwrap_or(0);
    let row = |id: FunctionId| {
        let shown = Shown::of(frame.function(id));
        html! {
            <li class={hue(id.index())}>
                { function_name(id.index(), &plan.function(id).name) }
                { picture(&shown, most) }
                <span class="counts">{ counts_of(&shown, language) }</span>
            </li>
        }
    };
    html! {
        <section class={yew::classes!("environments", is_provisioned.then_some("provisioned"))} aria-labelledby="environments-title">
            <div class="kicker">
                <h2 id="environments-title">{ words::environments(language) }</h2>
                { legend(is_provisioned, language) }
            </div>
            <ul>{ for plan.function_ids().map(row) }</ul>
        </section>
    }
}

/// The environments of one function by phase, the provisioned ones apart.
struct Shown {
    /// Provisioned environments that serve a request, and free ones.
    provisioned: [u32; 2],
    /// The others.
    invoke: u32,
    init: u32,
    idle: u32,
}

impl Shown {
    fn of(state: &FunctionFrame) -> Self {
        let (busy, held) = (state.provisioned_busy().get(), state.provisioned_held().get());
        let free = held.saturating_sub(busy);
        let Phases { invoke, init, idle, .. } = state.phases;
        let [invoke, idle] = [invoke.get().saturating_sub(busy), idle.get().saturating_sub(free)];
        Self { provisioned: [busy, free], invoke, init: init.get(), idle }
    }

    fn held(&self) -> u32 {
        self.provisioned.iter().sum()
    }

    fn all(&self) -> u32 {
        self.held() + self.invoke + self.init + self.idle
    }
}

/// How many are in each phase, and how many of them are provisioned. INIT is rare, and named only while there is one.
fn counts_of(shown: &Shown, language: Language) -> String {
    let count = |count: u32| grouped(u64::from(count));
    let [busy, free] = shown.provisioned;
    let provisioned = words::environments_provisioned(language, count(shown.held()));
    let invoke = words::environments_invoke(language, count(shown.invoke + busy));
    let init = words::environments_init(language, count(shown.init));
    let idle = words::environments_idle(language, count(shown.idle + free));
    let parts = [(0 < shown.held()).then_some(provisioned), Some(invoke), (0 < shown.init).then_some(init), Some(idle)];
    parts.iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(" · ")
}

fn legend(is_provisioned: bool, language: Language) -> Html {
    let entry = |class: &'static str, label: &'static str| {
        html! { <span><i class={yew::classes!("environment", class)}></i>{ label }</span> }
    };
    html! {
        <span class="legend" aria-hidden="true">
            { entry("invoke", words::phase_invoke(language)) }
            { entry("init", words::phase_init(language)) }
            { entry("idle", words::phase_idle(language)) }
            if is_provisioned { { entry("provisioned", words::phase_provisioned(language)) } }
        </span>
    }
}

/// Squares, which become smaller where they would not fit; of very many a bar, to one scale for all functions.
fn picture(shown: &Shown, most: u32) -> Html {
    let ([busy, free], all) = (shown.provisioned, shown.all());
    if SQUARES_MAX < all {
        let share = f64::from(all) / f64::from(most) * 100.0;
        let part = |class: &'static str, count: u32| {
            html! { <i class={yew::classes!("part", class)} style={format!("flex-grow:{count}")}></i> }
        };
        return html! {
            <span class="bar" style={format!("width:{share:.1}%")} aria-hidden="true">
                if 0 < shown.held() {
                    <i class="part held" style={format!("flex-grow:{}", shown.held())}>{ part("invoke", busy) }{ part("free", free) }</i>
                }
                { part("invoke", shown.invoke) }{ part("init", shown.init) }{ part("idle", shown.idle) }
            </span>
        };
    }
    let width = all * PITCH;
    let mut next = 0;
    let mut squares = |count: u32, shape: &str| -> String {
        let places = next..next + count;
        next = places.end;
        let square = |place: u32| format!("M{}{shape}", place * PITCH);
        places.map(square).collect()
    };
    html! {
        <svg
            class="squares"
            viewBox={format!("0 0 {} 9", width.max(1))}
            style={format!("width:{width}px")}
            preserveAspectRatio="xMinYMid"
            aria-hidden="true"
        >
            // A ring is a square within a square; what stands in it is filled, or has a hole.
            <path class="ringed" d={squares(busy, " 1h7v7h-7zm1 1h5v5h-5zm1 1h3v3h-3z")} />
            <path class="ringed ready" d={squares(free, " 1h7v7h-7zm1 1h5v5h-5zm1 1h3v3h-3zm1 1h1v1h-1z")} />
            <path class="invoke" d={squares(shown.invoke, " 1h7v7h-7z")} />
            <path class="init" d={squares(shown.init, " 1v7h7z")} />
            <path class="idle" d={squares(shown.idle, ".5 1.5h6v6h-6z")} />
        </svg>
    }
}

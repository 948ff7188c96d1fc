//! The asynchronous queue: its events by the wait that they are in, a square for each, and the ways out of it.

use core::time::Duration;

use explorer::field::Field;
use explorer::language::Language;
use explorer::message::Message;
use explorer::number::{duration, grouped};
use explorer::page::Page;
use explorer::stage::{Queue, Waiting};
use explorer::words;
use lambda_sim::frame::{Frame, Wait};
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::scenario::DeadLetterQueue;
use lambda_sim::setting::Setting;
use lambda_sim::time::Span;
use yew::{Callback, Html, html};

use super::super::function_name::{function_name, hue};
use super::number::number_of;

/// Squares side by side, the distance between two of them, and how high they can stand.
pub(super) const COLUMNS: u32 = 9;
pub(super) const PITCH: u32 = 5;
pub(super) const HEIGHT: u32 = 60;

/// The queue; nothing where no event can come.
pub(super) fn queue(page: &Page, plan: &Plan, frame: &Frame, on: &Callback<Message>) -> Html {
    let language = page.language();
    let Some(queue) = Queue::of(frame, plan) else {
        return Html::default();
    };
    html! {
        <section class="queue" aria-labelledby="queue-title">
            <div class="size">
                <h2 id="queue-title">{ words::queue(language) }</h2>
                <strong>{ grouped(u64::from(queue.total())) }</strong>
                <p>{ words::queue_waiting(language) }{ " " }<b>{ queue.oldest_age() }</b></p>
            </div>
            <div class="waits">
                <p>
                    { if queue.is_after_errors { words::queue_rule_errors(language) } else { words::queue_rule(language) } }
                    if 1 < queue.scale { { " " }{ words::queue_scale(language, grouped(u64::from(queue.scale))).to_string() } }
                </p>
                <ol>{ for queue.waits.iter().map(|one| waiting(one, queue.scale, plan, language)) }</ol>
            </div>
            { exits(page, plan, &queue, on) }
        </section>
    }
}

/// The events of one wait. The list says how many there are; the squares show it.
fn waiting(waiting: &Waiting, scale: u32, plan: &Plan, language: Language) -> Html {
    let total = waiting.total();
    let delay = waiting.events.first().map_or(Span::ZERO, |(id, _)| plan.function(*id).asynchronous.delay);
    let written = |span: Span| duration(Duration::from_nanos(span.as_nanos()));
    let label = match waiting.wait {
        Wait::First => written(delay),
        Wait::Expiry => words::queue_expiry(language).to_owned(),
        wait => wait.nominal().map_or_else(|| words::queue_minutes(language).to_owned(), written),
    };
    let mut from = 0;
    let mut events = 0;
    let squares = waiting.events.iter().map(|(id, count)| {
        events += count;
        let to = events.div_ceil(scale);
        let path: String = (from..to).map(square).collect();
        from = to;
        html! { <path class={hue(id.index())} d={path} /> }
    });
    let squares: Html = squares.collect();
    let height = (from.div_ceil(COLUMNS) * PITCH).max(1);
    let view = format!("0 {} {} {height}", HEIGHT - height, COLUMNS * PITCH);
    let hue = waiting.events.iter().max_by_key(|(_, count)| *count).map(|(id, _)| hue(id.index()));
    html! {
        <li class={yew::classes!(hue, (total == 0).then_some("none"))}>
            if 0 < total { <b>{ grouped(u64::from(total)) }</b> }
            <svg viewBox={view} aria-hidden="true">{ squares }</svg>
            <span>{ label }</span>
        </li>
    }
}

/// Row by row from the floor.
pub(super) fn square(place: u32) -> String {
    let (x, y) = (place % COLUMNS * PITCH, HEIGHT - 4 - place / COLUMNS * PITCH);
    format!("M{x} {y}h4v4h-4z")
}

fn exits(page: &Page, plan: &Plan, queue: &Queue, on: &Callback<Message>) -> Html {
    let language = page.language();
    let functions = || queue.waits.iter().flat_map(|waiting| waiting.events.iter().map(|(id, _)| *id));
    // With several queues the selected one's, or the first; and it says whose.
    let shown = functions().find(|id| id.index() == page.selected()).or_else(|| functions().next());
    let is_one = queue.waits.first().is_none_or(|waiting| waiting.events.len() == 1);
    let services = functions().map(|id| service(plan, id)).filter(|service| !service.is_empty());
    let service = services.max().unwrap_or_default();
    let dead_letters = words::queue_dead_letters(language, service).to_string();
    let end = |name: &str, count: u64| html! { <div><dt>{ name.to_owned() }</dt><dd>{ grouped(count) }</dd></div> };
    html! {
        <dl class="exits">
            { end(words::queue_done(language), queue.done) }
            { for queue.on_success.map(|count| end(words::queue_on_success(language), count)) }
            { end(words::queue_dropped(language), queue.dropped) }
            { for queue.on_failure.map(|count| end(words::queue_on_failure(language), count)) }
            if !service.is_empty() {
                { end(&dead_letters, queue.dead_lettered) }
            } else if queue.on_failure.is_none() {
                { end(words::queue_lost(language), queue.dropped - queue.dead_lettered) }
            }
            if let Some(id) = shown { { event_age(page, plan, id, is_one, on) } }
        </dl>
    }
}

/// The maximum age, which a person may change.
fn event_age(page: &Page, plan: &Plan, function: FunctionId, is_one: bool, on: &Callback<Message>) -> Html {
    let language = page.language();
    let name = plan.function(function).name.as_str();
    let field = Field::of_function(Setting::MaximumEventAge, name);
    let label = words::queue_age_of(language, name).to_string();
    html! {
        <div class="age">
            <dt>
                if !is_one { { function_name(function.index(), name) }{ " " } }
                { words::queue_age(language) }
            </dt>
            <dd>{ number_of(page, function.index(), &field, "event-age".to_owned(), label, on) }{ " " }{ field.unit() }</dd>
        </div>
    }
}

/// What takes the events of a function that are given up.
fn service(plan: &Plan, function: FunctionId) -> &'static str {
    match plan.function(function).asynchronous.dead_letter_queue {
        DeadLetterQueue::Sqs => "SQS",
        DeadLetterQueue::Sns => "SNS",
        DeadLetterQueue::None => "",
    }
}

//! The transport: back to the start, step, play, speed, clock and the time line.

use explorer::message::Message;
use explorer::number::clock;
use explorer::page::Page;
use explorer::playback::Speed;
use explorer::words;
use yew::{Callback, Html, html};

use super::scrubber::scrubber;

const TO_START: &str = "M3 3h2v10H3zM14 3v10L6 8z";
const STEP_BACK: &str = "M13 3v10L5 8z";
const PLAY: &str = "M4 2l10 6-10 6z";
const PAUSE: &str = "M4 2h3v12H4zM9 2h3v12H9z";
const STEP: &str = "M3 3v10l8-5zM12 3h2v10h-2z";

/// The transport.
pub(super) fn transport(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let (icon, label) = match (page.is_playing(), page.is_at_end()) {
        (true, _) => (PAUSE, words::pause(language)),
        (false, true) => (PLAY, words::play_again(language)),
        (false, false) => (PLAY, words::play(language)),
    };
    let play = on.reform(|_| Message::TogglePlay);
    html! {
        <section class="transport" aria-label={words::time(language)}>
            <div class="keys">
                { key(words::back_to_start(language), TO_START, &on.reform(|()| Message::Rewind)) }
                { key(words::step_back(language), STEP_BACK, &on.reform(|()| Message::StepBack)) }
                <button type="button" class="button play" onclick={play}>
                    <svg viewBox="0 0 16 16" aria-hidden="true"><path d={icon} /></svg>
                    <span>{ label }</span>
                </button>
                { key(words::step_forward(language), STEP, &on.reform(|()| Message::StepForward)) }
                { speeds(page, on) }
            </div>
            <div class="clock">
                { page.clock() }
                <small>{ words::clock_of(language, clock(page.length().as_secs_f64())).to_string() }</small>
            </div>
            { scrubber(page, on) }
            // A short run is there before this would show.
            <p class="working" role="status">
                if page.is_computing() { <span>{ words::computing(language) }</span> }
            </p>
        </section>
    }
}

fn key(label: &'static str, icon: &'static str, press: &Callback<()>) -> Html {
    html! {
        <button type="button" class="button" aria-label={label} title={label} onclick={press.reform(|_| ())}>
            <svg viewBox="0 0 16 16" aria-hidden="true"><path d={icon} /></svg>
        </button>
    }
}

fn speeds(page: &Page, on: &Callback<Message>) -> Html {
    let speed = |speed: Speed| {
        let onclick = on.reform(move |_| Message::SetSpeed(speed));
        html! {
            <button type="button" class="button" aria-pressed={(speed == page.speed()).to_string()} {onclick}>
                { speed.label() }
            </button>
        }
    };
    html! {
        <span class="segment speed" role="group" aria-label={words::speed(page.language())}>
            { for Speed::offered(page.length()).into_iter().map(speed) }
        </span>
    }
}

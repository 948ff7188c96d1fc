//! The transport: back to the start, step, play, speed, clock and the time line.

use explorer::message::Message;
use explorer::number::clock;
use explorer::page::Page;
use explorer::playback::{Speed, StepBy};
use explorer::transport::Way;
use explorer::words;
use yew::{Callback, Event, Html, classes, html};

use super::phrase::bold;
use super::scrubber::scrubber;

const TO_START: &str = "M3 3h2v10H3zM14 3v10L6 8z";
const STEP_BACK: &str = "M13 3v10L5 8z";
const PLAY: &str = "M4 2l10 6-10 6z";
const PAUSE: &str = "M4 2h3v12H4zM9 2h3v12H9z";
/// An envelope.
const SEND: &str = "M1 3h14v10H1zM1 3l7 6 7-6";
const STEP: &str = "M3 3v10l8-5zM12 3h2v10h-2z";

/// An arrow to a mark: its line with its flag.
const PREVIOUS_MARK: &str = "M2 1h8v5H4v9H2zM15 7v8l-6-4z";
const NEXT_MARK: &str = "M14 1H6v5h6v9h2zM1 7v8l6-4z";

/// The transport.
pub(super) fn transport(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let (icon, label) = match (page.is_playing(), page.is_at_end()) {
        (true, _) => (PAUSE, words::pause(language)),
        (false, true) => (PLAY, words::play_again(language)),
        (false, false) => (PLAY, words::play(language)),
    };
    let play = on.reform(|_| Message::TogglePlay);
    // A scene inside another page is played and looked at; there is no room for more.
    let is_whole = !page.presentation().embed;
    html! {
        <section class="transport" aria-label={words::time(language)}>
            <div class="keys">
                { key(words::back_to_start(language), TO_START, &on.reform(|()| Message::Rewind)) }
                if is_whole { { key(words::step_back(language), STEP_BACK, &on.reform(|()| Message::StepBack)) } }
                <button type="button" class="button play" onclick={play}>
                    <svg viewBox="0 0 16 16" aria-hidden="true"><path d={icon} /></svg>
                    <span>{ label }</span>
                </button>
                { key(words::step_forward(language), STEP, &on.reform(|()| Message::StepForward)) }
                if is_whole { { send_now(page, on) } }
            </div>
            if is_whole {
                <div class="paces">
                    { speeds(page, on) }
                    { steps(page, on) }
                </div>
            }
            <div class="clock">
                { page.clock() }
                <small>{ words::clock_of(language, clock(page.length().as_secs_f64())).to_string() }</small>
            </div>
            if is_whole { { jumps(page, on) } }
            { scrubber(page, on) }
            <p class="working" role="status">
                if let Some(progress) = page.progress() {
                    <span>{ bold(&progress) }</span>
                    if page.can_cancel() {
                        <button type="button" class="link" onclick={on.reform(|_| Message::Cancel)}>
                            { words::cancel(language) }
                        </button>
                    }
                }
            </p>
        </section>
    }
}

/// One request by hand, to the selected function at the instant that is shown.
fn send_now(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let at = clock(page.cursor().as_secs_f64());
    let title = words::send_now_to(language, page.selected_name(), at).to_string();
    html! {
        <button
            type="button"
            class="button send"
            aria-label={words::send_now(language)}
            aria-disabled={page.is_at_end().to_string()}
            {title}
            onclick={on.reform(|_| Message::SendNow)}
        >
            <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d={SEND} fill="none" stroke="currentColor" stroke-width="1.5" />
            </svg>
        </button>
    }
}

/// From mark to mark. Where there is no further mark the button stays in the tab order, so that the focus does not get lost.
fn jumps(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let jump = |way: Way, name: &'static str, icon: &'static str| {
        let mark = page.next_mark(way).map(|mark| words::to_mark(language, name, mark.text(language)).to_string());
        html! {
            <button
                type="button"
                class="button"
                aria-label={name}
                aria-disabled={mark.is_none().to_string()}
                title={mark.unwrap_or_else(|| name.to_owned())}
                onclick={on.reform(move |_| Message::SeekMark(way))}
            >
                <svg viewBox="0 0 16 16" aria-hidden="true"><path d={icon} /></svg>
            </button>
        }
    };
    html! {
        <span class="jumps">
            { jump(Way::Back, words::previous_mark(language), PREVIOUS_MARK) }
            { jump(Way::On, words::next_mark(language), NEXT_MARK) }
        </span>
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
    let speed = |speed: Speed| Choice {
        name: speed.label().to_owned(),
        is_chosen: speed == page.speed(),
        onchange: on.reform(move |_| Message::SetSpeed(speed)),
    };
    radios("speed", words::speed(page.language()), true, page.speeds().map(speed))
}

fn steps(page: &Page, on: &Callback<Message>) -> Html {
    let step = |step: StepBy| Choice {
        name: page.step_name(step),
        is_chosen: step == page.step_by(),
        onchange: on.reform(move |_| Message::SetStep(step)),
    };
    radios("step", words::step_by(page.language()), false, StepBy::ALL.map(step))
}

/// One of several that exclude each other.
struct Choice {
    name: String,
    is_chosen: bool,
    onchange: Callback<Event>,
}

/// Choices as a group of radio buttons, so that arrows go from one to the next. What the group is about is seen, or only
/// heard where its choices speak for themselves.
fn radios<const COUNT: usize>(
    group: &'static str,
    about: &'static str,
    is_heard: bool,
    choices: [Choice; COUNT],
) -> Html {
    let radio = |Choice { name, is_chosen, onchange }: Choice| {
        html! {
            <label class="button">
                <input type="radio" name={group} aria-label={name.clone()} checked={is_chosen} {onchange} />
                { name }
            </label>
        }
    };
    html! {
        <span class={classes!("pace", group)} role="radiogroup" aria-label={about}>
            if !is_heard { <span class="about" aria-hidden="true">{ about }</span> }
            <span class="segment">{ for choices.into_iter().map(radio) }</span>
        </span>
    }
}

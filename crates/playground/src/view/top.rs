//! The top bar: name, scenario, link, theme, language.

use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::shipped::Shipped;
use explorer::theme::Theme;
use explorer::topic::Topic;
use explorer::words;
use yew::{Callback, Html, html};

use super::listen::sometimes;
use crate::app::Shared;
use crate::browser;

/// The top bar.
pub(super) fn bar(page: &Page, shared: Shared, on: &Callback<Message>, share: &Callback<()>) -> Html {
    let language = page.language();
    html! {
        <header class="top">
            <span class="brand">
                { logo() }
                <span class="long">{ words::title(language) }</span>
            </span>
            { scenarios(page, on) }
            <span class="space"></span>
            { link(page, shared, share) }
            { theme(page, on) }
            { languages(language, on) }
        </header>
    }
}

/// The switch of languages.
pub(super) fn languages(language: Language, on: &Callback<Message>) -> Html {
    html! {
        <span class="segment" role="group" aria-label={words::language_switch(language)}>
            { for Language::ALL.into_iter().map(|choice| language_button(choice, language, on)) }
        </span>
    }
}

/// The wall that is also the roof, with a refused request before it.
fn logo() -> Html {
    html! {
        <svg viewBox="0 0 19 19" aria-hidden="true">
            <path d="M7 0h12v3H10v16H7z" />
            <path d="M12 5h3v3h-3zM16 5h3v3h-3zM12 9h3v3h-3zM16 9h3v3h-3zM12 13h3v3h-3zM16 13h3v3h-3z" />
            <path class="refused" d="M.5 8.5l4 4m0-4l-4 4" />
        </svg>
    }
}

fn scenarios(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let onchange = sometimes(on, |event| {
        let id = browser::selected_value(&event)?;
        Some(Message::ChooseScenario(Shipped::from_id(&id)?))
    });
    let option = |shipped: Shipped| {
        html! {
            <option value={shipped.id()} selected={shipped == page.shipped()}>{ shipped.title(language) }</option>
        }
    };
    let group = |same: &[Shipped]| {
        html! {
            <optgroup label={Topic::of(same[0]).title(language)}>{ for same.iter().copied().map(option) }</optgroup>
        }
    };
    let topics = Shipped::PICKER.chunk_by(|one, next| Topic::of(*one) == Topic::of(*next));
    // An older edition is in the list only while a link shows it.
    let shown = page.shipped();
    let older = (!Shipped::PICKER.contains(&shown)).then_some(shown);
    html! {
        <label class="scenario">
            <span>{ words::scenario(language) }</span>
            <select aria-label={words::scenario(language)} {onchange}>
                { for topics.map(group) }
                { for older.map(option) }
            </select>
        </label>
    }
}

fn link(page: &Page, shared: Shared, share: &Callback<()>) -> Html {
    let language = page.language();
    let onclick = share.reform(|_| ());
    html! {
        <>
            if shared == Shared::ByHand {
                <label class="by-hand">
                    <span>{ words::share_by_hand(language) }</span>
                    <input
                        readonly=true
                        value={browser::full_link(&page.link())}
                        onfocus={|event| browser::select_all(&event)}
                    />
                </label>
            }
            <button type="button" class="button" {onclick}>{ words::share(language) }</button>
            <span class="done" role="status">
                if shared == Shared::Copied { { words::share_done(language) } }
            </span>
        </>
    }
}

fn theme(page: &Page, on: &Callback<Message>) -> Html {
    let other = page.theme().other();
    let label = match other {
        Theme::Dark => words::theme_dark(page.language()),
        Theme::Light => words::theme_light(page.language()),
    };
    let onclick = on.reform(move |_| Message::SetTheme(other));
    html! { <button type="button" class="button" {onclick}>{ label }</button> }
}

fn language_button(choice: Language, current: Language, on: &Callback<Message>) -> Html {
    let onclick = on.reform(move |_| Message::SetLanguage(choice));
    html! {
        <button
            type="button"
            class="button"
            lang={choice.tag()}
            aria-pressed={(choice == current).to_string()}
            {onclick}
        >
            { choice.endonym() }
        </button>
    }
}

//! The settings that are not always shown: groups to be opened, and a field that finds one by its name.

use explorer::field::Field;
use explorer::groups::Shown;
use explorer::message::Message;
use explorer::page::Page;
use explorer::panels::Panel;
use explorer::words;
use yew::{Callback, Html, InputEvent, html};

use super::control::control;
use super::listen::sometimes;
use crate::browser;

/// The button that opens them, and all of them under it.
pub(super) fn more(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let is_open = page.is_open(Panel::More);
    html! {
        <div class="more">
            <button
                type="button"
                class="link"
                aria-expanded={is_open.to_string()}
                onclick={on.reform(|_| Message::Toggle(Panel::More))}
            >
                { words::more_settings(language) }
            </button>
            if is_open { { groups(page, on) } }
        </div>
    }
}

fn groups(page: &Page, on: &Callback<Message>) -> Html {
    let language = page.language();
    let (groups, limits) = (page.groups(), page.sought_limits());
    let oninput = sometimes(on, |event: InputEvent| Some(Message::Look(browser::text_in(&event)?)));
    html! {
        <>
            <input
                type="search"
                class="seek"
                aria-label={words::find_setting(language)}
                placeholder={words::find_setting(language)}
                value={page.sought().to_owned()}
                {oninput}
            />
            { for groups.iter().map(|shown| group(page, shown, on)) }
            if !limits.is_empty() {
                <p class="small">{ words::found_at_limits(language, limits.join(", ")).to_string() }</p>
            } else if groups.is_empty() {
                <p class="small">{ words::found_nothing(language) }</p>
            }
        </>
    }
}

fn group(page: &Page, shown: &Shown, on: &Callback<Message>) -> Html {
    let language = page.language();
    let group = shown.group;
    let field = |field: &Field| control(page, field, field.label(language), on);
    let part = |(title, fields): &(Option<String>, Vec<Field>)| {
        html! {
            <>
                if let Some(title) = title { <h4>{ title }</h4> }
                { for fields.iter().map(field) }
            </>
        }
    };
    html! {
        <section class="group" key={group as usize}>
            <h3>
                <button
                    type="button"
                    aria-expanded={shown.is_open.to_string()}
                    onclick={on.reform(move |_| Message::Toggle(Panel::Group(group)))}
                >
                    { group.title(language) }
                </button>
            </h3>
            if shown.is_open { { for shown.parts.iter().map(part) } }
        </section>
    }
}

//! Which controls are shown, and what is said beside them.

use explorer::field::Field;
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::panels::Panel;
use explorer::shipped::Shipped;
use lambda_sim::setting::{Scope, Setting, TABLE};

use crate::session::open_idle;

fn keys(fields: &[Field]) -> Vec<String> {
    fields.iter().map(Field::key).collect()
}

#[test]
fn what_demand_comes_from_is_shown_first() {
    let page = open_idle("s=promotion.2");
    let expected = ["f.checkout.rate", "f.checkout.duration", "f.checkout.init", "f.checkout.errors"];
    assert_eq!(keys(&page.demand_fields()), expected);
    let instants = open_idle("s=uploads-1001.1");
    let is_peak = |field: &Field| field.setting == Setting::PeakRate;
    assert!(!instants.demand_fields().iter().any(is_peak), "instants have no peak rate");
}

#[test]
fn every_setting_has_a_control_somewhere() {
    for shipped in Shipped::ALL {
        let page = open_idle(&format!("s={}", shipped.id()));
        let of_callers = page.caller_fields().into_iter().flat_map(|(_, fields)| fields).collect();
        let all = [page.demand_fields(), page.more_fields(), of_callers, page.run_fields(), page.limit_fields().into()]
            .concat();
        let has_apis = all.iter().any(|field| field.setting == Setting::ApiGatewayRate);
        let has_events = all.iter().any(|field| field.setting == Setting::MaximumEventAge);
        for row in TABLE {
            let is_shown = all.iter().filter(|field| field.setting == row.setting).count() == 1;
            let is_of_events =
                row.setting as usize >= Setting::MaximumRetryAttempts as usize && row.scope == Scope::Function;
            let has_curve =
                row.setting != Setting::PeakRate || page.plan().has_curve(page.plan().function_ids().next().unwrap());
            let vias = row.scope.vias();
            let is_there = vias.is_empty()
                || page.callers().iter().any(|place| vias.contains(&page.scenario().callers[*place].via));
            let is_of_apis = matches!(row.setting, Setting::ApiGatewayRate | Setting::ApiGatewayBurst);
            let is_there = is_there && (has_apis || !is_of_apis) && has_curve && (has_events || !is_of_events);
            assert_eq!(is_shown, is_there, "{} {}", shipped.id(), row.key);
        }
    }
}

#[test]
fn a_function_without_events_shows_no_settings_of_events() {
    let mut page = open_idle("s=promotion.2");
    assert!(!keys(&page.more_fields()).contains(&"f.checkout.age".to_owned()));
    page.update(Message::SelectFunction(3));
    assert!(keys(&page.more_fields()).contains(&"f.thumbnails.age".to_owned()));
}

#[test]
fn what_a_link_has_changed_is_not_hidden() {
    let is_open = |link: &str| open_idle(link).is_open(Panel::More);
    assert!(!is_open("s=promotion.2"));
    assert!(!is_open("s=promotion.2&f.checkout.rc=600&a.ce=2000&f.checkout.duration=1s"));
    assert!(is_open("s=promotion.2&f.checkout.timeout=30"));
    assert!(is_open("s=promotion.2&seed=7"));
}

#[test]
fn panels_are_opened_and_closed_and_no_edit_touches_them() {
    let mut page = open_idle("s=promotion.2");
    for panel in [Panel::Editors, Panel::More, Panel::Table, Panel::Lanes] {
        page.update(Message::Toggle(panel));
        page.update(Message::Type(Field::of_account(Setting::Seed), "7".to_owned()));
        page.update(Message::Undo);
        assert!(page.is_open(panel));
        page.update(Message::Toggle(panel));
        assert!(!page.is_open(panel));
    }
}

#[test]
fn a_setting_without_effect_here_says_so() {
    let said = |page: &Page, setting, function: &str| {
        let field = Field::of_function(setting, function);
        Language::ALL.map(|language| page.note(&field, language))
    };
    let page = open_idle("s=promotion.2");
    let [english, korean] = said(&page, Setting::MemorySize, "checkout").map(|note| note.expect("a note"));
    assert!(english.starts_with("No effect here"), "{english}");
    assert_ne!(english, korean);
    assert_eq!(said(&page, Setting::Duration, "checkout"), [None, None]);
    let with_runtime = open_idle("s=promotion.2&f.checkout.runtime=java21");
    let [english, _] = said(&with_runtime, Setting::MemorySize, "checkout").map(|note| note.expect("a note"));
    assert!(english.starts_with("Only"), "{english}");
}

//! Which controls are shown, and what is said beside them.

use explorer::field::Field;
use explorer::groups::{Group, Shown};
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::panels::Panel;
use explorer::shipped::Shipped;
use lambda_sim::setting::{Scope, Setting, TABLE, Value};

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
            let shown = all.iter().filter(|field| field.setting == row.setting).count();
            let is_of_events =
                row.setting as usize >= Setting::MaximumRetryAttempts as usize && row.scope == Scope::Function;
            let has_curve =
                row.setting != Setting::PeakRate || page.plan().has_curve(page.plan().function_ids().next().unwrap());
            let vias = row.scope.vias();
            let is_of = |place: &&usize| vias.contains(&page.scenario().callers[**place].via);
            // Each caller has its own.
            let owners = if vias.is_empty() { 1 } else { page.callers().iter().filter(is_of).count() };
            let is_of_apis = matches!(row.setting, Setting::ApiGatewayRate | Setting::ApiGatewayBurst);
            let is_there = (has_apis || !is_of_apis) && has_curve && (has_events || !is_of_events);
            assert_eq!(shown, if is_there { owners } else { 0 }, "{} {}", shipped.id(), row.key);
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
    for panel in [Panel::Editors, Panel::More, Panel::Table, Panel::Lanes, Panel::Group(Group::Life)] {
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

/// The fields of all groups.
fn grouped(groups: &[Shown]) -> Vec<Field> {
    groups.iter().flat_map(|shown| shown.parts.iter().flat_map(|(_, fields)| fields.clone())).collect()
}

#[test]
fn every_setting_that_is_not_always_shown_stands_in_one_group() {
    for shipped in Shipped::ALL {
        let page = open_idle(&format!("s={}", shipped.id()));
        let of_callers = page.caller_fields().into_iter().flat_map(|(_, fields)| fields);
        let of_versions = page.version_fields().flat_map(|(_, fields)| fields);
        let mut expected: Vec<Field> =
            page.more_fields().into_iter().chain(of_callers).chain(of_versions).chain(page.run_fields()).collect();
        let mut found = grouped(&page.groups());
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{}", shipped.id());
    }
}

#[test]
fn a_link_opens_the_group_of_what_it_has_changed_and_no_other() {
    let open = |link: &str| {
        let page = open_idle(link);
        page.groups().into_iter().filter(|shown| shown.is_open).map(|shown| shown.group).collect::<Vec<_>>()
    };
    assert_eq!(open("s=promotion.2"), []);
    assert_eq!(open("s=promotion.2&f.checkout.timeout=30&seed=7"), [Group::Code, Group::Run]);
    assert_eq!(open("s=promotion.2&f.checkout.pc=100"), [], "it stands with the limits");
}

#[test]
fn a_setting_is_found_by_its_name_in_both_languages_by_that_of_aws_and_by_its_key() {
    let mut page = open_idle("s=promotion.2");
    for (text, expected) in [
        ("extra time", "f.checkout.first"),
        ("첫 실행", "f.checkout.first"),
        ("memorysize", "f.checkout.mem"),
        ("  Seed ", "seed"),
    ] {
        page.update(Message::Look(text.to_owned()));
        assert_eq!(keys(&grouped(&page.groups())), [expected], "{text}");
        assert!(page.groups().iter().all(|shown| shown.is_open), "{text}");
    }
    page.update(Message::Look("queue of letters".to_owned()));
    assert_eq!((page.groups(), page.sought_limits()), (vec![], vec![]));
    page.update(Message::Look("reservedconcurrent".to_owned()));
    assert_eq!((page.groups(), page.sought_limits()), (vec![], vec!["Reserved concurrency"]), "they stand elsewhere");
    page.update(Message::Look("provisioned conc".to_owned()));
    assert_eq!(page.sought_limits(), ["Provisioned concurrency"]);
    page.update(Message::Look(" ".to_owned()));
    assert_eq!(page.sought_limits(), [""; 0], "nothing is looked for");
    page.update(Message::ChooseScenario(Shipped::Steady));
    assert_eq!(page.sought(), "");
}

#[test]
fn what_aws_does_not_publish_is_marked() {
    let is_marked = |setting| Field::of_function(setting, "checkout").is_assumption();
    for setting in [Setting::Preparation, Setting::IdleLifetime, Setting::AsyncDelay, Setting::RetryJitter] {
        assert!(is_marked(setting), "{setting:?}");
    }
    for setting in [Setting::MemorySize, Setting::MaximumRetryAttempts, Setting::PeakRate, Setting::ErrorRate] {
        assert!(!is_marked(setting), "{setting:?}");
    }
}

#[test]
fn the_left_end_of_provisioned_concurrency_is_none() {
    let field = Field::of_function(Setting::ProvisionedConcurrency, "login");
    assert_eq!([0.0, 1.0, 12.4].map(|at| field.value_at(at)), [Value::Unset, Value::Count(1), Value::Count(12)]);
    let page = open_idle("s=log-in.1");
    let scale = field.scale(page.ground(), page.scenario());
    assert_eq!((scale.max, scale.step, scale.default), (100.0, 1.0, Some(10.0)));
}

#[test]
fn a_scene_has_room_for_the_limit_that_it_is_about() {
    assert_eq!(keys(&open_idle("s=promotion.2").scene_fields()), ["f.checkout.rc", "a.ce"]);
    assert_eq!(keys(&open_idle("s=log-in.1").scene_fields()), ["f.login.pc", "a.ce"]);
}

#[test]
fn what_a_version_has_provisioned_stands_under_its_name() {
    let page = open_idle("s=versions.1&f.checkout:canary.pc=30");
    assert!(
        page.is_open(Panel::More) && page.is_open(Panel::Group(Group::Provisioned)),
        "what a link sets is not hidden"
    );
    let groups = page.groups();
    let provisioned = groups.iter().find(|shown| shown.group == Group::Provisioned).expect("there is such a group");
    let of_versions: Vec<_> =
        provisioned.parts[1..].iter().map(|(name, fields)| (name.as_deref(), keys(fields))).collect();
    assert_eq!(of_versions, [(Some("checkout:canary"), vec!["f.checkout:canary.pc".to_owned()])]);
    let field = &provisioned.parts[1].1[0];
    assert_eq!((page.value(field), page.is_edited(field)), (Some(Value::Count(30)), true));
}

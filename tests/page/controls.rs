//! Traffic edited by keys and as a table, settings to be opened, and the way back and forth.

use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::harness::{Mounted, open};

/// What a screen reader says of a point of the selected function's curve.
fn point(page: &Mounted, place: usize) -> String {
    let points = page.all(".point");
    points[place].get_attribute("aria-valuetext").expect("a point says its value")
}

#[test]
async fn a_point_of_the_curve_is_moved_by_arrows_and_the_run_follows() {
    let page = open("").await;
    let before = page.text(".digest");
    assert_eq!(point(&page, 2), "4,000/s at 1:20");
    page.press_key("#point-0-2", "ArrowDown").await;
    page.press_key("#point-0-2", "ArrowRight").await;
    assert_eq!(point(&page, 2), "3,900/s at 1:25");
    assert_ne!(page.text(".digest"), before);
}

#[test]
async fn a_point_is_added_by_a_button_and_removed_by_a_key() {
    let page = open("").await;
    page.press("Add a point").await;
    assert_eq!((page.all(".point").len(), point(&page, 3)), (6, "4,000/s at 1:30".to_owned()));
    page.press_key("#point-0-3", "Delete").await;
    assert_eq!((page.all(".point").len(), point(&page, 3)), (5, "4,000/s at 2:50".to_owned()));
}

#[test]
async fn a_table_takes_lines_and_keeps_what_it_cannot_take() {
    let page = open("").await;
    page.press("Edit as table").await;
    page.fill("Line 3, requests per second", "2,000").await;
    assert_eq!(point(&page, 2), "2,000/s at 1:20");
    page.fill("Line 2, time", "soon").await;
    assert!(page.text(".sheet .error").starts_with("Line 2, “soon”: must be an instant"));
    assert_eq!(page.value("Line 2, time"), "soon");
    assert_eq!(page.named("Line 2, time").get_attribute("aria-invalid").as_deref(), Some("true"));
    page.fill("Line 2, time", "50").await;
    assert_eq!((page.text(".sheet .error"), point(&page, 1)), (String::new(), "120/s at 0:50".to_owned()));
    page.press("Remove line 2").await;
    page.press("Add a line").await;
    assert_eq!((page.all(".point").len(), point(&page, 4)), (5, "120/s at 3:15".to_owned()));
}

#[test]
async fn a_function_with_exact_instants_shows_needles_and_counts() {
    let page = open("s=uploads-1001.1").await;
    assert_eq!((page.all(".needle").len(), page.all(".point").len()), (1, 0));
    page.press("Edit as table").await;
    page.fill("Line 1, requests", "500").await;
    page.press("Add a line").await;
    assert_eq!(page.all(".needle").len(), 2);
}

#[test]
async fn undo_and_redo_name_what_they_do_and_do_it() {
    let page = open("").await;
    let shipped = page.text(".digest");
    assert_eq!(page.named("Undo").get_attribute("aria-disabled").as_deref(), Some("true"));
    page.slide("Reserved for checkout", "600").await;
    let repaired = page.text(".digest");
    page.press("Undo: Reserved for checkout 600").await;
    assert_eq!(page.text(".digest"), shipped);
    assert_eq!(page.value("Reserved for checkout, number"), "");
    page.press("Redo: Reserved for checkout 600").await;
    assert_eq!(page.text(".digest"), repaired);
    page.press_key("main", "z").await;
    assert_eq!(page.text(".digest"), repaired, "a letter alone is no shortcut");
}

#[test]
async fn ctrl_z_undoes_except_in_a_text_field() {
    let page = open("").await;
    let shipped = page.text(".digest");
    page.slide("Reserved for checkout", "600").await;
    let repaired = page.text(".digest");
    page.press_chord(".reading input", "z", false).await;
    assert_eq!(page.text(".digest"), repaired, "a text field has an undo of its own");
    page.press_chord("input[type=range]", "z", false).await;
    assert_eq!(page.text(".digest"), shipped);
    page.press_chord("h1", "Z", true).await;
    assert_eq!(page.text(".digest"), repaired);
    page.press_chord("h1", "z", false).await;
    page.press_chord("h1", "y", false).await;
    assert_eq!(page.text(".digest"), repaired);
}

#[test]
async fn more_settings_are_opened_by_a_button_and_by_a_link_that_changed_them() {
    let page = open("").await;
    assert!(page.all("label").iter().all(|label| label.text_content().as_deref() != Some("Timeout")));
    page.press("More settings").await;
    page.press("Code and memory").await;
    page.fill("Timeout, number", "1").await;
    assert!(page.why().contains("timeout") || page.text(".demand").contains("back to 900 s"));
    let linked = open("s=promotion.2&f.checkout.mem=512").await;
    assert_eq!(linked.value("Memory, number"), "512");
    assert!(linked.text(".demand").contains("No effect here: memory"));
}

#[test]
async fn from_here_an_edit_becomes_a_change_during_the_run() {
    let page = open("").await;
    let shipped = page.text(".digest");
    page.press("From here").await;
    assert_eq!(page.named("From here").get_attribute("aria-checked").as_deref(), Some("true"));
    page.slide("Reserved for checkout", "600").await;
    assert!(page.text(".interventions").contains("1:30 checkout: Reserved concurrency 600"));
    assert_ne!(page.text(".digest"), shipped);
    page.press("From here").await;
    assert_eq!(page.value("Reserved for checkout, number"), "", "at the start nothing is reserved");
    assert!(page.text(".limits").contains("600 from 1:30 on"));
    page.press("Take away: 1:30 checkout: Reserved concurrency 600").await;
    assert_eq!((page.text(".digest"), page.all(".interventions").len()), (shipped, 0));
}

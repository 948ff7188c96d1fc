//! The charts of the outcome: which there are, what they say at the cursor, and the same as tables.

use explorer::chart::Chart;
use explorer::chart::burst::Burst;
use explorer::chart::limits::{self, Level};
use explorer::chart::table::{self, ROWS_MAX, Table};
use explorer::language::Language;
use explorer::message::Message;
use explorer::page::Page;
use explorer::rates::Rates;
use explorer::shipped::Shipped;
use lambda_sim::time::Instant;
use lambda_sim::timeline::Run;

use crate::session::{open, reserved, run, send};

fn number(text: &str) -> u64 {
    text.replace(',', "").parse().unwrap_or_else(|_| panic!("{text:?} is no number"))
}

fn table(run: &Run, chart: Chart) -> Table {
    table::of(chart, run, Language::English)
}

/// The column with this title.
fn column(table: &Table, title: &str) -> Vec<u64> {
    let place =
        table.head.iter().position(|head| head == title).unwrap_or_else(|| panic!("{title} in {:?}", table.head));
    table.rows.iter().map(|row| number(&row.values[place - 1])).collect()
}

#[test]
fn charts_of_events_and_of_spill_over_are_shown_only_where_there_can_be_any() {
    for shipped in Shipped::ALL {
        let total = &run(shipped).series().account.total;
        let (is_asynchronous, is_provisioned) = (0 < total.events.received, 0 < total.provisioned.available);
        let is_polled = run(shipped).series().sources.is_some();
        let of_waiting = 2 * (usize::from(is_asynchronous) + usize::from(is_polled));
        let expected = 3 + usize::from(is_provisioned) + of_waiting;
        assert_eq!(Chart::of(run(shipped)).len(), expected, "{}", shipped.id());
    }
}

#[test]
fn an_empty_chart_says_so_and_a_drawn_one_does_not() {
    let empty = |shipped| Chart::ALL.map(|chart| chart.emptiness(run(shipped), Language::English));
    let nothing = Some("nothing spilled over");
    let unsent = Some("nothing was sent");
    assert_eq!(empty(Shipped::Promotion), [None, None, None, nothing, None, None, unsent, unsent, unsent, unsent]);
    let [concurrency, throttles, cold_starts, _, backlog, age, ..] = empty(Shipped::Uploads1000);
    assert_eq!((concurrency, cold_starts), (None, None));
    assert_eq!(throttles, Some("no request was throttled"));
    assert_eq!((backlog, age), (None, None), "a first wait is short, and a wait");
    assert_eq!(empty(Shipped::Steady)[4], Some("no events"));
}

#[test]
fn the_value_at_the_cursor_is_that_of_the_frame() {
    let page = open("s=promotion.2&t=90s");
    let values = Chart::ALL.map(|chart| chart.value(&page));
    let frame = page.frame().expect("a frame");
    let waiting: u32 = frame.functions.iter().map(|function| function.waiting_events).sum();
    assert_eq!(values, ["998", "3,011/s", "0/s", "0/s", &waiting.to_string(), "22.8 s", "0", "–", "0", "–"]);
    let said = Chart::ALL.map(|chart| chart.value_in_words(&page).to_string());
    assert_eq!(said[0], "1:30: 998 of 1,000 in flight");
    assert_eq!(said[1], "1:30: 3,011 throttles in the last second");
    assert_eq!(said[5], "1:30: the oldest event has waited 22.8 s");
}

#[test]
fn cold_starts_of_now_are_those_of_the_second_before_the_cursor() {
    let page = open("s=promotion.2&t=63s");
    assert_eq!(page.cold_starts_now(), page.run().expect("a run").series().account.rows[62].cold_starts);
    assert!(50 < page.cold_starts_now());
}

#[test]
fn in_a_short_run_chart_number_and_unit_count_per_part_of_a_second() {
    let page = open("s=ten-requests.1&t=50ms");
    let run = page.run().expect("a run");
    let starts = Rates::of(run.series(), &run.series().account.rows, |row| row.cold_starts);
    let columns: Vec<String> = starts.values.iter().map(|value| format!("{value:.0}")).collect();
    let numbers = (1..=30).map(|tenth| open(&format!("s=ten-requests.1&t={}ms", tenth * 100 - 1)).cold_starts_now());
    let numbers: Vec<u64> = numbers.collect();
    assert_eq!(columns, numbers.iter().map(ToString::to_string).collect::<Vec<_>>(), "each at the end of its column");
    assert_eq!(numbers.iter().sum::<u64>(), run.series().account.total.cold_starts);
    let units = Language::ALL.map(|language| Chart::ColdStarts.unit(run, None, language));
    assert_eq!(
        (Chart::ColdStarts.value(&page).as_str(), units),
        ("1", ["per 100 ms", "100 ms마다"].map(str::to_owned))
    );
    let said = Chart::ColdStarts.value_in_words(&page).to_string();
    assert!(said.ends_with("1 cold start in the last 100 ms"), "{said}");
    assert_eq!(Chart::ColdStarts.unit(self::run(Shipped::Promotion), None, Language::English), "/s");
}

#[test]
fn ages_are_drawn_and_said_in_one_unit() {
    let age = |page: &Page| {
        let (run, before) = (page.run().expect("a run"), page.previous_run());
        let unit = Chart::OldestAge.unit(run, before.map(|before| &**before), Language::English);
        (Chart::OldestAge.value(page), unit)
    };
    let said = |text: &str, unit: &str| (text.to_owned(), unit.to_owned());
    for (link, value, unit) in [
        ("s=promotion.2&t=90s", "22.8 s", "s"),
        ("s=promotion.2&t=200s", "131 s", "s"),
        ("s=promotion.2&f.checkout.rc=600&t=90s", "23 ms", "ms"),
        ("s=promotion.2&f.checkout.rc=600&t=0s", "–", "ms"),
    ] {
        assert_eq!(age(&open(link)), said(value, unit), "{link}");
    }
    let mut page = open("s=promotion.2&t=90s");
    send(&mut page, Message::Slide(reserved("checkout"), 600.0));
    assert_eq!(age(&page), said("0.02 s", "s"), "beside an older one");
}

#[test]
fn the_value_is_said_in_korean_too() {
    let mut page = open("s=promotion.2&t=90s");
    send(&mut page, Message::SetLanguage(Language::Korean));
    assert_eq!(Chart::Concurrency.value_in_words(&page).to_string(), "1:30: 한도 1,000 중 998건 처리 중");
    assert_eq!(Chart::OldestAge.value_in_words(&page).to_string(), "1:30: 가장 오래된 이벤트의 대기 시간 22.8 s");
}

#[test]
fn a_table_has_few_rows_that_follow_each_other_without_a_gap() {
    for shipped in Shipped::ALL {
        let run = run(shipped);
        for chart in Chart::of(run) {
            let table = table(run, chart);
            assert!((1..=ROWS_MAX).contains(&table.rows.len()), "{} {chart:?}", shipped.id());
            assert_eq!(table.rows[0].from, Instant::START);
            assert!(table.rows.windows(2).all(|pair| pair[0].to == pair[1].from));
            assert_eq!(table.rows[table.rows.len() - 1].to, run.plan().end(), "{}", shipped.id());
            assert!(table.rows.iter().all(|row| row.values.len() + 1 == table.head.len()));
        }
    }
}

#[test]
fn what_a_table_counts_is_what_the_series_counts() {
    for shipped in Shipped::ALL {
        let run = run(shipped);
        let total = run.series().account.total;
        let sum = |chart| table(run, chart).rows.iter().map(|row| number(&row.values[0])).sum::<u64>();
        assert_eq!(sum(Chart::Throttles), total.throttled(), "{}", shipped.id());
        assert_eq!(sum(Chart::ColdStarts), total.cold_starts, "{}", shipped.id());
        let highest = |chart| table(run, chart).rows.iter().map(|row| number(&row.values[0])).max();
        assert_eq!(highest(Chart::Concurrency), Some(total.concurrency.max.into()), "{}", shipped.id());
    }
}

#[test]
fn a_table_has_a_column_for_each_function_or_limit_that_has_a_part() {
    let run = run(Shipped::Promotion);
    let concurrency = table(run, Chart::Concurrency);
    assert_eq!(concurrency.head, ["Time", "all", "checkout", "catalog", "reports", "thumbnails"]);
    let series = run.series();
    let checkout = column(&concurrency, "checkout").into_iter().max();
    assert_eq!(checkout, Some(series.functions[0].total.concurrency.max.into()));
    assert_eq!(table(run, Chart::Throttles).head, ["Time", "account limit"]);
    assert_eq!(table(run, Chart::Backlog).head, ["Time", "thumbnails"]);
    assert_eq!(concurrency.caption.to_string(), "Concurrency: the highest in each 15 s");
}

#[test]
fn a_row_is_that_of_the_cursor_until_the_next_begins() {
    let rows = table(run(Shipped::Promotion), Chart::Concurrency).rows;
    assert!(rows[0].contains(Instant::START) && !rows[0].contains(rows[0].to));
    assert!(rows[1].contains(rows[0].to));
    assert_eq!(rows[1].time(), "0:15");
}

#[test]
fn the_largest_burst_is_that_of_the_function_with_the_most_cold_starts() {
    let run = run(Shipped::Uploads1000);
    let burst = Burst::largest(run).expect("a burst");
    assert_eq!(burst.text(run, Language::English).to_string(), "1,000 environments of thumbnails in 1 s");
    let none = open("s=steady.1&f.orders.rate=0/s");
    assert_eq!(Burst::largest(none.run().expect("a run")), None);
}

#[test]
fn a_limit_that_nobody_changes_is_one_level_over_the_whole_run() {
    let page = open("s=promotion-repaired.2");
    let plan = page.plan();
    let level = |value| [Level { value, from: Instant::START, to: plan.end() }];
    assert_eq!(limits::account(plan), level(1_000));
    assert_eq!(limits::reserved(plan, 0), level(600));
    assert_eq!(limits::reserved(plan, 1), []);
}

#[test]
fn the_chosen_chart_stays_chosen_where_a_run_has_it() {
    let mut page = open("s=promotion.2");
    assert_eq!(page.chart(), Chart::Concurrency);
    send(&mut page, Message::ChooseChart(Chart::Backlog));
    assert_eq!(page.chart(), Chart::Backlog);
    send(&mut page, Message::ChooseScenario(Shipped::Steady));
    assert_eq!(page.chart(), Chart::Concurrency);
    send(&mut page, Message::ChooseScenario(Shipped::Promotion));
    assert_eq!(page.chart(), Chart::Backlog);
}

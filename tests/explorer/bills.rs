//! What a run costs: lines that add up, the run before, and what it assumes.

use explorer::bill::Bill;
use explorer::language::Language;
use explorer::shipped::Shipped;

use crate::session::run;

fn bill(shipped: Shipped, before: Option<Shipped>) -> Bill {
    Bill::of(run(shipped), before.map(run), Language::English)
}

fn lines(bill: &Bill) -> Vec<[&str; 3]> {
    bill.lines.iter().map(|line| [line.what, line.amount.as_str(), line.price.as_str()]).collect()
}

/// 6,000 requests at $0.20 a million; 1 GB of 10 environments for an hour at $0.0000041667 a GB-second.
#[test]
fn what_is_kept_ready_stands_beside_requests_and_duration() {
    let bill = bill(Shipped::LogIn, None);
    assert_eq!(
        lines(&bill),
        [
            ["Requests", "6,000", "$0.0012"],
            ["Duration", "2,264 GB·s", "$0.0315"],
            ["Provisioned", "36,000 GB·s", "$0.1500"]
        ]
    );
    assert_eq!((bill.total.as_str(), bill.compared), ("$0.1827", None));
}

#[test]
fn what_is_not_used_is_not_billed() {
    let bill = bill(Shipped::TenRequests, None);
    assert_eq!(lines(&bill).iter().map(|line| line[0]).collect::<Vec<_>>(), ["Requests", "Duration"]);
}

#[test]
fn the_run_before_is_compared() {
    let compared = |now, before| bill(now, Some(before)).compared.expect("both have prices").to_string();
    assert_eq!(
        compared(Shipped::PromotionRepaired, Shipped::Promotion),
        "before $0.3827, now $0.2862: −$0.0965",
        "checkout serves less"
    );
    assert_eq!(compared(Shipped::Promotion, Shipped::PromotionRepaired), "before $0.2862, now $0.3827: +$0.0965");
}

#[test]
fn the_region_and_the_date_of_the_prices_are_told_in_both_languages() {
    for language in Language::ALL {
        let assumes = Bill::of(run(Shipped::LogIn), None, language).assumes.to_string();
        assert!(assumes.contains("us-east-1") && assumes.contains("2026-10"), "{assumes}");
    }
}

//! One value over time: cold starts a second, the age of the oldest event.

use charts::{Owner, Steps, TimeAxis, Trace, ValueAxis, trace};

use crate::drawing::{GHOST, HUES, INK, fills, strokes, svg, theme};

const VALUES: [f64; 10] = [0.0, 0.0, 80.0, 80.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];

fn draw(owner: Owner, ghost: Option<&[f64]>) -> String {
    let steps = |values| Steps { period_s: 1.0, values };
    let chart = Trace {
        time: TimeAxis { length_s: 10.0 },
        value: ValueAxis { max: 100.0 },
        steps: steps(&VALUES),
        owner,
        ghost: ghost.map(steps),
    };
    svg((200, 100), |area| trace(area, &chart, &theme(1.0)))
}

#[test]
fn the_line_of_the_account_is_ink_and_that_of_a_function_its_hue() {
    let corners = [(40, 100), (40, 20), (80, 20), (80, 100)];
    let [account, function] =
        [(Owner::Account, INK), (Owner::Function(1), HUES[1])].map(|(owner, hue)| strokes(&draw(owner, None), hue));
    assert_eq!(account[0].points, corners);
    assert_eq!(function[0].points, corners);
}

#[test]
fn the_area_under_the_line_has_its_hue() {
    assert_eq!(fills(&draw(Owner::Function(0), None), HUES[0])[0].points.first(), Some(&(40, 20)));
}

#[test]
fn a_previous_run_is_dashed_where_it_differs() {
    assert!(strokes(&draw(Owner::Account, Some(&VALUES)), GHOST).is_empty());
    let mut previous = VALUES;
    previous[6] = 50.0;
    let dashes = strokes(&draw(Owner::Account, Some(&previous)), GHOST);
    assert!(!dashes.is_empty() && dashes.iter().all(|dash| 120 <= dash.left() && dash.right() <= 140), "{dashes:?}");
}

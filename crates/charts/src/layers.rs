//! Series on top of each other.

use crate::columns::{Column, columns};
use crate::pixel::counted;
use crate::steps::Steps;
use crate::time_axis::TimeAxis;

/// The greatest total of several layers in one period: what [`ValueAxis::fitting`](crate::ValueAxis::fitting) needs to
/// know of a stack. In the unit of the values.
pub fn peak<'a>(layers: impl IntoIterator<Item = &'a [f64]>) -> f64 {
    let mut total = Vec::new();
    for layer in layers {
        add(&mut total, layer);
    }
    total.into_iter().fold(0.0, f64::max)
}

/// The top edge of each layer when they are stacked in the given order, the first at the bottom.
///
/// Layers are added period by period *before* periods share a column, so the top edge is the greatest total and not the
/// sum of greatest values that never occurred together. Every edge is as long as the longest layer.
pub(crate) fn stacked<'a>(
    layers: impl Iterator<Item = &'a [f64]> + Clone,
    period_s: f64,
    time: TimeAxis,
    width: usize,
) -> Vec<Vec<Column>> {
    let longest = layers.clone().map(<[f64]>::len).max().unwrap_or(0);
    let mut total = vec![0.0; longest];
    layers
        .map(|layer| {
            add(&mut total, layer);
            columns(Steps { period_s, values: &total }, time, width)
        })
        .collect()
}

fn add(total: &mut Vec<f64>, layer: &[f64]) {
    if total.len() < layer.len() {
        total.resize(layer.len(), 0.0);
    }
    for (sum, &value) in total.iter_mut().zip(layer) {
        *sum += counted(value);
    }
}

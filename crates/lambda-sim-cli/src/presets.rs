//! `lambda-sim presets`: the measured laws that ship with the engine, and where each comes from.

use lambda_sim::presets::{self, Preset};
use serde_json::{Value, json};

use crate::grid::{Column, NOTHING, aligned};
use crate::output;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

pub(crate) fn print(options: &Options) -> Result<(), String> {
    let presets = presets::all();
    if options.json {
        let list: Vec<Value> = presets.iter().map(object).collect();
        return output::print(&format!("{:#}\n", Value::from(list)));
    }
    let column = |header, cell: fn(&Preset) -> String| Column::names(header, presets.iter().map(cell));
    let columns = [
        column("setting", |preset| preset.setting.file_key().to_owned()),
        column("name", |preset| preset.name.clone()),
        Column::numbers("mean", presets.iter().map(|preset| format!("{:.3} s", preset.law.mean().as_secs_f64()))),
        Column::numbers(
            "sample",
            presets.iter().map(|preset| preset.sample.map_or_else(|| NOTHING.to_owned(), |sample| sample.to_string())),
        ),
        column("measured", |preset| preset.when.to_owned()),
        column("source", |preset| preset.address.to_owned()),
    ];
    output::print(&aligned(&columns))
}

fn object(preset: &Preset) -> Value {
    let quantiles: Vec<Value> = preset.law.known().into_iter().map(|(part, seconds)| json!([part, seconds])).collect();
    json!({
        "setting": preset.setting.file_key(),
        "name": preset.name,
        "mean_s": preset.law.mean().as_secs_f64(),
        "quantiles_s": quantiles,
        "source": preset.source,
        "address": preset.address,
        "measured": preset.when,
        "sample": preset.sample,
    })
}

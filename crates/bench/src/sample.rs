//! What was measured, and how it travels from the browser: as a line of text.

use serde_json::{Value as Json, json};

/// Where something ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a program for this machine.
    Native,
    /// As WebAssembly in a headless Chromium.
    Browser,
}

impl Place {
    /// How tables and files call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Browser => "browser",
        }
    }
}

/// The rounds of one workload.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Where.
    pub place: Place,
    /// Which.
    pub workload: String,
    /// How many requests the engine has run.
    pub requests: u64,
    /// How long the engine took in each round, in ms.
    pub engine: Vec<f64>,
    /// The same of the yardstick; empty where it cannot run this. Its requests are as many but for chance.
    pub yardstick: Vec<f64>,
    /// How many requests that ran.
    pub yardstick_requests: u64,
}

/// What a line of a browser begins with that holds a sample.
pub const MARK: &str = "bench: ";

impl Sample {
    /// Engine against yardstick in each round, by time for a request: 2 is twice as fast.
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    pub fn ratios(&self) -> Vec<f64> {
        let counts = self.requests as f64 / self.yardstick_requests.max(1) as f64;
        self.yardstick.iter().zip(&self.engine).map(|(yardstick, engine)| yardstick / engine * counts).collect()
    }

    /// As JSON.
    pub fn json(&self) -> Json {
        json!({
            "place": self.place.name(),
            "workload": self.workload,
            "requests": self.requests,
            "engine_ms": self.engine,
            "yardstick_ms": self.yardstick,
            "yardstick_requests": self.yardstick_requests,
            "ratio": self.ratios(),
        })
    }

    /// Reads a line that a browser has printed, if it holds a sample.
    pub fn from_line(line: &str) -> Option<Self> {
        let json: Json = serde_json::from_str(&line[line.find(MARK)? + MARK.len()..]).ok()?;
        let times = |key: &str| json[key].as_array()?.iter().map(Json::as_f64).collect::<Option<Vec<f64>>>();
        Some(Self {
            place: [Place::Native, Place::Browser].into_iter().find(|place| json["place"] == place.name())?,
            workload: json["workload"].as_str()?.to_owned(),
            requests: json["requests"].as_u64()?,
            engine: times("engine_ms")?,
            yardstick: times("yardstick_ms")?,
            yardstick_requests: json["yardstick_requests"].as_u64()?,
        })
    }
}

/// The middle one of some times.
pub fn median(times: &[f64]) -> f64 {
    quantile(times, 0.5)
}

/// The time below which this part of them lies.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few times")]
pub fn quantile(times: &[f64], part: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get((part * sorted.len().saturating_sub(1) as f64).round() as usize).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::{MARK, Place, Sample, quantile};

    fn sample() -> Sample {
        Sample {
            place: Place::Browser,
            workload: "W1".to_owned(),
            requests: 200,
            engine: vec![4.0, 2.0],
            yardstick: vec![2.0, 2.0],
            yardstick_requests: 100,
        }
    }

    #[test]
    fn a_sample_survives_its_way_home() {
        let line = format!("    {MARK}{}", sample().json());
        assert_eq!(Sample::from_line(&line), Some(sample()));
        assert_eq!(Sample::from_line("running 1 test"), None);
    }

    #[test]
    fn twice_the_requests_in_the_same_time_are_twice_as_fast() {
        assert!(sample().ratios() == [1.0, 2.0], "{:?}", sample().ratios());
    }

    #[test]
    fn the_median_is_the_middle_one() {
        let [low, middle, high] = [0.0, 0.5, 1.0].map(|part| quantile(&[3.0, 1.0, 2.0], part));
        assert!((low, middle, high) == (1.0, 2.0, 3.0), "{low} {middle} {high}");
    }
}

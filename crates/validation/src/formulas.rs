//! Closed forms.

/// Share of requests lost with so many servers and so much offered load, by Erlang's recursion.
pub fn erlang_b(servers: u32, load: f64) -> f64 {
    (1..=servers).fold(1.0, |lost, servers| load * lost / (f64::from(servers) + load * lost))
}

/// Chance that a Poisson number of this mean is more than `most`.
pub fn poisson_above(mean: f64, most: u32) -> f64 {
    let mut chance = (-mean).exp();
    let mut below = chance;
    for count in 1..=most {
        chance *= mean / f64::from(count);
        below += chance;
    }
    1.0 - below
}

//! One figure, one line.

use std::time::Duration;

/// Prints a figure; `budget` is `-` where there is none.
#[expect(clippy::print_stdout, reason = "figures are what this program is for")]
pub fn figure(name: &str, value: f64, unit: &str, budget: &str) {
    let digits = match value.abs() {
        ..10.0 => 3,
        10.0..1000.0 => 1,
        _ => 0,
    };
    println!("{name:<34} {value:>11.digits$} {unit:<14} {budget}");
}

/// A duration in milliseconds.
pub fn millis(name: &str, value: Duration, budget: &str) {
    figure(name, value.as_secs_f64() * 1e3, "ms", budget);
}

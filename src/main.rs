//! The command line program: arguments and the clock are read here and handed down.

use std::process::ExitCode;

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock and the arguments")]
fn main() -> ExitCode {
    let began = std::time::Instant::now();
    let elapsed = || began.elapsed();
    let args = std::env::args_os().collect();
    marsad::cli::run(&marsad::cli::Start { args, clock: chrono::Utc::now, elapsed: &elapsed })
}

//! `marsad` without a command: the dashboard.

use super::setup::Config;
use super::{Failure, Notes, Outcome};

/// Opens the dashboard, where there is a terminal to open it in.
pub(super) fn run(config: &Config, _notes: &mut Notes) -> Result<Outcome, Failure> {
    if !config.environment.terminal {
        let cure = "standard output is no terminal; `marsad timeline` prints the timeline as text";
        return Err(Failure::new(format!("cannot open the dashboard: {cure}")));
    }
    Err(Failure::new("the dashboard is not in this build"))
}

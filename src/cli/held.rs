//! Gives the terminal back when the system ends or stops a program that prints.

use std::io;

/// Sends `release` to the terminal before a signal ends or stops the program, and `hold` when it goes
/// on.
///
/// # Errors
/// Where the system takes no handlers.
#[cfg(unix)]
pub(super) fn release_on_signals(hold: &'static str, release: &'static str) -> io::Result<()> {
    use std::fs::File;
    use std::io::Write;
    use std::os::fd::AsFd;

    use crate::tui::terminal::{Signal, signals, sleep};

    // The thread that prints has the lock of standard output all the time, so this one needs its own way.
    let mut terminal = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    signals(move |signal| {
        // Where the terminal is gone there is nothing to give back.
        let _ = terminal.write_all(release.as_bytes());
        match signal {
            Signal::Sleep => {
                sleep();
                let _ = terminal.write_all(hold.as_bytes());
            }
            Signal::End(number) => std::process::exit(128 + number),
        }
    })
}

/// There are no such signals here.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub(super) fn release_on_signals(_hold: &'static str, _release: &'static str) -> io::Result<()> {
    Ok(())
}

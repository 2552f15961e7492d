//! Signals of the system: to end, and to sleep.

/// What the system asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// To end; the number is that of the signal.
    End(i32),
    /// To sleep.
    Sleep,
}

/// Calls `tell` for every signal, from a thread of its own, until the program ends.
///
/// # Errors
/// Where the system takes no handlers.
#[cfg(unix)]
pub fn signals(mut tell: impl FnMut(Signal) + Send + 'static) -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    let mut waiting = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for number in waiting.forever() {
            tell(if number == SIGTSTP { Signal::Sleep } else { Signal::End(number) });
        }
    })?;
    Ok(())
}

/// Stops this process as the shell expects of Ctrl-Z; returns when it is called back.
#[cfg(unix)]
pub fn sleep() {
    // Where the system refuses there is nothing to sleep for: the program goes on.
    drop(signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP));
}

/// There are no such signals here.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn signals(_tell: impl FnMut(Signal) + Send + 'static) -> std::io::Result<()> {
    Ok(())
}

/// There is no sleeping here.
#[cfg(not(unix))]
pub fn sleep() {}

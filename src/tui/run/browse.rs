//! Opening an address in a browser.

use std::process::{Command, Stdio};

use crate::model::Reason;

/// Programs that open an address, the first that is there is taken.
#[cfg(target_os = "macos")]
const OPENERS: [&str; 1] = ["open"];
#[cfg(windows)]
const OPENERS: [&str; 1] = ["explorer"];
#[cfg(not(any(target_os = "macos", windows)))]
const OPENERS: [&str; 4] = ["xdg-open", "gio-open", "sensible-browser", "www-browser"];

/// Opens `address`, which was checked and shown before; no shell ever sees it.
///
/// # Errors
/// Where no program opens addresses.
pub fn open(address: &str) -> Result<(), Reason> {
    for opener in OPENERS {
        let child =
            Command::new(opener).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        if let Ok(mut child) = child {
            // Somebody has to wait for it, or it stays as a zombie while this program runs.
            drop(std::thread::Builder::new().name("browser".to_owned()).spawn(move || child.wait()));
            return Ok(());
        }
    }
    Err(Reason::of("no-browser", [OPENERS[0].into()]))
}

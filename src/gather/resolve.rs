//! Looks names up, so that the addresses that were judged are the ones that are asked.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::{Mutex, PoisonError};

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::model::Reason;

/// The addresses of the hosts of this run. The client asks no other source: a name whose address
/// changes between the check and the connection cannot slip through.
#[derive(Debug, Default)]
pub(super) struct Pins(Mutex<HashMap<String, Vec<SocketAddr>>>);

impl Pins {
    /// The addresses of the host of `url`; a name is looked up anew and kept for the client.
    pub(super) fn look_up(&self, url: &Url) -> Result<Vec<IpAddr>, Reason> {
        let host = url.host_str().ok_or_else(|| Reason::of("net-no-host", []))?;
        let literal = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        if let Ok(address) = literal {
            return Ok(vec![address]);
        }
        let port = url.port_or_known_default().unwrap_or(80);
        let found = (host, port).to_socket_addrs().map_err(|_| Reason::of("net-unknown-host", [host.into()]))?;
        let found: Vec<SocketAddr> = found.collect();
        let addresses = found.iter().map(SocketAddr::ip).collect();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(host.to_ascii_lowercase(), found);
        Ok(addresses)
    }
}

impl Resolve for Pins {
    fn resolve(&self, name: Name) -> Resolving {
        let pins = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let addresses = pins.get(&name.as_str().to_ascii_lowercase()).cloned().unwrap_or_default();
        Box::pin(std::future::ready(Ok(Box::new(addresses.into_iter()) as Addrs)))
    }
}

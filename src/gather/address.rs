//! Which network addresses are this machine or its neighbourhood.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address leads into a network that strangers must not make us ask (IANA
/// special-purpose address registries, RFC 6890): loopback, private, link-local, shared (CGNAT),
/// reserved ones, and IPv6 addresses that stand for such an IPv4 one.
pub(super) fn is_local(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_local_v4(address),
        IpAddr::V6(address) => embedded(address).map_or_else(|| is_local_v6(address), is_local_v4),
    }
}

fn is_local_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    match a {
        0 | 10 | 127 | 224..=255 => true,
        100 => (64..128).contains(&b),
        169 => b == 254,
        172 => (16..32).contains(&b),
        192 => b == 168 || (b, c) == (0, 0) || (b, c) == (0, 2),
        198 => b == 18 || b == 19 || (b, c) == (51, 100),
        203 => (b, c) == (0, 113),
        _ => false,
    }
}

fn is_local_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // Only 2000::/3 is given out; in it, 2001:db8::/32 is for examples and 2001::/32 tunnels.
        [0x2001, 0xdb8 | 0, ..] => true,
        [first, ..] => first & 0xe000 != 0x2000,
    }
}

/// The IPv4 address inside: mapped (`::ffff:0:0/96`), compatible (`::/96`), NAT64
/// (`64:ff9b::/96`), 6to4 (`2002::/16`).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            Some(v4(high, low))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_addresses_are_told_from_public_ones() {
        for (local, addresses) in [
            (
                true,
                "127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 \
                 100.127.1.1 0.0.0.0 224.0.0.1 255.255.255.255 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 ::1 :: \
                 fe80::1 fc00::1 fd12::1 ff02::1 fec0::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 \
                 64:ff9b:1::1 2002:7f00:1:: 2001:db8::1 2001::1 ::127.0.0.1",
            ),
            (
                false,
                "1.1.1.1 100.63.0.1 100.128.0.1 172.15.0.1 172.32.0.1 192.0.3.1 198.20.0.1 223.255.255.255 \
                 2606:4700::1 2a00::1 ::ffff:1.1.1.1 64:ff9b::101:101 2002:101:101::1 2001:4860::8888",
            ),
        ] {
            for address in addresses.split_whitespace() {
                assert_eq!(is_local(address.parse().expect("an address")), local, "{address}");
            }
        }
    }
}

//! Indicators of compromise: their kinds, and how they are written so that nobody opens one by
//! accident.

use serde::{Deserialize, Serialize};

/// What an indicator is, as exports and lists must know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IndicatorKind {
    /// An IPv4 address, or a range of them with its prefix length.
    Ipv4,
    /// An IPv6 address, or a range of them with its prefix length.
    Ipv6,
    /// A domain name.
    Domain,
    /// A URL, or a host with a path.
    Url,
    /// An e-mail address.
    Email,
    /// An MD5 digest.
    Md5,
    /// A SHA-1 digest.
    Sha1,
    /// A SHA-256 digest.
    Sha256,
    /// A SHA-512 digest.
    Sha512,
    /// A CVE number.
    Cve,
    /// The id of a technique or tactic of MITRE ATT&CK.
    Technique,
    /// A path of a file or folder.
    Path,
    /// The name of a file.
    File,
    /// A key of the Windows registry.
    Registry,
}

impl IndicatorKind {
    /// All kinds.
    pub const ALL: [Self; 14] = [
        Self::Ipv4,
        Self::Ipv6,
        Self::Domain,
        Self::Url,
        Self::Email,
        Self::Md5,
        Self::Sha1,
        Self::Sha256,
        Self::Sha512,
        Self::Cve,
        Self::Technique,
        Self::Path,
        Self::File,
        Self::Registry,
    ];

    /// Its word in the JSON contract, such as `ipv4`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Domain => "domain",
            Self::Url => "url",
            Self::Email => "email",
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
            Self::Cve => "cve",
            Self::Technique => "technique",
            Self::Path => "path",
            Self::File => "file",
            Self::Registry => "registry",
        }
    }

    /// Its object path in a STIX 2.1 pattern (`domain-name:value`), where one comparison says it all.
    const fn stix_path(self) -> Option<&'static str> {
        Some(match self {
            Self::Ipv4 => "ipv4-addr:value",
            Self::Ipv6 => "ipv6-addr:value",
            Self::Domain => "domain-name:value",
            Self::Url => "url:value",
            Self::Email => "email-addr:value",
            Self::Md5 => "file:hashes.MD5",
            Self::Sha1 => "file:hashes.'SHA-1'",
            Self::Sha256 => "file:hashes.'SHA-256'",
            Self::Sha512 => "file:hashes.'SHA-512'",
            Self::File => "file:name",
            Self::Registry => "windows-registry-key:key",
            Self::Path | Self::Cve | Self::Technique => return None,
        })
    }

    /// The STIX 2.1 pattern that matches the indicator `name`, such as
    /// `[ipv4-addr:value = '203.0.113.9']`; `None` for CVE numbers and techniques, which are no
    /// observables.
    pub fn stix_pattern(self, name: &str) -> Option<String> {
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('\'', "\\'");
        if self == Self::Path {
            let (folder, file) = name.rsplit_once(['\\', '/'])?;
            let folder = quoted(if folder.is_empty() { "/" } else { folder });
            return Some(if file.contains('.') {
                format!("[file:name = '{}' AND file:parent_directory_ref.path = '{folder}']", quoted(file))
            } else {
                format!("[directory:path = '{}']", quoted(name))
            });
        }
        Some(format!("[{} = '{}']", self.stix_path()?, quoted(name)))
    }

    /// The indicator `name`, in its plain form, written so that no program makes a link of it:
    /// `hxxps://evil[.]com/a`, `203[.]0[.]113[.]9`, `a[@]evil[.]com`. What nobody can click stays as it is.
    pub fn defang(self, name: &str) -> String {
        match self {
            Self::Ipv4 | Self::Domain => name.replace('.', "[.]"),
            Self::Ipv6 => name.replace(':', "[:]"),
            Self::Email => name.replace('@', "[@]").replace('.', "[.]"),
            Self::Url => {
                let (scheme, rest) = name.split_once("://").map_or(("", name), |(scheme, rest)| (scheme, rest));
                let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
                let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
                let scheme = match scheme {
                    "" => String::new(),
                    "http" => "hxxp://".to_owned(),
                    "https" => "hxxps://".to_owned(),
                    other => format!("{other}[://]"),
                };
                format!("{scheme}{}{path}", host.replace('.', "[.]"))
            }
            _ => name.to_owned(),
        }
    }

    /// The kind of an indicator from its plain form as the entity room writes it: for entities whose
    /// mentions are not at hand. A domain whose ending is also that of a program's file
    /// (`setup.zip`) reads as a file.
    pub fn of(name: &str) -> Self {
        let bytes = name.as_bytes();
        let hex = || bytes.iter().all(u8::is_ascii_hexdigit);
        let dots_and_digits = || bytes.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'/'));
        let ending = || name.rsplit('.').next().unwrap_or("");
        match bytes {
            [b'C', b'V', b'E', b'-', ..] => Self::Cve,
            [b'T', b'A', rest @ ..] | [b'T', rest @ ..]
                if rest.len() >= 4 && rest.iter().all(|b| b.is_ascii_digit() || *b == b'.') =>
            {
                Self::Technique
            }
            [b'H', b'K', ..] if name.contains('\\') => Self::Registry,
            [b'/' | b'~', ..] => Self::Path,
            _ if name.contains('\\') => Self::Path,
            _ if name.contains("://") => Self::Url,
            _ if name.contains('@') => Self::Email,
            _ if bytes.len() == 32 && hex() => Self::Md5,
            _ if bytes.len() == 40 && hex() => Self::Sha1,
            _ if bytes.len() == 64 && hex() => Self::Sha256,
            _ if bytes.len() == 128 && hex() => Self::Sha512,
            _ if dots_and_digits() => Self::Ipv4,
            _ if name.split(':').nth(2).is_some() => Self::Ipv6,
            _ if name.contains('/') => Self::Url,
            _ if FILE_ENDINGS.split_whitespace().any(|known| known.eq_ignore_ascii_case(ending())) => Self::File,
            _ => Self::Domain,
        }
    }
}

/// Endings of the names of files.
pub(crate) const FILE_ENDINGS: &str = include_str!("../../assets/lexicon/file-endings.txt");

#[cfg(test)]
mod tests {
    use super::IndicatorKind as Kind;

    #[test]
    fn what_can_be_clicked_is_defanged_and_has_its_kind_and_pattern() {
        for (name, kind, defanged, pattern) in [
            ("203.0.113.9", Kind::Ipv4, "203[.]0[.]113[.]9", "[ipv4-addr:value = '203.0.113.9']"),
            ("10.0.0.0/8", Kind::Ipv4, "10[.]0[.]0[.]0/8", "[ipv4-addr:value = '10.0.0.0/8']"),
            ("2001:db8::1", Kind::Ipv6, "2001[:]db8[:][:]1", "[ipv6-addr:value = '2001:db8::1']"),
            ("a.evil.com", Kind::Domain, "a[.]evil[.]com", "[domain-name:value = 'a.evil.com']"),
            ("evil.com/a.php", Kind::Url, "evil[.]com/a.php", "[url:value = 'evil.com/a.php']"),
            ("https://evil.com/a.php", Kind::Url, "hxxps://evil[.]com/a.php", "[url:value = 'https://evil.com/a.php']"),
            ("ftp://evil.com", Kind::Url, "ftp[://]evil[.]com", "[url:value = 'ftp://evil.com']"),
            ("a@evil.com", Kind::Email, "a[@]evil[.]com", "[email-addr:value = 'a@evil.com']"),
            ("it's.exe", Kind::File, "it's.exe", r"[file:name = 'it\'s.exe']"),
            ("C:\\a\\b", Kind::Path, "C:\\a\\b", r"[directory:path = 'C:\\a\\b']"),
            ("/tmp/x.sh", Kind::Path, "/tmp/x.sh", "[file:name = 'x.sh' AND file:parent_directory_ref.path = '/tmp']"),
            ("HKLM\\a", Kind::Registry, "HKLM\\a", r"[windows-registry-key:key = 'HKLM\\a']"),
        ] {
            assert_eq!(Kind::of(name), kind, "{name}");
            assert_eq!(kind.defang(name), defanged);
            assert_eq!(kind.stix_pattern(name).as_deref(), Some(pattern));
        }
        for (length, kind, path) in [
            (32, Kind::Md5, "MD5"),
            (40, Kind::Sha1, "'SHA-1'"),
            (64, Kind::Sha256, "'SHA-256'"),
            (128, Kind::Sha512, "'SHA-512'"),
        ] {
            let digest = "a1".repeat(length / 2);
            assert_eq!(Kind::of(&digest), kind);
            assert_eq!(kind.stix_pattern(&digest), Some(format!("[file:hashes.{path} = '{digest}']")));
        }
        for (name, kind) in [("CVE-2021-26855", Kind::Cve), ("T1505.003", Kind::Technique), ("TA0001", Kind::Technique)]
        {
            assert_eq!((Kind::of(name), kind.stix_pattern(name)), (kind, None));
        }
    }
}

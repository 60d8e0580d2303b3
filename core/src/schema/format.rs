//! `format`: the format of a text.
//!
//! OpenAPI 3.0 leaves the list of formats open; unknown formats are not checked. A text that violates its format is a
//! warning, as Proton passed it on.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};

/// A known format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// A date such as `2026-11-24`, RFC 3339.
    Date,
    /// A date and time such as `2026-11-24T12:00:00Z`, RFC 3339.
    DateTime,
    /// A time such as `12:00:00Z`, RFC 3339.
    Time,
    /// An email address.
    Email,
    /// A URI, such as a web address.
    Uri,
    /// A UUID such as `123e4567-e89b-12d3-a456-426614174000`, RFC 9562.
    Uuid,
    /// An IPv4 address such as `10.0.0.1`.
    Ipv4,
    /// An IPv6 address such as `::1`.
    Ipv6,
    /// A range of addresses such as `10.0.0.0/16`.
    Cidr,
    /// A host name.
    Hostname,
    /// Base64.
    Byte,
    /// A password, masked while it is typed.
    Password,
}

impl Format {
    /// All formats by name, including common aliases.
    pub const NAMES: [(&str, Format); 14] = [
        ("date", Format::Date),
        ("date-time", Format::DateTime),
        ("time", Format::Time),
        ("email", Format::Email),
        ("uri", Format::Uri),
        ("url", Format::Uri),
        ("uuid", Format::Uuid),
        ("ipv4", Format::Ipv4),
        ("ipv6", Format::Ipv6),
        ("cidr", Format::Cidr),
        ("hostname", Format::Hostname),
        ("byte", Format::Byte),
        ("password", Format::Password),
        ("ipv4-cidr", Format::Cidr),
    ];

    /// The format called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    /// A noun phrase for a message: `an email address such as …`.
    pub const fn noun(self) -> &'static str {
        match self {
            Format::Date => "a date such as 2026-11-24",
            Format::DateTime => "a date and time such as 2026-11-24T12:00:00Z",
            Format::Time => "a time such as 12:00:00Z",
            Format::Email => "an email address such as someone@example.com",
            Format::Uri => "a URI such as https://example.com/",
            Format::Uuid => "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
            Format::Ipv4 => "an IPv4 address such as 10.0.0.1",
            Format::Ipv6 => "an IPv6 address such as 2001:db8::1",
            Format::Cidr => "a range of addresses such as 10.0.0.0/16",
            Format::Hostname => "a host name such as www.example.com",
            Format::Byte => "Base64 such as dGV4dA==",
            Format::Password => "a text",
        }
    }

    /// An example: the last word of `noun`.
    pub fn example(self) -> &'static str {
        self.noun().rsplit(' ').next().unwrap_or_default()
    }

    /// Whether `text` has the format.
    pub fn fits(self, text: &str) -> bool {
        match self {
            Format::Date => is_date(text),
            Format::DateTime => {
                let parts = text.split_once(['T', 't', ' ']);
                parts.is_some_and(|(date, time)| is_date(date) && is_time(time))
            }
            Format::Time => is_time(text),
            Format::Email => is_email(text),
            Format::Uri => is_uri(text),
            Format::Uuid => {
                let lengths: Vec<usize> = text.split('-').map(str::len).collect();
                lengths == [8, 4, 4, 4, 12]
                    && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
            }
            Format::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Format::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Format::Cidr => text.split_once('/').is_some_and(|(address, bits)| {
                let most = match address.parse() {
                    Ok(IpAddr::V4(_)) => 32,
                    Ok(IpAddr::V6(_)) => 128,
                    Err(_) => return false,
                };
                digits(bits) && bits.parse::<u32>().is_ok_and(|bits| bits <= most)
            }),
            Format::Hostname => is_hostname(text),
            Format::Byte => {
                let body = text.trim_end_matches('=');
                text.len().is_multiple_of(4)
                    && text.len() - body.len() <= 2
                    && body
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(&byte))
            }
            Format::Password => true,
        }
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Parses `text` as numbers with the given numbers of digits, separated by `separator`.
fn numbers<const N: usize>(text: &str, separator: char, lengths: [usize; N]) -> Option<[u32; N]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; N];
    for (number, length) in numbers.iter_mut().zip(lengths) {
        let part = parts.next().filter(|part| part.len() == length && digits(part))?;
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

fn is_date(text: &str) -> bool {
    let Some([year, month, day]) = numbers(text, '-', [4, 2, 2]) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// Whether `text` is a `full-time` of RFC 3339.
fn is_time(text: &str) -> bool {
    let (clock, offset) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => return false,
    };
    let clock = match clock.split_once('.') {
        Some((clock, fraction)) if digits(fraction) => clock,
        Some(_) => return false,
        None => clock,
    };
    let is_clock = numbers(clock, ':', [2, 2, 2])
        .is_some_and(|[hour, minute, second]| hour < 24 && minute < 60 && second <= 60);
    let is_offset = matches!(offset, "Z" | "z")
        || numbers(&offset[1..], ':', [2, 2])
            .is_some_and(|[hour, minute]| hour < 24 && minute < 60);
    is_clock && is_offset
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom.chars().all(|c| {
                c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || !c.is_ascii()
            })
    };
    name.len() <= 64 && name.split('.').all(is_atom) && is_hostname(host)
}

fn is_hostname(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

/// Whether `text` is a scheme followed by characters that RFC 3986 allows.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let escapes = rest.match_indices('%').all(|(at, _)| {
        let code = rest.as_bytes().get(at + 1..at + 3);
        code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
    });
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    is_scheme && escapes && !rest.is_empty() && rest.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_takes_its_own_example() {
        for (name, format) in Format::NAMES {
            assert!(format.fits(format.example()), "{name}: {}", format.example());
        }
    }

    #[test]
    fn invalid_values_do_not_match_their_format() {
        let cases: [(Format, &[&str]); 11] = [
            (Format::Date, &["", "2026-1-1", "2026-02-29", "2026-13-01", "24.11.2026"]),
            (Format::DateTime, &["2026-11-24", "2026-11-24T12:00", "2026-11-24T25:00:00Z"]),
            (Format::Time, &["12:00", "12:00:00", "24:00:00Z", "12:00:00+1:00", "12:00:00.Z"]),
            (Format::Email, &["", "a", "a@", "@b", "a b@c.de", "a@-b.de", "a..b@c.de"]),
            (Format::Uri, &["", "a", "https:", "1a:b", "https://a b", "https://a/%zz"]),
            (
                Format::Uuid,
                &["", "123e4567e89b12d3a456426614174000", "x23e4567-e89b-12d3-a456-426614174000"],
            ),
            (Format::Ipv4, &["10.0.0", "10.0.0.256", "::1"]),
            (Format::Ipv6, &["10.0.0.1", ":::"]),
            (Format::Cidr, &["10.0.0.0", "10.0.0.0/33", "10.0.0.0/+8", "a/8"]),
            (Format::Hostname, &["", "-a", "a_b", "a..b"]),
            (Format::Byte, &["a", "a===", "a b="]),
        ];
        for (format, texts) in cases {
            for text in texts {
                assert!(!format.fits(text), "{format:?} takes {text:?}");
            }
        }
    }

    #[test]
    fn unusual_valid_values_match_their_format() {
        assert!(Format::Date.fits("2024-02-29"));
        assert!(Format::DateTime.fits("2026-11-24 12:00:00.123-03:30"));
        assert!(Format::Cidr.fits("2001:db8::/32"));
        assert!(Format::Uri.fits("urn:isbn:0451450523"));
        assert!(Format::Byte.fits(""));
    }
}

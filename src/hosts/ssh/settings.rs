//! Every setting of the server, once: flags, file, README and defaults are made from this table.

use std::net::SocketAddr;
use std::str::FromStr;
use std::time::Duration;

use jiff::SignedDuration;

use crate::hosts::ssh::options::{LogFormat, ServeOptions, network};

/// Sets a value in the options, or says which values there are.
type Set = fn(&mut ServeOptions, &str) -> Result<(), &'static str>;

/// Something that can be set.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The flag without its dashes, and the name in the file.
    pub name: &'static str,
    /// What stands for the value in help.
    pub value: &'static str,
    pub default: &'static str,
    pub meaning: &'static str,
    /// Whether it may be given several times.
    pub many: bool,
    /// Whether it limits readers: these rows make README's table of limits.
    pub limits: bool,
    pub set: Set,
}

const DURATION: &str = "a time such as 30s, 10m or 12h";
const NUMBER: &str = "a number";
const ADDRESS: &str = "an address and port such as 127.0.0.1:2222 or [::]:22";
const NETWORK: &str = "an address, or a network such as 10.0.0.0/8";

/// The key exchanges that can be chosen: none lets a stranger order an expensive group.
pub const KEY_EXCHANGES: &[&str] = &[
    "mlkem768x25519-sha256",
    "curve25519-sha256",
    "curve25519-sha256@libssh.org",
];
const EXCHANGES: &str =
    "any of mlkem768x25519-sha256, curve25519-sha256 and curve25519-sha256@libssh.org";

const fn plain(
    name: &'static str,
    value: &'static str,
    default: &'static str,
    meaning: &'static str,
    set: Set,
) -> Setting {
    Setting {
        name,
        value,
        default,
        meaning,
        many: false,
        limits: false,
        set,
    }
}

const fn many(setting: Setting) -> Setting {
    Setting {
        many: true,
        ..setting
    }
}

const fn limit(setting: Setting) -> Setting {
    Setting {
        limits: true,
        ..setting
    }
}

#[rustfmt::skip]
pub const SETTINGS: &[Setting] = &[
    many(plain("listen", "ADDR", "127.0.0.1:2222", "Address and port to listen on",
        |o, v| list(&mut o.listen, v, |item| item.parse::<SocketAddr>().ok(), ADDRESS))),
    plain("name", "HOST", "", "The host name readers use, for the sentence that tells them how to come back",
        |o, v| { v.clone_into(&mut o.name); Ok(()) }),
    plain("host-key", "FILE", "", "The host key; without it, one in the state folder, made on the first start",
        |o, v| { o.host_key = path(v); Ok(()) }),
    plain("authorized-keys", "FILE", "", "Only readers with a key in this file; without it anybody may read",
        |o, v| { o.authorized_keys = path(v); Ok(()) }),
    plain("metrics", "ADDR", "", "Counters for Prometheus at this address, under /metrics",
        |o, v| { o.metrics = if v.is_empty() { None } else { Some(parsed(v, ADDRESS)?) }; Ok(()) }),
    plain("log", "FORMAT", "text", "How the log is written: text or json",
        |o, v| { o.log = log(v)?; Ok(()) }),
    many(plain("proxy-from", "NET", "", "Proxies that send PROXY protocol version 2; nobody else may",
        |o, v| list(&mut o.proxy_from, v, network, NETWORK))),
    many(plain("exempt", "NET", "", "Sources without a limit of their own, such as a school behind one address",
        |o, v| list(&mut o.exempt, v, network, NETWORK))),
    plain("reload-time", "TIME", "60s", "The time that reading the content anew may take; afterwards the old stays",
        |o, v| duration(&mut o.reload_time, v)),
    plain("drain", "TIME", "10s", "The time readers get to leave when the server is told to stop",
        |o, v| duration(&mut o.drain, v)),
    limit(many(plain("key-exchange", "NAMES", "mlkem768x25519-sha256,curve25519-sha256,curve25519-sha256@libssh.org",
        "Key exchanges offered; none lets a stranger order an expensive group",
        |o, v| list(&mut o.key_exchange, v, exchange, EXCHANGES)))),
    limit(plain("login-grace", "TIME", "10s", "The time for greeting, key exchange and login together",
        |o, v| duration(&mut o.limits.login_grace, v))),
    limit(plain("max-unauthenticated", "N", "512", "Connections that have not logged in yet",
        |o, v| number(&mut o.limits.unauthenticated, v))),
    limit(plain("max-unauthenticated-per-source", "N", "8", "Such connections of an IPv4 address or an IPv6 /64; ten times as many of a /48. When all places are taken, the oldest of the source that holds most makes room",
        |o, v| number(&mut o.limits.unauthenticated_for_source, v))),
    limit(plain("without-channel", "TIME", "60s", "The time a connection may stay on which nothing is opened",
        |o, v| duration(&mut o.limits.without_channel, v))),
    limit(plain("connects-per-second", "N", "10", "Connects a second for an IPv4 address or an IPv6 /64, counted before any cryptography",
        |o, v| number(&mut o.limits.connects, v))),
    limit(plain("connects-burst", "N", "20", "Connects such a source may make at once",
        |o, v| number(&mut o.limits.burst, v))),
    limit(plain("max-sessions-per-source", "N", "32", "Readers from one such source",
        |o, v| number(&mut o.limits.sessions_for_source, v))),
    limit(plain("max-sessions", "N", "10000", "Readers in all",
        |o, v| number(&mut o.limits.sessions, v))),
    limit(plain("max-output-per-source", "BYTES", "8388608", "Answers to commands from one such source that wait to be read",
        |o, v| number(&mut o.limits.output_for_source, v))),
    limit(plain("idle", "TIME", "30m", "A session ends after this long without a key pressed",
        |o, v| duration(&mut o.limits.idle, v))),
    limit(plain("idle-notice", "TIME", "60s", "How long before that the reader is told",
        |o, v| duration(&mut o.limits.idle_notice, v))),
    limit(plain("keepalive", "TIME", "30s", "A silent client is asked this often whether it is there",
        |o, v| duration(&mut o.limits.keepalive, v))),
    limit(plain("keepalive-count", "N", "3", "Unanswered questions that end the connection",
        |o, v| number(&mut o.limits.keepalive_count, v))),
    limit(plain("oldest-session", "TIME", "12h", "A session ends after this long in any case",
        |o, v| duration(&mut o.limits.oldest, v))),
    limit(plain("max-columns", "N", "500", "The widest window that is drawn; a wider one is used in part",
        |o, v| number(&mut o.limits.columns, v))),
    limit(plain("max-rows", "N", "200", "The tallest window that is drawn",
        |o, v| number(&mut o.limits.rows, v))),
    limit(plain("max-channels", "N", "4", "Channels open at once on a connection",
        |o, v| number(&mut o.limits.channels, v))),
    limit(plain("max-terminals", "N", "1", "Channels with a terminal on a connection",
        |o, v| number(&mut o.limits.terminals, v))),
    limit(plain("max-environment", "N", "16", "Environment values taken: LANG, LC_*, COLORTERM, NO_COLOR, TERM",
        |o, v| number(&mut o.limits.environment, v))),
    limit(plain("max-environment-bytes", "N", "256", "Bytes of one such value",
        |o, v| number(&mut o.limits.environment_bytes, v))),
    limit(plain("max-exec", "N", "256", "Bytes of a command; commands are our own words, never a shell's",
        |o, v| number(&mut o.limits.exec, v))),
];

impl Setting {
    pub fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }
}

fn path(value: &str) -> Option<std::path::PathBuf> {
    (!value.is_empty()).then(|| value.into())
}

fn log(value: &str) -> Result<LogFormat, &'static str> {
    match value {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("text or json"),
    }
}

fn exchange(name: &str) -> Option<String> {
    KEY_EXCHANGES.contains(&name).then(|| name.to_owned())
}

fn parsed<T: FromStr>(value: &str, wanted: &'static str) -> Result<T, &'static str> {
    value.trim().parse().ok().ok_or(wanted)
}

fn number<T: FromStr>(field: &mut T, value: &str) -> Result<(), &'static str> {
    *field = parsed(&value.replace('_', ""), NUMBER)?;
    Ok(())
}

fn list<T>(
    field: &mut Vec<T>,
    values: &str,
    item: impl Fn(&str) -> Option<T>,
    wanted: &'static str,
) -> Result<(), &'static str> {
    let items = values
        .split(',')
        .map(str::trim)
        .filter(|value| !value.is_empty());
    *field = items
        .map(|value| item(value).ok_or(wanted))
        .collect::<Result<_, _>>()?;
    Ok(())
}

fn duration(field: &mut Duration, value: &str) -> Result<(), &'static str> {
    let value = value.trim();
    let seconds = value.parse().map(Duration::from_secs).ok();
    let friendly = || value.parse::<SignedDuration>().ok()?.try_into().ok();
    *field = seconds.or_else(friendly).ok_or(DURATION)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        let read = |text| {
            let mut time = Duration::ZERO;
            duration(&mut time, text).map(|()| time.as_millis())
        };
        assert_eq!(read("250ms"), Ok(250));
        assert_eq!(read("10"), Ok(10_000));
        assert_eq!(read("30m"), Ok(1_800_000));
        assert_eq!(read("12h"), Ok(43_200_000));
        assert_eq!(read("1h 30m"), Ok(5_400_000));
        assert_eq!(read("-1s"), Err(DURATION));
        assert_eq!(read("1d"), Err(DURATION));
        assert_eq!(read("h"), Err(DURATION));
        assert_eq!(read("99999999999999999999h"), Err(DURATION));
    }

    #[test]
    fn names_are_given_once() {
        for setting in SETTINGS {
            let alike = SETTINGS.iter().filter(|other| other.name == setting.name);
            assert_eq!(alike.count(), 1, "{}", setting.name);
            assert!(!setting.meaning.ends_with('.'), "{}", setting.name);
        }
    }
}

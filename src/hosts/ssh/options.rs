//! What a server is told to do: addresses, keys and limits.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use ipnet::IpNet;

use crate::hosts::ssh::settings::{SETTINGS, Setting};

/// Everything that can be set, by flags or by a file; the defaults stand in [`SETTINGS`].
#[derive(Clone, Debug, Default)]
pub struct ServeOptions {
    pub listen: Vec<SocketAddr>,
    /// The name readers connect to, for the sentence that says how to come back.
    pub name: String,
    pub host_key: Option<PathBuf>,
    pub authorized_keys: Option<PathBuf>,
    pub metrics: Option<SocketAddr>,
    pub log: LogFormat,
    pub proxy_from: Vec<IpNet>,
    pub exempt: Vec<IpNet>,
    pub key_exchange: Vec<String>,
    pub reload_time: Duration,
    pub drain: Duration,
    pub limits: Limits,
    /// What was set, in the words it was set with.
    texts: Vec<(&'static str, String)>,
}

/// What one reader, one source and all of them together may use.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    pub login_grace: Duration,
    pub unauthenticated: usize,
    pub unauthenticated_for_source: usize,
    /// How long a connection may have no channel on which something runs.
    pub without_channel: Duration,
    pub connects: u32,
    pub burst: u32,
    pub sessions_for_source: usize,
    pub sessions: usize,
    /// Bytes of answers that one source has not read yet.
    pub output_for_source: usize,
    pub idle: Duration,
    pub idle_notice: Duration,
    pub keepalive: Duration,
    pub keepalive_count: usize,
    pub oldest: Duration,
    pub columns: u16,
    pub rows: u16,
    pub channels: usize,
    pub terminals: usize,
    pub environment: usize,
    pub environment_bytes: usize,
    pub exec: usize,
}

/// The size of a window whose client does not know it.
const USUAL: (u16, u16) = (80, 24);

impl Limits {
    /// A window within the limits; no size at all means the usual one.
    pub fn window(&self, columns: u32, rows: u32) -> (u16, u16) {
        let clamp = |size: u32, usual: u16, most: u16| {
            if size == 0 {
                usual
            } else {
                u16::try_from(size).unwrap_or(u16::MAX).min(most.max(1))
            }
        };
        (
            clamp(columns, USUAL.0, self.columns),
            clamp(rows, USUAL.1, self.rows),
        )
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    #[default]
    Text,
    Json,
}

/// A network, or an address alone.
pub fn network(text: &str) -> Option<IpNet> {
    let alone = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse().or_else(|_| alone()).ok()
}

/// Whether one of these networks has an address; an IPv4 address may be written as an IPv6 one.
fn have(networks: &[IpNet], address: IpAddr) -> bool {
    let address = address.to_canonical();
    networks.iter().any(|network| network.contains(&address))
}

impl ServeOptions {
    /// The defaults of the table.
    pub fn new() -> Self {
        let mut options = Self::default();
        for setting in SETTINGS {
            // A test holds every default to be one that can be set.
            let _ = (setting.set)(&mut options, setting.default);
        }
        options
    }

    /// Sets one thing by its name; the values of one that takes several are all given at once.
    pub fn set(&mut self, name: &str, values: &[String]) -> anyhow::Result<()> {
        let setting = Setting::named(name)
            .ok_or_else(|| anyhow::anyhow!("there is no setting “{name}” for serving"))?;
        let value = values.join(",");
        (setting.set)(self, &value).map_err(|wanted| {
            anyhow::anyhow!("“{value}” is no value for {name}; it takes {wanted}")
        })?;
        self.texts.push((setting.name, value));
        Ok(())
    }

    /// The value of a setting in words.
    pub fn text(&self, setting: &Setting) -> &str {
        let set = self
            .texts
            .iter()
            .rev()
            .find(|(name, _)| *name == setting.name);
        set.map_or(setting.default, |(_, value)| value)
    }

    /// Sets what a TOML file says, with the names of the flags.
    pub fn read(&mut self, text: &str) -> anyhow::Result<()> {
        let table: toml::Table = text.parse()?;
        for (name, value) in &table {
            let values = match value {
                toml::Value::Array(values) => values.iter().map(plain).collect(),
                value => vec![plain(value)],
            };
            self.set(name, &values)
                .with_context(|| format!("line {}", line_of(text, name)))?;
        }
        Ok(())
    }

    pub fn is_exempt(&self, address: IpAddr) -> bool {
        have(&self.exempt, address)
    }

    pub fn is_proxy(&self, address: IpAddr) -> bool {
        have(&self.proxy_from, address)
    }
}

/// The line on which a file sets something, counted from 1.
fn line_of(text: &str, name: &str) -> usize {
    let sets = |line: &str| {
        let set = line.split_once('=').map(|(name, _)| name.trim());
        set.is_some_and(|set| set.trim_matches(['"', '\'']) == name)
    };
    text.lines().take_while(|line| !sets(line)).count() + 1
}

fn plain(value: &toml::Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_can_be_set() {
        let mut options = ServeOptions::default();
        for setting in SETTINGS {
            (setting.set)(&mut options, setting.default).unwrap();
        }
        assert_eq!(options.limits.sessions, 10_000);
        assert_eq!(options.limits.login_grace, Duration::from_secs(10));
        assert_eq!(options.listen, ["127.0.0.1:2222".parse().unwrap()]);
    }

    #[test]
    fn a_file_has_the_names_of_the_flags() {
        let mut options = ServeOptions::new();
        options
            .read("listen = [\"127.0.0.1:7\", \"[::1]:8\"]\nmax-sessions = 5\nidle = \"2m\"\n")
            .unwrap();
        assert_eq!(options.listen.len(), 2);
        assert_eq!(options.limits.sessions, 5);
        assert_eq!(options.limits.idle, Duration::from_mins(2));
        let error = options.read("# ours\n\nmax-sesions = 5").unwrap_err();
        let error = format!("{error:#}");
        assert!(
            error.contains("line 3") && error.contains("max-sesions"),
            "{error}"
        );
        let error = format!("{:#}", options.read("idle = \"soon\"").unwrap_err());
        assert!(error.contains("such as 30s"), "{error}");
    }

    #[test]
    fn networks_hold_what_begins_alike() {
        let holds = |text, address: &str| have(&[network(text).unwrap()], address.parse().unwrap());
        assert!(holds("10.0.0.0/8", "10.9.8.7"));
        assert!(holds("10.0.0.0/8", "::ffff:10.9.8.7"));
        assert!(!holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("2001:db8::/32", "2001:db8:1::1"));
        assert!(holds("0.0.0.0/0", "1.2.3.4"));
        assert!(holds("127.0.0.1", "127.0.0.1"));
        assert!(!holds("127.0.0.1", "127.0.0.2"));
        assert_eq!(network("10.0.0.0/33"), None);
        assert_eq!(network("here"), None);
    }
}

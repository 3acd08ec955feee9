//! Who may read a private reference: a file of public keys as OpenSSH has it, taken strictly.

use std::collections::HashSet;
use std::fmt::Display;
use std::path::Path;

use anyhow::{Context as _, bail};
use russh::keys::ssh_key::authorized_keys::Entry;
use russh::keys::ssh_key::{Algorithm, Fingerprint};
use russh::keys::{HashAlg, PublicKey};

use crate::content::regular;

/// The longest file, in bytes: some ten thousand keys.
const MOST: u64 = 4 * 1024 * 1024;

/// Options that ask for nothing but what holds for everybody here. Any other would let in whom it keeps out elsewhere.
const KEPT_ANYWAY: &[&str] = &[
    "no-agent-forwarding",
    "no-port-forwarding",
    "no-user-rc",
    "no-x11-forwarding",
];

/// The keys that may read, by fingerprint.
#[derive(Debug)]
pub struct AuthorizedKeys(HashSet<Fingerprint>);

impl AuthorizedKeys {
    /// Reads the file; anything in it that would not be kept to is an error with its line.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let place = file.display();
        let text = regular::read_text(file, MOST)
            .with_context(|| format!("the authorized keys {place} cannot be read"))?;
        Self::parse(&text, place)
    }

    /// Takes the text of such a file, which has this name in errors.
    pub fn parse(text: &str, place: impl Display) -> anyhow::Result<Self> {
        let mut keys = HashSet::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let key =
                key(line).with_context(|| format!("the authorized keys {place}:{}", index + 1))?;
            keys.insert(key);
        }
        Ok(Self(keys))
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    pub fn contains(&self, key: &PublicKey) -> bool {
        self.0.contains(&key.fingerprint(HashAlg::Sha256))
    }
}

/// The key of a line.
fn key(line: &str) -> anyhow::Result<Fingerprint> {
    let entry: Entry = line
        .parse()
        .ok()
        .context("this line is no public key of OpenSSH's format")?;
    for option in entry.config_opts().iter() {
        let name = option.split('=').next().unwrap_or_default();
        if !KEPT_ANYWAY.contains(&name.to_ascii_lowercase().as_str()) {
            bail!("the option {name} is not enforced here; remove it, or the key");
        }
    }
    let key = entry.public_key();
    let algorithm = key.algorithm();
    if !matches!(
        algorithm,
        Algorithm::Ed25519
            | Algorithm::SkEd25519
            | Algorithm::Ecdsa { .. }
            | Algorithm::SkEcdsaSha2NistP256
    ) {
        bail!("keys of the kind {algorithm} cannot log in here; an ed25519 key can");
    }
    Ok(key.fingerprint(HashAlg::Sha256))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOgtgIisSfP3cjKijluDNisfCmdmfo4Taka/xw2fP9fo reader";
    const RSA: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCgdFEV718REE/+AmiUyT3qp/PAHarWqpS5wQYBvJD4Nov//tysd1ocpGnRtYHgYnD5U/noYcjM0B6MeD5APoo/9BiLnTn7HFNZGk1LJfKKRvHyUWPF0aPdNxhrEAROM+fTtGDaKufjEObkol3Zi/nr7EzHO60sxdPw1sEPHrvKc1gu4RUTm10EKcGfeIFRrLwTyl4ez8x25J4EHeSDTQqYRoVc7DR6X/DNCps7ocdk6hxmJMkxcEYyALR+QCY7DvlTz0uXN9eNHeBvlCcJpvjvOaGRuV9CN4G6eMtYS+VRb0ngx6EZSSBurlJUyw2NSIz2FnaOmOqlAObUruzNseNX old";

    fn read(text: &str) -> Result<usize, String> {
        let keys = AuthorizedKeys::parse(text, "readers");
        keys.map(|keys| keys.0.len())
            .map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn keys_with_comments_and_options_that_hold_anyway_are_taken() {
        let text = format!(
            "# readers\n\n{KEY}\n  {KEY} twice\nno-X11-forwarding,no-port-forwarding {KEY}\n"
        );
        assert_eq!(read(&text), Ok(1));
        assert_eq!(read(""), Ok(0));
    }

    #[test]
    fn options_that_are_not_enforced_are_refused_with_their_line() {
        for option in [
            "from=\"192.0.2.0/24\"",
            "FROM=\"*.example.org,!bad.example.org\"",
            "expiry-time=\"20200101\"",
            "cert-authority",
            "principals=\"reader\"",
            "command=\"list\"",
            "no-pty",
            "restrict",
            "environment=\"LANG=C\"",
            "verify-required",
            "no-port-forwarding,expiry-time=\"20200101\"",
            "something-newer",
        ] {
            let said = read(&format!("{KEY}\n{option} {KEY}\n")).unwrap_err();
            assert!(said.contains("readers:2"), "{option}: {said}");
            assert!(said.contains("is not enforced here"), "{option}: {said}");
        }
    }

    #[test]
    fn lines_that_are_no_key_we_know_are_refused_with_their_line() {
        for line in [
            RSA,
            "ssh-ed25519 AAAA",
            "reader",
            "from=\"unended ssh-ed25519 AAAA",
        ] {
            let said = read(&format!("\n{line}\n")).unwrap_err();
            assert!(said.contains("readers:2"), "{line}: {said}");
        }
        assert!(read("\u{feff}").is_err());
    }
}

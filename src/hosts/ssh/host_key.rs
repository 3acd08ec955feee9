//! The host key: made once, kept private, never silently replaced.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use data_encoding::HEXLOWER;
use russh::keys::ssh_key::LineEnding;
use russh::keys::ssh_key::private::{Ed25519Keypair, KeypairData};
use russh::keys::{Algorithm, HashAlg, PrivateKey, PublicKey};

use crate::content::regular;
use crate::hosts::store::Folders;

/// The key's name in the state folder.
const FILE: &str = "ssh_host_ed25519_key";

/// The longest file of a key, in bytes; ours have 400, an RSA key of 16384 bits 13,000.
const MOST: u64 = 64 * 1024;

/// SSHFP numbers: the algorithm Ed25519, the hash SHA-256 (RFC 7479, RFC 6594).
const SSHFP: &str = "IN SSHFP 4 2";

/// Where the key is when no file is named: in the state folder of the service, or of the user.
pub fn usual_place() -> anyhow::Result<PathBuf> {
    let service = std::env::var_os("STATE_DIRECTORY").filter(|value| !value.is_empty());
    let folder = service
        .map(PathBuf::from)
        .or_else(|| Folders::of_environment().state_folder())
        .context("there is no state folder; name a file with --host-key")?;
    Ok(folder.join(FILE))
}

/// The key for serving: read, or made on the first start when it is in its usual place.
pub fn open(named: Option<&Path>) -> anyhow::Result<PrivateKey> {
    if let Some(file) = named {
        return read(file);
    }
    let file = usual_place()?;
    if file.exists() {
        read(&file)
    } else {
        make(&file)
    }
}

/// Makes a key where there is none.
pub fn make(file: &Path) -> anyhow::Result<PrivateKey> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} could not be made", folder.display()))?;
    }
    let mut seed = [0; 32];
    fs::File::open("/dev/urandom")?.read_exact(&mut seed)?;
    let pair = KeypairData::from(Ed25519Keypair::from_seed(&seed));
    let key = PrivateKey::new(pair, "calcinosis")?;
    let text = key.to_openssh(LineEnding::LF)?;
    let mut new = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => anyhow::anyhow!(
                "{} exists and is kept; remove it to make another key",
                file.display()
            ),
            _ => anyhow::anyhow!("the host key {} could not be made: {error}", file.display()),
        })?;
    new.write_all(text.as_bytes())?;
    new.sync_all()?;
    Ok(key)
}

/// Reads a key, and refuses one that others may read.
pub fn read(file: &Path) -> anyhow::Result<PrivateKey> {
    let place = file.display();
    let missing = || {
        format!(
            "the host key {place} cannot be read; calcinosis serve --init --host-key {place} makes one"
        )
    };
    let about = fs::metadata(file).with_context(missing)?;
    let is_ours = about.uid() == rustix::process::geteuid().as_raw();
    if !is_private(about.permissions().mode(), is_ours) {
        bail!("the host key {place} can be read by others; chmod 600 {place}");
    }
    check_folder(file)?;
    let text = regular::read_text(file, MOST).with_context(missing)?;
    let key = PrivateKey::from_openssh(&text).with_context(|| {
        format!("the host key {place} is not a private key of OpenSSH's format")
    })?;
    if key.is_encrypted() {
        bail!("the host key {place} has a passphrase; a server needs one without");
    }
    if key.algorithm() != Algorithm::Ed25519 {
        bail!(
            "the host key {place} is {}, and ed25519 is needed; calcinosis serve --init --host-key FILE makes one",
            key.algorithm()
        );
    }
    Ok(key)
}

/// Refuses a folder in which others can put another key in the place of ours. One with the sticky bit, as Kubernetes
/// mounts, protects what others own.
fn check_folder(file: &Path) -> anyhow::Result<()> {
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let mode = fs::metadata(folder)?.permissions().mode();
    if mode & 0o022 != 0 && mode & 0o1000 == 0 {
        let place = folder.display();
        bail!("the folder {place} of the host key can be written by others; chmod go-w {place}");
    }
    Ok(())
}

/// Whether nobody else can read a file of this mode. One that another account shares with our group, as Kubernetes
/// does with a Secret, is as private as it can be made.
const fn is_private(mode: u32, is_ours: bool) -> bool {
    mode & (if is_ours { 0o077 } else { 0o007 }) == 0
}

/// What a reader compares before trusting a server, and what DNS can say about it.
pub fn card(key: &PublicKey, host: &str) -> String {
    let print = key.fingerprint(HashAlg::Sha256);
    let hex = HEXLOWER.encode(print.as_bytes());
    let host = if host.is_empty() {
        "host.example"
    } else {
        host
    };
    format!("Fingerprint: {print}\nDNS record:  {host}. {SSHFP} {hex}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_private_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/key");
        let made = make(&file).unwrap();
        let rights = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(rights & 0o777, 0o600);
        assert_eq!(read(&file).unwrap().public_key(), made.public_key());
        let again = make(&file).unwrap_err().to_string();
        assert!(again.contains("is kept"), "{again}");
        assert_eq!(read(&file).unwrap().public_key(), made.public_key());
    }

    #[test]
    fn a_key_that_cannot_be_used_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        let error = read(&file).unwrap_err().to_string();
        assert!(error.contains("--init --host-key"), "{error}");
        make(&file).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        let error = read(&file).unwrap_err().to_string();
        assert!(error.contains("chmod 600"), "{error}");
        fs::write(&file, "no key").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        assert!(read(&file).is_err());
    }

    #[test]
    fn a_key_in_a_folder_that_others_can_write_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        make(&file).unwrap();
        for (mode, may) in [
            (0o755, true),
            (0o775, false),
            (0o757, false),
            (0o1777, true),
        ] {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
            let read = read(&file).map_err(|error| error.to_string());
            assert_eq!(read.is_ok(), may, "{mode:o} {read:?}");
            assert!(may || read.unwrap_err().contains("chmod go-w"));
        }
    }

    #[test]
    fn a_key_of_another_account_may_be_shared_with_our_group() {
        assert!(is_private(0o600, true) && is_private(0o400, true));
        assert!(!is_private(0o640, true) && !is_private(0o604, true));
        assert!(is_private(0o440, false) && !is_private(0o444, false));
    }

    #[test]
    fn the_card_has_fingerprint_and_dns_record() {
        let folder = tempfile::tempdir().unwrap();
        let key = make(&folder.path().join("key")).unwrap();
        let card = card(key.public_key(), "ssh.example.org");
        assert!(card.contains("SHA256:"), "{card}");
        assert!(card.contains("ssh.example.org. IN SSHFP 4 2 "), "{card}");
    }
}

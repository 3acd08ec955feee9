//! What a start would find with these options, without starting anything.

use std::net::TcpListener;
use std::path::Path;

use rustix::process::{Resource, getrlimit};

use crate::hosts::ssh::authorized_keys::AuthorizedKeys;
use crate::hosts::ssh::host_key;
use crate::hosts::ssh::options::ServeOptions;
use crate::hosts::ssh::running::SPARE;
use crate::hosts::ssh::settings::SETTINGS;

/// One thing that was looked at: what it is, and what was found or why it fails.
pub type Finding = (&'static str, Result<String, String>);

/// Looks at addresses, keys, descriptors and limits.
pub fn findings(options: &ServeOptions) -> Vec<Finding> {
    let mut findings = Vec::new();
    if std::env::var_os("LISTEN_FDS").is_some() {
        findings.push(("address", Ok("handed over by a service manager".to_owned())));
    } else {
        let bound = options.listen.iter().map(|address| {
            let bound = TcpListener::bind(address);
            let free = bound.map(|_| format!("{address}, which is free"));
            free.map_err(|error| format!("{address} cannot be listened on: {error}"))
        });
        findings.extend(bound.map(|bound| ("address", bound)));
    }
    findings.push(("host key", host_key(options)));
    findings.push(("readers", readers(options.authorized_keys.as_deref())));
    findings.push(("descriptors", descriptors(options)));
    let limits = SETTINGS.iter().filter(|setting| setting.limits);
    let limits = limits.map(|setting| {
        let value = options.text(setting);
        ("limit", Ok(format!("--{} {value}", setting.name)))
    });
    findings.extend(limits);
    findings
}

fn host_key(options: &ServeOptions) -> Result<String, String> {
    let usual = host_key::usual_place();
    let file = options.host_key.clone().map_or(usual, Ok);
    let file = file.map_err(|error| format!("{error:#}"))?;
    if options.host_key.is_none() && !file.exists() {
        return Ok(format!("made on the first start: {}", file.display()));
    }
    let key = host_key::read(&file).map_err(|error| format!("{error:#}"))?;
    let print = key.fingerprint(russh::keys::HashAlg::Sha256);
    Ok(format!("{}, {print}", file.display()))
}

fn readers(file: Option<&Path>) -> Result<String, String> {
    let Some(file) = file else {
        return Ok("anybody".to_owned());
    };
    let keys = AuthorizedKeys::read(file).map_err(|error| format!("{error:#}"))?;
    Ok(format!("{} keys of {}", keys.count(), file.display()))
}

fn descriptors(options: &ServeOptions) -> Result<String, String> {
    let wanted = options.limits.sessions as u64 + SPARE;
    match getrlimit(Resource::Nofile).maximum {
        Some(have) if have < wanted => Err(format!(
            "{have} may be open, and --max-sessions {} needs {wanted}; LimitNOFILE or ulimit -n raises it",
            options.limits.sessions
        )),
        _ => Ok(format!("enough for {wanted} open at once")),
    }
}

//! Least privilege: from a point on the process gains no rights, and opens only what it has to read.

use std::path::PathBuf;

use rustix::thread::set_no_new_privs;

/// How far the kernel keeps the process to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confinement {
    /// Files and outgoing connections.
    Full,
    /// As much of that as an older kernel knows.
    Partial,
    /// Nothing: the kernel has no Landlock, or it is switched off.
    Off,
}

impl Confinement {
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Full => "only what is served can be read, and nothing written",
            Self::Partial => {
                "only what is served can be read; this kernel knows a part of the rules"
            }
            Self::Off => "this kernel has no Landlock: files are protected by their rights alone",
        }
    }
}

/// Keeps programs with a set-user-id bit from giving rights to what this thread and the threads it starts from now on
/// run. We run nothing; whoever takes the process over should not either.
pub fn forbid_new_privileges() {
    // A kernel older than 3.5 has no such wish, and then nothing is worse than before.
    let _ = set_no_new_privs(true);
}

/// Files of the system that any of us may need: those that tell the day where the reader is, and randomness.
///
/// The latter is read from a file where a kernel, or a sandbox around us, does not give it by a call.
pub fn system_files() -> Vec<PathBuf> {
    let named = std::env::var_os("TZDIR").map(PathBuf::from);
    let usual = [
        "/etc/localtime",
        "/usr/share/zoneinfo",
        "/dev/random",
        "/dev/urandom",
    ];
    let usual = usual.map(PathBuf::from);
    usual.into_iter().chain(named).collect()
}

/// Lets this thread, and the threads it starts from now on, read below these paths and open nothing else. What is
/// open stays open.
#[cfg(target_os = "linux")]
pub fn allow_reading(paths: &[PathBuf]) -> Confinement {
    use landlock::RulesetStatus;

    match restrict(paths) {
        Ok(RulesetStatus::FullyEnforced) => Confinement::Full,
        Ok(RulesetStatus::PartiallyEnforced) => Confinement::Partial,
        Ok(RulesetStatus::NotEnforced) | Err(_) => Confinement::Off,
    }
}

#[cfg(not(target_os = "linux"))]
pub fn allow_reading(_: &[PathBuf]) -> Confinement {
    Confinement::Off
}

#[cfg(target_os = "linux")]
fn restrict(paths: &[PathBuf]) -> Result<landlock::RulesetStatus, landlock::RulesetError> {
    use landlock::{
        ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr as _, RulesetCreatedAttr as _,
        path_beneath_rules,
    };

    let reading = AccessFs::ReadFile | AccessFs::ReadDir;
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))?
        // Connections come to us; none is made.
        .handle_access(AccessNet::ConnectTcp)?
        .create()?
        // A path that is not there needs no rule.
        .add_rules(path_beneath_rules(paths, reading))?
        .restrict_self()?;
    Ok(status.ruleset)
}

//! The systemd units, from the templates that README and packages are made of as well.

use std::path::{Path, absolute};

/// What listens, and what serves; `PROGRAM` and `ARGUMENTS` stand for this machine's.
const SOCKET: &str = include_str!("units/calcinosis.socket");
const SERVICE: &str = include_str!("units/calcinosis.service");

/// A program and its arguments as systemd is told of them.
#[derive(Debug, Default)]
pub struct ServiceCommand {
    program: String,
    arguments: Vec<String>,
    /// Addresses, which the socket has and not the program.
    addresses: Vec<String>,
    is_in_a_home: bool,
}

impl ServiceCommand {
    pub fn new(program: &Path) -> Self {
        let mut command = Self::default();
        command.program = command.path(program);
        command
    }

    pub fn flag(&mut self, name: &str) {
        self.arguments.push(format!("--{name}"));
    }

    pub fn value(&mut self, name: &str, value: &str) {
        if name == "listen" {
            self.addresses.push(value.to_owned());
        } else {
            self.arguments.push(format!("--{name} {}", quoted(value)));
        }
    }

    pub fn file(&mut self, name: &str, file: &Path) {
        let file = self.path(file);
        self.arguments.push(format!("--{name} {}", quoted(&file)));
    }

    /// A service is started in no folder of ours.
    fn path(&mut self, path: &Path) -> String {
        let path = absolute(path).unwrap_or_else(|_| path.to_path_buf());
        self.is_in_a_home |= path.starts_with("/home") || path.starts_with("/root");
        path.display().to_string()
    }

    /// Both units, each below a comment with the file it belongs into.
    pub fn units(&self) -> String {
        let mut socket = SOCKET.to_owned();
        if !self.addresses.is_empty() {
            let listen = |address: &String| format!("ListenStream={address}\n");
            let lines: String = self.addresses.iter().map(listen).collect();
            socket = socket.replace("ListenStream=22\n", &lines);
        }
        let arguments = self.arguments.join(" ");
        let command = format!("{} serve {arguments}", quoted(&self.program));
        let mut service = SERVICE.replace("PROGRAM serve ARGUMENTS", command.trim_end());
        if self.is_in_a_home {
            service = service.replace("ProtectHome=yes", "ProtectHome=read-only");
        }
        format!(
            "# /etc/systemd/system/calcinosis.socket\n{socket}\n\
             # /etc/systemd/system/calcinosis.service\n{service}\n\
             # systemctl daemon-reload && systemctl enable --now calcinosis.socket calcinosis.service\n"
        )
    }
}

/// A word of a command line as systemd reads it.
fn quoted(word: &str) -> String {
    let word = word.replace('%', "%%").replace('$', "$$");
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "/._-:,@%$[]+".contains(it);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word;
    }
    format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_units_have_this_machines_paths() {
        let mut command = ServiceCommand::new(Path::new("/usr/bin/calcinosis"));
        command.value("name", "ssh.example.org");
        command.value("listen", "[::]:2222");
        command.file("content", Path::new("/srv/a reference/100%"));
        command.flag("follow");
        let units = command.units();
        let line = "ExecStart=/usr/bin/calcinosis serve --name ssh.example.org --content \"/srv/a reference/100%%\" --follow\n";
        assert!(units.contains(line), "{units}");
        assert!(units.contains("\nListenStream=[::]:2222\n"), "{units}");
        assert!(!units.contains("ListenStream=22\n"), "{units}");
        assert!(units.contains("ProtectHome=yes"), "{units}");
        let mut command = ServiceCommand::new(Path::new("/usr/bin/calcinosis"));
        command.file("config", Path::new("/home/me/serve.toml"));
        assert!(command.units().contains("ProtectHome=read-only"));
    }
}

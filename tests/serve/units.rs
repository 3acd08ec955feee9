//! The units that are printed, and those and the manifest in README: they start this program as it is.

use std::fs;
use std::process::Command;
use std::time::Duration;

use saphyr::{LoadableYamlNode as _, YamlOwned};

use crate::harness::{options, set};
use crate::process::{Process, content};

#[test]
fn the_units_are_printed_for_these_settings() {
    let folder = content();
    let arguments = ["--init", "--systemd", "--name", "ssh.example.org"];
    let (code, out) = Process::says(folder.path(), &arguments);
    assert_eq!(code, Some(0), "{out}");
    let command = format!(
        "calcinosis serve --content {} --name ssh.example.org --exempt 127.0.0.1",
        folder.path().join("content").display()
    );
    let start = out
        .lines()
        .find(|line| line.starts_with("ExecStart="))
        .unwrap();
    assert!(start.ends_with(&command), "{start}");
    assert!(
        !folder.path().join("ssh_host_ed25519_key").exists(),
        "no key is made"
    );
}

/// The blocks of README in a language.
fn printed(language: &str) -> Vec<String> {
    let readme = fs::read_to_string("README.md").unwrap();
    let opening = format!("```{language}\n");
    let blocks = readme.split(&opening).skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn readme_has_the_units_that_are_printed() {
    let folder = content();
    let [socket, service] = printed("systemd").try_into().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_calcinosis"))
        .args(["serve", "--init", "--systemd", "--name", "ssh.example.org"])
        .env("STATE_DIRECTORY", folder.path())
        .output()
        .unwrap();
    let units = String::from_utf8(output.stdout).unwrap();
    let program = env!("CARGO_BIN_EXE_calcinosis");
    // The test's program may lie in a home, which a service has to see then.
    let units = units
        .replace(program, "/usr/local/bin/calcinosis")
        .replace("=read-only", "=yes");
    assert!(units.contains(&socket), "{units}");
    assert!(units.contains(&service), "{units}");
}

/// What stands at a path of keys and numbers in a YAML document.
fn at<'a>(document: &'a YamlOwned, path: &str) -> &'a YamlOwned {
    path.split('.').fold(document, |node, name| {
        let found = name.parse().map_or_else(
            |_| node.as_mapping_get(name),
            |number: usize| node.as_sequence_get(number),
        );
        found.unwrap_or_else(|| panic!("no {name} of {path}"))
    })
}

fn text<'a>(document: &'a YamlOwned, path: &str) -> &'a str {
    let value = at(document, path).as_str();
    value.unwrap_or_else(|| panic!("{path} is no text"))
}

/// The manifest as YAML: three objects that name each other, flags that exist, and times that fit each other.
#[test]
fn readmes_manifest_starts_this_program_and_gives_it_time_to_end() {
    let [manifest] = printed("yaml").try_into().unwrap();
    let objects: [YamlOwned; 3] = YamlOwned::load_from_str(&manifest)
        .unwrap()
        .try_into()
        .unwrap();
    let kinds = objects.each_ref().map(|object| text(object, "kind"));
    assert_eq!(kinds, ["Secret", "Service", "Deployment"]);
    let [secret, service, deployment] = &objects;
    let pod = at(deployment, "spec.template.spec");
    let container = at(pod, "containers.0");
    assert!(text(container, "image").ends_with(concat!(":", env!("CARGO_PKG_VERSION"))));
    let arguments = at(container, "args").as_vec().unwrap().iter();
    let arguments: Vec<&str> = arguments.map(|it| it.as_str().unwrap()).collect();
    assert_eq!(arguments[0], "serve");
    let mut options = options();
    for pair in arguments[1..].chunks(2) {
        set(&mut options, pair[0].strip_prefix("--").unwrap(), pair[1]);
    }
    let grace = at(pod, "terminationGracePeriodSeconds").as_integer();
    let grace = Duration::from_secs(u64::try_from(grace.unwrap()).unwrap());
    assert!(grace > options.drain + Duration::from_secs(5));
    let port = Some(i64::from(options.listen[0].port()));
    for place in ["ports.0.containerPort", "readinessProbe.tcpSocket.port"] {
        assert_eq!(at(container, place).as_integer(), port, "{place}");
    }
    assert_eq!(at(service, "spec.ports.0.targetPort").as_integer(), port);
    let (label, selected) = ("template.metadata.labels.app", "selector.matchLabels.app");
    let label = text(at(deployment, "spec"), label);
    assert_eq!(text(at(deployment, "spec"), selected), label);
    assert_eq!(text(service, "spec.selector.app"), label);
    let mount = text(container, "volumeMounts.0.mountPath");
    assert!(options.host_key.unwrap().starts_with(mount));
    let volume = at(pod, "volumes.0");
    assert_eq!(text(volume, "name"), text(container, "volumeMounts.0.name"));
    let name = text(secret, "metadata.name");
    assert_eq!(text(volume, "secret.secretName"), name);
    let rights = at(container, "securityContext");
    let holds = |node: &YamlOwned, name: &str| at(node, name).as_bool();
    assert_eq!(holds(pod, "securityContext.runAsNonRoot"), Some(true));
    assert_eq!(holds(rights, "readOnlyRootFilesystem"), Some(true));
    assert_eq!(holds(rights, "allowPrivilegeEscalation"), Some(false));
    assert_eq!(text(rights, "capabilities.drop.0"), "ALL");
}

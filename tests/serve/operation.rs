//! Running the server: counters, proxies, logs, inherited sockets, a service manager, and what goes wrong at the start.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calcinosis::hosts::ssh::host_key;
use proxy_header::{ProxiedAddress, ProxyHeader};
use russh::client;
use russh::keys::{HashAlg, PrivateKeyWithHashAlg};
use rustix::process::Signal;
use saphyr::{LoadableYamlNode as _, YamlOwned};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::harness::{Terminal, Trusting, connect, options, run, serve, set, timed};
use crate::pipe::make_pipe;
use crate::process::{Process, content};

/// A host key of another kind, made for this test.
const ECDSA: &str = "\
-----BEGIN OPENSSH PRIVATE KEY-----\n\
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAaAAAABNlY2RzYS\n\
1zaGEyLW5pc3RwMjU2AAAACG5pc3RwMjU2AAAAQQRaGc6p0Cx15PphHu7xk1XsIwNnUTeM\n\
qbgxdt9D5UCtnXYBIQZe3uD3BhCmYmgS7N/9DfJGuddhNZe8uWZVml9aAAAAoHw0R018NE\n\
dNAAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBFoZzqnQLHXk+mEe\n\
7vGTVewjA2dRN4ypuDF230PlQK2ddgEhBl7e4PcGEKZiaBLs3/0N8ka512E1l7y5ZlWaX1\n\
oAAAAhANkZ9GRdgf52YYs0GkdAFtog9lfhhRuk9WkxwOCDm2FeAAAABHRlc3QBAgM=\n\
-----END OPENSSH PRIVATE KEY-----\n";

pub async fn get(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: here\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    timed("counters", stream.read_to_string(&mut answer))
        .await
        .unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counters_are_told_on_an_address_of_their_own() {
    let mut options = options();
    set(&mut options, "metrics", "127.0.0.1:0");
    let running = serve(options).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.press(b"smil").await;
    terminal.shows("Milia").await;
    let _ = session.channel_open_direct_tcpip("a", 1, "b", 2).await;
    // A frame is counted once it is sent, and may be seen before.
    let text = timed("a frame that is counted", async {
        loop {
            let text = get(running.metrics.unwrap(), "/metrics").await;
            if !text.contains("key_to_frame_seconds_count 0\n") {
                break text;
            }
        }
    })
    .await;
    assert!(text.starts_with("HTTP/1.1 200 OK\r\n"), "{text}");
    for line in [
        "calcinosis_sessions 1\n",
        "calcinosis_connects_total 1\n",
        "calcinosis_terminals_total 1\n",
        "calcinosis_keys_total 4\n",
        "calcinosis_refusals_total{reason=\"forwarding\"} 1\n",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(!text.contains("mil"), "what is typed is not told");
    let other = get(running.metrics.unwrap(), "/").await;
    assert!(other.starts_with("HTTP/1.1 404"), "{other}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_listed_proxy_says_whom_it_speaks_for_and_nobody_else_may() {
    let greeting = |address: SocketAddr, client: Option<&'static str>| async move {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let mut bytes = [0; 200];
        let length = client.map_or(0, |client| {
            let client = client.parse().unwrap();
            let proxied = ProxiedAddress::stream(client, client);
            let header = ProxyHeader::with_address(proxied);
            header.encode_to_slice_v2(&mut bytes).unwrap()
        });
        stream.write_all(&bytes[..length]).await.unwrap();
        stream.write_all(b"SSH-2.0-test\r\n").await.unwrap();
        let mut answer = vec![0; 16];
        let _ = timed("an answer", stream.read(&mut answer)).await;
        (String::from_utf8_lossy(&answer).into_owned(), stream)
    };
    let mut listed = options();
    set(&mut listed, "proxy-from", "127.0.0.0/8");
    set(&mut listed, "exempt", "");
    set(&mut listed, "connects-burst", "1");
    set(&mut listed, "connects-per-second", "0");
    let running = serve(listed).await;
    let address = running.addresses[0];
    let (first, _held) = greeting(address, Some("192.0.2.1:1000")).await;
    assert!(first.starts_with("SSH-2.0-"), "{first}");
    let (other, _held) = greeting(address, Some("192.0.2.2:1000")).await;
    assert!(other.starts_with("SSH-2.0-"), "{other}");
    let (again, _held) = greeting(address, Some("192.0.2.1:1001")).await;
    assert!(again.starts_with("Too many"), "{again}");
    let (bare, _held) = greeting(address, None).await;
    assert!(bare.starts_with("The proxy sent"), "{bare}");

    let running = serve(options()).await;
    let mut stream = TcpStream::connect(running.addresses[0]).await.unwrap();
    let proxied = ProxiedAddress::stream(running.addresses[0], running.addresses[0]);
    let mut bytes = [0; 200];
    let length = ProxyHeader::with_address(proxied)
        .encode_to_slice_v2(&mut bytes)
        .unwrap();
    stream.write_all(&bytes[..length]).await.unwrap();
    stream.write_all(b"SSH-2.0-test\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = timed("the end", stream.read_to_end(&mut answer)).await;
    assert!(
        answer.len() < 100,
        "a header from a stranger is no greeting"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_is_json_and_holds_nothing_that_was_typed() {
    let folder = content();
    let process = Process::start(folder.path(), &["--log", "json"]);
    let session = connect(process.address()).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.press(b"ssecretword").await;
    terminal.shows("secretword").await;
    let (_, _, status) = run(&session, "search secretphrase").await;
    assert_eq!(status, Some(1));
    terminal.press(b"\x03\x03").await;
    terminal.ends().await;
    drop(session);
    let log = process.ended();
    assert!(log.len() >= 6, "{log:?}");
    for line in &log {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(event["level"].is_string(), "{line}");
        assert!(!line.contains("secret"), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sockets_are_inherited_and_a_service_manager_is_told() {
    let folder = content();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let manager = UnixDatagram::bind(folder.path().join("notify")).unwrap();
    manager
        .set_read_timeout(Some(crate::harness::PATIENCE))
        .unwrap();
    let told = || {
        let mut message = [0; 200];
        let length = manager.recv(&mut message).unwrap();
        String::from_utf8_lossy(&message[..length]).into_owned()
    };
    let process = Process::inheriting(folder.path(), listener);
    assert!(told().contains("READY=1"));
    assert_eq!(process.address(), address);
    let session = connect(address).await.unwrap();
    let (out, _, _) = run(&session, "show milia").await;
    assert!(out.starts_with("Milia"));
    // What is read anew knows nothing of the socket that was handed over.
    process.signal(Signal::HUP);
    assert!(told().contains("RELOADING=1"));
    assert!(told().contains("READY=1"));
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.shows("Welcome.").await;
    process.signal(Signal::TERM);
    terminal.ends().await;
    let way_back = format!("ssh -t -p {} ", address.port());
    assert!(terminal.text().contains(&way_back), "{}", terminal.text());
    drop(session);
    process.ended();
    assert!(told().contains("STOPPING=1"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_with_an_inherited_socket_refuses_no_connect() {
    let folder = content();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    for _ in 0..3 {
        // Comes while nobody serves, and waits.
        let early = tokio::spawn(connect(address));
        let process = Process::inheriting(folder.path(), listener.try_clone().unwrap());
        let session = timed("a session", early).await.unwrap().unwrap();
        let (out, _, _) = run(&session, "show milia").await;
        assert!(out.starts_with("Milia"));
        drop(session);
        process.ended();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_descriptors_the_server_waits_and_goes_on() {
    let folder = content();
    let process = Process::with_descriptors(folder.path(), 40);
    let mut held = Vec::new();
    for _ in 0..60 {
        held.push(TcpStream::connect(process.address()).await.unwrap());
    }
    process.logs("could not be accepted");
    assert_eq!(held.len(), 60);
    drop(held);
    let mut session = None;
    timed("a session", async {
        while session.is_none() {
            session = connect(process.address()).await.ok();
        }
    })
    .await;
    let (out, _, _) = run(&session.unwrap(), "show milia").await;
    assert!(out.starts_with("Milia"));
}

#[test]
fn what_is_wrong_at_the_start_is_said_in_one_sentence() {
    let folder = content();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let file = |name: &str, text: &str, mode: u32| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let open = file("open_key", "no key", 0o644);
    let ecdsa = file("ecdsa_key", ECDSA, 0o600);
    let readers = file(
        "readers",
        "# readers\nfrom=\"192.0.2.1\" ssh-ed25519 AAAA\n",
        0o600,
    );
    fs::create_dir(folder.path().join("shared")).unwrap();
    let shared = file("shared/key", "a key", 0o600);
    let mode = fs::Permissions::from_mode(0o777);
    fs::set_permissions(folder.path().join("shared"), mode).unwrap();
    let pipe = folder.path().join("pipe").to_str().unwrap().to_owned();
    make_pipe(&pipe);
    for (arguments, words) in [
        (vec!["--listen", taken.as_str()], "cannot be listened on"),
        (vec!["--host-key", "/nowhere/key"], "--init --host-key"),
        (vec!["--host-key", &open], "chmod 600"),
        (vec!["--host-key", &ecdsa], "ed25519 is needed"),
        (vec!["--host-key", &shared], "chmod go-w"),
        (vec!["--authorized-keys", &readers], "readers:2"),
        (vec!["--authorized-keys", &pipe], "not a regular file"),
        (vec!["--config", &pipe], "not a regular file"),
        (vec!["--idle", "soon"], "such as 30s"),
        (vec!["--config", "/nowhere.toml"], "cannot be read"),
        (vec!["--authorized-keys", "/nowhere"], "cannot be read"),
    ] {
        let (code, error) = Process::fails(folder.path(), &arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {error}");
        let last = error.lines().last().unwrap_or_default();
        assert!(last.contains(words), "{arguments:?}: {error}");
    }
}

#[test]
fn the_host_key_is_made_once_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key");
    let arguments = [
        "--init",
        "--host-key",
        key.to_str().unwrap(),
        "--name",
        "a.example",
    ];
    let (code, out) = Process::says(folder.path(), &arguments);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("SHA256:"), "{out}");
    assert!(out.contains("a.example. IN SSHFP 4 2 "), "{out}");
    assert!(Path::new(&key).exists());
    let (code, error) = Process::fails(folder.path(), &arguments);
    assert_eq!(code, Some(2));
    assert!(error.contains("is kept"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_listed_proxy_opens_and_says_nothing_on_is_a_login_that_ends_in_time() {
    let mut options = options();
    set(&mut options, "proxy-from", "127.0.0.0/8");
    set(&mut options, "metrics", "127.0.0.1:0");
    set(&mut options, "login-grace", "2s");
    set(&mut options, "max-unauthenticated", "3");
    let running = serve(options).await;
    let (address, metrics) = (running.addresses[0], running.metrics.unwrap());
    let refused = |count: u32| format!("calcinosis_refusals_total{{reason=\"proxy\"}} {count}\n");
    let mut silent = Vec::new();
    for _ in 0..3 {
        silent.push(TcpStream::connect(address).await.unwrap());
    }
    timed("three logins", async {
        while !get(metrics, "/metrics")
            .await
            .contains("calcinosis_unauthenticated 3\n")
        {}
    })
    .await;
    for stream in &mut silent {
        let mut answer = String::new();
        let _ = timed("an end", stream.read_to_string(&mut answer)).await;
        assert!(answer.starts_with("The proxy sent no"), "{answer}");
    }
    let text = get(metrics, "/metrics").await;
    assert!(text.contains(&refused(3)), "{text}");
    assert!(text.contains("calcinosis_unauthenticated 0\n"), "{text}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_ask_for_counters_and_take_nothing_delay_nobody() {
    let mut options = options();
    set(&mut options, "metrics", "127.0.0.1:0");
    let running = serve(options).await;
    let metrics = running.metrics.unwrap();
    let start = Instant::now();
    let mut silent = Vec::new();
    for _ in 0..200 {
        silent.push(TcpStream::connect(metrics).await.unwrap());
    }
    let text = get(metrics, "/metrics").await;
    assert!(text.contains("calcinosis_sessions 0"), "{text}");
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "their time was not waited for"
    );
    drop(silent);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_key_of_a_reader_is_logged() {
    let folder = content();
    let key = host_key::make(&folder.path().join("reader")).unwrap();
    let list = folder.path().join("readers");
    fs::write(&list, key.public_key().to_openssh().unwrap()).unwrap();
    let process = Process::start(
        folder.path(),
        &["--authorized-keys", list.to_str().unwrap()],
    );
    let config = Arc::new(client::Config::default());
    let connected = client::connect(config, process.address(), Trusting::default());
    let mut session = connected.await.unwrap();
    let print = key.fingerprint(HashAlg::Sha256).to_string();
    let key = PrivateKeyWithHashAlg::new(Arc::new(key), None);
    assert!(
        session
            .authenticate_publickey("reader", key)
            .await
            .unwrap()
            .success()
    );
    assert!(process.logs("logged in").contains(&print));
    process.ended();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stops_waits_for_nobody_who_has_not_logged_in() {
    let folder = content();
    let limits = ["--drain", "60s", "--login-grace", "60s"];
    let process = Process::start(folder.path(), &limits);
    let address = process.address();
    let silent = TcpStream::connect(address).await.unwrap();
    let config = Arc::new(client::Config::default());
    let connected = client::connect(config, address, Trusting::default());
    let greeted = connected.await.unwrap();
    let start = Instant::now();
    process.ended();
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
    drop((silent, greeted));
}

#[test]
fn a_check_says_what_a_start_would_find() {
    let folder = content();
    let (code, out) = Process::says(folder.path(), &["--check", "--listen", "127.0.0.1:0"]);
    assert_eq!(code, Some(0), "{out}");
    for words in [
        "made on the first start",
        "anybody",
        "2 topics",
        "--idle 30m",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert!(
        !folder.path().join("ssh_host_ed25519_key").exists(),
        "nothing is made"
    );
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    fs::write(
        folder.path().join("content/broken.md"),
        "+++\ntitle = \n+++\n",
    )
    .unwrap();
    let (code, out) = Process::says(folder.path(), &["--check", "--listen", &taken]);
    assert_eq!(code, Some(1), "{out}");
    for words in ["cannot be listened on", "broken.md:2"] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let settings = folder.path().join("serve.toml");
    fs::write(&settings, "# ours\nidle = \"soon\"\n").unwrap();
    let arguments = ["--check", "--config", settings.to_str().unwrap()];
    let (code, error) = Process::fails(folder.path(), &arguments);
    assert_eq!(code, Some(2));
    assert!(error.contains("line 2"), "{error}");
}

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

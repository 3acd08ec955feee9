//! How a server starts: what is wrong is said, what a start would find is told, and a host key is made once.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use tokio::net::TcpStream;

use crate::harness::{connect, run, timed};
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

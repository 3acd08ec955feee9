//! What the SSH library is told: algorithms, keepalives, window sizes.

use std::borrow::Cow;
use std::time::Duration;

use russh::keys::{Algorithm, PrivateKey};
use russh::server::Config;
use russh::{MethodKind, MethodSet, Preferred, SshId, cipher, compression, kex, mac};

use crate::hosts::ssh::options::ServeOptions;

/// The greeting says what this is and no more.
const GREETING: &str = "SSH-2.0-calcinosis";

/// Bytes a client may send before we take them: keys and pastes need no more.
const WINDOW: u32 = 64 * 1024;

/// The largest packet a client may send.
const PACKET: u32 = 32 * 1024;

/// Messages waiting between the library and a channel's task.
const WAITING: usize = 16;

/// A refused login takes this long, so that keys cannot be tried quickly.
const REJECTION: Duration = Duration::from_millis(300);

/// Ciphers without a known weakness; the first the client also has is taken.
const CIPHERS: &[cipher::Name] = &[
    cipher::CHACHA20_POLY1305,
    cipher::AES_256_GCM,
    cipher::AES_128_GCM,
    cipher::AES_256_CTR,
    cipher::AES_192_CTR,
    cipher::AES_128_CTR,
];

/// Encrypt, then authenticate.
const MACS: &[mac::Name] = &[mac::HMAC_SHA512_ETM, mac::HMAC_SHA256_ETM];

pub fn config(options: &ServeOptions, key: &PrivateKey) -> Config {
    let limits = &options.limits;
    let methods: &[MethodKind] = if options.authorized_keys.is_some() {
        &[MethodKind::PublicKey]
    } else {
        &[
            MethodKind::None,
            MethodKind::PublicKey,
            MethodKind::KeyboardInteractive,
        ]
    };
    Config {
        server_id: SshId::Standard(Cow::Borrowed(GREETING)),
        methods: MethodSet::from(methods),
        auth_rejection_time: REJECTION,
        auth_rejection_time_initial: Some(Duration::ZERO),
        keys: vec![key.clone()],
        window_size: WINDOW,
        maximum_packet_size: PACKET,
        channel_buffer_size: WAITING,
        preferred: preferred(options),
        max_auth_attempts: 10,
        // Ours is by keys pressed: this one is put off by keepalives and by our own output.
        inactivity_timeout: None,
        keepalive_interval: Some(limits.keepalive).filter(|time| !time.is_zero()),
        keepalive_max: limits.keepalive_count,
        nodelay: true,
        ..Config::default()
    }
}

fn preferred(options: &ServeOptions) -> Preferred {
    let mut exchanges: Vec<kex::Name> = options
        .key_exchange
        .iter()
        .filter_map(|name| kex::Name::try_from(name.as_str()).ok())
        .collect();
    exchanges.push(kex::EXTENSION_SUPPORT_AS_SERVER);
    exchanges.push(kex::EXTENSION_OPENSSH_STRICT_KEX_AS_SERVER);
    Preferred {
        kex: Cow::Owned(exchanges),
        key: Cow::Borrowed(&[Algorithm::Ed25519]),
        host_key_certificates: Cow::Borrowed(&[]),
        cipher: Cow::Borrowed(CIPHERS),
        mac: Cow::Borrowed(MACS),
        // None before login, where it helps attackers; none after it, where it costs 300 kB a reader.
        compression: Cow::Borrowed(&[compression::NONE]),
    }
}

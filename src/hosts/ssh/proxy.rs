//! PROXY protocol version 2: who a listed proxy says it speaks for.

use std::net::SocketAddr;

use proxy_header::{ParseConfig, ProxyHeader};
use tokio::io::{AsyncRead, AsyncReadExt as _};

/// What every header of version 2 begins with.
const SIGNATURE: &[u8; 12] = b"\r\n\r\n\0\r\nQUIT\n";

/// Signature, command, family and the length of the rest.
const FIXED: usize = 16;

/// The longest rest that is read; addresses need 36 bytes, extensions seldom more than 200.
const LONGEST: usize = 520;

/// Reads the header a proxy sends first; whom it speaks for, which is itself in a health check. Errors are not told
/// apart: the connection ends in any case.
pub async fn read(stream: &mut (impl AsyncRead + Unpin), proxy: SocketAddr) -> Option<SocketAddr> {
    let mut header = vec![0; FIXED];
    stream.read_exact(&mut header).await.ok()?;
    if !header.starts_with(SIGNATURE) {
        return None;
    }
    let length: [u8; 2] = header.get(14..FIXED)?.try_into().ok()?;
    let rest = usize::from(u16::from_be_bytes(length));
    if rest > LONGEST {
        return None;
    }
    header.resize(FIXED + rest, 0);
    stream.read_exact(header.get_mut(FIXED..)?).await.ok()?;
    let config = ParseConfig {
        include_tlvs: false,
        allow_v1: false,
        allow_v2: true,
    };
    let (header, _) = ProxyHeader::parse(&header, config).ok()?;
    let proxied = header.proxied_address();
    Some(proxied.map_or(proxy, |address| address.source))
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use proxy_header::ProxiedAddress;

    use super::*;

    const PROXY: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 1);

    fn read_bytes(bytes: &[u8]) -> Option<SocketAddr> {
        let mut stream = bytes;
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.unwrap().block_on(read(&mut stream, PROXY))
    }

    fn header(header: &ProxyHeader<'_>) -> Vec<u8> {
        let mut bytes = [0; 600];
        let length = header.encode_to_slice_v2(&mut bytes).unwrap();
        bytes[..length].to_vec()
    }

    #[test]
    fn the_source_is_the_one_the_proxy_names() {
        for client in ["192.0.2.7:51234", "[2001:db8::7]:51234"] {
            let client: SocketAddr = client.parse().unwrap();
            let proxied = ProxiedAddress::stream(client, client);
            let bytes = header(&ProxyHeader::with_address(proxied));
            assert_eq!(read_bytes(&bytes), Some(client));
        }
        let local = header(&ProxyHeader::with_local());
        assert_eq!(read_bytes(&local), Some(PROXY));
    }

    #[test]
    fn anything_else_is_refused() {
        assert_eq!(read_bytes(b"SSH-2.0-OpenSSH_9.6\r\n"), None);
        assert_eq!(read_bytes(b"PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\n"), None);
        let mut long = SIGNATURE.to_vec();
        long.extend([0x21, 0x11, 0xff, 0xff]);
        long.extend(vec![0; 70_000]);
        assert_eq!(read_bytes(&long), None);
    }
}

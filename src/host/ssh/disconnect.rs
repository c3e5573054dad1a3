//! The end of a connection that is not encrypted yet (RFC 4253, sections 4.2, 6 and 11.1).

use russh::Disconnect;

use crate::host::dismissal::{Dismissal, Dismissals};
use crate::locale::{Lang, Words};

/// The line by which the server greets.
const GREETING: &[u8] = b"SSH-2.0-relutor\r\n";

/// The number of the message.
const SSH_MSG_DISCONNECT: u8 = 1;

/// The size in bytes of which an unencrypted packet is a multiple, and its shortest padding.
const BLOCK: usize = 8;
const MIN_PADDING: usize = 4;

/// The reasons for ssh clients.
pub(super) fn dismissals() -> Dismissals {
    Dismissals::new(GREETING.to_vec(), |reason| {
        packet(code(reason), &sentence(reason))
    })
}

/// The sentence of a reason. It is English in every room: OpenSSH shows letters outside ASCII as numbers here.
pub(super) fn sentence(reason: Dismissal) -> String {
    let words = Words::load_or_english(&Lang::english());
    words.map_or_else(|_| String::new(), |words| words.get(reason.key()))
}

/// The protocol's code of a reason.
pub(super) fn code(reason: Dismissal) -> Disconnect {
    match reason {
        Dismissal::TooFast | Dismissal::Busy => Disconnect::TooManyConnections,
        Dismissal::Late => Disconnect::ByApplication,
    }
}

/// The packet of a disconnection without encryption.
fn packet(reason: Disconnect, sentence: &str) -> Vec<u8> {
    let mut payload = vec![SSH_MSG_DISCONNECT];
    payload.extend((reason as u32).to_be_bytes());
    for text in [sentence, Lang::english().tag()] {
        payload.extend(length(text.len()));
        payload.extend(text.bytes());
    }
    // The length itself takes four bytes, that of the padding one.
    let rest = (4 + 1 + payload.len() + MIN_PADDING) % BLOCK;
    let padding = MIN_PADDING + (BLOCK - rest) % BLOCK;
    let mut packet = length(1 + payload.len() + padding).to_vec();
    packet.push(u8::try_from(padding).unwrap_or(u8::MAX));
    packet.extend(payload);
    packet.resize(packet.len() + padding, 0);
    packet
}

fn length(bytes: usize) -> [u8; 4] {
    u32::try_from(bytes).unwrap_or(u32::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_fills_blocks_and_ends_with_its_padding() {
        for letters in 0..40 {
            let packet = packet(Disconnect::TooManyConnections, &"x".repeat(letters));
            let length = u32::from_be_bytes(packet[..4].try_into().unwrap());
            assert_eq!(packet.len(), usize::try_from(length).unwrap() + 4);
            assert_eq!(packet.len() % 8, 0, "{letters}");
            let padding = usize::from(packet[4]);
            // The code, the two lengths, the sentence and "en".
            assert_eq!(packet.len() - padding, 5 + 1 + 4 + 4 + letters + 4 + 2);
            assert!((4..12).contains(&padding) && packet[5] == 1 && packet[9] == 12);
        }
    }
}

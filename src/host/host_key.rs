//! The host key: made once and kept, because ssh warns of a key that has changed.

use std::path::Path;

use russh::keys::{Algorithm, HashAlg, PrivateKey, ssh_key::LineEnding};

use super::options::HostError;
use crate::storage;

/// The key by which guests know this machine.
pub(super) struct HostKey(PrivateKey);

impl HostKey {
    /// The fingerprint as ssh shows it: `SHA256:…`.
    pub(super) fn fingerprint(&self) -> String {
        self.0.fingerprint(HashAlg::Sha256).to_string()
    }

    /// The key for russh.
    pub(super) fn into_inner(self) -> PrivateKey {
        self.0
    }
}

/// Reads the key in `file`, or makes it; without a file it lasts until the room ends.
pub(super) fn load_or_create(file: Option<&Path>) -> Result<HostKey, HostError> {
    let failed = |reason: String| HostError::Key {
        file: file.map(Path::to_owned),
        reason,
    };
    if let Some(file) = file
        && let Some(text) = storage::read_secret(file).map_err(|error| failed(error.to_string()))?
    {
        let key = PrivateKey::from_openssh(text).map_err(|error| failed(error.to_string()))?;
        return Ok(HostKey(key));
    }
    let key = PrivateKey::random(&mut rand::rng(), Algorithm::Ed25519)
        .map_err(|error| failed(error.to_string()))?;
    if let Some(file) = file {
        let text = key
            .to_openssh(LineEnding::LF)
            .map_err(|error| failed(error.to_string()))?;
        storage::write_secret(file, &text).map_err(|error| failed(error.to_string()))?;
    }
    Ok(HostKey(key))
}

//! What is read when it is first looked at: nobody needs every lesson at once, and a start should not wait for them.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

/// Something that is read when it is first looked at. Its clones share it.
pub struct Late<T>(Arc<Shared<T>>);

type Shared<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send>>;

impl<T> Late<T> {
    /// What `read` gives, once somebody looks at it.
    pub(super) fn new(read: impl FnOnce() -> T + Send + 'static) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(read))))
    }
}

impl<T: Send + 'static> From<T> for Late<T> {
    fn from(read: T) -> Self {
        let shared: Shared<T> = LazyLock::new(Box::new(move || read));
        LazyLock::force(&shared);
        Self(Arc::new(shared))
    }
}

impl<T> Clone for Late<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Late<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Late<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

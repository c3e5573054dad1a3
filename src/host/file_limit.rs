//! The limit of open files: each connection takes two, and some systems begin with 256.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Open files for every seat, for connections without one, and for the rest of the program.
const WANTED: u64 = 2048;

/// Raises the limit of open files, as far as the system lets it. A room with fewer refuses connections beyond it.
pub(super) fn raise_file_limit() {
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.map_or(WANTED, |most| most.min(WANTED));
    if limit.current.is_some_and(|current| current < wanted) {
        // Without it, the room works with fewer seats.
        let raised = Rlimit {
            current: Some(wanted),
            maximum: limit.maximum,
        };
        let _is_raised = setrlimit(Resource::Nofile, raised);
    }
}

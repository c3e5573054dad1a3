//! Atomic writes: a reader sees the old content or the new one.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::regular_file::{FileError, open_regular_file};

/// Permissions of a new file before the umask.
#[cfg(unix)]
const NEW_FILE_MODE: u32 = 0o666;
/// The longest chain of links that is followed.
const MAX_LINKS: usize = 40;

/// Replaces the content of the file at `path`, or creates the file. Links are followed; permissions and owner stay.
///
/// # Errors
/// The path names something else than a regular file, the file may not be written, or the operating system reports an
/// error. The old content stays then.
pub fn replace_file(path: &Path, content: &[u8]) -> Result<(), FileError> {
    let path = follow_links(path.to_owned());
    let old = writable_metadata(&path)?;
    let mut file = temporary_file(&path, old.is_none())?;
    file.write_all(content)?;
    keep_owner(&path, file.as_file(), old.as_ref())?;
    if let Some(old) = &old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|failed| failed.error)?;
    sync_folder(folder_of(&path))?;
    Ok(())
}

/// Writes `content` into a new file at `path` with the permissions of the file `model`.
///
/// # Errors
/// There is something at `path`, or the operating system reports an error. A file that is half written is removed.
pub(super) fn create_copy(path: &Path, content: &[u8], model: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let mut write = || -> io::Result<()> {
        file.write_all(content)?;
        let model = fs::metadata(model)?;
        keep_owner(path, &file, Some(&model))?;
        file.set_permissions(model.permissions())?;
        file.sync_all()
    };
    write().inspect_err(|_| drop(fs::remove_file(path)))
}

/// Creates the folder at `path` and its parents. If root does so for a user, they belong to the user.
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    let missing = path.ancestors().take_while(|folder| !folder.exists());
    let mut missing: Vec<_> = missing.collect();
    fs::create_dir_all(path)?;
    missing.reverse();
    for folder in missing {
        keep_owner(folder, &File::open(folder)?, None)?;
    }
    Ok(())
}

/// Whether `path` is the null device or a link to it: its owner wants nothing to be stored.
#[cfg(unix)]
pub(super) fn is_null_device(path: &Path) -> bool {
    use std::os::unix::fs::{FileTypeExt, MetadataExt};
    let device = |path: &Path| {
        let metadata = fs::metadata(path).ok()?;
        let is_device = metadata.file_type().is_char_device();
        is_device.then(|| metadata.rdev())
    };
    device(path).is_some_and(|found| device(Path::new("/dev/null")) == Some(found))
}

#[cfg(not(unix))]
pub(super) fn is_null_device(_: &Path) -> bool {
    false
}

/// The path that `path` leads to, which may not exist yet.
fn follow_links(mut path: PathBuf) -> PathBuf {
    for _ in 0..MAX_LINKS {
        let Ok(target) = fs::read_link(&path) else {
            break;
        };
        path = folder_of(&path).join(target);
    }
    path
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) | None => Path::new("."),
    }
}

/// The metadata of the file that is replaced; none if there is no file.
fn writable_metadata(path: &Path) -> Result<Option<Metadata>, FileError> {
    let mut options = OpenOptions::new();
    options.write(true);
    let file = match open_regular_file(path, options) {
        Ok(file) => file,
        Err(error) if error.is_missing() => return Ok(None),
        Err(error) => return Err(error),
    };
    let metadata = file.metadata()?;
    // Root may write every file, and respects the wish nevertheless.
    if metadata.permissions().readonly() {
        return Err(FileError::Io(ErrorKind::PermissionDenied.into()));
    }
    Ok(Some(metadata))
}

/// An empty file beside `path`. Its name is always the same, so that a killed process leaves at most one; another kind of
/// file with that name stays.
fn temporary_file(path: &Path, is_new: bool) -> io::Result<NamedTempFile> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let stale = path.with_file_name(&name);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&name).rand_bytes(0);
    match fs::symlink_metadata(&stale) {
        Ok(metadata) if metadata.is_file() => fs::remove_file(&stale)?,
        Ok(_) => drop(builder.rand_bytes(8)),
        Err(_) => {}
    }
    #[cfg(unix)]
    if is_new {
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(NEW_FILE_MODE));
    }
    builder.tempfile_in(folder_of(path))
}

/// Gives `file`, new at `path`, to the owner of the `old` file, or of the folder, if root created it.
#[cfg(unix)]
pub(super) fn keep_owner(path: &Path, file: &File, old: Option<&Metadata>) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    if file.metadata()?.uid() != 0 {
        return Ok(());
    }
    let folder = fs::metadata(folder_of(path))?;
    let model = old.unwrap_or(&folder);
    let (user, group) = (model.uid(), model.gid());
    if user == 0 {
        return Ok(());
    }
    fchown(file, Some(user), Some(group))
}

#[cfg(not(unix))]
pub(super) fn keep_owner(_: &Path, _: &File, _: Option<&Metadata>) -> io::Result<()> {
    Ok(())
}

/// Flushes the folder's entries to disk, so that a rename survives a power failure.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

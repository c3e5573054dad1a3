//! The pictures of the README are up to date.
//!
//! After an intended change: `UPDATE=1 cargo test --test it pictures`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The picture that `relutor export` prints with these arguments.
fn export_svg(args: &[&str], theme: &str) -> String {
    let home = env!("CARGO_TARGET_TMPDIR");
    let appearance = ["--theme", theme, "--glyphs", "braille", "--size", "100x30"];
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .arg("export")
        .args(args)
        .args(appearance)
        .args(["--lang", "en", "--output", "-"])
        .env("XDG_STATE_HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).expect("a picture is text")
}

#[test]
fn every_readme_picture_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let assets = root.join("assets");
    let pictures = fs::read_to_string(assets.join("pictures.txt")).expect("there is a list");
    let readme = fs::read_to_string(root.join("README.md")).expect("there is a README");
    let mut stale = Vec::new();
    let lines = pictures.lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let words: Vec<_> = line.split_whitespace().collect();
        let (name, args) = words.split_first().expect("a name");
        for theme in ["dark", "light"] {
            let file = format!("{name}-{theme}.svg");
            let path = assets.join(&file);
            let now = export_svg(args, theme);
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&path, now).expect("the picture is written");
            } else if fs::read_to_string(&path).unwrap_or_default() != now {
                stale.push(file.clone());
            }
            assert!(
                readme.contains(&format!("assets/{file}")),
                "README.md does not show {file}"
            );
        }
    }
    assert!(
        stale.is_empty(),
        "{stale:?} differ; UPDATE=1 cargo test --test it pictures draws them anew"
    );
}

//! Links, tables and formulas in lessons: on the screen, in `read` and on pages.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use relutor::app::{App, Appearance, Effect, MouseInput, Msg};
use relutor::lesson::{CourseSource, load};
use tempfile::TempDir;

use crate::support::folders::copy_folder;
use crate::support::{self, Driver};

/// The text of the step in the lesson under test.
const TEXT: &str = "\
See [the paper](https://example.org/paper?a=1&b=2) or https://relutor.example: $w_1 \\cdot x + b \\ge 0$.

| Function | At A | Slope |
|:---------|:----:|------:|
| relu     | {kink} | one |
| a much longer name of a function that is wrapped | here | none |

Behind the table.";

/// A copy of the course for classes whose second step has [`TEXT`].
fn course_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_folder(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/class_course"),
        folder.path(),
    );
    let file = folder.path().join("01-kink/en.md");
    let prose = fs::read_to_string(&file).unwrap();
    let prose = prose.replace("Put the kink at minus three.", TEXT);
    fs::write(file, prose).unwrap();
    folder
}

/// The standard output of the program.
fn relutor(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(args)
        .env("LANG", "C.UTF-8")
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn open(size: (u16, u16)) -> Driver {
    let folder = course_folder();
    let course = load(&CourseSource::Folder(folder.path().to_owned())).unwrap();
    let app: App = support::app(Arc::new(course), Appearance::default());
    let app = support::without_motion(app);
    let mut driver = Driver::new(app, size);
    driver.press("<Down><Enter>2n");
    driver
}

#[test]
fn a_table_has_columns_and_fits_the_screen() {
    for size in [(80, 40), (120, 40)] {
        let mut driver = open(size);
        let text = driver.text();
        let lines: Vec<_> = text.lines().collect();
        let row = |start: &str| {
            let row = lines.iter().find(|line| line.contains(start));
            *row.unwrap_or_else(|| panic!("{start} at {size:?}:\n{text}"))
        };
        let (head, relu) = (row("Function"), row("relu  "));
        let end = |line: &str, word: &str| line.find(word).unwrap() + word.len();
        assert_eq!(
            end(head, "Slope"),
            end(relu, "one"),
            "aligned at the right:\n{text}"
        );
        let cells: Vec<_> = relu.split_whitespace().collect();
        assert!(cells.contains(&"0"), "a number of the model:\n{text}");
        assert!(text.contains("Behind the table."), "{text}");
        assert!(!text.contains('|'), "{text}");
    }
}

#[test]
fn a_formula_is_written_in_characters() {
    let mut driver = open((120, 40));
    assert!(
        driver.text().contains("w₁ · x + b ≥ 0"),
        "{}",
        driver.text()
    );
}

#[test]
fn a_click_on_a_link_copies_its_address_and_a_key_lists_it() {
    let mut driver = open((120, 40));
    let text = driver.text();
    let (y, line) = text
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains("the paper"))
        .unwrap();
    let before = line.split("the paper").next().unwrap();
    let place = (
        u16::try_from(before.chars().count()).unwrap() + 2,
        u16::try_from(y).unwrap(),
    );
    let target = relutor::ui::hit_test(&driver.app, (120, 40), place.0, place.1);
    let update = driver.app.update(Msg::Mouse(MouseInput::Press(target)));
    let address = "https://example.org/paper?a=1&b=2";
    assert!(update.effects.contains(&Effect::Copy(address.to_owned())));
    assert!(driver.text().contains(&format!("Copied: {address}")));
    driver.press("s");
    assert!(driver.text().contains(&format!("the paper: {address}")));
}

#[test]
fn read_and_pages_have_the_addresses_and_the_table() {
    let folder = course_folder();
    let folder = folder.path().to_str().unwrap();
    let read = relutor(&["read", "kink", "--course", folder, "--width", "100"]);
    assert!(
        read.contains("the paper (https://example.org/paper?a=1&b=2)"),
        "{read}"
    );
    assert!(
        !read.contains("(https://relutor.example)"),
        "said once: {read}"
    );
    let html = relutor(&[
        "export", "kink", "--course", folder, "--format", "html", "-o", "-",
    ]);
    for part in [
        "<a href=\"https://example.org/paper?a=1&amp;b=2\">the paper</a>",
        "<th style=\"text-align:center\">At A</th>",
        "<td style=\"text-align:left\">relu</td>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

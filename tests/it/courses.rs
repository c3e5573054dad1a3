//! Courses beside the built-in one: their own texts and authors, and the commands that bring and remove them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::support::{Driver, app, course as builtin};
use relutor::app::{Appearance, Effect, Key, KeyCode, Msg, Progress};
use relutor::lab::Values;
use relutor::lesson::{Activity, CourseSource, load};
use relutor::locale::{Lang, SlotSource, Words};
use relutor::storage::Storage;
use serde_json::Value as Json;
use zip::write::SimpleFileOptions;

/// An empty folder with this name.
fn empty_folder(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&place));
    fs::create_dir_all(&place).unwrap();
    place
}

/// Exit code, standard output and standard error of `relutor args` of a user whose files are all in `place`.
fn relutor_with(place: &Path, args: &[&str], variables: &[(&str, &str)]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(args)
        .current_dir(place)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .env_remove("RELUTOR_COURSE")
        .env("XDG_STATE_HOME", place.join("state"))
        .env("XDG_CONFIG_HOME", place.join("config"))
        .env("XDG_DATA_HOME", place.join("data"))
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn relutor(place: &Path, args: &[&str]) -> (i32, String, String) {
    relutor_with(place, args, &[])
}

/// The output of `relutor args`.
fn printed(place: &Path, args: &[&str]) -> String {
    let (code, said, err) = relutor(place, args);
    assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
    said
}

/// A small course in the folder `mine` of `place`; `head` and `tail` stand at the start and the end of its course.toml.
fn small_course(place: &Path, head: &str, tail: &str) -> PathBuf {
    printed(place, &["new", "mine"]);
    let folder = place.join("mine");
    let file = folder.join("course.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{head}\n{text}\n{tail}\n")).unwrap();
    folder
}

/// The lines of a screen as one line.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_course_has_its_own_first_and_last_words_and_its_authors() {
    let place = empty_folder("course-texts");
    let folder = small_course(
        &place,
        "authors = [\"Ann Lee\", \"Bo\"]\nlicense = \"CC BY\"",
        "[intro]\nen = \"\"\"Kinks for\nbakers.\"\"\"\n[end]\nen = \"Now bake.\"",
    );
    let course = Arc::new(load(&CourseSource::Folder(folder)).unwrap());
    let mut list = Driver::new(app(Arc::clone(&course), Appearance::default()), (80, 24));
    let screen = list.text();
    let wanted = ["Kinks for bakers.", "By Ann Lee, Bo · Licence: CC BY"];
    for words in wanted {
        assert!(screen.contains(words), "{words}:\n{screen}");
    }
    assert!(!joined(&screen).contains("Why does ReLU work"), "{screen}");

    for (at, is_last) in [(0, false), (1, true)] {
        let mut app = app(Arc::clone(&course), Appearance::default());
        app.open(at, 0, &Values::new()).unwrap();
        app.go_to_step(usize::MAX);
        let screen = Driver::new(app, (80, 24)).text();
        assert_eq!(screen.contains("Now bake."), is_last, "{screen}");
    }

    let text = printed(&place, &["read", "--course", "mine"]);
    for words in wanted.iter().chain(&["Now bake."]) {
        assert!(text.contains(words), "{words}:\n{text}");
    }
    assert!(printed(&place, &["list", "--course", "mine"]).contains(wanted[1]));
    let json = printed(&place, &["list", "--json", "--course", "mine"]);
    let json: Json = serde_json::from_str(&json).unwrap();
    assert_eq!(json["intro"], "Kinks for bakers.");
    assert_eq!(json["authors"], serde_json::json!(["Ann Lee", "Bo"]));
    assert_eq!(json["licence"], "CC BY");
    let page = printed(
        &place,
        &[
            "export", "1", "--format", "html", "-o", "-", "--course", "mine",
        ],
    );
    assert!(page.contains("By Ann Lee, Bo"), "{page}");
}

#[test]
fn the_list_of_lessons_ends_with_other_courses_that_open() {
    let mut driver = Driver::new(app(builtin(), Appearance::default()), (80, 24));
    assert!(!driver.text().contains("o other courses"));
    let courses = vec!["kinks".to_owned(), "pulse".to_owned()];
    driver.app = app(builtin(), Appearance::default()).with_other_courses(courses);
    assert!(driver.text().contains("o other courses"));
    driver.press("o");
    let shown = driver.text();
    assert!(shown.contains("▸ Another course: kinks"), "{shown}");
    driver.press("o");
    let shown = driver.text();
    assert!(shown.contains("▸ Another course: pulse"), "{shown}");
    driver.press("<Down>o");
    let shown = driver.text();
    assert!(shown.contains("▸ Another course: kinks"), "{shown}");
    driver.press("<Up>");
    let shown = driver.text();
    assert!(!shown.contains("▸ Another course"), "{shown}");
    assert_eq!(driver.app.take_next_course(), None);
    driver.press("<Down><Down>");
    let update = driver.app.update(Msg::Key(Key::plain(KeyCode::Enter)));
    assert_eq!(update.effects, [Effect::Quit]);
    assert_eq!(driver.app.take_next_course().as_deref(), Some("pulse"));
    assert_eq!(driver.app.take_next_course(), None);
}

#[test]
fn a_language_that_is_chosen_in_a_course_without_it_is_not_kept() {
    let place = empty_folder("course-language");
    let folder = small_course(&place, "", "");
    let of = |source: CourseSource| {
        let course = Arc::new(load(&source).unwrap());
        let mut app = app(course, Appearance::default());
        let update = app.update(Msg::Key(Key::char('e')));
        let saved = update.effects.into_iter();
        let saved: Vec<_> = saved
            .filter(|effect| matches!(effect, Effect::SaveSetting(_)))
            .collect();
        assert_eq!(app.words().lang().tag(), "ko");
        (saved.len(), Driver::new(app, (80, 24)).text())
    };
    let (saved, shown) = of(CourseSource::Folder(folder));
    assert_eq!(saved, 0);
    assert!(shown.contains("끝낼 때까지만 써요"), "{shown}");
    let (saved, shown) = of(CourseSource::Builtin);
    assert_eq!(saved, 1);
    assert!(!shown.contains("끝낼 때까지만"), "{shown}");
}

#[test]
fn a_course_without_first_words_has_none_and_faulty_ones_are_named() {
    let place = empty_folder("course-texts-faulty");
    let folder = small_course(&place, "", "");
    let course = Arc::new(load(&CourseSource::Folder(folder.clone())).unwrap());
    let screen = Driver::new(app(course, Appearance::default()), (80, 24)).text();
    assert!(!joined(&screen).contains("Why does ReLU work"), "{screen}");

    let file = folder.join("course.toml");
    let text = fs::read_to_string(&file).unwrap();
    let long = "word ".repeat(150);
    let check = |tail: &str| {
        fs::write(&file, format!("{text}{tail}")).unwrap();
        let (code, said, _) = relutor(&place, &["check", "mine"]);
        assert_eq!(code, 1, "{said}");
        said
    };
    let said = check(&format!("[intro]\nen = \"{long}\"\n[end]\nen = \" \"\n"));
    assert!(said.contains("749 columns wide"), "{said}");
    assert!(said.contains("this text is empty"), "{said}");
    let said = check("[intro]\nko = \"꺾인 점 12개\"\n");
    assert!(said.contains("no text in `en` under `[intro]`"), "{said}");
    assert!(said.contains("the number 12 is typed out"), "{said}");
}

#[test]
fn relutor_course_names_the_course_and_an_option_goes_before_it() {
    let place = empty_folder("course-variable");
    small_course(&place, "", "");
    printed(&place, &["new", "other"]);
    let text = fs::read_to_string(place.join("other/course.toml")).unwrap();
    fs::write(
        place.join("other/course.toml"),
        text.replace("My course", "Other"),
    )
    .unwrap();
    let course = |args: &[&str], variable: &str| {
        let args = [&["list", "--json"], args].concat();
        let (code, said, err) = relutor_with(&place, &args, &[("RELUTOR_COURSE", variable)]);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?} {variable}");
        let json: Json = serde_json::from_str(&said).unwrap();
        json["course"].as_str().unwrap().to_owned()
    };
    assert_eq!(course(&[], "mine"), "My course");
    assert_eq!(course(&["--course", "other"], "mine"), "Other");
    for (args, variable) in [
        (&["--course", "built-in"][..], "mine"),
        (&["--course", ""], "mine"),
        (&[], ""),
        (&[], "built-in"),
    ] {
        assert_eq!(
            course(args, variable),
            "Why ReLU works",
            "{args:?} {variable}"
        );
    }

    let (code, _, err) = relutor_with(&place, &["list"], &[("RELUTOR_COURSE", "gone")]);
    assert_eq!(code, 2);
    assert!(
        err.contains("RELUTOR_COURSE") && err.contains("`gone`"),
        "{err}"
    );
    let topic = printed(&place, &["help", "environment"]);
    assert!(topic.contains("RELUTOR_COURSE"), "{topic}");
}

/// The text of every file below `folder`, by its path.
fn texts_below(folder: &Path) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                texts.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    texts.sort();
    texts
}

#[test]
fn the_built_in_course_can_be_written_out_and_changed() {
    let place = empty_folder("course-from-built-in");
    let said = printed(&place, &["new", "all", "--from", "built-in"]);
    assert!(said.contains("relutor --course all"), "{said}");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons");
    let mut wanted = texts_below(&source);
    wanted.retain(|(name, _)| !name.ends_with("reviewed.toml"));
    let written = texts_below(&place.join("all"));
    assert_eq!(written.len(), wanted.len());
    for ((name, text), (other, original)) in written.iter().zip(&wanted) {
        assert_eq!(name, other);
        if name == "course.toml" {
            assert!(!text.contains("reviewed"), "{text}");
            assert!(text.contains("licence = \"MIT\""), "{text}");
        } else {
            assert!(text == original, "{name} has changed");
        }
    }
    let course = load(&CourseSource::Folder(place.join("all"))).unwrap();
    assert_eq!(course.lessons.len(), crate::support::course().lessons.len());

    let (code, _, err) = relutor(&place, &["new", "all", "--from", "built-in"]);
    assert_eq!(code, 2);
    assert!(err.contains("not empty"), "{err}");
    let (code, _, err) = relutor(&place, &["new", "x", "--from", "elsewhere"]);
    assert_eq!(code, 2);
    assert!(err.contains("built-in"), "{err}");
    assert!(!place.join("x").exists());
}

/// A ZIP file with these files.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// `bytes` with each `old` replaced by `new`, which is as long.
fn patched(mut bytes: Vec<u8>, old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let mut found = 0;
    for at in 0..=bytes.len() - old.len() {
        if bytes[at..].starts_with(old) {
            bytes[at..at + old.len()].copy_from_slice(new);
            found += 1;
        }
    }
    assert!(found > 0, "nothing to patch");
    bytes
}

/// A course of one file that can be read, in `folder` of a ZIP file.
fn zipped_course(place: &Path, outer: &str) -> Vec<u8> {
    let files = texts_below(&place.join("mine"));
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (format!("{outer}{name}"), text.as_bytes()))
        .collect();
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (name.as_str(), *text))
        .collect();
    zip(&files)
}

/// The names in the folder of added courses, with those of temporary folders.
fn added(place: &Path) -> Vec<String> {
    let entries = fs::read_dir(place.join("data/relutor/added-courses"));
    let entries = entries.into_iter().flatten();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn an_added_course_opens_by_its_name_and_progress_outlives_it() {
    let place = empty_folder("course-added");
    small_course(&place, "authors = [\"Ann\"]", "");
    let said = printed(&place, &["add", "mine"]);
    assert!(
        said.contains("relutor --course mine") && said.contains("By Ann"),
        "{said}"
    );
    let (_, said, err) = relutor(&place, &["list", "--course", "mine"]);
    assert!(err.contains("write `./mine` for the folder"), "{err}");
    assert!(said.starts_with("My course\n\n 1 "), "{said}");
    let (_, _, err) = relutor(&place, &["list", "--course", "./mine"]);
    assert_eq!(err, "", "a path with a slash is a folder");
    fs::rename(place.join("mine"), place.join("moved")).unwrap();
    assert!(printed(&place, &["list"]).contains("Other courses: mine."));
    assert!(printed(&place, &["list", "--course", "mine"]).contains("first-kink"));
    let json: Json = serde_json::from_str(&printed(&place, &["list", "--json"])).unwrap();
    assert_eq!(json["added_courses"], serde_json::json!(["mine"]));

    let typed = ["--", "relutor", "remove", ""];
    let candidates = relutor_with(&place, &typed, &[("RELUTOR_COMPLETE", "fish")]);
    assert_eq!(candidates.1.lines().next(), Some("mine"), "{candidates:?}");

    let (code, _, err) = relutor(&place, &["add", "moved", "--name", "mine"]);
    assert_eq!(code, 2);
    assert!(err.contains("--replace"), "{err}");
    let file = place.join("moved/course.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("My course", "Second edition")).unwrap();
    printed(&place, &["add", "moved", "--name", "mine", "--replace"]);
    let json = printed(&place, &["list", "--json", "--course", "mine"]);
    assert!(json.contains("Second edition"), "{json}");
    assert_eq!(added(&place), ["mine"]);

    let folder = place.join("data/relutor/added-courses/mine");
    let storage = Storage::in_folders(Some(place.join("state")), None).for_course(&folder);
    let words = Words::load(&Lang::english()).unwrap();
    let mut progress = Progress::default();
    let lesson = progress.lessons.entry("first-kink".to_owned()).or_default();
    lesson.seen.insert("guess".to_owned());
    storage.save_progress(&progress, &words).unwrap();
    let status = || printed(&place, &["list", "--course", "mine"]).contains("begun");
    assert!(status());
    let said = printed(&place, &["remove", "mine"]);
    assert!(said.contains("is removed"), "{said}");
    assert_eq!(added(&place), Vec::<String>::new());
    assert_eq!(relutor(&place, &["list", "--course", "mine"]).0, 2);
    printed(&place, &["add", "moved", "--name", "mine"]);
    assert!(status(), "the progress is kept");

    for (name, words) in [
        ("mein", "mine"),
        ("built-in", "cannot be removed"),
        ("../mine", "no added"),
    ] {
        let (code, _, err) = relutor(&place, &["remove", name]);
        assert_eq!(code, 2, "{name}");
        assert!(err.contains(words), "{name}: {err}");
    }
    assert_eq!(added(&place), ["mine"]);
}

#[test]
fn a_zip_file_is_added_with_or_without_a_folder_around_it() {
    let place = empty_folder("course-zip");
    small_course(&place, "", "");
    for (name, outer) in [("flat", ""), ("outer", "kinks-main/")] {
        let file = format!("{name}.zip");
        fs::write(place.join(&file), zipped_course(&place, outer)).unwrap();
        printed(&place, &["add", &file]);
        assert!(printed(&place, &["list", "--course", name]).contains("first-kink"));
        let copied = texts_below(&place.join("data/relutor/added-courses").join(name));
        assert_eq!(copied, texts_below(&place.join("mine")));
    }
}

#[test]
fn what_stands_beside_a_course_in_a_zip_file_is_left_out() {
    let place = empty_folder("course-zip-beside");
    let folder = small_course(&place, "", "");
    let course = texts_below(&folder);
    let with = |outers: &[&str], more: &[&str]| {
        let mut files: Vec<(String, &[u8])> = Vec::new();
        for outer in outers {
            let inside = course.iter();
            files.extend(inside.map(|(name, text)| (format!("{outer}{name}"), text.as_bytes())));
        }
        files.extend(more.iter().map(|name| ((*name).to_owned(), &b"text"[..])));
        let files: Vec<_> = files
            .iter()
            .map(|(name, text)| (name.as_str(), *text))
            .collect();
        zip(&files)
    };
    let beside = [
        "README.md",
        ".DS_Store",
        "__MACOSX/kinks/._course.toml",
        "__MACOSX/course.toml",
        "pictures/course.png",
    ];
    fs::write(place.join("kinks.zip"), with(&["kinks/"], &beside)).unwrap();
    printed(&place, &["add", "kinks.zip"]);
    let copied = texts_below(&place.join("data/relutor/added-courses/kinks"));
    assert_eq!(copied, course);
    printed(&place, &["remove", "kinks"]);

    let several = with(&["kinks/", "waves/"], &[]);
    assert_no_zip(
        &place,
        &several,
        "several courses, `kinks`, `waves`; unpack it",
    );
    let none = with(&[], &["README.md", "src/a.rs", "src/b.rs", ".DS_Store"]);
    assert_no_zip(
        &place,
        &none,
        "no course.toml, but `README.md`, `src/`; name",
    );
    assert_no_zip(&place, &with(&[], &[".DS_Store"]), "no other file");

    fs::create_dir(place.join("outer")).unwrap();
    fs::rename(place.join("mine"), place.join("outer/mine")).unwrap();
    let (code, _, err) = relutor(&place, &["add", "outer"]);
    assert!(
        code == 2 && err.contains("`relutor add outer/mine`"),
        "{err}"
    );
}

/// Asserts that `relutor add FILE` refuses the ZIP file `bytes` with `words` and leaves nothing behind.
fn assert_no_zip(place: &Path, bytes: &[u8], words: &str) {
    fs::write(place.join("bad.zip"), bytes).unwrap();
    let (code, said, err) = relutor(place, &["add", "bad.zip"]);
    assert_eq!(code, 2, "{words}: {said}");
    assert!(
        err.contains(words) && err.contains("bad.zip"),
        "{words}: {err}"
    );
    assert_eq!(added(place), Vec::<String>::new(), "{words}");
    assert!(!place.join("../evil-name").exists(), "{words}");
}

#[test]
fn a_zip_file_that_leads_out_or_grows_is_refused() {
    let place = empty_folder("course-zip-bad");
    let course: (&str, &[u8]) = ("course.toml", b"lessons = []");
    for (name, words) in [
        ("../../evil-name", "`../../evil-name`, which leads out"),
        ("/tmp/evil-nameX", "`/tmp/evil-nameX`, which leads out"),
        ("a\\..\\..\\evil-na", "which leads out"),
        ("C:/evil-name-xx", "give it another name"),
        ("a//b/evil-namex", "give it another name"),
    ] {
        let bytes = zip(&[course, ("placeholder-xxx", b"text")]);
        let bytes = patched(bytes, b"placeholder-xxx", name.as_bytes());
        assert_no_zip(&place, &bytes, words);
    }
    let same = zip(&[course, ("01-a/En.md", b"a"), ("01-A/en.md", b"b")]);
    assert_no_zip(&place, &same, "upper and lower case");
    let file_and_folder = zip(&[course, ("part", b"a"), ("part/en.md", b"b")]);
    assert_no_zip(&place, &file_and_folder, "upper and lower case");

    let mut writer = zip::ZipWriter::new(Cursor::new(zip(&[])));
    writer
        .start_file("course.toml", SimpleFileOptions::default())
        .unwrap();
    writer
        .add_symlink("01-a", "/etc", SimpleFileOptions::default())
        .unwrap();
    let link = writer.finish().unwrap().into_inner();
    assert_no_zip(&place, &link, "holds a link");

    let large = vec![0; (20 << 20) + 1];
    let bytes = zip(&[course, ("large", &large)]);
    assert_no_zip(&place, &bytes, "more than 20 MiB");
    // The header says ten bytes.
    let size = u32::try_from(large.len()).unwrap().to_le_bytes();
    let bytes = patched(bytes, &size, &10_u32.to_le_bytes());
    assert_no_zip(&place, &bytes, "bad.zip");

    let names: Vec<_> = (0..2001).map(|at| format!("{at}.md")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_no_zip(&place, &zip(&many), "more than 2,000 files");
    assert_no_zip(&place, b"no archive", "is no ZIP file");
    assert_no_zip(&place, &zip(&[("readme.md", b"text")]), "no course.toml");
}

#[test]
fn what_is_no_course_is_refused_in_words_about_it() {
    let place = empty_folder("course-bad-source");
    fs::create_dir(place.join("empty")).unwrap();
    for (source, words) in [
        ("https://example.org/kinks.zip", "reads no address"),
        ("nowhere", "nothing at `nowhere`"),
        ("empty", "no course.toml"),
    ] {
        let (code, _, err) = relutor(&place, &["add", source]);
        assert_eq!(code, 2, "{source}");
        assert!(err.contains(words), "{source}: {err}");
    }
    let folder = small_course(&place, "", "");
    let (code, _, err) = relutor(&place, &["add", "mine", "--name", "built-in"]);
    assert!(code == 2 && err.contains("--name"), "{err}");
    let prose = folder.join("01-first-kink/en.md");
    let text = fs::read_to_string(&prose).unwrap();
    fs::write(&prose, text.replace("A + {b}", "A + {limmit}")).unwrap();
    let (code, said, _) = relutor(&place, &["add", "mine"]);
    assert_eq!(code, 1);
    assert!(
        said.contains("no reading or control `limmit`") && said.contains("not added"),
        "{said}"
    );
    fs::remove_file(folder.join("01-first-kink/lesson.toml")).unwrap();
    let (code, said, _) = relutor(&place, &["add", "mine"]);
    assert_eq!(code, 1);
    assert!(
        said.contains("lesson.toml") && said.contains("not added"),
        "{said}"
    );
    assert_eq!(added(&place), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_folder_with_a_link_is_refused_and_hidden_files_stay_away() {
    let place = empty_folder("course-link");
    let folder = small_course(&place, "", "");
    fs::create_dir(folder.join(".git")).unwrap();
    fs::write(folder.join(".git/config"), "secret").unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.join("note.md")).unwrap();
    let (code, _, err) = relutor(&place, &["add", "mine"]);
    assert_eq!(code, 2);
    assert!(err.contains("note.md"), "{err}");
    assert_eq!(added(&place), Vec::<String>::new());
    fs::remove_file(folder.join("note.md")).unwrap();
    printed(&place, &["add", "mine"]);
    assert!(!place.join("data/relutor/added-courses/mine/.git").exists());
}

/// The small course with these lessons after its own.
fn course_with(place: &Path, lessons: &str) -> PathBuf {
    let folder = small_course(place, "", "");
    let file = folder.join("course.toml");
    let text = fs::read_to_string(&file).unwrap();
    let own = "\"01-first-kink\", \"02-long-way\"";
    assert!(text.contains(own));
    fs::write(&file, text.replace(own, &format!("{own}, {lessons}"))).unwrap();
    folder
}

#[test]
fn a_course_takes_lessons_of_the_built_in_one_with_all_that_they_name() {
    let place = empty_folder("course-borrowing");
    let folder = course_with(&place, "\"@03-bias-moves-the-kink\", \"@one-hinge\"");
    let course = load(&CourseSource::Folder(folder)).unwrap();
    let lessons = course.lessons.iter();
    let lessons: Vec<_> = lessons.map(|it| (it.number, it.name.as_str())).collect();
    assert_eq!(
        lessons,
        [
            (1, "first-kink"),
            (2, "long-way"),
            (3, "bias-moves-the-kink"),
            // Its own number is taken.
            (4, "one-hinge"),
        ]
    );
    let languages: Vec<_> = course.languages().into_iter().map(Lang::tag).collect();
    assert_eq!(languages, ["en"], "what is borrowed makes no language");

    let (english, builtin) = (Lang::english(), crate::support::course());
    let (mut terms, mut codes) = (0, 0);
    for lesson in &course.lessons[2..] {
        let original = builtin.lesson_named(&lesson.name).unwrap();
        assert_eq!(lesson.sources, original.sources);
        let prose = lesson.texts.get(&english).unwrap().all();
        for slot in prose.flat_map(|prose| prose.spans().flat_map(|span| span.text.slots())) {
            if let SlotSource::Term(name) = &slot.source {
                terms += 1;
                assert!(course.glossary[&english].contains_key(name), "{name}");
            }
        }
        for step in &lesson.steps {
            let Activity::Question(question) = &step.activity else {
                continue;
            };
            for code in question
                .answers
                .iter()
                .filter_map(|answer| answer.code.as_ref())
            {
                codes += 1;
                let words = course.misconceptions[&english][code].as_str();
                let original = &builtin.misconceptions[&english][code.trim_start_matches('@')];
                assert_eq!(words, original.as_str());
            }
        }
    }
    assert!(terms > 5 && codes > 2, "{terms} {codes}");
    assert!(course.glossary[&english].len() < builtin.glossary[&english].len());
    let own = load(&CourseSource::Folder(place.join("mine"))).unwrap();
    for (name, term) in &own.glossary[&english] {
        let in_own_file = !term.place.is_builtin();
        let text = fs::read_to_string(place.join("mine/glossary/en.md")).unwrap();
        assert_eq!(in_own_file, text.contains(&format!("## {name}")), "{name}");
    }

    let text = printed(&place, &["read", "4", "--course", "mine"]);
    assert!(text.starts_with("4  One hinge"), "{text}");
}

#[test]
fn check_names_the_borrowed_lessons_that_it_leaves_out() {
    let place = empty_folder("course-borrowing-check");
    course_with(&place, "\"@03-bias-moves-the-kink\", \"@one-hinge\"");
    let (code, said, err) = relutor(&place, &["check", "mine"]);
    assert_eq!((code, err.as_str()), (0, ""), "{said}");
    assert!(
        said.contains(
            "Not checked again: 2 lessons of the built-in course (bias-moves-the-kink, one-hinge)."
        ),
        "{said}"
    );
    let said = printed(&place, &["check", "mine", "one-hinge"]);
    assert_eq!(
        said,
        "Not checked again: 1 lesson of the built-in course (one-hinge).\n"
    );
}

#[test]
fn a_built_in_lesson_that_is_not_there_is_named_with_the_nearest() {
    let place = empty_folder("course-borrowing-faulty");
    let folder = course_with(
        &place,
        "\"@bias-moves-the-kin\", \"@one-hinge\", \"@01-one-hinge\"",
    );
    let faults = load(&CourseSource::Folder(folder)).unwrap_err();
    let words = Words::load(&Lang::english()).unwrap();
    let lines: Vec<_> = faults.iter().map(|fault| fault.line(&words)).collect();
    let [unknown, twice] = &lines[..] else {
        unreachable!("{lines:?}")
    };
    assert!(
        unknown.contains("course.toml:") && unknown.contains("`@bias-moves-the-kin`"),
        "{unknown}"
    );
    assert!(unknown.contains("@bias-moves-the-kink"), "{unknown}");
    assert!(twice.contains("`@01-one-hinge`"), "{twice}");
}

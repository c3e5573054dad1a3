//! Handouts: the course as pages to print, for students and for teachers.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::reading::{literal_texts, without_whitespace};
use crate::support::course;
use relutor::app::{App, Appearance, Edition, Page, ThemeChoice};
use relutor::export;
use relutor::lesson::{CourseSource, Lesson, LessonRole, Prose, SOLUTION_HINT, load};
use relutor::locale::{Lang, Words};

fn app(lang: &str) -> App {
    let words = Words::load(&Lang::of(lang)).expect("the language is there");
    App::new(course(), words, Appearance::default(), None)
}

/// The page of the lesson called `name`.
fn page(app: &App, name: &str, edition: Edition) -> String {
    let at = app.course().find(name).expect("the lesson is there");
    let lesson = &app.course().lessons[at];
    let steps = (0..lesson.steps.len()).map(Page::Step);
    let pages: Vec<_> = steps.chain([Page::Breaks, Page::Summary]).collect();
    export::page(app, lesson, &pages, edition)
}

/// The text of a page without its tags, its pictures and its whitespace.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        if tag.starts_with("style") || tag.starts_with("svg") {
            let end = if tag.starts_with("svg") {
                "</svg>"
            } else {
                "</style>"
            };
            rest = tag.split_once(end).map_or("", |(_, after)| after);
        } else {
            rest = tag.split_once('>').map_or("", |(_, after)| after);
        }
    }
    let text = text
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    // Formulas are kept together.
    let text = text
        .replace("&amp;", "&")
        .replace(['\u{a0}', '\u{2060}'], "");
    without_whitespace(&text)
}

/// The texts of `lesson` that a student must not see, and that are long enough not to occur elsewhere.
fn secrets(lesson: &Lesson, lang: &Lang) -> Vec<String> {
    let steps = lesson
        .texts
        .get(lang)
        .expect("it is translated")
        .steps
        .values();
    let secret = steps.flat_map(|step| {
        let feedback = step.answers.values().map(|answer| &answer.feedback);
        let hints = step.hints.iter().skip(SOLUTION_HINT);
        feedback.chain(hints).chain([&step.principle, &step.notes])
    });
    let texts = secret.flat_map(|prose: &Prose| literal_texts(prose));
    texts.filter(|text| text.len() > 40).collect()
}

#[test]
fn a_students_page_tells_no_answer_and_a_teachers_page_tells_all() {
    for lang in ["en", "ko"] {
        let app = app(lang);
        for lesson in &app.course().lessons {
            if lesson.role == LessonRole::Play {
                continue;
            }
            let html = page(&app, &lesson.name, Edition::Student);
            let student = text_of(&html);
            assert!(!html.contains("class=\"right\""), "{}", lesson.name);
            for secret in secrets(lesson, &Lang::of(lang)) {
                assert!(!student.contains(&secret), "{} tells {secret}", lesson.name);
            }
        }
        let belief = app.words().get("ui.note.belief");
        let belief = belief.split('{').next().expect("it has words").trim();
        for name in ["bias", "flat-spots"] {
            let at = app.course().find(name).expect("the lesson is there");
            let html = page(&app, name, Edition::Teacher);
            let teacher = text_of(&html);
            for secret in secrets(&app.course().lessons[at], &Lang::of(lang)) {
                assert!(teacher.contains(&secret), "{name} lacks {secret}");
            }
            assert!(
                html.contains("class=\"right\"") && html.contains(belief),
                "{name}"
            );
        }
    }
}

#[test]
fn a_teachers_figures_show_the_state_after_the_answer_and_the_solution() {
    let app = app("en");
    let [student, teacher] =
        [Edition::Student, Edition::Teacher].map(|edition| page(&app, "bias", edition));
    let step = |html: &str, id: &str| {
        let start = html
            .find(&format!("id=\"{id}\""))
            .expect("the step is there");
        let end = html[start..].find("</section>").expect("it ends");
        html[start..start + end].to_owned()
    };
    assert!(step(&student, "guess").contains("Kink at 0."));
    let answered = step(&teacher, "guess");
    for told in ["After the answer", "Kink at −7.", "before:"] {
        assert!(answered.contains(told), "{told}: {answered}");
    }
    assert!(!student.contains("One solution"));
    assert!(
        step(&teacher, "try-right").contains("One solution"),
        "{teacher}"
    );

    // Ten steps of training, as the feedback says.
    let run = step(&page(&app, "zero-half", Edition::Teacher), "guess-step");
    assert!(run.contains("After the answer, step 10."), "{run}");
    assert!(run.contains("class=\"notes\""), "{run}");
}

#[test]
fn no_figure_of_a_page_is_empty() {
    let app = app("en");
    for lesson in &app.course().lessons {
        let html = page(&app, &lesson.name, Edition::Student);
        for empty in [
            "nothing to draw",
            "Nothing yet",
            "Nothing after that",
            "0 of 0",
        ] {
            assert!(!html.contains(empty), "{}: {empty}", lesson.name);
        }
    }
}

/// The places that `html` links to.
fn links(html: &str) -> Vec<&str> {
    let links = html.split("href=\"").skip(1);
    links.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_pages_of_a_course_link_to_each_other_and_load_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("handout/of/a/course");
    drop(fs::remove_dir_all(&folder));
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(["export", "--all", "--format", "html", "--lang", "en", "-o"])
        .arg(&folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{output:?}");
    let entries = fs::read_dir(&folder).expect("the folder was made");
    let pages: BTreeMap<String, String> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(path).expect("text"))
        })
        .collect();
    // Twelve lessons, the quiz, the contents, the glossary; the playground is nothing to print.
    assert_eq!(pages.len(), 15, "{:?}", pages.keys());
    let index = &pages["index.html"];
    assert!(
        index.contains("Why does ReLU work?"),
        "its introduction: {index}"
    );
    for (name, html) in &pages {
        for outside in ["src=", "http-equiv", "@import", "url(", "<script", "<link"] {
            assert!(!html.contains(outside), "{name}: {outside}");
        }
        for link in links(html) {
            let (page, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = pages.get(page).unwrap_or_else(|| panic!("{name}: {link}"));
            let id = format!("id=\"{anchor}\"");
            assert!(anchor.is_empty() || target.contains(&id), "{name}: {link}");
        }
        assert!(
            name == "index.html" || links(index).contains(&name.as_str()),
            "{name}"
        );
    }
    assert!(
        index.contains("min</span>"),
        "the lessons have their minutes"
    );
    let bias = links(&pages["03-bias-moves-the-kink.html"]);
    for beside in ["02-interaction.html", "04-many-hinges.html"] {
        assert!(bias.contains(&beside), "{bias:?}");
    }
}

#[test]
fn only_pages_have_answers() {
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(["export", "3", "--answers", "--lang", "en", "-o", "-"])
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    let why = String::from_utf8(output.stderr).expect("text");
    assert!(why.contains("--format html"), "{why}");
}

/// The section of the step called `id`.
fn section<'a>(html: &'a str, id: &str) -> &'a str {
    let start = html.find(&format!("<h2 id=\"{id}\"")).expect("it is there");
    let start = html[..start].rfind("<section").expect("it begins");
    let end = html[start..].find("</section>").expect("it ends");
    &html[start..start + end]
}

#[test]
fn a_question_stays_on_a_page_with_its_figure_and_the_lines_for_the_reason() {
    let html = page(&app("en"), "bias", Edition::Student);
    let question = section(&html, "guess");
    assert!(
        question.starts_with("<section class=\"task\""),
        "{question}"
    );
    for part in ["<li class=\"answer\"", "<svg", "<hr>"] {
        assert!(question.contains(part), "{part}");
    }
    let to_look_at = section(&html, "earlier");
    assert!(to_look_at.starts_with("<section aria-"), "{to_look_at}");
    assert!(html.contains(".task{break-inside:avoid}"));
}

#[test]
fn a_students_hints_are_counted_without_the_solution() {
    for (edition, of) in [(Edition::Student, "of 2"), (Edition::Teacher, "of 3")] {
        let html = page(&app("en"), "bias", edition);
        let hints: Vec<_> = html.split("Hint 1 ").skip(1).collect();
        assert!(!hints.is_empty());
        assert!(hints.iter().all(|hint| hint.starts_with(of)), "{hints:#?}");
    }
}

#[test]
fn a_map_in_black_and_white_has_a_line_where_its_sign_changes_and_labels_on_white() {
    let words = Words::load(&Lang::of("en")).expect("the language is there");
    let appearance = Appearance {
        theme: ThemeChoice::Mono,
        ..Appearance::default()
    };
    let app = App::new(course(), words, appearance, None);
    let html = page(&app, "interaction", Edition::Student);
    let lines = |id: &str| {
        let figure = section(&html, id);
        let map = figure.rsplit("<svg").next().expect("a map");
        map.matches("stroke-width=\"1.8\"").count()
    };
    // y = 2A + 3B has both signs; with ReLU it has one, and the fold is drawn.
    let at = app.course().find("interaction").expect("it is there");
    let steps = &app.course().lessons[at].steps;
    assert!(lines(&steps[0].id) > 10, "{}", lines(&steps[0].id));
    assert_eq!(lines(&steps[1].id), 2, "the fold and its sample");
    assert!(html.contains("figure text[fill=\"#000000\"]{paint-order:stroke;stroke:#ffffff"));
}

#[test]
fn the_closing_text_ends_the_last_page_and_every_page_with_answers_says_so() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/new/en");
    let source = CourseSource::Folder(folder);
    let mut course = load(&source).expect("the course is whole");
    let lang = Lang::english();
    let words = Words::load(&lang).expect("the language is there");
    course.description.end.insert(lang, "Now bake.".to_owned());
    let app = App::new(course.into(), words, Appearance::default(), None);
    let marked = without_whitespace(&app.words().get("ui.handout.teacher"));
    for edition in [Edition::Student, Edition::Teacher] {
        let files = export::handout(&app, edition);
        let ends: Vec<_> = files
            .iter()
            .filter(|file| file.html.contains("<p class=\"end\">Now bake.</p>"))
            .map(|file| file.name.as_str())
            .collect();
        let lessons: Vec<_> = files
            .iter()
            .map(|file| file.name.as_str())
            .filter(|name| !["index", "glossary"].contains(name))
            .collect();
        assert_eq!(ends, lessons[lessons.len() - 1..]);
        for file in files.iter().filter(|file| file.name != "glossary") {
            let says = file.html.contains("class=\"edition\"");
            assert_eq!(says, edition == Edition::Teacher, "{}", file.name);
        }
    }
    let single = page(&app, "first-kink", Edition::Teacher);
    assert!(text_of(&single).contains(&marked));
    assert!(!page(&app, "first-kink", Edition::Student).contains("class=\"edition\""));
}

#[test]
fn columns_of_tables_keep_apart() {
    let html = page(&app("en"), "bias", Edition::Student);
    let (screen, print) = html.split_once("@media print").expect("it can be printed");
    for style in [screen, print] {
        let (_, cells) = style.split_once("th,td{padding:").expect("cells have room");
        let sides = cells.split(' ').nth(1).expect("at their sides");
        assert!(!sides.starts_with('0'), "{sides}");
    }
}

//! The learner's own files, from their bytes to a network that trains.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::support::{Driver, app, course};
use relutor::app::{App, Appearance, ImportPage, Msg, Overlay, Screen};
use relutor::lab::import::{ColumnRole, ImportPlan, ImportedFile, MAX_USED_ROWS};
use relutor::lab::{DataTable, Lab, TableTarget, Values};
use relutor::lesson::LessonRole;
use relutor::locale::{Lang, Words};

const SIZES: [(u16, u16); 4] = [(60, 18), (80, 24), (120, 36), (160, 45)];

fn read(bytes: impl Into<Vec<u8>>) -> ImportedFile {
    ImportedFile::read("data.csv", bytes.into()).expect("it is a table")
}

fn fault(bytes: &[u8]) -> String {
    let fault = ImportedFile::read("data.csv", bytes.to_vec()).expect_err("it is no table");
    let words = Words::load(&Lang::english()).expect("it is built in");
    words.format(&fault)
}

/// The table that is suggested for a file.
fn table(file: &ImportedFile) -> DataTable {
    let plan = ImportPlan::suggest(file.table());
    let selection = file.select_rows(&plan);
    plan.data_table(file, &selection)
        .expect("nothing is missing")
}

fn names(table: &DataTable) -> Vec<&str> {
    let target = match &table.target {
        TableTarget::Number { name } | TableTarget::Class { name, .. } => name.as_str(),
    };
    let inputs = table.inputs.iter().map(|column| column.name.as_str());
    inputs.chain([target]).collect()
}

fn words(table: &DataTable) -> Vec<&str> {
    match &table.target {
        TableTarget::Number { .. } => Vec::new(),
        TableTarget::Class { words, .. } => words.iter().map(String::as_str).collect(),
    }
}

fn open_playground(size: (u16, u16)) -> Driver {
    let course = course();
    let mut app = app(course.clone(), Appearance::default());
    let lessons = course.lessons.iter();
    let at = lessons
        .clone()
        .position(|lesson| lesson.role == LessonRole::Play);
    app.open(at.expect("there is a playground"), 0, &Values::new())
        .expect("nothing is set");
    Driver::new(app, size)
}

/// The import page for a file of these bytes.
fn open_page(bytes: impl Into<Vec<u8>>, size: (u16, u16)) -> Driver {
    let mut driver = open_playground(size);
    driver.app.open_import(read(bytes));
    driver
}

fn page(app: &App) -> &ImportPage {
    let page = match app.screen() {
        Screen::Import(page) => Some(page),
        Screen::List(_) | Screen::Lesson(_) => None,
    };
    page.expect("the import page is open")
}

fn lab(app: &App) -> &Lab {
    app.session()
        .and_then(|session| session.lab())
        .expect("the playground is open")
}

/// Heights and weights of two kinds of people, with the kind in the first or the last column.
fn people(kind_first: bool) -> String {
    let mut text = String::from(if kind_first {
        "kind\theight\tweight\n"
    } else {
        "height\tweight\tkind\n"
    });
    for i in 0..80 {
        let (kind, height, weight) = if i % 2 == 0 {
            ("Female", 158 + i % 17, 52.5 + f64::from(i % 11))
        } else {
            ("Male", 171 + i % 19, 71.5 + f64::from(i % 13))
        };
        let line = if kind_first {
            format!("{kind}\t{height}\t{weight}\n")
        } else {
            format!("{height}\t{weight}\t{kind}\n")
        };
        text += &line;
    }
    text
}

fn exams() -> String {
    let mut text = "student,maths,physics,pass\n".to_owned();
    for i in 0..100 {
        let (maths, physics) = (30 + (i * 37) % 70, 30 + (i * 53) % 70);
        let pass = u8::from(maths + physics > 125);
        let _ = writeln!(text, "{},{maths},{physics},{pass}", i + 1);
    }
    text
}

fn sine() -> String {
    (0..900).fold(String::new(), |mut text, i| {
        let _ = writeln!(text, "{i},{:.4}", (f64::from(i) / 90.0).sin());
        text
    })
}

#[test]
fn a_word_is_the_class_in_the_first_and_in_the_last_column() {
    for kind_first in [false, true] {
        let table = table(&read(people(kind_first)));
        assert_eq!(names(&table), ["height", "weight", "kind"]);
        assert_eq!(words(&table), ["Female", "Male"]);
        assert_eq!(table.rows.len(), 80);
        assert!(table.is_standardised);
    }
}

#[test]
fn exam_marks_with_a_pass_column_are_a_classification() {
    let table = table(&read(exams()));
    assert_eq!(names(&table), ["maths", "physics", "pass"]);
    assert_eq!(words(&table), ["0", "1"]);
}

#[test]
fn a_sine_with_900_rows_is_a_curve_through_a_sample() {
    let table = table(&read(sine()));
    assert_eq!(table.inputs.len(), 1);
    assert!(matches!(table.target, TableTarget::Number { .. }));
    assert_eq!(table.rows.len(), MAX_USED_ROWS);
}

#[test]
fn a_german_spreadsheet_keeps_its_decimal_commas() {
    let bytes =
        b"Gr\xf6\xdfe;Preis;Klasse\n1,5;1.200,50;A\n2,5;900,00;B\n3,5;2.100,75;A\n0,5;80,25;B\n";
    let table = table(&read(bytes.to_vec()));
    assert_eq!(names(&table), ["Größe", "Preis", "Klasse"]);
    assert_eq!(table.rows[0].inputs, [1.5, 1200.5]);
}

#[test]
fn korean_spreadsheets_are_read_in_their_encodings() {
    let text = "키,몸무게,성별\n160,50,여\n175,70,남\n158,48,여\n180,80,남\n";
    let cp949 = b"\xc5\xb0,\xb8\xf6\xb9\xab\xb0\xd4,\xbc\xba\xba\xb0\n160,50,\xbf\xa9\n175,70,\xb3\xb2\n158,48,\xbf\xa9\n180,80,\xb3\xb2\n";
    let cp949 = cp949.to_vec();
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        let bytes = |unit: u16| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        units.flat_map(bytes).collect()
    };
    for bytes in [
        text.into(),
        cp949,
        utf16(false),
        utf16(true),
        format!("\u{feff}{text}").into(),
    ] {
        let table = table(&read(bytes));
        assert_eq!(names(&table), ["키", "몸무게", "성별"]);
        assert_eq!(words(&table), ["남", "여"]);
    }
}

#[test]
fn missing_values_are_left_out_and_shown() {
    let text = "a,b,c\n1.5,2,x\nNA,3,y\n?,1,x\n4.5,,y\n2.5,-,x\n3.25,7,y\n";
    let mut driver = open_page(text, (120, 36));
    assert_eq!(page(&driver.app).selection().without_value, 4);
    assert_eq!(page(&driver.app).selection().rows.len(), 2);
    assert!(driver.text().contains("no value"));
    assert!(driver.text().contains("without a value: 4"));
}

#[test]
fn percent_signs_thousands_and_large_numbers_are_numbers() {
    let text =
        "share;people;class\n12%;1'200'000;a\n45,5%;3'400'000;b\n7%;25'000'000;a\n9%;1'000;b\n";
    let table = table(&read(text));
    assert_eq!(table.rows[1].inputs, [45.5, 3_400_000.0]);
    assert_eq!(table.rows[2].inputs, [7.0, 25_000_000.0]);
}

#[test]
fn of_three_classes_two_are_compared_and_the_learner_chooses_which() {
    let mut text = "length,width,species\n".to_owned();
    for i in 0..90 {
        let species = ["setosa", "versicolor", "virginica"][i % 3];
        let _ = writeln!(text, "{}.5,{}.25,{species}", i % 3 + 1, i % 7);
    }
    let mut driver = open_page(text, (80, 24));
    let words = |driver: &Driver| {
        let page = page(&driver.app);
        page.plan()
            .class_words(page.file().table())
            .map(|it| it.map(|class| class.word.clone()))
    };
    let mut seen = vec![words(&driver)];
    for _ in 0..3 {
        driver.press("c");
        seen.push(words(&driver));
    }
    assert_eq!(seen[0], seen[3], "three pairs");
    assert!(seen[0] != seen[1] && seen[1] != seen[2]);
    assert!(driver.text().contains("of other classes: 30"));
    driver.press("<Enter>");
    assert_eq!(lab(&driver.app).values().choice("data"), "file");
}

#[test]
fn roles_are_changed_with_the_arrows_and_missing_ones_are_named() {
    let mut driver = open_page(people(false), (80, 24));
    let role = |driver: &Driver, at| page(&driver.app).plan().roles().role(at);
    assert_eq!(role(&driver, 2), ColumnRole::ClassTarget);
    driver.press("<Right><Right><Down>");
    assert_eq!(role(&driver, 2), ColumnRole::Unused);
    assert!(driver.text().contains("no target yet"));
    driver.press("<Enter>");
    assert!(
        matches!(driver.app.screen(), Screen::Import(_)),
        "nothing to open"
    );
    driver.press("<Up><Enter>");
    assert!(matches!(driver.app.screen(), Screen::Lesson(_)));
}

#[test]
fn reading_differently_goes_round_all_readings() {
    let mut driver = open_page("x;y;class\n0,1;0,2;1\n0,3;0,1;0\n0,5;0,6;1\n", (80, 24));
    let first = driver.text();
    assert!(
        first.contains("semicolons, decimal comma, header"),
        "{first}"
    );
    let mut rounds = 0;
    loop {
        driver.press("d");
        rounds += 1;
        driver.text();
        if page(&driver.app).file().is_read_as_detected() {
            break;
        }
        assert!(rounds < 10);
    }
    assert_eq!(driver.text(), first);
    driver.press("dd");
    assert!(driver.text().contains("no header"));
}

#[test]
fn standardisation_can_be_switched_and_names_its_reason() {
    let mut driver = open_page(people(false), (80, 24));
    assert!(driver.text().contains("on, because"));
    driver.press("s");
    assert!(driver.text().contains("off, as you chose"));
    assert!(
        !page(&driver.app)
            .plan()
            .is_standardised(page(&driver.app).file().table())
    );
    let similar = "0.1,0.2,a\n0.5,0.7,b\n0.3,0.1,a\n0.2,0.9,b\n";
    assert!(open_page(similar, (80, 24)).text().contains("off, because"));
}

#[test]
fn a_file_without_a_table_is_refused_in_one_sentence() {
    for (bytes, word) in [
        (b"".as_slice(), "empty"),
        (b"\n \n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "no text"),
        (b"1\n2\n3\n", "one column"),
        (b"PK\x03\x04\x14\0\x06\0\x08\0", "no text"),
    ] {
        let fault = fault(bytes);
        assert!(fault.contains(word) && !fault.contains('\n'), "{fault}");
    }
}

#[test]
fn one_row_is_shown_and_the_page_says_what_is_missing() {
    let mut driver = open_page("a,b,c\n1,2,x\n", (80, 24));
    assert!(driver.text().contains("too few rows"), "{}", driver.text());
}

#[test]
fn a_cancelled_file_does_not_open_later() {
    let mut driver = open_playground((80, 24));
    driver.press("<Tab><Tab>oa.csv<Enter>");
    assert!(matches!(
        driver.app.overlay(),
        Some(Overlay::Reading { .. })
    ));
    driver.press("<Esc>");
    let result = Ok(Box::new(read(exams())));
    let path = "a.csv".to_owned();
    let update = driver.app.update(Msg::DataRead { path, result });
    assert!(!update.redraw);
    assert!(matches!(driver.app.screen(), Screen::Lesson(_)));
}

#[test]
fn real_files_train_within_six_keys_after_the_path() {
    for text in [people(false), people(true), exams(), sine()] {
        let mut driver = open_playground((80, 24));
        driver.press("<Tab><Tab>oa.csv");
        driver.press("<Enter>");
        let path = "a.csv".to_owned();
        let result = Ok(Box::new(read(text)));
        let _update = driver.app.update(Msg::DataRead { path, result });
        driver.press("<Enter>]");
        assert_eq!(lab(&driver.app).number("steps"), Some(1.0));
    }
}

#[test]
fn the_page_is_drawn_at_every_size_and_in_every_state() {
    let mut wide = (0..80).fold("label".to_owned(), |text, i| {
        text + &format!(",feature {i}")
    });
    for i in 0..20 {
        let _ = write!(wide, "\n{}", ["a", "b"][i % 2]);
        for j in 0..80 {
            let _ = write!(wide, ",{}.5", i * j % 13);
        }
    }
    for size in SIZES {
        for text in [
            people(false),
            exams(),
            sine(),
            wide.clone(),
            "a,b\n1,2\n".to_owned(),
        ] {
            let mut driver = open_page(text, size);
            for keys in [
                "", "<Right>", "<Down>", "<Down>", "s", "d", "<Left>", "<Up>", "c", "d", "d", "?",
                "<Esc>", "e",
            ] {
                driver.press(keys);
                let text = driver.text();
                assert!(!text.contains("ui."), "{size:?} {keys}\n{text}");
            }
        }
    }
    let mut driver = open_page(wide, (80, 24));
    for _ in 0..63 {
        driver.press("<Right>");
    }
    assert!(driver.text().contains("feature 62"), "{}", driver.text());
    assert!(driver.text().contains("of 81"));
}

#[test]
fn help_on_the_page_lists_its_keys_and_returns_to_it() {
    let mut driver = open_page(exams(), (120, 36));
    driver.press("?");
    assert!(driver.text().contains("give the column another role"));
    driver.press("<Esc>");
    assert!(matches!(driver.app.screen(), Screen::Import(_)));
    driver.press("<Esc>");
    assert!(matches!(driver.app.screen(), Screen::Lesson(_)));
}

#[test]
fn at_most_a_million_rows_are_read() {
    let mut text = String::with_capacity(16 << 20);
    for i in 0..1_000_010_u32 {
        let _ = writeln!(
            text,
            "{},{},{}",
            i % 997,
            i % 1009,
            ["ok", "fault"][(i % 9 / 8) as usize]
        );
    }
    let file = read(text);
    assert_eq!((file.table().rows, file.table().is_cut), (1_000_000, true));
    assert_eq!(table(&file).rows.len(), MAX_USED_ROWS);
}

#[test]
fn an_unclosed_quote_does_not_swallow_the_file() {
    let mut text = "name,a,b,class\n".to_owned();
    for i in 0..40 {
        let name = if i == 5 { "\"open" } else { "n" };
        let _ = writeln!(text, "{name},{i}.5,{},{}", i * i % 7, i % 2);
    }
    assert_eq!(read(text).table().rows, 40);
}

#[test]
fn a_column_called_number_sign_is_no_comment() {
    let file = read("#,a,b,kind\n1,0.5,2.5,x\n2,1.5,1.5,y\n3,2.5,4.5,x\n");
    assert_eq!(file.table().columns[0].name, "#");
    assert_eq!(file.table().rows, 3);
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        walk_through(bytes);
    }

    #[test]
    fn random_tables_never_panic(text in "([0-9ab.,;\t \"#%-]{0,9}[,;\t\n]){0,60}") {
        walk_through(text.into_bytes());
    }
}

#[test]
fn a_file_in_one_endless_line_is_refused() {
    let fault = ImportedFile::read("one.csv", b"1,".repeat(1 << 20)).unwrap_err();
    assert_eq!(fault.name(), "fault.import.long-line");
}

/// Reads the file in every format, and tries every role of every column.
fn walk_through(bytes: Vec<u8>) {
    let Ok(mut file) = ImportedFile::read("data.csv", bytes) else {
        return;
    };
    for _ in 0..4 {
        let mut plan = ImportPlan::suggest(file.table());
        let base = plan.roles().clone();
        for at in 0..file.table().columns.len().min(5) {
            for _ in 0..5 {
                plan.change_role(at, relutor::text::Toward::Next, &base, file.table());
                plan.next_pair(file.table());
                let selection = file.select_rows(&plan);
                if let Ok(table) = plan.data_table(&file, &selection) {
                    assert!(table.rows.len() <= MAX_USED_ROWS);
                    assert!(table.to_values().is_ok(), "{table:?}");
                }
            }
        }
        file.read_differently();
    }
}

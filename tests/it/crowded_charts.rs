//! Charts with little room: labels keep apart, ticks keep their labels, maps and empty charts are never silent.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use relutor::app::{App, Appearance};
use relutor::chart::{Paint, Primitive, Scene, SceneRegion, SceneText};
use relutor::figure::{
    Axis, CellEmphasis, CellRow, Figure, MarkKind, Plot, Role, Table, TableCell,
};
use relutor::lab::Values;
use relutor::locale::{Lang, Phrase, Words};
use relutor::text::columns;
use relutor::ui;

use crate::charts::{scenes_of, texts};
use crate::support::figures::{axis, pixels, v};
use crate::support::{Driver, course, step_after, without_motion};

const SIZES: [(u16, u16); 3] = [(80, 24), (100, 30), (120, 36)];

/// The app in `lang` at a step, without movement.
fn open(lang: &str, name: &str, step: &str) -> App {
    let course = course();
    let at = course.find(name).unwrap();
    let steps = &course.lessons[at].steps;
    let step = steps.iter().position(|other| other.id == step).unwrap();
    let words = Words::load(&Lang::of(lang)).unwrap();
    let mut app = without_motion(App::new(course, words, Appearance::default(), None));
    app.open(at, step, &Values::new()).unwrap();
    app
}

fn scenes(app: &App, size: (u16, u16)) -> Vec<Scene> {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buffer = Buffer::empty(area);
    ui::render_scenes(app, Appearance::default(), area, &mut buffer)
}

/// Calls `check` with the scenes of every step of the course in both languages, at every size of [`SIZES`].
fn for_every_step(mut check: impl FnMut(&str, &Scene)) {
    let course = course();
    for lang in ["en", "ko"] {
        let words = Words::load(&Lang::of(lang)).unwrap();
        for (at, lesson) in course.lessons.iter().enumerate() {
            let mut app = App::new(course.clone(), words.clone(), Appearance::default(), None);
            for step in 0..lesson.steps.len() {
                app.open(at, step, &Values::new()).unwrap();
                app.go_to_step(step);
                for size in SIZES {
                    let id = &lesson.steps[step].id;
                    let place = format!("{} {id} {lang} {size:?}", lesson.name);
                    for scene in scenes(&app, size) {
                        check(&place, &scene);
                    }
                }
            }
        }
    }
}

/// The column or row of the cell at a coordinate of a screen.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "screens are small, and their coordinates are not negative"
)]
fn cell_at(coordinate: f64) -> u16 {
    coordinate as u16
}

/// The areas of the maps of pixels in a scene, without colour scales.
fn maps(scene: &Scene) -> Vec<Rect> {
    let maps = scene.primitives.iter().filter_map(|it| match it {
        Primitive::Pixels(block) => Some(block.area),
        _ => None,
    });
    maps.filter(|area| area.height > 1).collect()
}

#[test]
fn every_map_of_the_filter_is_drawn_with_its_name() {
    for lang in ["en", "ko"] {
        for (name, step, rows) in [
            ("one-node-everywhere", "guess-bias", 7),
            // Its goals take the rows, so four pixels are drawn as one.
            ("one-node-everywhere", "try-seven", 4),
            ("one-node-everywhere", "guess-edge", 7),
            ("watch-it-learn", "recall", 7),
        ] {
            let app = open(lang, name, step);
            let scenes = scenes(&app, (80, 24));
            let maps: Vec<Rect> = scenes.iter().flat_map(maps).collect();
            assert_eq!(maps.len(), 3, "{lang} {step}");
            // All pixels have room once blank lines and the prompt are left out.
            assert!(
                maps.iter().all(|map| map.height >= rows),
                "{step}: {maps:?}"
            );
        }
    }
}

#[test]
fn a_map_without_room_is_drawn_with_several_pixels_as_one() {
    for height in 0..12 {
        for width in 1..40 {
            let drawn = scenes_of(&[pixels()], (width, height));
            let count: usize = drawn.iter().map(|scene| maps(scene).len()).sum();
            let single = drawn.iter().flat_map(|scene| scene.primitives.iter());
            let rows_of_one = single.filter(|it| match it {
                Primitive::Pixels(block) => block.area.height == 1 && block.columns < 4,
                _ => false,
            });
            let names = drawn.iter().flat_map(texts);
            let names = names.filter(|text| text.paint == Paint::Title).count();
            assert!(names <= count + rows_of_one.count(), "{width} x {height}");
        }
    }
    // Six rows of pixels take three rows of cells; two of them remain for the pixels.
    let scenes = scenes_of(&[pixels()], (30, 3));
    assert_eq!(scenes.iter().flat_map(maps).count(), 2);
}

#[test]
fn labels_of_dots_on_a_map_keep_a_blank_apart() {
    let mut labels = 0;
    for_every_step(|place, scene| {
        let mut cells: BTreeMap<(u16, u16), &str> = BTreeMap::new();
        let is_label = |text: &&SceneText| {
            matches!(text.paint, Paint::Heat(_)) && text.text.chars().any(|c| c.is_ascii_digit())
        };
        let discs: Vec<(u16, u16)> = scene
            .primitives
            .iter()
            .filter_map(|it| match it {
                Primitive::Disc(disc) if matches!(disc.paint, Paint::Heat(_)) => {
                    Some((cell_at(disc.center.y), cell_at(disc.center.x)))
                }
                _ => None,
            })
            .collect();
        // The cells of tables have a colour of the map, too.
        if discs.is_empty() {
            return;
        }
        for text in texts(scene).filter(is_label) {
            labels += 1;
            for column in text.at.0..text.at.0 + columns(&text.text) {
                let at = (text.at.1, column);
                assert!(
                    !discs.contains(&at),
                    "{place}: {:?} covers a dot",
                    text.text
                );
                let other = cells.insert(at, &text.text);
                assert_eq!(other, None, "{place}: {:?}", text.text);
            }
            let behind = (text.at.1, text.at.0 + columns(&text.text));
            assert_eq!(cells.get(&behind), None, "{place}: {:?}", text.text);
        }
    });
    assert!(labels > 0, "a map has labels");
}

/// The columns of the vertical lines of the grid of `area`.
fn grid_columns(scene: &Scene, area: Rect) -> Vec<u16> {
    let lines = scene.primitives.iter().filter_map(|it| match it {
        Primitive::Polyline(line) if matches!(line.paint, Paint::Grid | Paint::Zero) => {
            let [a, b] = line.points.as_slice() else {
                return None;
            };
            let inside = f64::from(area.top()) <= a.y && b.y <= f64::from(area.bottom());
            (a.x == b.x && inside).then(|| cell_at(a.x))
        }
        _ => None,
    });
    lines.collect()
}

#[test]
fn the_name_of_an_axis_covers_no_tick() {
    let mut checked = 0;
    for_every_step(|place, scene| {
        for (area, _) in &scene.regions {
            let below: Vec<&SceneText> = texts(scene)
                .filter(|text| text.at.1 == area.bottom() && text.at.0 + 14 > area.x)
                .filter(|text| text.at.0 < area.right() + 30)
                .collect();
            if !below.iter().any(|text| text.paint == Paint::Axis) {
                continue;
            }
            let names = below.iter().filter(|text| text.paint == Paint::Dim);
            let name: Vec<_> = names.map(|name| &name.text).collect();
            if !name.iter().any(|name| columns(name) > 6) {
                continue;
            }
            for column in grid_columns(scene, *area) {
                let labels = below.iter().filter(|text| text.paint == Paint::Axis);
                let has_label = labels
                    .map(|text| text.at.0..text.at.0 + columns(&text.text))
                    .any(|cells| cells.contains(&column));
                assert!(has_label, "{place}: no label at {column}, {name:?}");
                checked += 1;
            }
        }
    });
    assert!(checked > 50, "{checked} ticks were found");
}

#[test]
fn labels_of_marks_stand_in_the_order_of_the_marks() {
    let plot = |marks: &[(f64, &str)]| {
        let plot = Plot::tall(v("t"), axis("x", -10.0, 10.0), axis("", -1.0, 10.0)).curve(
            v("y"),
            Role::First,
            vec![(-10.0, 0.0), (0.0, 0.0), (10.0, 10.0)],
        );
        marks.iter().fold(plot, |plot, (x, name)| {
            plot.mark(MarkKind::Probe, *x, Some(x.max(0.0)), Some(v(name)))
        })
    };
    for width in 40..100 {
        for height in 6..16 {
            let scenes = scenes_of(
                &[Figure::Plot(plot(&[(1.0, "a"), (2.0, "b"), (3.0, "a+b")]))],
                (width, height),
            );
            let at = |name: &str| {
                let texts = scenes.iter().flat_map(texts);
                let mut texts = texts.filter(|text| text.paint == Paint::Probe);
                texts.find(|text| text.text == name).map(|text| text.at)
            };
            if let (Some(a), Some(b)) = (at("a"), at("b"))
                && a.1 == b.1
            {
                assert!(a.0 + 1 < b.0, "{width} x {height}: {a:?} {b:?}");
            }
        }
    }
}

/// Whether the curve of `plot` named in `of` runs through a cell of a text of `scene` in the colour of kinks.
fn labels_of_kinks(scenes: &[Scene]) -> Vec<&SceneText> {
    let all = scenes.iter().flat_map(texts);
    all.filter(|text| text.paint == Paint::Kink).collect()
}

#[test]
fn labels_of_kinks_keep_apart_and_off_the_curves() {
    for (lang, long) in [("en", "kink"), ("ko", "꺾이는")] {
        let mut has_long = false;
        for step in ["relu", "asleep", "measure", "guess-separate"] {
            let app = open(lang, "interaction", step);
            for size in SIZES {
                let scenes = scenes(&app, size);
                let labels = labels_of_kinks(&scenes);
                has_long |= labels.iter().any(|label| label.text.starts_with(long));
                for (at, label) in labels.iter().enumerate() {
                    for other in labels.iter().skip(at + 1) {
                        let touches = label.at.1 == other.at.1
                            && label.at.0 <= other.at.0 + columns(&other.text)
                            && other.at.0 <= label.at.0 + columns(&label.text);
                        assert!(!touches, "{step} {lang} {size:?}: {label:?} {other:?}");
                    }
                }
            }
        }
        assert!(has_long, "where there is room, the label is whole");
    }
    // Two lines leave the floor beside each other: the label of the left kink covers neither.
    let app = open("en", "interaction", "relu");
    let scenes = scenes(&app, (80, 24));
    for label in labels_of_kinks(&scenes) {
        for scene in &scenes {
            for primitive in &scene.primitives {
                let Primitive::Polyline(line) = primitive else {
                    continue;
                };
                if !matches!(line.paint, Paint::Series(_)) {
                    continue;
                }
                for pair in line.points.windows(2) {
                    let through = |x: f64| {
                        let share = (x - pair[0].x) / (pair[1].x - pair[0].x);
                        pair[0].y + share * (pair[1].y - pair[0].y)
                    };
                    for column in label.at.0..label.at.0 + columns(&label.text) {
                        let x = f64::from(column) + 0.5;
                        let crosses = (pair[0].x..pair[1].x).contains(&x)
                            && through(x).floor() == f64::from(label.at.1);
                        assert!(!crosses, "{label:?} covers a line");
                    }
                }
            }
        }
    }
}

#[test]
fn every_map_of_values_has_its_colour_scale() {
    let mut maps = 0;
    for_every_step(|place, scene| {
        let rasters: Vec<Rect> = scene
            .primitives
            .iter()
            .filter_map(|it| match it {
                Primitive::Raster(raster) => Some(raster.area),
                _ => None,
            })
            .collect();
        // The maps of a workbench have no scale.
        if place.starts_with("playground") || place.starts_with("race-day net") {
            return;
        }
        let large = rasters
            .iter()
            .filter(|area| area.width > 12 && area.height > 1);
        let large = large.count();
        let scales = rasters.iter().filter(|area| area.height == 1).count();
        assert_eq!(scales, large, "{place}: {rasters:?}");
        maps += large;
    });
    assert!(maps > 10, "{maps} maps were found");
}

#[test]
fn an_empty_chart_says_what_it_waits_for() {
    for (lang, asks, starts) in [
        (
            "en",
            "Nothing yet; it waits for your prediction.",
            "Nothing yet; Space starts the race.",
        ),
        (
            "ko",
            "아직 없어요. 예측을 기다려요.",
            "아직 없어요. Space를 누르면 경주가 시작돼요.",
        ),
    ] {
        for size in [(80, 24), (100, 30)] {
            let mut asked = Driver::new(open(lang, "watch-it-learn", "guess-bump"), size);
            assert!(asked.text().contains(asks), "{}", asked.text());
            let mut ready = Driver::new(open(lang, "watch-it-learn", "dots"), size);
            assert!(ready.text().contains(starts), "{}", ready.text());
        }
    }
}

#[test]
fn the_dots_of_a_race_have_a_tick_at_its_last_step() {
    let mut driver = Driver::new(open("en", "watch-it-learn", "dots"), (80, 24));
    let text = driver.text();
    let ticks = text.lines().rfind(|line| line.contains("never")).unwrap();
    assert!(ticks.contains("1,000"), "{ticks}");
}

#[test]
fn a_prediction_beside_the_chart_is_an_arrow_with_its_value() {
    for size in SIZES {
        let mut driver = step_after("bias-moves-the-kink", "guess-weight", "3");
        driver.size = size;
        assert!(driver.text().contains("◂ −14"), "{}", driver.text());
    }
}

#[test]
fn columns_of_a_table_have_two_blanks_or_a_line_between_them() {
    let cell = |text: &str| TableCell {
        text: v(text),
        emphasis: CellEmphasis::Plain,
    };
    let table = Figure::Table(Table {
        title: v(""),
        corner: v(""),
        columns: vec![v("one"), v("two"), v("three")],
        rows: vec![CellRow {
            header: v("row 1"),
            cells: vec![cell("0 × −1 = 0"), cell("20 of 20"), cell("relu(3) = 3")],
        }],
        signs: Vec::new(),
        spoken: Vec::new(),
    });
    let mut lines = 0;
    for width in 38..80 {
        let scenes = scenes_of(std::slice::from_ref(&table), (width, 4));
        let is_cell = |text: &&SceneText| text.paint == Paint::Text;
        let cells: Vec<&SceneText> = scenes.iter().flat_map(texts).filter(is_cell).collect();
        assert_eq!(cells.len(), 3, "{width}");
        let between = scenes.iter().flat_map(texts);
        // Between the headings as well, which would run together otherwise.
        let has_lines = between.filter(|text| text.text == "│").count() == 4;
        lines += usize::from(has_lines);
        for pair in cells.windows(2) {
            let end = pair[0].at.0 + columns(&pair[0].text);
            let blanks = pair[1].at.0 - end;
            assert!(blanks >= 2 || has_lines, "{width}: {blanks}");
        }
    }
    assert!(lines > 0, "a narrow table has lines");
}

#[test]
fn a_narrow_table_keeps_its_results_and_the_unit_of_its_headings() {
    let cell = |text: &str| TableCell {
        text: v(text),
        emphasis: CellEmphasis::Plain,
    };
    let table = |columns: &[&str], cells: &[&str]| {
        Figure::Table(Table {
            title: v(""),
            corner: v(""),
            columns: columns.iter().map(|name| v(name)).collect(),
            rows: vec![CellRow {
                header: v("150 cm"),
                cells: cells.iter().map(|text| cell(text)).collect(),
            }],
            signs: Vec::new(),
            spoken: Vec::new(),
        })
    };
    let shown = |table: Figure, width| {
        let scenes = scenes_of(&[table], (width, 3));
        let shown = scenes.iter().flat_map(texts).map(|it| it.text.clone());
        shown.collect::<Vec<_>>()
    };
    let products = table(&["one", "two"], &["1 × −0.11 = −0.11", "0 × 2 = 0"]);
    for (width, product) in [(50, "1 × −0.11 = −0.11"), (32, "1×−0.11=−0.11")] {
        let texts = shown(products.clone(), width);
        assert!(
            texts.iter().any(|text| text == product),
            "{width}: {texts:?}"
        );
    }
    let weights = table(&["50 kg", "100 kg"], &["0", "20"]);
    let texts = shown(weights, 18);
    for text in ["kg", "50", "100", "0", "20"] {
        assert!(texts.iter().any(|it| it == text), "{text} in {texts:?}");
    }
}

#[test]
fn axes_with_long_names_keep_all_their_labels() {
    let plot = |name: &str| {
        let x = Axis::linear(Some(Phrase::verbatim(name)), -1.0, 3.0);
        Plot::tall(v("t"), x, axis("", 0.0, 1.0)).curve(
            v("y"),
            Role::First,
            vec![(-1.0, 0.0), (3.0, 1.0)],
        )
    };
    let scenes = scenes_of(&[Figure::Plot(plot("place on a strip"))], (70, 12));
    let texts: Vec<&str> = scenes.iter().flat_map(texts).map(|it| &*it.text).collect();
    for tick in ["−1", "0", "1", "2", "3", "place on a strip"] {
        assert!(texts.contains(&tick), "{tick} in {texts:?}");
    }
    let has_plane = |(_, region): &(Rect, SceneRegion)| matches!(region, SceneRegion::Plane { .. });
    assert!(
        scenes
            .iter()
            .any(|scene| scene.regions.iter().any(has_plane))
    );
}

#[test]
fn a_step_without_a_note_draws_all_its_charts() {
    let course = course();
    let mut without_note = 0;
    for lang in ["en", "ko"] {
        let words = Words::load(&Lang::of(lang)).unwrap();
        for (at, lesson) in course.lessons.iter().enumerate() {
            let mut app = App::new(course.clone(), words.clone(), Appearance::default(), None);
            for step in 0..lesson.steps.len() {
                app.open(at, step, &Values::new()).unwrap();
                app.go_to_step(step);
                let session = app.session().unwrap();
                if session.workbench().is_some() {
                    continue;
                }
                let figures = session.figures();
                for size in SIZES {
                    let area = Rect::new(0, 0, size.0, size.1);
                    let mut buffer = Buffer::empty(area);
                    let scenes = ui::render_scenes(&app, Appearance::default(), area, &mut buffer);
                    let screen: String = buffer.content.iter().map(Cell::symbol).collect();
                    // The note ends with the key of the zoom.
                    if screen.contains(" · z") {
                        continue;
                    }
                    without_note += 1;
                    let regions = scenes.iter().flat_map(|scene| &scene.regions);
                    let drawn: Vec<usize> = regions
                        .filter_map(|(_, region)| match region {
                            SceneRegion::Plane { figure, .. } => Some(*figure),
                            SceneRegion::Unit { .. } => None,
                        })
                        .collect();
                    for (index, figure) in figures.iter().enumerate() {
                        let is_chart = matches!(figure, Figure::Plot(_) | Figure::Heat(_));
                        let id = &lesson.steps[step].id;
                        assert!(
                            !is_chart || drawn.contains(&index),
                            "{} {id} {lang} {size:?}: figure {index}",
                            lesson.name
                        );
                    }
                }
            }
        }
    }
    assert!(without_note > 100, "{without_note}");
}

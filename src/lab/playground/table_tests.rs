//! Tests of playgrounds that learn a table.

use super::*;
use crate::figure::Axis;
use crate::lab::{
    DataTable, Lab, ReplayEntry, TableColumn, TableRow, TableTarget, TextFormat, TextValue, Turn,
    WorkbenchEdit,
};
use crate::text::Toward;

fn column(name: &str) -> TableColumn {
    TableColumn {
        name: name.to_owned(),
    }
}

/// Heights from 150 to 190 and weights from 50 to 95, of two kinds.
fn classes() -> DataTable {
    let row = |i: u32| {
        let (height, is_tall) = (150.0 + f64::from(i), f64::from(u32::from(i >= 20)));
        TableRow {
            inputs: [height, 50.0 + 45.0 * f64::from((i * 17) % 41) / 40.0],
            target: is_tall,
        }
    };
    DataTable {
        file: "people.csv".to_owned(),
        inputs: vec![column("height"), column("weight")],
        target: TableTarget::Class {
            name: "kind".to_owned(),
            words: ["short".to_owned(), "tall".to_owned()],
        },
        is_standardised: true,
        rows: (0..=40).map(row).collect(),
    }
}

/// A price of two inputs in units that differ much.
fn prices() -> DataTable {
    let row = |i: u32| {
        let (area, year) = (
            f64::from(20 + (i * 37) % 100),
            f64::from(1950 + (i * 13) % 70),
        );
        TableRow {
            inputs: [area, year],
            target: 1000.0 * (3.0 * area + (year - 1950.0) + 0.05 * area * (year - 1950.0)),
        }
    };
    DataTable {
        file: "flats.csv".to_owned(),
        inputs: vec![column("area"), column("year")],
        target: TableTarget::Number {
            name: "price".to_owned(),
        },
        rows: (0..60).map(row).collect(),
        ..classes()
    }
}

/// A sine over 0…1000, around 500.
fn sine() -> DataTable {
    let row = |i: u32| {
        let x = 10.0 * f64::from(i);
        TableRow {
            inputs: [x, 0.0],
            target: 500.0 + 200.0 * (x / 150.0).sin(),
        }
    };
    DataTable {
        file: "sine.csv".to_owned(),
        inputs: vec![column("t")],
        target: TableTarget::Number {
            name: "level".to_owned(),
        },
        rows: (0..=100).map(row).collect(),
        ..classes()
    }
}

fn lab(table: &DataTable) -> Lab {
    Lab::new(&KIND, &table.to_values().unwrap(), Seed(0)).unwrap()
}

fn adam() -> Values {
    Values::new()
        .with("optimizer", "adam")
        .with("lr", "0.03")
        .with("units_1", 16.0)
        .with("test", 0.0)
}

fn ends(axis: &Axis) -> (f64, f64) {
    (axis.min, axis.max)
}

#[test]
fn the_axes_of_a_table_are_in_its_own_units() {
    let play = lab(&classes());
    let Some(Figure::Heat(heat)) = play.figure("output") else {
        panic!("no map")
    };
    let (low, high) = ends(&heat.x);
    assert!(low > 140.0 && low < 150.0 && high > 190.0 && high < 200.0);
    assert_eq!(heat.x.label, Some(Phrase::verbatim("height")));
    assert_eq!(heat.y.label, Some(Phrase::verbatim("weight")));
    let first = &heat.points[0];
    assert!((150.0..=190.0).contains(&first.at.0) && (50.0..=95.0).contains(&first.at.1));
    assert_eq!(heat.title.name(), "lab.playground.figure.classes");
}

#[test]
fn a_standardised_table_trains_and_the_raw_one_sees_the_units_of_the_file() {
    let mut play = lab(&classes());
    let record = play.training_record().unwrap();
    assert!(record.inputs.iter().flatten().all(|z| z.abs() < 3.0));
    play.go_to(3000);
    assert_eq!(play.number("solved"), Some(1.0));
    let raw = DataTable {
        is_standardised: false,
        ..classes()
    };
    let record = lab(&raw).training_record().unwrap();
    assert!(record.inputs.iter().all(|x| x[0] >= 150.0));
}

#[test]
fn a_number_over_the_plane_is_learned_and_shown_in_its_unit() {
    let mut play = lab(&prices());
    let _ = play.set(&adam()).unwrap();
    assert_eq!(play.values().choice("goal"), "r2-0.95");
    play.go_to(3000);
    assert_eq!(play.number("solved"), Some(1.0));
    let r2 = play.number("r2").unwrap();
    assert!(r2 > 0.94, "{r2}");
    let Some(Figure::Heat(heat)) = play.figure("output") else {
        panic!("no map")
    };
    assert!(heat.range.1 > 300_000.0, "{:?}", heat.range);
    let highest = heat.values.iter().copied().fold(f64::MIN, f64::max);
    assert!(highest > 200_000.0, "{highest}");
    assert_eq!(play.number("accuracy").map(f64::is_nan), Some(true));
}

#[test]
fn r2_is_one_minus_the_error_over_the_variance() {
    let mut play = lab(&sine());
    let _ = play.set(&adam()).unwrap();
    play.go_to(50);
    let record = play.training_record().unwrap();
    let count = record.targets.len() as f64;
    let mean = record.targets.iter().sum::<f64>() / count;
    let variance = record
        .targets
        .iter()
        .map(|t| (t - mean).powi(2))
        .sum::<f64>()
        / count;
    let loss = play.number("loss").unwrap();
    let r2 = play.number("r2").unwrap();
    assert!((r2 - (1.0 - loss / variance)).abs() < 1e-9);
    // The targets are spread 200/√2 around their mean.
    let error = play.number("error").unwrap();
    assert!((error / loss.sqrt() - 140.0).abs() < 10.0);
    assert_eq!(lab(&classes()).number("r2").map(f64::is_nan), Some(true));
}

#[test]
fn a_curve_of_a_table_is_drawn_in_its_own_units() {
    let mut play = lab(&sine());
    let _ = play.set(&adam()).unwrap();
    play.go_to(3000);
    let Some(Figure::Plot(plot)) = play.figure("output") else {
        panic!("no curve")
    };
    let (low, high) = ends(&plot.y);
    assert!(low > 200.0 && high < 800.0);
    let net = plot.current_series().unwrap();
    assert!(
        net.points
            .iter()
            .all(|(x, y)| (-100.0..=1100.0).contains(x) && *y > 0.0)
    );
    let dots = plot.series.iter().find(|s| s.role == Role::Target).unwrap();
    assert!(dots.points.iter().all(|(_, y)| (299.0..=701.0).contains(y)));
    let Some(Figure::Table(ledger)) = play.figure("ledger") else {
        panic!("no ledger")
    };
    assert!(!ledger.rows.is_empty());
}

#[test]
fn a_table_with_constant_columns_trains_without_nan() {
    for is_standardised in [true, false] {
        let mut tables = vec![classes(), prices(), sine()];
        for table in &mut tables {
            table.is_standardised = is_standardised;
            let is_number = matches!(table.target, TableTarget::Number { .. });
            let constant = |row: &TableRow| TableRow {
                inputs: [0.5, row.inputs[1]],
                target: if is_number { 1.0 } else { row.target },
            };
            table.rows = table.rows.iter().map(constant).collect();
            for set in [Values::new(), adam()] {
                let mut play = lab(table);
                let _ = play.set(&set.with("lr", "0.00001")).unwrap();
                play.go_to(20);
                assert!(play.number("loss").is_some_and(f64::is_finite), "{table:?}");
                for id in KIND.figures {
                    assert!(play.figure(id).is_some(), "{id}");
                }
            }
        }
    }
}

#[test]
fn points_of_a_table_are_edited_in_its_units_and_stay_a_table() {
    let mut play = lab(&classes());
    let at = (170.02, 60.04);
    let reach = (2.0, 2.0);
    assert!(play.edit(WorkbenchEdit::AddPoint { at, class: 1.0 }));
    let table = |play: &Lab| match play.values().text("table") {
        Some(TextValue::Table(table)) => table.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(table(&play).rows.len(), 42);
    assert_eq!(table(&play).rows[41].inputs, [170.02, 60.04]);
    let to = (181.0, 91.0);
    assert!(play.edit(WorkbenchEdit::MovePoint {
        from: at,
        to,
        reach
    }));
    assert_eq!(table(&play).rows[41].inputs, [181.0, 91.0]);
    let (at, reach) = (to, (0.4, 0.4));
    assert!(play.edit(WorkbenchEdit::RemovePoint { at, reach }));
    assert_eq!(table(&play).rows.len(), 41);
    assert_eq!(play.values().choice("data"), "file");
    let mut play = lab(&prices());
    let place = WorkbenchEdit::AddPoint { at, class: 1.0 };
    assert!(
        !play.can_edit(place) && !play.edit(place),
        "a number is unknown"
    );
    let mut play = lab(&sine());
    assert!(play.edit(WorkbenchEdit::DrawCurve {
        at: (103.0, 612.34)
    }));
    assert_eq!(table(&play).rows[10].target, 612.3);
}

#[test]
fn a_table_follows_undo_rewind_and_replay() {
    let opening = KIND.complete(&Values::new());
    let mut play = tests::lab(&opening);
    play.go_to(10);
    let _ = play.set(&classes().to_values().unwrap()).unwrap();
    assert_eq!(play.run().unwrap().at(), 0, "a file needs a new network");
    play.go_to(10);
    let (at, class) = ((300.0, 120.0), 1.0);
    assert!(play.edit(WorkbenchEdit::AddPoint { at, class }));
    assert_eq!(play.run().unwrap().at(), 10);
    let wide = play.workbench().unwrap().x_range();
    play.go_to(5);
    let narrow = play.workbench().unwrap().x_range();
    assert!(
        narrow.1 < 200.0 && wide.1 > 300.0,
        "the axes follow the run"
    );
    play.go_to(12);
    assert_eq!(play.workbench().unwrap().x_range(), wide);
    let entries = play.replay_since(&opening);
    let text = entries.iter().map(|entry| match entry {
        ReplayEntry::Set(values) => match values.text("table") {
            Some(table) => {
                let parsed = TextFormat::Table.parse(&table.to_string()).unwrap();
                ReplayEntry::Set(values.clone().with("table", Value::Text(parsed)))
            }
            None => entry.clone(),
        },
        ReplayEntry::Run(_) => entry.clone(),
    });
    let mut again = tests::lab(&opening);
    again.replay(&text.collect::<Vec<_>>()).unwrap();
    assert_eq!(
        format!("{:?}", again.readings()),
        format!("{:?}", play.readings())
    );
    assert_eq!(again.figure("output"), play.figure("output"));
    assert!(play.undo() && play.undo());
    assert_eq!(play.values().choice("data"), "circle");
    assert_eq!(play.workbench().unwrap().x_range().1, 1.2);
}

#[test]
fn values_that_change_together_restart_what_no_longer_fits() {
    let mut play = tests::lab(&Values::new());
    let both = prices().to_values().unwrap().with("batch", "8");
    let set = both.with("at", Value::Choice("1.2".to_owned()));
    let _ = play.set(&set).unwrap();
    let fresh = Lab::new(&KIND, &set, Seed(0)).unwrap();
    assert_eq!(
        format!("{:?}", play.readings()),
        format!("{:?}", fresh.readings())
    );
    assert_eq!(play.figure("output"), fresh.figure("output"));
}

#[test]
fn the_data_control_turns_to_a_default_table() {
    let mut play = tests::lab(&Values::new().with("data", "drawn"));
    let _ = play.turn("data", Turn::Step(Toward::Next)).unwrap();
    assert_eq!(play.values().choice("data"), "file");
    play.go_to(3000);
    assert_eq!(play.number("solved"), Some(1.0));
    let text = play.values().text("table").unwrap().to_string();
    let _ = play.turn("data", Turn::Low).unwrap();
    let _ = play.turn("data", Turn::High).unwrap();
    assert_eq!(play.values().text("table").unwrap().to_string(), text);
}

#[test]
fn the_number_of_layers_is_shown_as_it_is_built() {
    let play = tests::lab(&Values::new().with("layers", 2.5));
    assert_eq!(play.number("layers"), Some(3.0));
    assert_eq!(play.workbench().unwrap().layer_sizes().len(), 5);
}

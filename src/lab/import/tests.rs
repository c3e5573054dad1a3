//! Tests on small files of every form.

use std::fmt::Write as _;

use ColumnRole::{ClassTarget, Input, NumberTarget, Unused};
use Toward::{Next, Previous};

use super::*;
use crate::lab::{DataTable, TableTarget};
use crate::text::Toward;

fn read(text: &str) -> ImportedFile {
    ImportedFile::read("a.csv", text.as_bytes().to_vec())
        .unwrap_or_else(|fault| panic!("{fault:?}: {text}"))
}

fn suggested(text: &str) -> DataTable {
    let file = read(text);
    let plan = ImportPlan::suggest(file.table());
    let selection = file.select_rows(&plan);
    plan.data_table(&file, &selection)
        .unwrap_or_else(|gap| panic!("{gap:?}: {text}"))
}

fn rows(table: &DataTable) -> Vec<(f64, f64, f64)> {
    let rows = table.rows.iter();
    rows.map(|row| (row.inputs[0], row.inputs[1], row.target))
        .collect()
}

/// Three points of classes 1, 0 and 1, as different programs write them.
#[test]
fn any_delimiter_and_notation_gives_the_same_points() {
    let points = [(0.1, 0.2, 1.0), (0.3, -0.2, 0.0), (0.5, 0.6, 1.0)];
    for text in [
        "0.1,0.2,1\n0.3,-0.2,0\n0.5,0.6,1\n",
        "x,y,class\n0.1,0.2,1\n\n# a note\n0.3,-0.2,0\n0.5,0.6,1\n",
        "0.1;0.2;1\n0.3;-0.2;0\n0.5;0.6;1\n",
        "0.1\t0.2\t1\n0.3\t-0.2\t0\n0.5\t0.6\t1\n",
        "x y c\n0.1 0.2 1\n0.3  -0.2 0\n 0.5 0.6  1\n",
        "\"0.1\",\"0.2\",\"1\"\n\"0.3\",\"-0.2\",\"0\"\n\"0.5\",\"0.6\",\"1\"\n",
        "1,0.1,0.2\n0,0.3,-0.2\n1,0.5,0.6\n",
        "0.1,0.2,True\n0.3,-0.2,False\n0.5,0.6,True\n",
        "0.1,0.2,yes\r\n0.3,-0.2,no\r\n0.5,0.6,yes\r\n",
        "x;y;class\n0,1;0,2;1\n0,3;-0,2;0\n0,5;0,6;1\n",
        "0,1 0,2 1\n0,3 -0,2 0\n0,5 0,6 1\n",
        "0.1,0.2,1,\n0.3,-0.2,0,\n0.5,0.6,1,\n",
        "x,y,c\n0.1,0.2,1,\n0.3,-0.2,0,\n0.5,0.6,1,\n",
        "0.1,0.2,1\n0.3,−0.2,0\n0.5,0.6,1\n",
        "0.1,0.2,+\n0.3,-0.2,-\n0.5,0.6,+\n",
    ] {
        let table = suggested(text);
        assert_eq!(rows(&table), points, "{text}");
        assert!(matches!(table.target, TableTarget::Class { .. }), "{text}");
    }
}

#[test]
fn two_columns_with_a_decimal_comma_are_a_curve_and_no_points() {
    let table = suggested("x;y\n-0,5;0\n-0,4;0\n0,5;1\n0,6;1\n");
    assert_eq!(rows(&table)[0], (-0.5, 0.0, 0.0));
    assert_eq!(table.inputs.len(), 1);
    assert_eq!(table.target, TableTarget::Number { name: "y".into() });
}

#[test]
fn three_columns_of_numbers_are_a_regression_over_the_plane() {
    let table = suggested("a,b,c\n1,2.5,3\n2,1.5,4.5\n4,3,5.25\n");
    assert_eq!(table.inputs.len(), 2);
    assert_eq!(table.target, TableTarget::Number { name: "c".into() });
}

#[test]
fn two_words_over_one_input_are_a_curve_from_0_to_1() {
    let table = suggested("hours,result\n1.5,fail\n2,fail\n4,pass\n3,fail\n6.5,pass\n5,pass\n");
    let name = "result = pass".to_owned();
    assert_eq!(table.target, TableTarget::Number { name });
    assert_eq!(rows(&table)[2], (4.0, 0.0, 1.0));
}

#[test]
fn column_types_are_detected() {
    let mut text = "no,site,t,v,unit,state,note\n".to_owned();
    for i in 0..60 {
        let site = ["north", "east", "south"][i % 3];
        let state = ["ok", "fault"][usize::from(i % 7 < 1)];
        let v = if i == 4 {
            "NA".to_owned()
        } else {
            format!("0.{i:02}")
        };
        let _ = writeln!(text, "{},{site},{}.5,{v},mm/s,{state},a{i}", i + 1, 20 + i);
    }
    let file = read(&text);
    let kinds: Vec<_> = file
        .table()
        .columns
        .iter()
        .map(|column| column.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            ColumnKind::Index,
            ColumnKind::Class,
            ColumnKind::Number,
            ColumnKind::Number,
            ColumnKind::Constant,
            ColumnKind::Class,
            ColumnKind::Text,
        ]
    );
    let plan = ImportPlan::suggest(file.table());
    assert_eq!(plan.roles().inputs, [2, 3]);
    assert_eq!(plan.roles().target, Some((5, ClassTarget)));
    assert_eq!(file.table().first_rows[4][3], None);
    assert_eq!(file.select_rows(&plan).without_value, 1);
}

#[test]
fn an_index_counts_the_rows_or_is_called_so() {
    let rows = |name: &str, number: fn(i32) -> i32| {
        let head = format!("{name},y\n");
        (0..30).fold(head, |text, i| {
            text + &format!("{},{}.5\n", number(i), i * i % 17)
        })
    };
    let kind = |text: &str| read(text).table().columns[0].kind;
    for text in [
        rows("a", |i| i),
        rows("a", |i| i + 1),
        rows("id", |i| 7 * i % 30 + 4000),
        rows("user_id", |i| 3 * i),
        rows("PassengerId", |i| 100 - i),
        rows("번호", |i| 2 * i),
    ] {
        assert_eq!(kind(&text), ColumnKind::Index, "{text}");
    }
    for text in [
        rows("year", |i| 1990 + i),
        rows("dose", |i| 5 * i),
        rows("a", |i| i - 3),
        rows("humid", |i| 3 * i),
    ] {
        assert_eq!(kind(&text), ColumnKind::Number, "{text}");
    }
}

#[test]
fn an_index_is_no_target_of_a_constant_column() {
    for head in ["a,b", "id,b"] {
        let rows = (1..30).map(|i| format!("{i},7\n"));
        let file = read(&(format!("{head}\n") + &rows.collect::<String>()));
        let plan = ImportPlan::suggest(file.table());
        assert_eq!(plan.roles().target, None);
        let gap = plan.gap(file.table(), &file.select_rows(&plan));
        assert_eq!(gap, Some(ImportGap::TooFewColumns));
    }
}

#[test]
fn stray_lines_among_good_ones_are_named() {
    let file = read("0.1,0.2,1\n0.3,0.1,0\nnothing here\n0.5,0.6,1\n1,2\n");
    let lines: Vec<_> = file.table().stray_lines.iter().map(|it| it.line).collect();
    assert_eq!(lines, [3, 5]);
    let numbers = (0..30).map(|i| format!("{}.5,{i}\n", i * i));
    let file = read(&(numbers.collect::<String>() + "abc,1\n"));
    let plan = ImportPlan::suggest(file.table());
    let selection = file.select_rows(&plan);
    assert_eq!(selection.stray_lines[0].line, 31);
    assert_eq!(selection.rows.len(), 30);
}

#[test]
fn the_sample_keeps_the_share_of_the_classes() {
    let row = |i: usize| {
        format!(
            "{}.5,{},{}\n",
            i % 97,
            i % 89,
            ["ok", "fault"][usize::from(i.is_multiple_of(8))]
        )
    };
    let text: String = (0..4000).map(row).collect();
    let table = suggested(&text);
    let faults = table.rows.iter().filter(|row| row.target == 1.0).count();
    assert_eq!((table.rows.len(), faults), (MAX_USED_ROWS, 64));
    assert_eq!(table, suggested(&text), "the sample is the same each time");
}

#[test]
fn a_role_that_another_column_has_is_exchanged() {
    let file = read("a,b,c,d\n1.5,2,3,x\n2,3.5,1,y\n1,7,4.5,x\n");
    let table = file.table();
    let mut plan = ImportPlan::suggest(table);
    let base = plan.roles().clone();
    let role = |plan: &ImportPlan| (0..4).map(|at| plan.roles().role(at)).collect::<Vec<_>>();
    assert_eq!(role(&plan), [Input(0), Input(1), Unused, ClassTarget]);
    plan.change_role(2, Next, &base, table);
    assert_eq!(role(&plan), [Unused, Input(1), Input(0), ClassTarget]);
    plan.change_role(2, Next, &base, table);
    assert_eq!(role(&plan), [Input(0), Unused, Input(1), ClassTarget]);
    plan.change_role(2, Next, &base, table);
    plan.change_role(2, Next, &base, table);
    assert_eq!(
        role(&plan),
        role(&ImportPlan::suggest(table)),
        "a round of all roles"
    );
    plan.change_role(2, Previous, &base, table);
    assert_eq!(role(&plan)[2], NumberTarget);
}

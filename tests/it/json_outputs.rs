//! Every JSON output has the shape that `relutor help schema` states.

#![expect(clippy::panic, reason = "a test that cannot go on fails")]

use std::process::Command;

use relutor::lab::catalogue::KINDS;
use serde_json::{Value as Json, json};

/// The standard output of the program, which succeeds.
fn stdout_of(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_relutor"))
        .args(args)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).expect("it prints text")
}

fn json_of(args: &[&str]) -> Json {
    serde_json::from_str(&stdout_of(args)).expect("it is JSON")
}

/// A JSON Schema, with the keywords that ours uses.
struct Schema {
    root: Json,
}

impl Schema {
    /// The first reason why `value` does not have the shape `schema`; none if it has.
    fn fault(&self, schema: &Json, value: &Json, path: &str) -> Option<String> {
        if let Some(is_allowed) = schema.as_bool() {
            return (!is_allowed).then(|| format!("{path} is there"));
        }
        let keywords = schema.as_object().expect("a schema is an object");
        let mut faults = keywords.iter();
        faults.find_map(|(keyword, argument)| match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => None,
            "$ref" => self.fault(self.definition(argument), value, path),
            "type" => {
                let one = std::slice::from_ref(argument);
                let types = argument.as_array().map_or(one, Vec::as_slice);
                let is_one = types.iter().any(|name| has_type(value, name));
                (!is_one).then(|| format!("{path} is not {argument}: {value}"))
            }
            "const" => (value != argument).then(|| format!("{path} is not {argument}: {value}")),
            "enum" => {
                let is_one = list(argument).contains(value);
                (!is_one).then(|| format!("{path} is none of {argument}: {value}"))
            }
            "required" => {
                let mut names = list(argument).iter().map(text);
                let missing = names.find(|name| value.get(name).is_none())?;
                Some(format!("{path} has no {missing}"))
            }
            "properties" => {
                let mut properties = argument.as_object().expect("properties").iter();
                properties.find_map(|(name, schema)| {
                    let value = value.get(name)?;
                    self.fault(schema, value, &format!("{path}.{name}"))
                })
            }
            // Beside `properties`, it would need to know their names.
            "additionalProperties" if keywords.get("properties").is_none() => {
                let mut fields = value.as_object()?.iter();
                fields.find_map(|(name, value)| {
                    self.fault(argument, value, &format!("{path}.{name}"))
                })
            }
            "items" => {
                let mut items = value.as_array()?.iter().enumerate();
                items.find_map(|(at, item)| self.fault(argument, item, &format!("{path}[{at}]")))
            }
            "minItems" | "maxItems" => {
                let (count, limit) = (value.as_array()?.len() as u64, argument.as_u64()?);
                let fits = if keyword == "minItems" {
                    count >= limit
                } else {
                    count <= limit
                };
                (!fits).then(|| format!("{path} has {count} items"))
            }
            "oneOf" => {
                let faults = list(argument)
                    .iter()
                    .map(|schema| self.fault(schema, value, path));
                let faults: Vec<_> = faults.collect();
                let fitting = faults.iter().filter(|fault| fault.is_none()).count();
                (fitting != 1).then(|| format!("{path} has {fitting} of the shapes: {faults:?}"))
            }
            unknown => panic!("the keyword {unknown} is not known to this test"),
        })
    }

    /// The definition that `#/$defs/NAME` names.
    fn definition(&self, reference: &Json) -> &Json {
        let pointer = text(reference).trim_start_matches('#');
        self.root
            .pointer(pointer)
            .unwrap_or_else(|| panic!("there is no {pointer}"))
    }
}

fn list(value: &Json) -> &[Json] {
    value.as_array().expect("a list")
}

fn text(value: &Json) -> &str {
    value.as_str().expect("a text")
}

fn has_type(value: &Json, name: &Json) -> bool {
    match text(name) {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        unknown => panic!("the type {unknown} is not known to this test"),
    }
}

/// Asserts that the program prints the output `name` in the shape of the schema.
fn assert_shape(schema: &Schema, args: &[&str], name: &str) {
    let value = json_of(args);
    assert_eq!(
        (&value["relutor"], &value["output"]),
        (&json!(1), &json!(name)),
        "{args:?}"
    );
    if let Some(fault) = schema.fault(&schema.root, &value, "$") {
        panic!("{args:?}: {fault}");
    }
}

fn schema() -> Schema {
    Schema {
        root: json_of(&["help", "schema"]),
    }
}

#[test]
fn every_output_has_the_shape_of_the_schema() {
    let schema = schema();
    assert_shape(&schema, &["list", "--json"], "lessons");
    assert_shape(&schema, &["list", "--json", "--lang", "ko"], "lessons");
    assert_shape(&schema, &["report", "--json"], "report");
    assert_shape(&schema, &["lab", "--json"], "labs");
    let seeds = [
        "lab",
        "watch-it-learn",
        "--at",
        "9",
        "--seeds",
        "3",
        "--json",
    ];
    assert_shape(&schema, &seeds, "seeds");
    for kind in KINDS {
        assert_shape(&schema, &["lab", kind.name, "--json"], "lab");
    }
    let race = ["lab", "race", "--at", "5", "--json"];
    assert_shape(&schema, &race, "lab");
}

#[test]
fn the_schema_refuses_another_shape() {
    let schema = schema();
    let good = json_of(&["lab", "bias-node", "--json"]);
    let refused = |change: &dyn Fn(&mut Json)| {
        let mut value = good.clone();
        change(&mut value);
        schema.fault(&schema.root, &value, "$").is_some()
    };
    assert!(!refused(&|_| {}));
    assert!(refused(&|value| value["relutor"] = json!(2)));
    assert!(refused(&|value| value["output"] = json!("labs")));
    assert!(refused(
        &|value| value["readings"]["kink"] = json!("Infinity")
    ));
    assert!(refused(&|value| value["controls"]["b"]["max"] = json!("10")));
    assert!(refused(
        &|value| value["figures"]["curve"]["kind"] = json!("pie")
    ));
    assert!(refused(
        &|value| value["figures"]["curve"]["series"][0]["points"][0] = json!([1])
    ));
    assert!(refused(&|value| {
        drop(
            value
                .as_object_mut()
                .and_then(|fields| fields.remove("seed")),
        );
    }));
}

#[test]
fn a_number_that_is_never_reached_is_null() {
    let json = json_of(&["lab", "watch-it-learn", "--json"]);
    assert_eq!(
        json["readings"]["first"],
        Json::Null,
        "{}",
        json["readings"]
    );
    for word in ["Infinity", "NaN"] {
        assert!(!json.to_string().contains(word), "{word}");
    }
}

#[test]
fn the_list_of_labs_has_the_names_that_a_lesson_may_use() {
    let json = json_of(&["lab", "--json"]);
    let labs = list(&json["labs"]);
    let names: Vec<_> = labs.iter().map(|lab| text(&lab["kind"])).collect();
    assert_eq!(
        names,
        KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>()
    );
    let node = labs.iter().find(|lab| lab["kind"] == "bias-node");
    let node = node.expect("there is a node with a bias");
    assert_eq!(node["title"], "One node with a bias");
    assert_eq!(
        (&node["runs"], &node["controls"]["b"]["max"]),
        (&json!(false), &json!(10.0))
    );
    assert!(node["readings"].get("kink").is_some() && node["figures"].get("curve").is_some());
    let net = labs.iter().find(|lab| lab["kind"] == "watch-it-learn");
    assert_eq!(net.expect("there is a training")["runs"], true);
}

#[test]
fn the_statistics_over_seeds_are_those_of_facts() {
    let args = ["lab", "watch-it-learn", "--at", "300", "--seeds", "5"];
    let json = json_of(&[&args[..], &["--json"]].concat());
    let losses: Vec<f64> = list(&json["seeds"])
        .iter()
        .filter_map(|seed| seed["readings"]["mse"].as_f64())
        .collect();
    assert_eq!(losses.len(), 5);
    let least = losses.iter().copied().fold(f64::INFINITY, f64::min);
    let stats = &json["statistics"]["mse"];
    assert_eq!(
        (&stats["min"], &stats["count"]),
        (&json!(least), &json!(5.0))
    );
    let page = stdout_of(&args);
    let head: Vec<_> = page
        .lines()
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    assert_eq!(
        head,
        [
            "reading", "nonzero", "least", "p10", "median", "p90", "most"
        ]
    );
}

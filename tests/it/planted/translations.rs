//! Paragraphs removed from translations.

use std::ops::RangeInclusive;

use relutor::lesson::Location;

use super::copy::Copy;
use super::{assert_faults_at, course, rename_readings};

/// A heading of a file, by its line, and the lines of each paragraph or item under it. All lines count from 1.
struct Piece {
    heading: usize,
    blocks: Vec<RangeInclusive<usize>>,
}

/// The pieces of a Markdown file.
fn pieces(lines: &[String]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut is_open = false;
    for (at, line) in lines
        .iter()
        .enumerate()
        .map(|(at, line)| (at + 1, line.as_str()))
    {
        if line.starts_with('#') {
            pieces.push(Piece {
                heading: at,
                blocks: Vec::new(),
            });
            is_open = false;
            continue;
        }
        let Some(piece) = pieces.last_mut() else {
            continue;
        };
        let begins = !is_open || line.starts_with("- ");
        match (line.trim().is_empty(), begins) {
            (true, _) => is_open = false,
            (false, true) => {
                piece.blocks.push(at..=at);
                is_open = true;
            }
            (false, false) => {
                let last = piece.blocks.last_mut().unwrap();
                *last = *last.start()..=at;
            }
        }
    }
    pieces
}

/// Removes the paragraph `which` of every piece of every translation; returns the locations of the pieces.
fn without(which: usize, copy: &mut Copy) -> Vec<Location> {
    let is_translation = |file: &&String| match file.rsplit_once('/') {
        Some((_, name)) => name != "en.md" && name.strip_suffix(".md").is_some(),
        None => false,
    };
    let files: Vec<String> = copy.files().filter(is_translation).cloned().collect();
    let mut planted = Vec::new();
    for file in files {
        for piece in pieces(copy.lines(&file)) {
            // Behind the word and the meaning of a term stand aliases, which differ by language.
            let may_lack = which > 1 && file.starts_with("glossary/");
            let Some(lines) = piece.blocks.get(which).filter(|_| !may_lack) else {
                continue;
            };
            for line in lines.clone() {
                copy.empty(&file, line);
            }
            planted.push(Location {
                file: file.as_str().into(),
                line: piece.heading,
                column: 1,
            });
        }
    }
    planted
}

#[test]
fn every_paragraph_removed_from_a_translation_is_reported_at_its_heading() {
    let course = course();
    for which in 0.. {
        let mut copy = Copy::new(&format!("without-{which}"));
        let planted = without(which, &mut copy);
        if planted.is_empty() {
            assert!(which > 1, "there are translations");
            return;
        }
        // A glossary without sentences is incomplete, and then the rest is not checked.
        let (terms, prose): (Vec<_>, Vec<_>) = planted
            .into_iter()
            .partition(|place| place.file.starts_with("glossary/"));
        if !terms.is_empty() {
            assert_faults_at(&copy, &terms);
            restore(&mut copy, &terms);
        }
        if !prose.is_empty() {
            rename_readings(&mut copy, &course);
            assert_faults_at(&copy, &prose);
        }
    }
}

/// Restores the files of `planted`.
fn restore(copy: &mut Copy, planted: &[Location]) {
    for place in planted {
        copy.restore(&place.file);
    }
}

//! Damaged files do not panic the parser.

use proptest::prelude::*;

use super::{BASE, Files};

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_damage_to_a_file_does_not_panic_the_parser(
        file in 0..BASE.len(),
        at in any::<prop::sample::Index>(),
        gone in 0usize..12,
        put in prop::collection::vec(any::<u8>(), 0..12),
    ) {
        let (name, text) = BASE[file];
        let mut bytes = text.as_bytes().to_vec();
        let at = at.index(bytes.len());
        let end = (at + gone).min(bytes.len());
        bytes.splice(at..end, put);
        let files = Files::unchanged();
        files.write(name, bytes);
        drop(files.lines());
    }

    #[test]
    fn inserted_markup_does_not_panic_the_parser(
        file in 0..BASE.len(),
        line in any::<prop::sample::Index>(),
        put in "[\\[\\]{}<>=\"'`*_#:|.\\\\&; \n가-나a-c0-9-]{0,24}",
    ) {
        let (name, text) = BASE[file];
        let mut lines: Vec<_> = text.lines().collect();
        lines.insert(line.index(lines.len()), &put);
        let files = Files::unchanged();
        files.write(name, lines.join("\n"));
        drop(files.lines());
    }

    #[test]
    fn a_truncated_file_does_not_panic_the_parser(
        file in 0..BASE.len(),
        end in any::<prop::sample::Index>(),
    ) {
        let (name, text) = BASE[file];
        let files = Files::unchanged();
        files.write(name, &text.as_bytes()[..end.index(text.len())]);
        drop(files.lines());
    }
}

#[test]
fn deeply_nested_emphasis_does_not_overflow_the_stack() {
    let files = Files::unchanged();
    let deep = "*a ".repeat(10_000) + &"*".repeat(10_000);
    let prose = files.read("01-first/en.md");
    files.write("01-first/en.md", prose.replace("Turn b", &deep));
    assert!(!files.lines().is_empty(), "it is too long, at least");
}

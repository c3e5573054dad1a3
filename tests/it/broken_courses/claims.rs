//! `claims.md`: every claim has one verdict and names existing steps.

use super::Files;

const CLAIMS: &str = "# Claims

Claims: C1–C2, N1

| claim | verdict | what the course says | where |
|---|---|---|---|
| C1 | RIGHT | It bends. | first/guess, first/try |
| C2 | DATED | It did. | first/breaks |
| N1 | WRONG | It does not. | first/summary |
";

/// Asserts that `check` reports exactly these lines after `from` is replaced by `to` in the claims.
fn assert_claim_faults(from: &str, to: &str, wanted: &[&str]) {
    assert!(CLAIMS.contains(from), "{from}");
    let files = Files::unchanged();
    files.write("claims.md", CLAIMS.replacen(from, to, 1));
    assert_eq!(files.lines(), wanted, "{from} → {to}");
}

#[test]
fn complete_claims_have_no_fault() {
    assert_claim_faults("It bends.", "It bends once.", &[]);
}

#[test]
fn an_unknown_step_in_claims_is_reported_at_its_location() {
    assert_claim_faults(
        "first/guess, first/try",
        "first/guess, first/trie",
        &[
            "claims.md:7:41: C1 names `first/trie`, and there is no such step; use one of: first/try, first/roll, first/breaks",
        ],
    );
    assert_claim_faults(
        "first/guess, first/try",
        "",
        &["claims.md:7:29: the row of C1 names no step; say where the course answers it"],
    );
}

#[test]
fn every_listed_claim_has_exactly_one_row() {
    assert_claim_faults(
        "Claims: C1–C2, N1",
        "Claims: C1–C3, N1",
        &["claims.md:3:9: the claim C3 has no row; judge it"],
    );
    assert_claim_faults(
        "Claims: C1–C2, N1",
        "Claims: C1, N1",
        &[
            "claims.md:8:3: the claim C2 is not in the list of claims; list it, or take the row away",
        ],
    );
    assert_claim_faults(
        "Claims: C1–C2, N1",
        "Claims: C1–C2, N1, C2",
        &["claims.md:3:20: `C2` stands here twice; take one away"],
    );
    assert_claim_faults(
        "| N1 | WRONG",
        "| C2 | WRONG",
        &[
            "claims.md:3:16: the claim N1 has no row; judge it",
            "claims.md:9:3: `C2` stands here twice; take one away",
        ],
    );
}

#[test]
fn malformed_lists_rows_and_verdicts_are_reported() {
    assert_claim_faults(
        "Claims: C1–C2, N1",
        "Claims: C2–C1, N1",
        &[
            "claims.md:3:9: `C2–C1` names no claims; write a name such as C1, or a range such as C1–C9",
        ],
    );
    assert_claim_faults(
        "Claims: C1–C2, N1",
        "All claims:",
        &["claims.md:1:1: no line lists the claims; write one like `Claims: C1–C9`"],
    );
    assert_claim_faults(
        "| It did. ",
        "",
        &[
            "claims.md:8:1: a row has four cells; write | claim | verdict | what the course says | lesson/step |",
        ],
    );
    assert_claim_faults(
        "DATED",
        "OLD",
        &["claims.md:8:8: unknown verdict `OLD`; use one of: RIGHT, CAVEAT, DATED, WRONG"],
    );
    assert_claim_faults(
        "It did. ",
        "",
        &["claims.md:8:16: the row of C2 says nothing; write a sentence"],
    );
}

//! Requests: what is answered, and what is refused with a sentence.

use std::time::Duration;

use super::WebRoom;
use super::browser::{answer_to, get};

/// The lines of a WebSocket's handshake from the page of `host`.
fn handshake(host: &str) -> String {
    format!(
        "Origin: http://{host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    )
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("none")
}

/// The answer to a request with this first line.
fn request(room: &WebRoom, line: &str, host: &str, lines: &str) -> String {
    let request = format!("{line} HTTP/1.1\r\nHost: {host}\r\n{lines}\r\n");
    answer_to(room.address, request.as_bytes())
}

/// Checks that each answer has its status and one sentence, and that no one has a seat.
fn assert_refused(room: &WebRoom, refused: &[(&str, String)]) {
    let mut faults = Vec::new();
    for (at, (expected, answer)) in refused.iter().enumerate() {
        let (header, body) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
        let is_sentence = body.ends_with(".\n") && body.lines().count() == 1;
        let is_text = header.contains("Content-Type: text/plain");
        if status(answer) != *expected || !is_sentence || !is_text {
            faults.push(format!("{at}: {expected} expected: {header}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(room.snapshot().seats.is_empty());
}

#[test]
fn a_request_that_is_no_visit_of_a_browser_is_refused_with_one_sentence() {
    let room = WebRoom::open();
    let host = room.address.to_string();
    let ask = |line: &str, host: &str, lines: &str| request(&room, line, host, lines);
    let refused = [
        ("404", ask("GET /admin", &host, "")),
        ("404", ask("GET /page.js?x", &host, "")),
        ("404", ask("GET /../Cargo.toml", &host, "")),
        ("405", ask("POST /", &host, "Content-Length: 0\r\n")),
        ("405", ask("HEAD /", &host, "")),
        ("405", ask("OPTIONS /vote", &host, "")),
        ("403", ask("GET /", "evil.example", "")),
        ("403", ask("GET /", "127.0.0.1", "")),
        ("403", ask("GET /", "127.0.0.1:1", "")),
        ("400", ask("GET /", &host, "Host: evil.example\r\n")),
        ("400", answer_to(room.address, b"GET / HTTP/1.1\r\n\r\n")),
    ];
    assert_refused(&room, &refused);
}

#[test]
fn a_socket_opens_for_the_rooms_own_page_only() {
    let room = WebRoom::open();
    let host = room.address.to_string();
    let own = handshake(&host);
    let evil = handshake("evil.example");
    let ask = |path: &str, host: &str, lines: &str| {
        let line = format!("GET {path}");
        request(&room, &line, host, lines)
    };
    let refused = [
        ("403", ask("/vote", "evil.example", &evil)),
        ("403", ask("/vote", &host, &evil)),
        ("403", ask("/course", &host, &evil)),
        ("403", ask("/vote", &host, &own.replace("http:", "https:"))),
        ("403", ask("/vote", &host, &own.replacen("Origin", "X", 1))),
        ("400", ask("/vote", &host, &own.replace("Key", "Other"))),
        ("400", ask("/vote", &host, &own.replace("websocket", "h2c"))),
        ("400", ask("/vote", &host, &own.replace(": 13", ": 12"))),
    ];
    assert_refused(&room, &refused);
}

#[test]
fn the_page_is_served_under_each_of_its_names_with_a_strict_policy() {
    let room = WebRoom::open();
    let address = room.address;
    let port = address.port();
    for host in [address.to_string(), format!("localhost:{port}")] {
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let page = answer_to(address, request.as_bytes());
        assert_eq!(status(&page), "200");
        let (header, body) = page.split_once("\r\n\r\n").unwrap();
        let policy = format!("default-src 'self'; connect-src 'self' ws://{host};");
        for line in [
            &*policy,
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
        ] {
            assert!(header.contains(line), "{line} in {header}");
        }
        assert!(!header.to_lowercase().contains("cookie"));
        assert!(!body.contains("{{") && !body.contains("style=") && !body.contains("<script>"));
    }
    for (path, kind) in [("/page.js", "text/javascript"), ("/page.css", "text/css")] {
        let file = get(address, path, "");
        assert!(status(&file) == "200" && file.contains(kind), "{file}");
    }
}

#[test]
fn the_page_is_in_the_language_of_the_browser() {
    let room = WebRoom::open();
    let korean = get(
        room.address,
        "/",
        "Accept-Language: ko-KR,ko;q=0.9,en;q=0.8\r\n",
    );
    assert!(korean.contains("<html lang=\"ko\">"));
    let other = get(room.address, "/", "Accept-Language: fr\r\n");
    assert!(other.contains("<html lang=\"en\">"));
    let refusal = get(room.address, "/x", "Accept-Language: ko\r\n");
    assert!(refusal.contains("없어요"), "{refusal}");
}

#[test]
fn the_whole_page_is_at_most_20_kb() {
    let room = WebRoom::open();
    for lang in ["en", "ko"] {
        let lines = format!("Accept-Language: {lang}\r\n");
        let size = |path: &str| {
            let file = get(room.address, path, &lines);
            file.split_once("\r\n\r\n").unwrap().1.len()
        };
        let sizes = ["/", "/page.js", "/page.css"].map(size);
        let whole: usize = sizes.iter().sum();
        assert!(
            sizes.iter().all(|size| *size > 500) && whole <= 20_000,
            "{lang}: {sizes:?}"
        );
    }
}

#[test]
fn a_header_above_8_kib_is_refused() {
    let room = WebRoom::open();
    let long = format!("X: {}\r\n", "x".repeat(8 * 1024));
    let refused = get(room.address, "/", &long);
    assert!(refused.contains("more than 8 KiB of header"), "{refused}");
    assert_eq!(status(&refused), "431");
    let many = "X: y\r\n".repeat(65);
    assert_eq!(status(&get(room.address, "/", &many)), "431");
    let usual = format!("X: {}\r\n", "x".repeat(7 * 1024));
    assert_eq!(status(&get(room.address, "/", &usual)), "200");
}

#[test]
fn a_header_that_never_ends_is_answered_all_the_same() {
    let room = WebRoom::open_with(|options| {
        options.limits.header_time = Duration::from_millis(50);
        options.limits.handshake_time = Duration::from_secs(60 * 60);
    });
    let begun = format!("GET / HTTP/1.1\r\nHost: {}\r\n", room.address);
    let answer = answer_to(room.address, begun.as_bytes());
    assert_eq!(status(&answer), "408", "{answer}");
    assert!(answer.contains("not joined the room in time."), "{answer}");
}

#[test]
fn an_address_that_opens_too_many_connections_is_told_so() {
    let room = WebRoom::open_with(|options| {
        options.seats = 2;
        options.limits.connections_per_second = 1e-6;
    });
    for _ in 0..2 {
        assert_eq!(status(&get(room.address, "/", "")), "200");
    }
    let refused = get(room.address, "/", "");
    assert!(
        status(&refused) == "429" && refused.contains("Too many connections"),
        "{refused}"
    );
}

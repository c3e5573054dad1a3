//! Tests of what a room announces.

use std::net::Ipv4Addr;

use super::*;
use crate::lesson::{self, CourseSource};
use crate::locale::Lang;

const ALL: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
const OWN: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 168, 0, 14));
const LOCAL: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn options(name: Option<&str>, address: IpAddr) -> HostOptions {
    HostOptions {
        addresses: vec![address],
        port: Some(2222),
        web: Some(8080),
        seats: 10,
        seats_of_address: 5,
        pin: None,
        name: name.map(str::to_owned),
        course: Arc::new(lesson::load(&CourseSource::Builtin).unwrap()),
        lang: Lang::english(),
        seed: None,
        saved: None,
        limits: Limits::default(),
        state_folder: None,
        time_of_day: || (10, 0),
    }
}

fn ways(ssh: Option<u16>, web: Option<u16>) -> Ways {
    Ways {
        ssh: ssh.map(|port| ("SHA256:x".to_owned(), port)),
        web,
    }
}

#[test]
fn a_name_is_announced_only_if_it_was_asked_for_and_others_can_reach_the_room() {
    let both = ways(Some(2222), Some(8080));
    for (name, address, is_announced) in [
        (None, ALL, false),
        (None, OWN, false),
        (Some("class-7"), LOCAL, false),
        (Some("class-7"), OWN, true),
        (Some("class-7"), ALL, true),
    ] {
        let announced = announcement(&options(name, address), &both, Some(OWN));
        assert_eq!(announced.is_some(), is_announced, "{name:?} {address}");
    }
}

#[test]
fn the_announced_name_leads_to_the_address_and_the_ports_of_the_room() {
    let options = options(Some("class-7"), OWN);
    let announced = |ssh, web| announcement(&options, &ways(ssh, web), Some(OWN)).unwrap();
    let expected = |ssh, web| Announcement {
        name: "class-7".to_owned(),
        address: OWN,
        ssh,
        web,
    };
    for (ssh, web) in [(Some(2222), Some(8080)), (Some(22), None), (None, Some(80))] {
        assert_eq!(announced(ssh, web), expected(ssh, web));
    }
    let both = ways(Some(2222), Some(8080));
    let named = announced(Some(2222), Some(8080));
    let join = join_info(&options, &both, Some(OWN), Some(&named));
    assert_eq!(join.ssh.as_deref(), Some("ssh -p 2222 class-7.local"));
    // A phone may not know names of the network.
    assert_eq!(join.web.as_deref(), Some("http://192.168.0.14:8080"));
}

#[test]
fn a_machine_without_a_network_says_so_and_shows_no_code_of_itself() {
    let both = ways(Some(2222), Some(8080));
    let options = options(Some("class-7"), ALL);
    assert_eq!(announcement(&options, &both, None), None);
    let alone = join_info(&options, &both, None, None);
    assert_eq!(alone.reach, Some(Phrase::key("ui.join.no-network")));
    assert!(alone.code.is_none());
    let reached = join_info(&options, &both, Some(OWN), None);
    assert_eq!(reached.reach, Some(Phrase::key("ui.join.network")));
    assert!(reached.code.is_some());
}

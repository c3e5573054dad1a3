use super::*;

fn run(name: &str, seeds: u64) -> Standings {
    let mut race = Race::new(Preset::named(name).unwrap().setup(seeds));
    while !race.is_over() {
        race.advance(u64::MAX / 2, 2);
    }
    race.standings()
}

#[test]
fn print_all() {
    for preset in Preset::ALL {
        let s = run(preset.name, if preset.name == "P4" { 100 } else { 20 });
        for r in &s.racers {
            println!(
                "{} solved {} atgoal {} relapsed {} div {} wins {} median {:?} loss {:?} off {:.3}",
                preset.name,
                r.solved,
                r.at_goal,
                r.relapsed,
                r.diverged,
                r.wins,
                r.median_step(),
                r.median_loss(),
                r.off_share
            );
        }
    }
}

use super::*;

const CELL: TerminalReport = TerminalReport::Cell(CellSize {
    width: 10,
    height: 20,
});

/// The choice of `setting` after these reports of a terminal at `site`.
fn choice(
    site: TerminalSite,
    setting: GlyphSetting,
    reports: &[TerminalReport],
) -> (GlyphChoice, GlyphReason) {
    let mut profile = TerminalProfile::new(site, GlyphChoice::Braille);
    for report in reports {
        profile.apply(*report);
    }
    profile.choose(setting, Appearance::default())
}

fn auto(reports: &[TerminalReport]) -> (GlyphChoice, GlyphReason) {
    choice(TerminalSite::Local, GlyphSetting::Auto, reports)
}

const OCTANTS: TerminalReport = TerminalReport::Program {
    octants: OctantSupport::WithoutDots,
    inline_images: false,
};

#[test]
fn auto_takes_images_then_octants_then_the_characters_of_the_locale() {
    let kitty = GlyphReason::ShowsImages(ImageProtocol::Kitty);
    assert_eq!(
        auto(&[TerminalReport::KittyGraphics, CELL, OCTANTS]),
        (GlyphChoice::Pixels, kitty)
    );
    assert_eq!(
        auto(&[OCTANTS, CELL]),
        (GlyphChoice::Octants, GlyphReason::NoImages)
    );
    assert_eq!(auto(&[]), (GlyphChoice::Braille, GlyphReason::NoImages));
    let ascii = TerminalProfile::new(TerminalSite::Local, GlyphChoice::Ascii);
    let choice = ascii.choose(GlyphSetting::Auto, Appearance::default());
    assert_eq!(choice, (GlyphChoice::Ascii, GlyphReason::NotUtf8));
}

#[test]
fn images_need_the_size_of_a_cell() {
    let zero = TerminalReport::Cell(CellSize {
        width: 0,
        height: 20,
    });
    let kitty = TerminalReport::KittyGraphics;
    assert_eq!(
        auto(&[kitty, CELL, zero]),
        (GlyphChoice::Braille, GlyphReason::NoCellSize)
    );
}

#[test]
fn sixel_needs_its_attribute_and_64_colors() {
    let (sixel, colors) = (TerminalReport::Sixel, TerminalReport::SixelColors);
    assert_eq!(
        auto(&[CELL, sixel, colors(16)]).1,
        GlyphReason::FewColors,
        "a VT340"
    );
    assert_eq!(auto(&[CELL, colors(256)]).1, GlyphReason::NoImages);
    let limits = SixelLimits {
        colors: 256,
        size: Some((1000, 800)),
    };
    assert_eq!(
        auto(&[
            CELL,
            sixel,
            colors(256),
            TerminalReport::SixelSize(1000, 800)
        ]),
        (
            GlyphChoice::Pixels,
            GlyphReason::ShowsImages(ImageProtocol::Sixel(limits))
        )
    );
}

#[test]
fn remote_terminals_show_images_only_if_asked_and_multiplexers_never() {
    let reports = [TerminalReport::KittyGraphics, CELL];
    let pixels = GlyphSetting::Fixed(GlyphChoice::Pixels);
    for (site, setting, wanted) in [
        (
            TerminalSite::Remote,
            GlyphSetting::Auto,
            GlyphChoice::Braille,
        ),
        (TerminalSite::Remote, pixels, GlyphChoice::Pixels),
        (
            TerminalSite::Multiplexer,
            GlyphSetting::Auto,
            GlyphChoice::Braille,
        ),
        (TerminalSite::Multiplexer, pixels, GlyphChoice::Braille),
        (
            TerminalSite::Windows,
            GlyphSetting::Auto,
            GlyphChoice::Braille,
        ),
        (TerminalSite::Windows, pixels, GlyphChoice::Pixels),
    ] {
        assert_eq!(
            choice(site, setting, &reports).0,
            wanted,
            "{site:?} {setting:?}"
        );
    }
}

#[test]
fn queries_for_images_go_only_to_local_terminals_and_where_pixels_are_chosen() {
    let asks = |site, setting| {
        let profile = TerminalProfile::new(site, GlyphChoice::Braille);
        profile.detection(setting, false).images
    };
    let pixels = GlyphSetting::Fixed(GlyphChoice::Pixels);
    assert!(asks(TerminalSite::Local, GlyphSetting::Auto));
    assert!(!asks(TerminalSite::Remote, GlyphSetting::Auto));
    assert!(asks(TerminalSite::Remote, pixels));
    for site in [
        TerminalSite::Multiplexer,
        TerminalSite::LinuxConsole,
        TerminalSite::Windows,
    ] {
        for setting in GlyphSetting::ALL {
            assert!(!asks(site, setting), "{site:?} {setting:?}");
        }
    }
    let braille = GlyphSetting::Fixed(GlyphChoice::Braille);
    assert!(!asks(TerminalSite::Local, braille));
}

#[test]
fn without_colors_there_are_no_images() {
    let mut profile = TerminalProfile::default();
    profile.apply(TerminalReport::KittyGraphics);
    profile.apply(CELL);
    let mono = Appearance {
        theme: ThemeChoice::Mono,
        ..Appearance::default()
    };
    let choice = profile.choose(GlyphSetting::Auto, mono);
    assert_eq!(choice, (GlyphChoice::Braille, GlyphReason::NoHues));
}

#[test]
fn a_projector_gets_dots_that_touch_each_other() {
    let heavy = Appearance {
        heavy: true,
        ..Appearance::default()
    };
    let mut profile = TerminalProfile::default();
    let choose = |profile: TerminalProfile| profile.choose(GlyphSetting::Auto, heavy).0;
    assert_eq!(choose(profile), GlyphChoice::Blocks);
    profile.apply(OCTANTS);
    assert_eq!(choose(profile), GlyphChoice::Octants);
}

#[test]
fn text_at_double_size_needs_its_report_and_a_terminal_that_may_be_asked() {
    let status = |site, characters, is_reported: bool| {
        let mut profile = TerminalProfile::new(site, characters);
        if is_reported {
            profile.apply(TerminalReport::LargeText);
        }
        (
            profile.detects_large_text(),
            profile.large_text(LargeText::On),
            profile.large_text(LargeText::Off),
        )
    };
    let off = LargeTextStatus::SwitchedOff;
    for site in [TerminalSite::Local, TerminalSite::Remote] {
        let reported = status(site, GlyphChoice::Braille, true);
        assert_eq!(reported, (true, LargeTextStatus::Used, off));
        let silent = status(site, GlyphChoice::Braille, false);
        assert_eq!(silent, (true, LargeTextStatus::NotReported, off));
        let ascii = status(site, GlyphChoice::Ascii, true);
        assert_eq!(ascii, (false, LargeTextStatus::NotUtf8, off));
    }
    for (site, why) in [
        (TerminalSite::Multiplexer, LargeTextStatus::Multiplexer),
        (TerminalSite::LinuxConsole, LargeTextStatus::LinuxConsole),
        (TerminalSite::Windows, LargeTextStatus::Windows),
    ] {
        assert_eq!(status(site, GlyphChoice::Braille, true), (false, why, off));
    }
}

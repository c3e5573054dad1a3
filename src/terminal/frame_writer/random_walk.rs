//! Random messages and sizes with images and large text: the screen of a terminal is what the app has drawn, and no image and
//! no large text is left.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use rand::{RngExt, SeedableRng};
use rand_xoshiro::SplitMix64;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::app::{
    App, Appearance, CellSize, GlyphChoice, GlyphSetting, Key, KeyCode, MouseInput, Msg,
    OctantSupport, SixelLimits, TerminalProfile, TerminalReport, TerminalSite, bindings,
};
use crate::lab::Values;
use crate::lesson::{Course, CourseSource, load};
use crate::locale::Words;
use crate::terminal::backend::tests::SharedBytes;
use crate::terminal::display::{write_open, write_restore};
use crate::terminal::images::model_terminal::{
    BlockPart, ModelTerminal, Picture, Pixels, cell_pictures, percent,
};
use crate::terminal::images::tests::lock_images;
use crate::text::Toward;
use crate::ui::pixels::{DrawnImage, MAX_COLORS};
use crate::ui::{self, LARGE_SCALE, LargeLine};

/// Messages between two draws: a draw costs a hundred times as much as a message.
const DRAWN_EVERY: usize = 5;
/// Messages until the app starts anew at another step: random keys soon lead to pages without charts.
const RESTARTED_EVERY: usize = 50;
/// Small cells: what is drawn does not depend on their number of pixels.
const CELL: CellSize = CellSize {
    width: 4,
    height: 8,
};

const SIXEL: ImageProtocol = ImageProtocol::Sixel(SixelLimits {
    colors: 256,
    size: None,
});
/// Images are larger than the terminal accepts.
const SIXEL_IN_PIECES: ImageProtocol = ImageProtocol::Sixel(SixelLimits {
    colors: 64,
    size: Some((70, 50)),
});

/// The reports of a terminal that shows images in `protocol`.
fn reports(protocol: ImageProtocol) -> Vec<TerminalReport> {
    let program = |inline_images| TerminalReport::Program {
        octants: OctantSupport::Unknown,
        inline_images,
    };
    match protocol {
        ImageProtocol::Kitty => vec![TerminalReport::KittyGraphics],
        ImageProtocol::ITerm2 => vec![program(true)],
        ImageProtocol::Sixel(limits) => {
            let (width, height) = limits.size.unwrap_or_default();
            vec![
                TerminalReport::Sixel,
                TerminalReport::SixelColors(limits.colors),
                TerminalReport::SixelSize(width, height),
            ]
        }
    }
}

/// An app, the terminal it is drawn on, and the random numbers that decide what happens.
struct Walk {
    course: Arc<Course>,
    languages: Vec<Words>,
    app: App,
    protocol: ImageProtocol,
    /// Whether the app is shown to a class, on a terminal that draws text at double size.
    is_class: bool,
    size: Rc<Cell<Size>>,
    cell: CellSize,
    frames: FrameWriter<SharedBytes>,
    written: SharedBytes,
    terminal: ModelTerminal,
    random: SplitMix64,
    /// The frames with images so far.
    frames_with_images: usize,
    /// The frames with large text so far.
    frames_with_large_text: usize,
}

impl Walk {
    fn new(protocol: ImageProtocol, is_class: bool, seed: u64) -> Self {
        let course = Arc::new(load(&CourseSource::Builtin).unwrap());
        let languages: Vec<Words> = Words::available()
            .iter()
            .map(|language| Words::load(language).unwrap())
            .collect();
        let size = Rc::new(Cell::new(Size::new(100, 30)));
        let (written, measured) = (SharedBytes::default(), Rc::clone(&size));
        let backend = CompactBackend::new(written.clone(), move || Ok(measured.get()));
        let mut walk = Self {
            app: app(&course, protocol, is_class, &languages[0]),
            course,
            languages,
            protocol,
            is_class,
            frames: FrameWriter::new(backend).unwrap(),
            written,
            terminal: ModelTerminal::new((100, 30), CELL),
            size,
            cell: CELL,
            random: SplitMix64::seed_from_u64(seed),
            frames_with_images: 0,
            frames_with_large_text: 0,
        };
        walk.open();
        walk
    }

    /// Takes the screen, as at the start and after the program was suspended.
    fn open(&mut self) {
        let mut bytes = Vec::new();
        write_open(&mut bytes).unwrap();
        self.terminal.read(&bytes);
        self.frames.invalidate();
    }

    /// Gives the screen back. No image and no large text is left on it.
    fn close(&mut self) {
        let mut bytes = Vec::new();
        write_restore(&mut bytes).unwrap();
        self.terminal.read(&bytes);
        assert!(!self.terminal.has_images(), "an image is left");
        assert!(!self.terminal.has_blocks(), "large text is left");
    }

    /// Starts the app anew at a random step, in a random language.
    fn restart(&mut self) {
        let language = self.random.random_range(0..self.languages.len());
        let words = &self.languages[language];
        self.app = app(&self.course, self.protocol, self.is_class, words);
        let lesson = self.random.random_range(0..self.course.lessons.len());
        let steps = self.course.lessons[lesson].steps.len();
        let step = self.random.random_range(0..steps);
        self.app.open(lesson, step, &Values::new()).unwrap();
        self.set_cell(CELL);
    }

    fn set_cell(&mut self, cell: CellSize) {
        self.cell = cell;
        let report = TerminalReport::Cell(cell);
        let _update = self.app.update(Msg::Terminal(report));
        self.resize(self.size.get());
    }

    fn resize(&mut self, size: Size) {
        self.size.set(size);
        self.terminal.resize((size.width, size.height), self.cell);
        self.frames.invalidate();
    }

    fn run(&mut self, messages: usize) {
        for at in 0..messages {
            if at % RESTARTED_EVERY == 0 {
                self.restart();
            }
            let msg = self.message();
            let _update = self.app.update(msg);
            match self.random.random_range(0..400) {
                0..8 => {
                    let width = self.random.random_range(0..160);
                    let height = self.random.random_range(0..50);
                    self.resize(Size::new(width, height));
                }
                8 => {
                    let width = self.random.random_range(1..7);
                    let height = self.random.random_range(1..12);
                    self.set_cell(CellSize { width, height });
                }
                9 => {
                    self.close();
                    self.open();
                }
                _ => {}
            }
            if at % DRAWN_EVERY == 0 {
                self.draw();
            }
        }
        self.close();
    }

    fn message(&mut self) -> Msg {
        match self.random.random_range(0..20) {
            0 | 1 => Msg::Frame {
                elapsed: Duration::from_millis(self.random.random_range(0..100)),
            },
            2 => Msg::Work,
            3 => Msg::Mouse(self.pointer()),
            _ => Msg::Key(self.key()),
        }
    }

    fn key(&mut self) -> Key {
        let known = bindings().iter().flat_map(|binding| binding.keys);
        let known: Vec<Key> = known.map(|(key, _)| *key).collect();
        match self.random.random_range(0..8) {
            0 => Key::char(char::from(self.random.random_range(b'0'..=b'9'))),
            1 | 2 => Key::plain(KeyCode::Enter),
            _ => known[self.random.random_range(0..known.len())],
        }
    }

    fn pointer(&mut self) -> MouseInput {
        let Size { width, height } = self.size.get();
        let x = self.random.random_range(0..=width);
        let y = self.random.random_range(0..=height);
        let target = ui::hit_test(&self.app, (width, height), x, y);
        match self.random.random_range(0..5) {
            0 | 1 => MouseInput::Press(target),
            2 => MouseInput::Drag(target),
            3 => MouseInput::Release,
            _ => {
                MouseInput::Wheel([Toward::Next, Toward::Previous][self.random.random_range(0..2)])
            }
        }
    }

    /// Draws a frame, and compares the terminal with it.
    fn draw(&mut self) {
        let mut drawn = (Buffer::default(), DrawnScreen::default());
        let protocol = self.app.context().terminal().image_protocol();
        self.frames
            .draw(protocol, &mut |frame| {
                let screen = ui::draw(frame, &self.app);
                drawn = (frame.buffer_mut().clone(), screen.clone());
                screen
            })
            .unwrap();
        self.terminal.read(&self.written.take());
        let (buffer, screen) = drawn;
        let _update = self.app.update(Msg::Drawn(screen.scroll));
        self.frames_with_images += usize::from(!screen.images.is_empty());
        let kept = match self.protocol {
            ImageProtocol::Kitty => screen.images.len(),
            ImageProtocol::ITerm2 | ImageProtocol::Sixel(_) => 0,
        };
        let (count, bytes) = self.terminal.kept_images();
        assert_eq!(count, kept, "images in the memory of the terminal");
        let pixels = usize::from(self.cell.width) * usize::from(self.cell.height);
        assert!(bytes <= 4 * pixels * buffer.content.len());
        self.frames_with_large_text += usize::from(!screen.large_text.is_empty());
        self.compare(&buffer, &self.pictures(&buffer, &screen.images));
        self.compare_blocks(&buffer, &blocks(&buffer, &screen.large_text));
    }

    /// The parts of `images` in every cell. Panics if one is outside of the screen, or if two overlap.
    fn pictures(&self, buffer: &Buffer, images: &[DrawnImage]) -> Vec<Option<Picture>> {
        let mut pictures = vec![None; buffer.content.len()];
        let (colors, is_sixel) = match self.protocol {
            ImageProtocol::Kitty | ImageProtocol::ITerm2 => (MAX_COLORS, false),
            ImageProtocol::Sixel(limits) => (usize::from(limits.colors), true),
        };
        for image in images {
            let area = image.area();
            assert_eq!(area.intersection(buffer.area), area, "outside");
            let rendered = image.render(colors).unwrap();
            let color = |pixel: &u8| {
                let (red, green, blue) = rendered.palette[usize::from(*pixel)];
                let color = [red, green, blue].map(u16::from);
                let color = if is_sixel { color.map(percent) } else { color };
                (*pixel != 0).then_some(color)
            };
            let pixels = Pixels {
                width: rendered.width,
                height: rendered.height,
                colors: rendered.pixels.iter().map(color).collect(),
            };
            let parts = cell_pictures(&pixels, (area.width, area.height));
            for (position, part) in area.positions().zip(parts) {
                let at = buffer.index_of(position.x, position.y);
                assert!(pictures[at].is_none(), "two images at {position}");
                pictures[at] = part;
            }
        }
        pictures
    }

    /// Compares the terminal with the cells and the images of a frame.
    fn compare(&self, buffer: &Buffer, pictures: &[Option<Picture>]) {
        let mut hidden = 0;
        for (at, (cell, picture)) in buffer.content.iter().zip(pictures).enumerate() {
            let (x, y) = buffer.pos_of(at);
            assert_eq!(
                self.terminal.picture(x, y),
                *picture,
                "the image at {}",
                Position::new(x, y)
            );
            assert!(
                hidden == 0 || picture.is_none(),
                "an image over half a character at {}",
                Position::new(x, y)
            );
            assert!(
                picture.is_none() || cell.symbol().trim().is_empty(),
                "an image over the text {:?} at {}",
                cell.symbol(),
                Position::new(x, y)
            );
            let width = UnicodeWidthStr::width(cell.symbol());
            if hidden == 0 && picture.is_none() {
                assert_eq!(
                    self.terminal.symbol(x, y),
                    cell.symbol(),
                    "{:?}, frame {} with images: the text at {}",
                    self.protocol,
                    self.frames_with_images,
                    Position::new(x, y)
                );
            }
            hidden = if hidden > 0 {
                hidden - 1
            } else {
                width.max(1) - 1
            };
        }
    }

    /// Compares the terminal with the large text of a frame.
    fn compare_blocks(&self, buffer: &Buffer, blocks: &[Option<BlockPart>]) {
        for (at, (cell, block)) in buffer.content.iter().zip(blocks).enumerate() {
            let (x, y) = buffer.pos_of(at);
            assert_eq!(
                self.terminal.block(x, y),
                block.as_ref(),
                "frame {} with large text: the text at {}",
                self.frames_with_large_text,
                Position::new(x, y)
            );
            assert!(
                block.is_none() || cell.symbol() == " ",
                "large text over the text {:?}",
                cell.symbol()
            );
        }
    }
}

/// The parts of `lines` in every cell. Panics if one is outside of the screen, or if two overlap.
fn blocks(buffer: &Buffer, lines: &[LargeLine]) -> Vec<Option<BlockPart>> {
    let mut blocks = vec![None; buffer.content.len()];
    for line in lines {
        let area = line.area();
        assert_eq!(area.intersection(buffer.area), area, "outside");
        let mut origin = Position::new(area.x, area.y);
        let text: String = line.spans().iter().map(|(text, _)| text.as_str()).collect();
        for symbol in text.graphemes(true) {
            let width = u16::try_from(symbol.width()).unwrap();
            let size = (width * LARGE_SCALE, LARGE_SCALE);
            for position in Rect::new(origin.x, origin.y, size.0, size.1).positions() {
                let part = &mut blocks[buffer.index_of(position.x, position.y)];
                assert_eq!(*part, None, "two characters at {position}");
                *part = Some(BlockPart {
                    text: symbol.to_owned(),
                    origin,
                    size,
                });
            }
            origin.x += size.0;
        }
        assert_eq!(origin.x, area.right(), "{text:?} fills its area");
    }
    blocks
}

/// The app on a terminal that shows images in `protocol`; for a class, on one that draws text at double size.
fn app(course: &Arc<Course>, protocol: ImageProtocol, is_class: bool, words: &Words) -> App {
    let profile = TerminalProfile::new(TerminalSite::Local, GlyphChoice::Braille);
    let mut app = App::new(
        Arc::clone(course),
        words.clone(),
        Appearance::default(),
        None,
    )
    .with_terminal(profile, GlyphSetting::Fixed(GlyphChoice::Pixels));
    if is_class {
        app = app.with_presentation();
        let _update = app.update(Msg::Terminal(TerminalReport::LargeText));
    }
    for report in reports(protocol) {
        let _update = app.update(Msg::Terminal(report));
    }
    app
}

/// Walks on a terminal with this protocol. Returns the number of frames with images.
fn walk(protocol: ImageProtocol, messages: usize) -> usize {
    let _images = lock_images();
    let mut walk = Walk::new(protocol, false, 1);
    walk.run(messages);
    assert_eq!(walk.frames_with_large_text, 0);
    walk.frames_with_images
}

/// Walks in front of a class. Returns the number of frames with large text.
fn walk_of_class(messages: usize) -> usize {
    let _images = lock_images();
    let mut walk = Walk::new(ImageProtocol::Kitty, true, 2);
    walk.run(messages);
    walk.frames_with_large_text
}

/// A walk that is short enough for every run of the tests.
fn short_walk(protocol: ImageProtocol) {
    let with_images = walk(protocol, 2_500);
    assert!(with_images > 100, "only {with_images} frames with images");
}

#[test]
fn kitty_shows_what_is_drawn_and_no_image_is_left() {
    short_walk(ImageProtocol::Kitty);
}

#[test]
fn iterm2_shows_what_is_drawn_and_no_image_is_left() {
    short_walk(ImageProtocol::ITerm2);
}

#[test]
fn sixel_shows_what_is_drawn_and_no_image_is_left() {
    short_walk(SIXEL);
}

#[test]
fn sixel_in_pieces_shows_what_is_drawn_and_no_image_is_left() {
    short_walk(SIXEL_IN_PIECES);
}

#[test]
fn large_text_is_what_is_drawn_and_none_is_left() {
    let with_large_text = walk_of_class(2_500);
    assert!(
        with_large_text > 50,
        "only {with_large_text} frames with large text"
    );
}

#[test]
#[ignore = "it takes minutes; those before are its beginning"]
fn a_hundred_thousand_messages_show_what_is_drawn() {
    let protocols = [
        ImageProtocol::Kitty,
        ImageProtocol::ITerm2,
        SIXEL,
        SIXEL_IN_PIECES,
    ];
    for protocol in protocols {
        let with_images = walk(protocol, 25_000);
        assert!(with_images > 1_000, "only {with_images} frames with images");
    }
    let with_large_text = walk_of_class(25_000);
    assert!(
        with_large_text > 500,
        "only {with_large_text} frames with large text"
    );
}
